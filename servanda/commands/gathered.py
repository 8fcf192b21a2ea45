"""Tables of former versions: which steps led to them that one migration gathers by now."""

from collections.abc import Set as AbstractSet

from django.db.migrations.loader import MigrationLoader

from servanda.commands.errors import CommandError


def known_steps() -> set[str]:
    """Return the names of all migrations that this version has, or has gathered in another."""
    on_disk = MigrationLoader(None).disk_migrations
    gathered = {one for migration in on_disk.values() for one in migration.replaces}
    return {named(one) for one in {*on_disk, *gathered}}


def refuse_half_gathered(done: AbstractSet[str]) -> None:
    """Refuse tables that have done some, not all of the steps that one migration gathers.

    `done` are the names of the migrations that were applied. Raises CommandError: Django would take
    such tables for ready, or for missing.
    """
    for migration in MigrationLoader(None).disk_migrations.values():
        gathered = {named(one) for one in migration.replaces}
        if gathered & done and gathered - done:
            raise CommandError(
                "The tables are of a Servanda too old for this one to bring them up to date: "
                f"{min(gathered - done)} is missing. Do “servanda init” with a version that "
                "still has it, then with this one."
            )


def named(migration: tuple[str, str]) -> str:
    """Return the name of a migration as backups and messages tell it."""
    return ".".join(migration)

"""The installation a command works in: its folder, its secret, its tables, and who acts.

A command that needs the registers calls `open_installation(options)` first and imports what knows
their tables afterwards, since Django reads its settings from the folder that `--data` names.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from servanda.commands.arguments import DATA, FOLDER, add_folder_argument, add_person_argument
from servanda.commands.errors import CommandError
from servanda.commands.gathered import named, refuse_half_gathered
from servanda.commands.table_sizes import learn_sizes

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from django.db.migrations import Migration

    from servanda.registers.models import Account

__all__ = [
    "add_folder_argument",
    "add_person_argument",
    "make_installation",
    "open_installation",
    "open_or_make_installation",
    "point_at",
    "prepare",
]

INDEX = "search"
"""The room of the index of words: where an upgrade changes it, it is written anew."""
OWNER_ONLY_FOLDER, OWNER_ONLY_FILE, OTHERS = 0o700, 0o600, 0o077


def open_installation(options: argparse.Namespace) -> Account:
    """Open the installation of `--data` and return who acts (`--as`).

    Raises CommandError where there is none, where the folder or the database cannot be used, where
    an older version made the installation, and for a user who is not there.
    """
    folder = point_at(options)
    with _told_database_errors():
        if not _has_tables():
            raise CommandError(
                f"There is no installation in {folder}: name its folder with --data, "
                f"or make one with “servanda init --data {folder}”."
            )
    return open_or_make_installation(options)


def open_or_make_installation(options: argparse.Namespace) -> Account:
    """Do the same, and make the installation where there is none: for what one begins with."""
    folder = prepare(options)
    with _one_at_a_time(folder), _told_database_errors():
        _make_tables_where_there_are_none(folder)
    return _acting(getattr(options, "person", None))


def make_installation(options: argparse.Namespace) -> Path:
    """Make the installation or bring it up to this version, with its operator; return its folder."""
    folder = prepare(options)
    with _one_at_a_time(folder), _told_database_errors():
        missing = _missing_migrations()
        is_upgrade = bool(missing and connection.introspection.table_names())
        if is_upgrade:
            _back_up_first(folder)
        call_command("migrate", verbosity=0, interactive=False)
        learn_sizes()
    _acting(None)
    if is_upgrade and INDEX in {migration.app_label for migration in missing}:
        _write_index()
    return folder


def prepare(options: argparse.Namespace) -> Path:
    """Make the folder and its secret, set Django up on them, and return the folder."""
    folder = _named(options)
    try:
        folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        (folder / "static").mkdir(exist_ok=True)  # the server of the pages looks into it
        (folder / "mail").mkdir(exist_ok=True)
        (folder / "mail").chmod(OWNER_ONLY_FOLDER)  # letters bear codes
        if "SERVANDA_SECRET_KEY" not in os.environ:
            _ensure_secret(folder / "secret.key")
    except OSError as error:
        raise CommandError(
            f"The folder {folder} cannot be used: {error.strerror}. Name another with --data."
        ) from error
    django.setup()
    return folder


def point_at(options: argparse.Namespace) -> Path:
    """Set Django up on a folder where nothing needs to be, and make nothing; return the folder."""
    folder = _named(options)
    django.setup()
    return folder


def _named(options: argparse.Namespace) -> Path:
    if options.data:
        os.environ[DATA] = str(Path(options.data).absolute())
    folder = Path(os.environ.get(DATA) or FOLDER).absolute()
    os.environ[DATA] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda.settings")
    return folder


def _ensure_secret(place: Path) -> None:
    """Write the secret of the sessions, readable by its owner only, unless it is there."""
    if place.exists():
        return
    part = place.with_name(f".secret.{os.getpid()}.part")
    opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY_FILE)
    with os.fdopen(opened, "w") as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(part, place)  # the first of two commands wins
    except FileExistsError:
        pass
    finally:
        part.unlink()


def _make_tables_where_there_are_none(folder: Path) -> None:
    missing = _missing_migrations()
    if missing and connection.introspection.table_names():
        raise CommandError(
            f"The installation in {folder} was made by an older version: "
            f"bring it up to date with “servanda init --data {folder}”, which keeps a backup first."
        )
    if missing:
        call_command("migrate", verbosity=0, interactive=False)


def _has_tables() -> bool:
    """Tell whether the database is there, without making its file."""
    place = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not place.startswith("file:") and not Path(place).exists():
        return False
    return bool(connection.introspection.table_names())


def _missing_migrations() -> list[Migration]:
    """Return what the tables lack; refuse tables from amid what one migration gathers by now."""
    executor = MigrationExecutor(connection)
    refuse_half_gathered({named(one) for one in executor.recorder.applied_migrations()})
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [migration for migration, _backwards in plan]


def _back_up_first(folder: Path) -> None:
    """Keep the installation as it is before its tables are changed."""
    from servanda.commands.keeping.backup import backup_name, make_backup  # noqa: PLC0415

    place = folder / "backups" / backup_name(timezone.now())
    make_backup(folder, place, told=lambda _done, _of: None)
    print(f"Before the upgrade everything was kept in {place}.")


def _write_index() -> None:
    """Let all that is there be found in a version that finds it, or finds it by other words."""
    from servanda.commands.indexing import write_index  # noqa: PLC0415  needs Django set up
    from servanda.registers.models import Register  # noqa: PLC0415  needs Django set up

    print("The index of words is written anew; what is stopped on the way, “servanda index” does.")
    write_index(Register.objects.order_by("slug"))


def _acting(username: str | None) -> Account:
    from servanda.registers.actions import operator  # noqa: PLC0415  needs Django set up
    from servanda.registers.models import Account  # noqa: PLC0415  needs Django set up

    if username is None:
        return operator()
    account = Account.objects.filter(username=username, is_active=True).first()
    if account is None:
        raise CommandError(
            f"There is no user “{username}” here who may sign in: check the name, "
            "or leave --as out to act as the local operator."
        )
    return account


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one command at a time look for the tables and make them, readable by the owner only."""
    mask = os.umask(OTHERS)
    try:
        with (folder / ".init.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    finally:
        os.umask(mask)


@contextmanager
def _told_database_errors() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        raise CommandError(
            f"The database cannot be used ({reason}): check DATABASE_URL and the folder's rights."
        ) from error

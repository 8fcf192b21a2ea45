"""Making a backup of an installation, and putting one back into an empty place."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from servanda.commands.errors import CommandError
from servanda.commands.gathered import known_steps, named, refuse_half_gathered
from servanda.commands.keeping.archive import (
    PIECE,
    ArchiveWriter,
    Manifest,
    members_of,
    open_archive,
)
from servanda.commands.keeping.databases import Keeper, keeper

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS = ("secret.key", "keys/history.key")


def make_backup(folder: Path, to: Path, *, told: Callable[[int, int], None]) -> Manifest:
    """Write one file with the database, the files and the keys of the installation in a folder.

    People may go on working: the copy of the database is of one moment, and a file is always
    there before the row that names it. `told` is called with how many files are written and how
    many there are. The file appears under its name once it is whole and was read back; it is
    readable by the owner alone. Files that do not fit their hash are kept and listed as damaged.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    kept_by = keeper()
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".backup-") as drafts:
        copy, draft = Path(drafts) / kept_by.name, Path(drafts) / "backup"
        kept_by.copy_to(copy)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as stream:
            manifest = _written(stream, copy, folder, kept_by, told)
            stream.flush()
            os.fsync(stream.fileno())
        if open_archive(draft).members != manifest.members:
            raise CommandError("The backup was not written as it should be: try another disk.")
        draft.replace(to)
    return manifest


def restore(place: Path, folder: Path) -> Manifest:
    """Put a backup into a folder that is empty or not there yet; all of it or nothing.

    The backup is read to its end before anything is written. Raises CommandError for a damaged
    one, for one of a newer version or of one too old, of another kind of database, and for a folder
    with something in it.
    """
    manifest = open_archive(place)
    kept_by = keeper()
    _refuse_what_does_not_suit(manifest, folder, kept_by)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".restore-"))
    try:
        with place.open("rb") as stream:
            for name, content in members_of(stream):
                target = draft / name
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
                    shutil.copyfileobj(content, file, PIECE)
                    os.fsync(file.fileno())
        connection.close()
        kept_by.put_back(draft / kept_by.name, draft)
        (draft / kept_by.name).unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            folder.rmdir()
        draft.replace(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return manifest


def backup_name(at: datetime) -> str:
    """Return the name of a backup made at a moment: sorted by name, they are sorted by time."""
    return f"servanda-{at.astimezone(UTC):%Y-%m-%d-%H%M%S}.tar"


def _written(
    stream: IO[bytes], copy: Path, folder: Path, kept_by: Keeper, told: Callable[[int, int], None]
) -> Manifest:
    manifest = Manifest(
        made_at=timezone.now().astimezone(UTC).isoformat(timespec="seconds"),
        made_by=version("servanda"),
        database=kept_by.kind,
        migrations=_applied(),
    )
    writer = ArchiveWriter(stream, manifest)
    writer.add(kept_by.name, copy)
    for name in KEYS:
        if (folder / name).is_file():
            writer.add(name, folder / name)
    hashes = _hashes_of_files()
    for number, sha256 in enumerate(hashes, start=1):
        name = f"files/{sha256[:2]}/{sha256[2:]}"
        source = Path(settings.FILES_DIR) / sha256[:2] / sha256[2:]
        if not source.is_file() or writer.add(name, source) != sha256:
            manifest.damaged.append(sha256)
        told(number, len(hashes))
    writer.close()
    return manifest


def _applied() -> list[str]:
    applied = MigrationLoader(connection).applied_migrations
    return sorted(map(named, applied))


def _hashes_of_files() -> list[str]:
    """Return the SHA-256 of each file that a document names, asked in SQL.

    An installation that is about to be upgraded has tables of another time, which the models do
    not fit.
    """
    if "sources_version" not in connection.introspection.table_names():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT sha256 FROM sources_version ORDER BY sha256")
        return [sha256 for (sha256,) in cursor.fetchall()]


def _refuse_what_does_not_suit(manifest: Manifest, folder: Path, kept_by: Keeper) -> None:
    if manifest.database != kept_by.kind:
        raise CommandError(
            f"The backup is of a {manifest.database} database, and this installation would use "
            f"{kept_by.kind}: set DATABASE_URL accordingly."
        )
    unknown = sorted(set(manifest.migrations) - known_steps())
    if unknown:
        raise CommandError(
            f"The backup was made by a newer version of Servanda ({manifest.made_by}; "
            f"this one does not know {unknown[0]}): install that version, then restore."
        )
    refuse_half_gathered(set(manifest.migrations))
    if folder.is_dir() and any(folder.iterdir()):
        raise CommandError(
            f"The folder {folder} is not empty: name an empty one, or one that is not there yet."
        )

"""The tables of the test database: made by the migrations once for each state of them, then copied.

Running all migrations costs most of what a short run of tests costs. On SQLite the empty database
that they make is kept in pytest's cache, under a name made from all that decides on it.
`--create-db` makes it anew.
"""

import hashlib
import os
import platform
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path

from django.db import connection
from django.db.backends.sqlite3.creation import DatabaseCreation

ROOT = Path(__file__).resolve().parents[1]
DECIDING = (
    "*/migrations/*.py",
    "*/models.py",
    "*/models/**/*.py",
    "history/rules/*.py",
    "settings*.py",
)
"""The files that decide on the tables: migrations, with all that they import, models and settings."""
MADE_WITH = ("django", "django-allauth")
KEPT = 5
"""So many states are kept, for whoever changes between branches."""


def deciding_files() -> list[Path]:
    """Return the files of the house that decide on the tables, in order."""
    found = {path for pattern in DECIDING for path in (ROOT / "servanda").glob(pattern)}
    return sorted(found)


def state_of_tables() -> str:
    """Return a name for the tables that the migrations make: another one when any file changes."""
    told = hashlib.sha256()
    made_with = [f"{name} {version(name)}" for name in MADE_WITH]
    told.update(" ".join([platform.python_version(), sqlite3.sqlite_version, *made_with]).encode())
    for path in deciding_files():
        told.update(f"\n{path.relative_to(ROOT)} {len(content := path.read_bytes())}\n".encode())
        told.update(content)
    return told.hexdigest()[:32]


def name_in_memory() -> str:
    """Return the name of the database of the tests where it is one of SQLite in memory, else none."""
    creation = connection.creation
    if not isinstance(creation, DatabaseCreation):
        return ""
    name: str = creation._get_test_db_name()  # type: ignore[attr-defined]  # Django has no other way
    return name if creation.is_in_memory_db(name) else ""


@contextmanager
def tables_from(place: Path, *, name: str) -> Iterator[None]:
    """Put the tables that are kept into a database in memory, and hold them there."""
    with closing(sqlite3.connect(name, uri=True)) as there:
        with closing(sqlite3.connect(f"{place.as_uri()}?mode=ro", uri=True)) as kept:
            kept.backup(there)
        yield


def keep_tables(place: Path, *, of: sqlite3.Connection) -> None:
    """Keep the tables of a database, whole or not at all; forget the oldest states."""
    draft = place.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(draft)) as kept:
        of.backup(kept)
    draft.replace(place)
    by_age = sorted(place.parent.glob("*.sqlite3"), key=lambda one: one.stat().st_mtime)
    for old in by_age[:-KEPT]:
        old.unlink(missing_ok=True)

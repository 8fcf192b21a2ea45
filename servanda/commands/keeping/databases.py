"""A copy of the database while people work, and a database made from such a copy."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import connection

from servanda.commands.errors import CommandError


class Keeper(Protocol):
    """What a kind of database does for a backup. `name` is that of the member in the archive."""

    kind: str
    name: str

    def copy_to(self, place: Path) -> None:
        """Write a copy as of one moment, while others write on."""

    def put_back(self, place: Path, folder: Path) -> None:
        """Make the database of an empty installation from such a copy."""


class SqliteKeeper:
    """SQLite, by `VACUUM INTO`: one moment, whole, without what was deleted."""

    kind, name = "sqlite", "database.sqlite3"

    def copy_to(self, place: Path) -> None:
        with closing(sqlite3.connect(_sqlite_file(), timeout=60)) as database:
            database.execute("VACUUM INTO ?", (str(place),))
        with closing(sqlite3.connect(place)) as copy:
            (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise CommandError(f"The database is damaged ({found}): no backup was made of it.")

    def put_back(self, place: Path, folder: Path) -> None:
        target = _sqlite_file()
        if target.parent == Path(settings.DATA_DIR):
            place.replace(folder / target.name)
        elif target.exists():
            raise CommandError(f"There is a database already: {target}. Name another place.")
        else:
            shutil.move(place, target)


class PostgresKeeper:
    """PostgreSQL, by `pg_dump` and `pg_restore`, which must be installed here."""

    kind, name = "postgresql", "database.dump"

    def copy_to(self, place: Path) -> None:
        self._run(
            "pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={place}", _name()
        )

    def put_back(self, place: Path, folder: Path) -> None:
        del folder  # the database lies elsewhere
        if connection.introspection.table_names():
            raise CommandError("The database is not empty: name an empty one by DATABASE_URL.")
        connection.close()
        words = ("--single-transaction", "--no-owner", "--no-acl", f"--dbname={_name()}")
        self._run("pg_restore", *words, str(place))

    def _run(self, program: str, *words: str) -> None:
        found = shutil.which(program)
        if found is None:
            raise CommandError(
                f"{program} is not installed here: install the package postgresql-client."
            )
        done = subprocess.run(  # noqa: S603  our own words, no shell
            [found, *words],
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise CommandError(f"{program} failed: {' '.join(done.stderr.split())}")

    def _environment(self) -> dict[str, str]:
        """Tell the programs how to connect by the variables of libpq: no password on a command line."""
        told = connection.settings_dict
        known = {
            "PGHOST": told.get("HOST"),
            "PGPORT": told.get("PORT"),
            "PGUSER": told.get("USER"),
            "PGPASSWORD": told.get("PASSWORD"),
            "PATH": "/usr/local/bin:/usr/bin:/bin",
        }
        return {name: str(value) for name, value in known.items() if value}


def _sqlite_file() -> Path:
    return Path(_name())


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def keeper() -> Keeper:
    """Return what keeps the database of this installation."""
    return SqliteKeeper() if connection.vendor == "sqlite" else PostgresKeeper()

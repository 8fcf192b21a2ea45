"""Generated registers to measure on: made once by a process of its own, kept, and switched to.

They are kept in the folder SERVANDA_BENCHMARKS, else in the user's cache; `make clean` removes them.
Where DATABASE_URL names a server of PostgreSQL, each has a database of its own there.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.core.management import call_command
from generator.sizes import GENERATION, SIZES

HERE = Path(__file__).resolve().parent
FOLDER = tempfile.TemporaryDirectory(prefix="servanda-benchmark-")
NOTE = "generated.json"


@dataclass(frozen=True)
class Kept:
    """A generated register that is kept: where, and what it holds."""

    place: str
    slug: str
    counts: dict[str, int]
    fingerprint: str


def keeping_place() -> Path:
    """Return the folder in which generated registers are kept."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    named = os.environ.get("SERVANDA_BENCHMARKS") or Path(cache) / "servanda-benchmarks"
    return Path(named).absolute()


def set_up() -> None:
    """Set Django up on a folder that is removed; `switch_to` leads to a register."""
    os.environ["SERVANDA_DATA"] = FOLDER.name
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings_with_admin"
    os.environ["SERVANDA_HOSTS"] = "testserver"
    (Path(FOLDER.name) / "static").mkdir(exist_ok=True)
    django.setup()


def switch_to(size: str) -> Kept:
    """Let the program read the generated register of a size, which is made where it is missing."""
    from django.db import connection  # noqa: PLC0415  needs Django set up

    place = _place(size)
    note = keeping_place() / (f"{connection.vendor}-{size}-{GENERATION}.json")
    if not note.exists() or not _is_there(place):
        _generate(size, place, note)
    kept = Kept(place, **json.loads(note.read_text()))
    point_at(kept)
    call_command("migrate", verbosity=0, interactive=False)
    return kept


def point_at(kept: Kept) -> None:
    """Let the program read the database of a generated register from here on."""
    from django.db import connection  # noqa: PLC0415

    if connection.settings_dict["NAME"] != kept.place:
        connection.close()
        connection.settings_dict["NAME"] = kept.place


def database() -> str:
    """Return the database in use with its version, as figures name it."""
    from django.db import connection  # noqa: PLC0415

    name = "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    return f"{name} {'.'.join(map(str, connection.get_database_version()))}"


def size_asked() -> str:
    """Return the size that is measured: S, or what BENCH_SIZE names, or L with `--large`.

    The largest takes many minutes to make, and some gigabytes.
    """
    return "L" if "--large" in sys.argv[1:] else os.environ.get("BENCH_SIZE", "S")


def generate(size: str, folder: Path, *, password: str | None, note: Path | None = None) -> Kept:
    """Make a folder an installation that holds a generated register, and write down what it holds."""
    from servanda.commands.installation import make_installation  # noqa: PLC0415  reads the settings

    make_installation(argparse.Namespace(data=str(folder)))
    from generator.building import build, is_built  # noqa: PLC0415  needs Django set up

    if is_built(SIZES[size]):
        sys.exit(f"{folder} holds a generated register {size} already: name another folder.")
    built = build(SIZES[size], password=password)
    told = {
        "slug": built.register.slug,
        "counts": built.counts,
        "fingerprint": built.fingerprint,
    }
    (note or folder / NOTE).write_text(json.dumps(told, indent=1) + "\n")
    return Kept(str(folder), **told)  # type: ignore[arg-type]  # three values of three kinds


def _place(size: str) -> str:
    """Return the database of a size: a file, or the name of one on the server."""
    address = os.environ.get("DATABASE_URL", "")
    if address.startswith("postgres"):
        return f"servanda_{size.lower()}"
    return str(keeping_place() / f"{size}-{GENERATION}" / "servanda.sqlite3")


def _is_there(place: str) -> bool:
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return Path(place).exists()
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [place])
        return cursor.fetchone() is not None


def _generate(size: str, place: str, note: Path) -> None:
    environment = dict(os.environ)
    if address := os.environ.get("DATABASE_URL", ""):
        from django.db import connection  # noqa: PLC0415

        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {place}")
            cursor.execute(f"CREATE DATABASE {place}")
        environment["DATABASE_URL"] = urlsplit(address)._replace(path=f"/{place}").geturl()
    folder = keeping_place() / f"{size}-{GENERATION}"
    note.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, str(HERE / "generate.py"), size, "--to", str(folder)]
    subprocess.run([*command, "--note", str(note)], env=environment, check=True, stdout=sys.stderr)  # noqa: S603  our own program

"""What `servanda check` looks at, one thing after the other."""

from __future__ import annotations

import shutil
import stat
from collections import defaultdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.checks import run_checks
from django.db import connection

from servanda.commands.verification.files import damaged_files
from servanda.registers.actions import IndexFault, index_faults, kinds_found
from servanda.registers.models import Register
from servanda.sources.models import Version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

OTHERS = stat.S_IRWXG | stat.S_IRWXO
LEAST_FREE_BYTES = 500_000_000
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
MOST_NAMED = 3
WRONG = {
    IndexFault.MISSING: "entries that no search finds",
    IndexFault.STALE: "entries found as they were, not as they are",
    IndexFault.GONE: "entries in the index that are gone",
}
SECRET_FILES = ("secret.key", "keys/history.key", "servanda.sqlite3")


def checks(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each thing that is looked at, and the sentences on what is wrong with it."""
    yield "database", _database()
    yield "files", _files()
    yield "citations", _citations()
    yield "folder", _folder(folder)
    yield "index", _index(folder)
    yield "settings", _settings()


def _database() -> list[str]:
    if connection.vendor != "sqlite":
        return []  # PostgreSQL looks after the integrity of its pages and keys itself
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        broken = [str(row[0]) for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        loose = [f"a row of {row[0]} leads to none of {row[2]}" for row in cursor.fetchall()]
    return [f"{what}: restore the last backup" for what in broken + loose]


def _files() -> list[str]:
    return [
        f"register {register.slug}, {version}: {what}; put it back from a backup"
        for register in Register.objects.order_by("slug")
        for version, what in damaged_files(register)
    ]


def _citations() -> list[str]:
    """Hold each quotation against the text it was taken from: `text[start:end] == quote`."""
    versions = Version.objects.select_related("register").prefetch_related("passages")
    return [
        f"register {version.register.slug}, {version}: at {passage.start} stands no more "
        f"“{passage.quote[:60]}”"
        for version in versions.order_by("pk").iterator(chunk_size=50)
        for passage in version.passages.all()
        if version.text[passage.start : passage.end] != passage.quote
    ]


def _index(folder: Path) -> list[str]:
    """Hold the index of words against the entries of each register."""
    faults = []
    for register in Register.objects.order_by("slug"):
        found: dict[IndexFault, list[str]] = defaultdict(list)
        for fault, kind, uuid in index_faults(register):
            found[fault].append(_named(kind, uuid) if len(found[fault]) < MOST_NAMED else "…")
        faults += [
            f"register {register.slug}: {WRONG[fault]}: {len(named)} "
            f"({', '.join(named[: MOST_NAMED + 1])}); write the index anew: "
            f"servanda index --register {register.slug} --data {folder}"
            for fault, named in found.items()
        ]
    return faults


def _named(kind: str, uuid: UUID) -> str:
    model = kinds_found().get(kind)
    entry = model._default_manager.filter(uuid=uuid).first() if model else None
    return f"{kind} “{str(entry)[:60]}”" if entry else f"{kind} {uuid}"


def _folder(folder: Path) -> list[str]:
    faults = [
        f"{folder / name} can be read by others: chmod go= {folder / name}"
        for name in SECRET_FILES
        if (folder / name).exists() and (folder / name).stat().st_mode & OTHERS
    ]
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        faults.append(f"only {free // 1_000_000} MB are free: make room before it is full")
    return faults


def _settings() -> list[str]:
    """Return what is wrong with the settings of a site that others reach; alone, it needs none."""
    if not settings.HTTPS:
        others = sorted(set(settings.ALLOWED_HOSTS) - LOCAL)
        return [
            f"{name} is reached by others and not over HTTPS: put it behind a server that does "
            "HTTPS and set SERVANDA_HTTPS=1"
            for name in others
        ]
    found = run_checks(include_deployment_checks=True)
    return [f"{one.id}: {' '.join(one.msg.split())}" for one in found if not one.is_silenced()]

"""Files kept under their SHA-256: written to a temporary name, synced, renamed, folder synced.

Only then is the row that names a file committed (DESIGN, decision 8). A file whose row was never
committed is an orphan, and a sweep removes it once it is too old to be in the middle of its way.
"""

import os
import re
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from servanda.sources.models import Version

OLD_ENOUGH = timedelta(hours=1)
"""A younger file may belong to a row that is about to be committed."""

_FOLDER = re.compile(r"[0-9a-f]{2}")
_NAME = re.compile(r"[0-9a-f]{62}|\.[^/]+\.part")
_BATCH = 500


def kept_file(sha256: str) -> Path:
    """Return where the file with this SHA-256 (64 hexadecimal digits) is kept."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256[2:]


def keep_file(content: bytes, *, sha256: str) -> Path:
    """Keep a file so that it survives a power cut from here on; a file that is there stays."""
    place = kept_file(sha256)
    if place.is_file() and place.stat().st_size == len(content):
        os.utime(place)  # an orphan that is used again is young again
        return place
    _make_folder(place.parent)
    with tempfile.NamedTemporaryFile(
        dir=place.parent, prefix=".", suffix=".part", delete=False
    ) as part:
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).replace(place)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
    _sync_folder(place.parent)
    return place


def remove_orphaned_files(*, at: datetime) -> list[Path]:
    """Remove files older than an hour that no version names, and return where they were.

    Only what `keep_file` writes is touched; anything else in the folder stays.
    """
    limit = (at - OLD_ENOUGH).timestamp()
    old = [place for place in _kept_files() if place.stat().st_mtime < limit]
    removed: list[Path] = []
    for first in range(0, len(old), _BATCH):
        removed += _remove_unnamed(old[first : first + _BATCH], limit=limit)
    return removed


def _remove_unnamed(places: list[Path], *, limit: float) -> list[Path]:
    """Remove those of the files that no row names; nobody commits a row meanwhile on SQLite."""
    by_digest = {place.parent.name + place.name: place for place in places}
    with transaction.atomic():
        named = set(Version.objects.filter(sha256__in=by_digest).values_list("sha256", flat=True))
        unnamed = [
            place
            for digest, place in by_digest.items()
            if digest not in named and place.stat().st_mtime < limit
        ]
        for place in unnamed:
            place.unlink(missing_ok=True)
    return unnamed


def _kept_files() -> list[Path]:
    root = Path(settings.FILES_DIR)
    if not root.is_dir():
        return []
    folders = [folder for folder in sorted(root.iterdir()) if _FOLDER.fullmatch(folder.name)]
    return [
        place
        for folder in folders
        for place in sorted(folder.iterdir())
        if _NAME.fullmatch(place.name) and place.is_file()
    ]


def _make_folder(folder: Path) -> None:
    """Make a folder and sync each parent that gained one."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

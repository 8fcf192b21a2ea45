"""The files of a register against the hashes under which they are kept."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from servanda.sources.actions import kept_file
from servanda.sources.models import Version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.registers.models import Register


def damaged_files(register: Register) -> Iterator[tuple[Version, str]]:
    """Yield the versions whose file is gone or altered, with the sentence that says which."""
    versions = (
        Version.objects.filter(register=register).defer(*Version.long_fields()).order_by("pk")
    )
    for version in versions.iterator(chunk_size=500):
        place = kept_file(version.sha256)
        if not place.is_file():
            yield version, "its file is gone"
            continue
        with place.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != version.sha256:
            yield version, "its file is not the one that was brought in"

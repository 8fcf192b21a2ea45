"""The form of a backup: a tar file that ends with what must be in it, and with its own hash.

Any tool for tar files opens it. Its members, in this order:

    database.sqlite3 or database.dump    the database, as SQLite or `pg_dump --format=custom` has it
    secret.key, keys/history.key         the keys
    files/1f/8b0a…                       the files of the documents, named by their SHA-256
    manifest.json                        the size and SHA-256 of each, and what made them

After the end of the archive stand `servanda-sha256:` and the SHA-256 of all bytes before, in
hexadecimal digits, with a line end: whatever is altered, added or cut off anywhere is found before
anything is put back.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import tarfile
from dataclasses import asdict, dataclass, field
from typing import IO, TYPE_CHECKING

from typing_extensions import override

from servanda.commands.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typing_extensions import Buffer

FORMAT = "servanda-backup/1"
MANIFEST = "manifest.json"
PIECE = 1024 * 1024
_MARK = b"servanda-sha256:"
_TRAILER = len(_MARK) + 64 + 1
_NAMES = re.compile(
    r"database\.(sqlite3|dump)|secret\.key|keys/history\.key|files/[0-9a-f]{2}/[0-9a-f]{62}"
)


class Damaged(CommandError):
    """A backup that is not whole."""


@dataclass(frozen=True)
class Member:
    """The size in bytes and SHA-256 of one member."""

    size: int
    sha256: str


@dataclass
class Manifest:
    """What a backup holds, what made it, and which files were damaged before it was made."""

    made_at: str
    made_by: str
    database: str
    migrations: list[str]
    members: dict[str, Member] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    format: str = FORMAT

    def written(self) -> bytes:
        """Return the manifest as JSON."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


class _Hashed(io.RawIOBase):
    """A stream that hashes what is written through it, or read from it up to a limit in bytes."""

    def __init__(self, stream: IO[bytes], limit: int | None = None) -> None:
        super().__init__()
        self._stream, self._left, self.sha256 = stream, limit, hashlib.sha256()

    @override
    def write(self, content: Buffer, /) -> int:
        self.sha256.update(content)
        return self._stream.write(content)

    @override
    def read(self, size: int = -1, /) -> bytes:
        if self._left is not None:
            size = self._left if size < 0 else min(size, self._left)
        content = self._stream.read(size)
        if self._left is not None:
            self._left -= len(content)
        self.sha256.update(content)
        return content


class ArchiveWriter:
    """Writes a backup; each member is hashed on its way in."""

    def __init__(self, stream: IO[bytes], manifest: Manifest) -> None:
        self._stream, self._hashed, self.manifest = stream, _Hashed(stream), manifest
        self._tar = tarfile.open(  # noqa: SIM115  closed by `close`
            fileobj=self._hashed, mode="w|", format=tarfile.PAX_FORMAT
        )

    def add(self, name: str, place: Path) -> str:
        """Add a file under a name and return its SHA-256."""
        with place.open("rb") as file:
            size = place.stat().st_size
            hashed = _Hashed(file, size)
            self._tar.addfile(_member(name, size), hashed)
        found = hashed.sha256.hexdigest()
        self.manifest.members[name] = Member(size, found)
        return found

    def close(self) -> None:
        """Write the manifest and the hash of all."""
        written = self.manifest.written()
        self._tar.addfile(_member(MANIFEST, len(written)), io.BytesIO(written))
        self._tar.close()
        digest = self._hashed.sha256.hexdigest()
        self._stream.write(_MARK + digest.encode() + b"\n")


def open_archive(place: Path) -> Manifest:
    """Read a backup from its first byte to its last and return its manifest.

    Raises Damaged, with a sentence, for a file that is no backup or not whole.
    """
    try:
        with place.open("rb") as stream:
            _check_trailer(place, stream)
            stream.seek(0)
            found, written = _members(stream)
    except (tarfile.TarError, EOFError) as error:
        raise Damaged(f"The backup {place} is damaged: {error}. Take another one.") from error
    except OSError as error:
        raise CommandError(f"The backup {place} cannot be read: {error.strerror}.") from error
    manifest = _manifest(place, written)
    if manifest.members != found:
        raise Damaged(f"The backup {place} does not hold what its list says. Take another one.")
    return manifest


def members_of(stream: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield the name and content of each member but the manifest; only names a backup has."""
    with tarfile.open(fileobj=stream, mode="r|") as tar:
        for member in tar:
            content = tar.extractfile(member)
            if member.name == MANIFEST or content is None:
                continue
            if not member.isreg() or not _NAMES.fullmatch(member.name):
                raise Damaged(f"The backup holds “{member.name}”, which no backup has.")
            yield member.name, content


def _member(name: str, size: int) -> tarfile.TarInfo:
    told = tarfile.TarInfo(name)
    told.size, told.mode = size, 0o600
    return told


def _check_trailer(place: Path, stream: IO[bytes]) -> None:
    size = place.stat().st_size
    hashed = _Hashed(stream, max(0, size - _TRAILER))
    while hashed.read(PIECE):
        pass
    trailer = stream.read()
    if not trailer.startswith(_MARK):
        raise Damaged(f"The file {place} is no whole backup of Servanda: its end is missing.")
    if trailer != _MARK + hashed.sha256.hexdigest().encode() + b"\n":
        raise Damaged(f"The backup {place} was damaged or altered. Take another one.")


def _members(stream: IO[bytes]) -> tuple[dict[str, Member], bytes]:
    """Return the size and hash of each member, and the manifest as it is written."""
    found = {}
    for name, content in members_of(stream):
        hashed, size = hashlib.sha256(), 0
        while piece := content.read(PIECE):
            hashed.update(piece)
            size += len(piece)
        found[name] = Member(size, hashed.hexdigest())
    stream.seek(0)
    with tarfile.open(fileobj=stream, mode="r|") as tar:
        last = next((tar.extractfile(one) for one in tar if one.name == MANIFEST), None)
        return found, last.read() if last else b""


def _manifest(place: Path, written: bytes) -> Manifest:
    try:
        told = json.loads(written)
        members = {name: Member(**member) for name, member in told.pop("members").items()}
        manifest = Manifest(**told, members=members)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Damaged(f"The list in the backup {place} cannot be read.") from error
    if manifest.format != FORMAT:
        raise CommandError(
            f"The backup {place} is of another form ({manifest.format}): "
            "put it back with the version of Servanda that made it, or a newer one."
        )
    return manifest

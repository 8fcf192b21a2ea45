"""Documents that are zip archives of XML: what they are, and whether they may be opened."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from servanda.reading.errors import (
    DamagedDocument,
    DocumentError,
    DocumentTooLarge,
    PasswordProtected,
)
from servanda.reading.formats.notices import password_notice
from servanda.reading.notices import Notice
from servanda.reading.notices import notice as _

_LIMIT_INFLATED = 256 * 1024 * 1024
_LIMIT_INFLATED_XML = 64 * 1024 * 1024
# Text of Word shrinks to about a tenth; what shrinks 250 times was made to burst.
_LIMIT_RATIO = 250
_SMALL_ENOUGH = 4 * 1024 * 1024
_LIMIT_MEMBERS = 20_000


class EntitiesDeclared(ValueError):
    """An XML file declares entities of its own."""


def member_names(content: bytes, file_name: str) -> frozenset[str]:
    """Give the names of an archive's members, once it is safe to open.

    DamagedDocument, PasswordProtected, or DocumentTooLarge where it would burst.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as damage:
        raise DamagedDocument(
            _(
                "%(file)s is a damaged archive: get the file again and upload it again.",
                file=file_name,
            )
        ) from damage
    if any(member.flag_bits & 1 for member in members):
        raise PasswordProtected(password_notice(file_name))
    if len(members) > _LIMIT_MEMBERS or _is_bursting(members, packed=len(content)):
        raise DocumentTooLarge(
            _(
                "%(file)s grows far too large when it is unpacked: "
                "save its text as a new file and upload that.",
                file=file_name,
            )
        )
    return frozenset(member.filename for member in members)


def member_start(content: bytes, name: str, *, length: int) -> bytes:
    """Give the first bytes of a member, none where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(name) as member:
            return member.read(length)
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, EOFError):
        return b""


@contextmanager
def opened_archive(content: bytes, *, damaged: Notice) -> Iterator[zipfile.ZipFile]:
    """Open an archive that `member_names` let pass; DamagedDocument where something is wrong inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive
    except DocumentError:
        raise
    except Exception as damage:
        raise DamagedDocument(damaged) from damage


def parsed_member(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """Parse a member of an archive, None where there is none of this name."""
    return parsed(archive.read(name)) if name in archive.namelist() else None


def parsed(content: bytes) -> etree._Element:
    """Parse XML that resolves nothing; raises EntitiesDeclared or an error of lxml."""
    rules = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    root = etree.fromstring(content, rules)
    refuse_entities(root)
    return root


def refuse_entities(element: etree._Element) -> None:
    """Raise EntitiesDeclared where a file declares entities: it was made to grow while it is read."""
    if element.getroottree().docinfo.internalDTD is not None:
        raise EntitiesDeclared


def _is_bursting(members: list[zipfile.ZipInfo], *, packed: int) -> bool:
    """Tell by the sizes the archive declares; the archive reader stops at these sizes."""
    inflated = sum(member.file_size for member in members)
    inflated_xml = sum(
        member.file_size for member in members if member.filename.endswith((".xml", ".rels"))
    )
    return (
        inflated > _LIMIT_INFLATED
        or inflated_xml > _LIMIT_INFLATED_XML
        or (inflated > _SMALL_ENOUGH and inflated > _LIMIT_RATIO * packed)
    )

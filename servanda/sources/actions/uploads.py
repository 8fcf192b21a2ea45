"""A file as it arrives, the version it becomes, and whether the register has it already."""

from dataclasses import dataclass
from pathlib import PurePath
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.reading.formats import OpenedDocument
from servanda.registers.actions import Mandate
from servanda.sources.models import Document, Version

PASTED = "pasted.txt"
"""The name of a text that was pasted and comes from no file."""


@dataclass(frozen=True)
class Upload:
    """A file as it arrives: its bytes and the name its owner gave it.

    `opened` is its text where another reader than that of documents has read it.
    """

    content: bytes
    file_name: str
    opened: OpenedDocument | None = None


@dataclass(frozen=True)
class Ingested:
    """What came of a file; `is_new` is false where the register had this very file already."""

    document: Document
    version: Version
    is_new: bool


def known_file(mandate: Mandate, sha256: str) -> Ingested | None:
    """Return the document that has this file; a merged one gives the one that stands for it."""
    desk = mandate.desk
    version = (
        Version.objects.filter(register=desk.register, sha256=sha256)
        .select_related("document")
        .first()
    )
    if version is None:
        return None
    standing_for = version.document.merged_into_id or version.document_id
    document = Document.objects.visible_to(desk).filter(pk=standing_for).first()
    if document is None:
        raise ValidationError(
            _(
                "This file is in the register already, where you may not see it: "
                "ask the secretariat of the register."
            )
        )
    return Ingested(document, version, is_new=False)


def version_of(
    document: Document, *, upload: Upload, opened: OpenedDocument, sha256: str
) -> Version:
    """Return the version of a document that a file becomes, the first one; it is not saved yet."""
    return Version(
        uuid=uuid5(document.uuid, f"version:{sha256}"),
        sha256=sha256,
        file_name=_plain_name(upload.file_name),
        media_type=opened.media_type,
        size=len(upload.content),
        text=opened.text,
        pages=[[page.number, page.start, page.end] for page in opened.pages],
        asides=[[aside.page, aside.place, aside.text] for aside in opened.asides],
        anchors=[[anchor.name, anchor.start] for anchor in opened.anchors],
        boxes=[list(box) for box in opened.boxes],
        warnings=[warning.kept() for warning in opened.warnings],
        received_at=timezone.now(),
    )


def _plain_name(file_name: str) -> str:
    """Return the name without folders and control characters, at most 255 characters long."""
    name = PurePath(file_name.replace("\\", "/")).name
    return "".join(sign for sign in name if sign.isprintable())[-255:] or PASTED

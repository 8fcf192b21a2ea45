"""A new version of a known document, and what of the old one still stands in it."""

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from servanda.reading.formats import open_document
from servanda.registers.actions import Changes, Mandate, NotAllowed, change
from servanda.registers.rules import Ability
from servanda.sources.actions.files import keep_file
from servanda.sources.actions.uploads import Ingested, Upload, known_file, version_of
from servanda.sources.models import Document, Passage, Trace, Version
from servanda.sources.rules import Words, find_again


def add_version(mandate: Mandate, *, document: Document, upload: Upload) -> Ingested:
    """Take a file in as the newest version of a document, and look for what was cited before.

    The versions before it, their passages and citations stay as they are; each passage gets a
    trace in the new text, or the word that it is gone. The newest file once more gives the version
    that is there. Raises DocumentError for a file that cannot be read, ValidationError where the
    file is in the register already as something else.
    """
    if not mandate.desk.may(Ability.EDIT):
        raise NotAllowed(_("Your role in this register does not allow this."))
    sha256 = hashlib.sha256(upload.content).hexdigest()
    present = _present(mandate, document, sha256)
    if present is not None:
        return present
    opened = upload.opened or open_document(
        upload.content, file_name=upload.file_name, limit_bytes=settings.UPLOAD_LIMIT_BYTES
    )
    version = version_of(document, upload=upload, opened=opened, sha256=sha256)
    keep_file(upload.content, sha256=sha256)
    with change(mandate, "add_version", Ability.EDIT) as changes:
        present = _present(mandate, document, sha256)
        if present is not None:
            return present
        latest = document.versions.aggregate(latest=Max("number"))["latest"] or 0
        version.document, version.number = document, latest + 1
        changes.create(version)
        passages = Passage.objects.filter(version__document=document).order_by("id")
        trace(changes, passages=list(passages), version=version)
    return Ingested(document, version, is_new=True)


def trace(changes: Changes, *, passages: Sequence[Passage], version: Version) -> None:
    """Say where passages of earlier versions stand in a version, or since when they are gone."""
    found = find_again([Words(p.quote, p.start) for p in passages], version.text)
    former = dict(
        Trace.objects.filter(passage__in=passages, version__number__lt=version.number)
        .order_by("version__number")
        .values_list("passage_id", "gone_since")
    )
    changes.create_all(
        [
            Trace(passage=passage, version=version, start=place[0], end=place[1])
            if place is not None
            else Trace(
                passage=passage,
                version=version,
                gone_since=former.get(passage.pk) or version.number,
            )
            for passage, place in zip(passages, found, strict=True)
        ]
    )


def trace_onwards(changes: Changes, *, passages: Sequence[Passage], version: Version) -> None:
    """Say of new passages of a version where they stand in the versions that came after it."""
    if not passages:
        return
    later = Version.objects.filter(document=version.document_id, number__gt=version.number)
    for newer in later.order_by("number"):
        trace(changes, passages=passages, version=newer)


def _present(mandate: Mandate, document: Document, sha256: str) -> Ingested | None:
    """Return the newest version where it is this very file.

    Raises ValidationError where the file is an older version of it, or another document.
    """
    known = known_file(mandate, sha256)
    if known is None:
        return None
    if known.document.pk != document.pk:
        raise ValidationError(
            _(
                "This file is in the register already as “%(title)s”: it cannot be a version of "
                "another document."
            )
            % {"title": known.document.title}
        )
    if document.versions.filter(number__gt=known.version.number).exists():
        raise ValidationError(
            _("This file is version %(number)s of the document already: newer ones came after it.")
            % {"number": known.version.number}
        )
    return known

"""Bringing a file in: read its text, keep the file, then write document and version."""

import hashlib
from dataclasses import replace

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from servanda.reading import title_of
from servanda.reading.formats import OpenedDocument, open_document
from servanda.reading.languages import detect_language
from servanda.registers.actions import Changes, Mandate, NotAllowed, change
from servanda.registers.rules import Ability
from servanda.sources.actions.facts import DocumentFacts, put_facts
from servanda.sources.actions.files import keep_file
from servanda.sources.actions.uploads import Ingested, Upload, known_file, version_of
from servanda.sources.models import Document, Version

LONGEST_NAME = 300
"""Letters to many name more people than a fact of a document has room for."""


def ingest(
    mandate: Mandate, *, upload: Upload, facts: DocumentFacts, ability: Ability = Ability.EDIT
) -> Ingested:
    """Take a file into the register as a document with its first version.

    The same file again gives the document that is there, its facts unchanged. A file that cannot
    be read raises DocumentError, a fact that is wrong ValidationError, both with the sentence for
    the person; nothing is stored then. Raises NotAllowed before anything is looked at. `ability`
    is another than EDIT where the file belongs to a deed that asks for less: who may say what
    became of a provision may also bring the file that shows it.
    """
    if not mandate.desk.may(ability):
        raise NotAllowed(_("Your role in this register does not allow this."))
    sha256 = hashlib.sha256(upload.content).hexdigest()
    known = known_file(mandate, sha256)
    if known is not None:
        return known
    opened = upload.opened or open_document(
        upload.content, file_name=upload.file_name, limit_bytes=settings.UPLOAD_LIMIT_BYTES
    )
    document = _document(mandate, opened=opened, facts=facts, sha256=sha256)
    version = version_of(document, upload=upload, opened=opened, sha256=sha256)
    keep_file(upload.content, sha256=sha256)
    return _store(mandate, document=document, version=version, ability=ability)


def _store(mandate: Mandate, *, document: Document, version: Version, ability: Ability) -> Ingested:
    """Commit the rows of a kept file; whoever brings the same file meanwhile is found."""
    try:
        with change(mandate, "ingest", ability) as changes:
            _create(changes, document=document, version=version)
    except IntegrityError:
        known = known_file(mandate, version.sha256)
        if known is None:
            raise
        return known
    return Ingested(document, version, is_new=True)


def _create(changes: Changes, *, document: Document, version: Version) -> None:
    with transaction.atomic():
        changes.create(document)
        version.document = document
        changes.create(version)


def _document(
    mandate: Mandate, *, opened: OpenedDocument, facts: DocumentFacts, sha256: str
) -> Document:
    document = Document(uuid=Document.uuid_for(mandate.desk.register.uuid, sha256))
    language = facts.language.strip() or detect_language(opened.text) or ""
    told = replace(
        _with_letter(facts, opened),
        title=facts.title.strip() or opened.title or title_of(opened.text, language=language),
        language=language,
    )
    put_facts(document, told, desk=mandate.desk)
    return document


def _with_letter(facts: DocumentFacts, opened: OpenedDocument) -> DocumentFacts:
    """Take from a letter who wrote it, to whom and when, where the person says nothing of it."""
    letter = opened.letter
    if letter is None:
        return facts
    return replace(
        facts,
        sender=facts.sender.strip() or letter.sender[:LONGEST_NAME],
        recipient=facts.recipient.strip() or letter.recipient[:LONGEST_NAME],
        published=facts.published or letter.sent,
    )

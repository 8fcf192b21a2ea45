"""What a person says about a document, and how it is put on the row."""

from dataclasses import dataclass, fields

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.registers.models import Desk, put_date
from servanda.registers.rules import Visibility, visible_kinds
from servanda.sources.models import Document, DocumentKind


@dataclass(frozen=True)
class DocumentFacts:
    """The facts of a document as a person gives them; empty where the person says nothing.

    `kind` is a DocumentKind, `published` a plain date or EDTF, `language` an ISO 639-1 code (found
    in the text when empty), `visibility` a Visibility, `handling` a marking that is printed.
    """

    kind: str = DocumentKind.PRESS.value
    title: str = ""
    publisher: str = ""
    url: str = ""
    sender: str = ""
    recipient: str = ""
    own_reference: str = ""
    foreign_reference: str = ""
    published: str | None = None
    language: str = ""
    visibility: str = Visibility.REGISTER.value
    handling: str = ""

    @classmethod
    def of(cls, document: Document) -> "DocumentFacts":
        """Return the facts of a document as they stand."""
        return cls(**{field.name: getattr(document, field.name) for field in fields(cls)})


def put_facts(document: Document, facts: DocumentFacts, *, desk: Desk) -> None:
    """Put the facts on a document that is not saved yet.

    Raises ValidationError, by field, for a date that is none, an address that is none, a value
    that is too long, and for a visibility that would hide the document from the person itself.
    """
    for field in fields(facts):
        value = getattr(facts, field.name)
        if field.name != "published":
            setattr(document, field.name, value.strip())
    document.register = desk.register
    _put_visibility(document, desk)
    words = document.published_words if facts.published == document.published else ""
    put_date(document, "published", edtf=(facts.published or "").strip() or None, words=words)
    document.full_clean(
        exclude={"register", "side", "merged_into"},
        validate_unique=False,
        validate_constraints=False,
    )


def _put_visibility(document: Document, desk: Desk) -> None:
    """Set who sees the document; a document has no parents, so its own visibility counts."""
    own_side = document.visibility == Visibility.OWN_SIDE
    if own_side and desk.side_id is None:
        raise ValidationError(
            {"visibility": _("You belong to no side of this register: choose who else sees it.")}
        )
    if not own_side and document.visibility not in visible_kinds(desk.role):
        raise ValidationError(
            {"visibility": _("You would not see the document yourself: choose who else sees it.")}
        )
    document.side_id = desk.side_id if own_side else None

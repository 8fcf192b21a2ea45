"""Correcting what is said about a document, or one fact of many documents."""

from collections.abc import Callable
from dataclasses import replace

from servanda.registers.actions import Changeable, Mandate, NewValue, change
from servanda.registers.models import Entry
from servanda.registers.rules import Ability
from servanda.sources.actions.facts import DocumentFacts, put_facts
from servanda.sources.lists import FACTS_OF_MANY
from servanda.sources.models import Document


def correct_document(
    mandate: Mandate, *, document: Document, facts: DocumentFacts, revision: int
) -> Document:
    """Replace the facts of a document; `revision` is the one the person saw.

    Raises EditConflict when somebody changed it since, ValidationError, by field, for a fact that
    is wrong. The text and the file never change.
    """
    with change(mandate, "correct_document", Ability.EDIT) as changes:
        put_facts(document, facts, desk=mandate.desk)
        changes.update(document, revision=revision)
    return document


def _correcting(name: str) -> Callable[[Mandate, Entry, NewValue], None]:
    """Return what corrects one fact of a document and leaves the others as they stand."""

    def put(mandate: Mandate, entry: Entry, value: NewValue) -> None:
        if not isinstance(entry, Document):
            raise TypeError(entry.KIND)
        facts = replace(DocumentFacts.of(entry), **{name: str(value or "")})
        correct_document(mandate, document=entry, facts=facts, revision=entry.revision)

    return put


DOCUMENT_CHANGES = tuple(Changeable(name, _correcting(name)) for name in FACTS_OF_MANY)
"""The facts that many documents may be given at once, beside who sees them."""

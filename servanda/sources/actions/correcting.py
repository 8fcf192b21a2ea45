"""Correcting what is said about a document."""

from servanda.registers.actions import Mandate, change
from servanda.registers.rules import Ability
from servanda.sources.actions.facts import DocumentFacts, put_facts
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

"""Correcting the facts of a document."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from servanda.history.models import Change
from servanda.registers.actions import EditConflict, NotAllowed
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.actions import DocumentFacts, correct_document
from servanda.sources.models import Document
from servanda.sources.tests.factories import make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return administrator(make_register())


@pytest.fixture
def document(clerk) -> Document:
    return make_version(clerk, facts=DocumentFacts(title="First", published="2021")).document


def test_a_correction_is_kept_with_what_stood_before(clerk, document):
    facts = replace(DocumentFacts.of(document), title="Second", language="ru")
    correct_document(clerk, document=document, facts=facts, revision=1)
    stored = Document.objects.get()
    assert (stored.title, stored.language, stored.revision) == ("Second", "ru", 2)
    change = Change.objects.get(field="title", entry=document.uuid, before__isnull=False)
    assert (change.before, change.after) == ("First", "Second")


def test_the_second_of_two_editors_is_told(clerk, document):
    facts = DocumentFacts.of(document)
    correct_document(clerk, document=document, facts=replace(facts, title="One"), revision=1)
    mine = Document.objects.get()
    with pytest.raises(EditConflict) as raised:
        correct_document(clerk, document=mine, facts=replace(facts, title="Two"), revision=1)
    assert str(raised.value.current) == "One"
    assert Document.objects.get().title == "One"


def test_a_stricter_visibility_counts_at_once(clerk, document):
    facts = replace(DocumentFacts.of(document), visibility="restricted")
    correct_document(clerk, document=document, facts=facts, revision=1)
    assert Document.objects.get().effective_visibility == "restricted"


def test_a_wrong_date_changes_nothing(clerk, document):
    facts = replace(DocumentFacts.of(document), title="New", published="2021-02-30")
    with pytest.raises(ValidationError):
        correct_document(clerk, document=document, facts=facts, revision=1)
    assert Document.objects.get().title == "First"


def test_a_reader_corrects_nothing(clerk, document):
    reader = mandate(clerk.desk.register, "reader")
    with pytest.raises(NotAllowed):
        correct_document(reader, document=document, facts=DocumentFacts(title="X"), revision=1)

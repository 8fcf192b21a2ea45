"""The Russian documents of the founding case: read, and linked to the entries of the English ones."""

import re

import pytest

from servanda.instruments.models import Instrument, Provision
from servanda.meetings.models import Meeting
from servanda.parties.models import Party, Person, Post
from servanda.registers.models import Entry
from servanda.sources.models import Citation

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

KINDS: tuple[type[Entry], ...] = (Party, Person, Post, Instrument, Provision, Meeting)
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


@pytest.fixture(scope="module")
def cited(built):
    """Give the citations of Russian documents, and the uuids of the entries that others cite."""
    citations = Citation.objects.filter(passage__version__register=built.founding).select_related(
        "passage__version__document"
    )
    russian, others = [], set()
    for one in citations:
        if one.passage.version.document.language == "ru":
            russian.append(one)
        else:
            others.add(one.entry)
    return russian, others


def test_each_of_three_russian_documents_is_cited(cited):
    files = {one.passage.version.file_name for one in cited[0]}
    assert len(files) == 3


def test_every_entry_that_a_russian_document_tells_stands_on_an_english_one_too(cited):
    russian, others = cited
    assert {one.entry for one in russian} <= others


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (Person, "Rashid Meredov"),
        (Person, "Zeynal Hajiyev"),
        (Party, "International Organization for Migration"),
        (Party, "United Nations Network on Migration"),
        (Party, "State Migration Service of Turkmenistan"),
        (Party, "National Working Group on Implementation of the Global Compact of Migration"),
        (Instrument, "National Action Plan on Combatting Trafficking in Persons 2025-2029"),
        (Provision, "Launch in Turkmenistan the United Nations Network on Migration"),
    ],
)
def test_an_entry_is_cited_in_both_languages(built, cited, kind, label):
    entry = kind.objects.get(register=built.founding, label=label)
    assert entry.uuid in {one.entry for one in cited[0]}


def test_the_words_cited_are_those_of_the_document(cited):
    for one in cited[0]:
        passage = one.passage
        assert CYRILLIC.search(passage.version.text[passage.start : passage.end])


@pytest.mark.parametrize("kind", KINDS)
def test_no_entry_bears_a_russian_name_of_its_own(built, kind):
    labels = kind.objects.filter(register=built.founding).values_list("label", flat=True)
    assert [label for label in labels if CYRILLIC.search(label)] == []

"""A new version of a document: what still stands in it, where, and what is gone since when."""

import pytest
from django.core.exceptions import ValidationError

from servanda.history.models import Record
from servanda.parties.actions import NewParty, create_party
from servanda.registers.actions import NotAllowed
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.actions import Place, Upload, add_version, cite, passage_at
from servanda.sources.models import Citation, Passage, Trace, Version
from servanda.sources.rules import NewerText, Words, find_again
from servanda.sources.tests.factories import make_version

FIRST = "The sides met in Lisbon. They agreed to open a school. They agreed to train officers."
SECOND = "Corrected. The sides met in Lisbon. They agreed to open a school for all."


def found(quote: str, old: str, new: str) -> str | None:
    (place,) = find_again([Words(quote, old.index(quote))], new)
    return new[slice(*place)] if place else None


def test_words_that_moved_are_found_at_their_new_place():
    assert found("They agreed to open a school", FIRST, SECOND) == "They agreed to open a school"


def test_words_that_are_not_there_are_gone():
    assert found("They agreed to train officers", FIRST, SECOND) is None


def test_words_broken_otherwise_are_found_as_the_new_text_has_them():
    new = "They agreed to\nopen  a sch-\nool, “quickly”."
    quote = 'They agreed to open a school, "quickly"'
    assert found(quote, quote, new) == "They agreed to\nopen  a sch-\nool, “quickly”"


def test_words_that_stand_twice_broken_otherwise_are_not_guessed():
    assert found("open a school", "open a school", "open\na school, open  a school") is None


def test_short_words_are_not_looked_for_in_pieces():
    assert NewerText("a bc").spelled_otherwise("abc") is None


def test_words_that_stand_often_are_those_that_moved_with_their_neighbours():
    old = "IOM spoke. Turkmenistan answered. IOM closed."
    new = f"IOM, IOM, IOM. {old}"
    spans = find_again(
        [Words("IOM", old.rindex("IOM")), Words("Turkmenistan answered", old.index("Turk"))], new
    )
    assert spans[0] == (new.rindex("IOM"), new.rindex("IOM") + 3)


def test_every_place_that_is_found_holds_the_words_in_a_long_text():
    old = " ".join(f"Point {number} was agreed." for number in range(300))
    new = " ".join(f"Point {number} was agreed." for number in range(0, 600, 2))
    words = [Words(f"Point {n} was", old.index(f"Point {n} was")) for n in range(300)]
    spans = find_again(words, new)
    for one, span in zip(words, spans, strict=True):
        assert (span is None) == (one.quote not in new)
        assert span is None or new[slice(*span)] == one.quote


@pytest.fixture
def clerk():
    return administrator(make_register())


@pytest.fixture
def cited(clerk):
    """Return the first version, with a party whose name and kind stand on two of its sentences."""
    version = make_version(clerk, FIRST)
    party = create_party(clerk, new=NewParty("School", "other"))
    stays = FIRST.index("They agreed to open")
    goes = FIRST.index("They agreed to train")
    places = [Place("name", stays, stays + 28), Place("kind", goes, goes + 29)]
    cite(clerk, entry=party, version=version, places=places)
    return version, party


def newer(clerk, document, text=SECOND):
    return add_version(clerk, document=document, upload=Upload(text.encode(), "new.txt"))


@pytest.mark.django_db
def test_a_new_version_leaves_citations_where_they_are_and_traces_their_words(clerk, cited):
    version, party = cited
    before = list(Citation.objects.values_list("passage_id", "field"))
    done = newer(clerk, version.document)
    assert (done.is_new, done.version.number) == (True, 2)
    assert list(Citation.objects.values_list("passage_id", "field")) == before
    stays, goes = Citation.objects.of([party.uuid]).order_by("-field")
    assert (stays.gone_since, goes.gone_since) == (None, 2)
    trace = stays.passage.traces.get()
    assert done.version.text[trace.start : trace.end] == stays.passage.quote
    assert Record.objects.order_by("-sequence").first().action == "add_version"


@pytest.mark.django_db
def test_what_is_gone_keeps_the_version_since_which_it_is_gone(clerk, cited):
    version, party = cited
    newer(clerk, version.document)
    newer(clerk, version.document, SECOND + " Once more.")
    assert {c.gone_since for c in Citation.objects.of([party.uuid])} == {None, 2}
    newer(clerk, version.document, FIRST + " As before.")
    assert {c.gone_since for c in Citation.objects.of([party.uuid])} == {None}


@pytest.mark.django_db
def test_a_passage_marked_later_in_an_old_version_is_traced_at_once(clerk, cited):
    version, _party = cited
    newer(clerk, version.document)
    passage = passage_at(clerk, version, 0, 24)
    assert passage.traces.get().start == SECOND.index("The sides")


@pytest.mark.django_db
def test_the_newest_file_once_more_makes_no_version(clerk, cited):
    version, _party = cited
    newer(clerk, version.document)
    again = newer(clerk, version.document)
    assert (again.is_new, again.version.number) == (False, 2)
    assert Version.objects.count() == 2


@pytest.mark.django_db
def test_an_older_file_and_another_document_are_refused_with_the_reason(clerk, cited):
    version, _party = cited
    other = make_version(clerk, "Another text altogether.")
    newer(clerk, version.document)
    with pytest.raises(ValidationError, match="version 1 of the document already"):
        newer(clerk, version.document, FIRST)
    with pytest.raises(ValidationError, match="cannot be a version of another document"):
        newer(clerk, version.document, other.text)


@pytest.mark.django_db
def test_who_may_not_edit_brings_no_version(clerk, cited):
    version, _party = cited
    with pytest.raises(NotAllowed):
        newer(mandate(version.register, "reader"), version.document)
    assert not Trace.objects.exists()
    assert Passage.objects.count() == 2

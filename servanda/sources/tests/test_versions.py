"""A new version of a document: what still stands in it, where, and what is gone since when."""

import time
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from servanda.history.models import Record
from servanda.parties.actions import NewParty, create_party
from servanda.registers.actions import NotAllowed
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.actions import Place, Upload, add_version, cite, passage_at
from servanda.sources.models import Citation, Passage, Trace, Version
from servanda.sources.rules import (
    MOST_LINES,
    Comparison,
    NewerText,
    Part,
    Words,
    compare,
    find_again,
)
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


@pytest.mark.parametrize(
    ("quote", "spelled"),
    [
        ("Министерство связи «Нор́ландии»", "Министерство\nсвязи “Нор́ландии”"),
        ("l’été prochain à Lomé", "l´été prochain à Lomé"),
    ],
)
@pytest.mark.parametrize(("was", "became"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_words_whose_accents_are_written_apart_are_found(quote, spelled, was, became):
    old, new = (
        unicodedata.normalize(form, text) for form, text in [(was, quote), (became, spelled)]
    )
    assert found(old, f"{old}.", f"- {new}.") == new


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_letter_with_an_accent_is_another_letter(form):
    newer = unicodedata.normalize(form, "Ils vont au grand  café noir.")
    assert NewerText(newer).spelled_otherwise("grand cafe") is None


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


def test_lines_that_changed_stand_side_by_side_with_their_words_marked():
    rows = compare(
        "One.\nTwo points were agreed.\nThree.", "One.\nTwo points are agreed.\nThree."
    ).rows
    (changed,) = [row for row in rows if not row.is_same]
    assert [part.text for part in changed.older if part.is_other] == ["were"]
    assert [part.text for part in changed.newer if part.is_other] == ["are"]


def test_a_line_stands_beside_its_new_wording_though_lines_came_before_it():
    older = "The sides agreed to open a school in May."
    newer = f"Corrected.\nSecond edition.\n{older.replace('May', 'June')}\nSigned."
    rows = compare(older, newer).rows
    (beside,) = [row for row in rows if row.older]
    assert [part.text for part in beside.newer if part.is_other] == ["June"]
    assert len(rows) == 4


def test_lines_that_stay_are_counted_and_not_shown():
    lines = [f"Line {number}" for number in range(50)]
    rows = compare("\n".join(lines), "\n".join([*lines, "More"])).rows
    assert [row.skipped for row in rows] == [48, 0, 0, 0]
    assert rows[-1].newer == (Part("More", is_other=True),)


def test_the_same_words_in_other_lines_have_no_rows():
    assert compare("A.\n\n  B.", "A.\nB.\n") == Comparison()


def test_what_differs_too_much_is_cut_and_takes_no_long_time():
    older = "\n".join(f"a{number} b" for number in range(20_000))
    newer = "\n".join(f"c{number} b" for number in range(20_000))
    begun = time.perf_counter()
    comparison = compare(older, newer)
    assert comparison.is_cut
    assert len(comparison.rows) <= MOST_LINES
    assert time.perf_counter() - begun < 5


def page(client, name, document, **asked):
    address = reverse(name, kwargs={"slug": "r", "uuid": document.uuid})
    return client.get(address, asked)


@pytest.mark.django_db
def test_a_new_version_is_brought_in_on_its_page(client, clerk, cited):
    version, _party = cited
    client.force_login(clerk.desk.account)
    address = reverse("document-version-new", kwargs={"slug": "r", "uuid": version.document.uuid})
    answer = client.post(address, {"text": SECOND}, follow=True)
    told = answer.content.decode()
    assert "Version 2 of" in told
    assert "1 passage that was cited is gone from it" in told
    assert version.document.versions.count() == 2
    assert client.post(address, {"text": " "}).status_code == 422
    assert (
        "version 1 of the document already"
        in client.post(address, {"text": FIRST}).content.decode()
    )


@pytest.mark.django_db
def test_the_page_of_the_document_shows_what_stands_where_and_what_is_gone(client, clerk, cited):
    version, _party = cited
    newer(clerk, version.document)
    client.force_login(clerk.desk.account)
    shown = page(client, "document", version.document).content.decode()
    goes = FIRST.index("They agreed to train")
    assert "cited in version 1" in shown
    assert "gone since version 2" in shown
    assert f'id="p-{goes}-{goes + 29}"' in shown
    old = page(client, "document", version.document, version="1").content.decode()
    assert "This is version 1" in old
    assert "still stands in version 2" in old
    assert "They agreed to train officers" in old
    assert page(client, "document", version.document, version="3").status_code == 404
    assert page(client, "document", version.document, version="x").status_code == 404


@pytest.mark.django_db
def test_the_page_of_an_entry_says_which_words_are_gone(client, clerk, cited):
    version, party = cited
    newer(clerk, version.document)
    client.force_login(clerk.desk.account)
    shown = page(client, "party", party).content.decode()
    assert shown.count("gone since version 2") == 1
    assert shown.count("still stands in version 2") == 1


@pytest.mark.django_db
def test_two_versions_are_compared_on_a_page(client, clerk, cited):
    version, _party = cited
    client.force_login(clerk.desk.account)
    assert (
        "There is one version only"
        in page(client, "document-compare", version.document).content.decode()
    )
    newer(clerk, version.document)
    shown = page(client, "document-compare", version.document).content.decode()
    assert "<ins>Corrected. </ins>" in shown
    assert "<del>" in shown


@pytest.mark.django_db
def test_the_file_of_each_version_is_given(client, clerk, cited):
    version, _party = cited
    newer(clerk, version.document)
    client.force_login(clerk.desk.account)
    assert page(client, "document-file", version.document).getvalue().decode() == SECOND
    assert page(client, "document-file", version.document, version="1").getvalue().decode() == FIRST
    assert page(client, "document-file", version.document, version="9").status_code == 404

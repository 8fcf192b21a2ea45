"""A reading written out."""

import json

import pytest

from servanda.reading import read, to_html, to_json, to_text
from servanda.reading.checking import UnquotedItemWarning, only_quoted
from servanda.reading.model import Party, Reading

TEXT = (
    "Ada Berg, Minister of Health of Peru, met UNDP in Lima on 3 June 2019. "
    "The parties agreed to adopt the National Action Plan on Clean Rivers (NAP) by 2021, "
    "which the Joint Commission on Fisheries had written."
)
FIELDS = {
    "parties": {"name", "kind", "aliases"},
    "people": {"name", "post", "organization"},
    "meetings": {"status", "date", "place", "format", "parties", "people"},
    "commitments": {"text", "by", "status", "due", "strength", "verb", "meeting"},
    "instruments": {"name", "abbreviation", "aliases", "kind", "period"},
    "bodies": {"name", "aliases", "kind", "since"},
    "dates": {"text", "edtf", "role"},
}


@pytest.fixture
def reading() -> Reading:
    return read(TEXT, published="2019-06-14", language="en")


def test_json_has_the_seven_lists_with_the_fields_of_the_schema(reading):
    values = json.loads(to_json(reading))
    for name, fields in FIELDS.items():
        assert values[name], name
        for item in values[name]:
            assert fields | {"quote", "start", "end"} <= set(item)
            assert TEXT[item["start"] : item["end"]] == item["quote"]


def test_json_tells_language_and_day(reading):
    values = json.loads(to_json(reading))
    assert (values["language"], values["published"]) == ("en", "2019-06-14")


def test_text_shows_each_item_with_its_words(reading):
    written = to_text(reading)
    assert "Ada Berg, Minister of Health, Peru" in written
    assert "“Ada Berg, Minister of Health of Peru”" in written


def test_html_marks_the_text_and_escapes_it():
    text = "Peru agreed to <script>alert(1)</script> build a pier with UNDP."
    page = to_html(read(text, language="en"), text, title="A & B")
    assert "<script>" not in page
    assert "<title>A &amp; B</title>" in page
    assert '<mark class="commitments parties">Peru</mark>' in page
    assert "http" not in page


def test_an_item_that_does_not_stand_in_the_text_is_dropped_with_a_warning():
    wrong = Party(name="Peru", kind="state", quote="Peru", start=0, end=4, rule="test")
    with pytest.warns(UnquotedItemWarning, match="Dropped"):
        kept = only_quoted(Reading(language="en", parties=(wrong,)), "Chad agreed.")
    assert kept.parties == ()


def test_a_language_without_word_lists_gives_a_reading_without_items():
    reading = read("Le Pérou a signé un accord.", language="it")
    assert reading.language == "it"
    assert reading.parties == ()

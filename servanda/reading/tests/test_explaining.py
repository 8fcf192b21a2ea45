"""Why a reading holds what it holds, and what it set aside."""

import json
from pathlib import Path

import pytest

from servanda.reading import read
from servanda.reading.explaining import (
    ASIDES,
    COUNTINGS,
    MEANINGS,
    NOTES,
    ROLES,
    RULES,
    Aside,
    Explanation,
    Part,
    explain,
    rule_of,
    to_explained_json,
    to_explained_text,
)
from servanda.reading.explaining.sentences import (
    ASIDE_SENTENCES,
    COUNTING_SENTENCES,
    MEANING_SENTENCES,
    NOTE_SENTENCES,
    ROLE_NAMES,
    RULE_SENTENCES,
)
from servanda.reading.rendering import LISTS

SETS = Path(__file__).parents[4] / "shared" / "reading"
TEXT = (
    "Ada Berg, Minister of Health of Peru, met UNDP in Lima on 3 June. "
    "The parties agreed to adopt the National Action Plan on Clean Rivers (NAP) by the end of "
    "2021. Peru did not agree to pay. They look forward to meeting again. In Chile, the work will "
    "go on for two years. UNDP launched the Programme for Cleaner Wells in May 2020."
)


def explained(text: str = TEXT, *, published: str | None = "2021-06-14") -> Explanation:
    return explain(read(text, published=published, language="en"), text)


def parts(explanation: Explanation, name: str, place: int = 0) -> dict[str, Part]:
    return {part.role: part for part in explanation.parts[name][place]}


def asides(explanation: Explanation) -> dict[str, Aside]:
    return {aside.words: aside for aside in explanation.asides}


def texts_of_the_sets() -> list[Path]:
    return [*sorted(SETS.glob("dev/*.txt")), *sorted(SETS.glob("real/*.txt"))]


def test_a_commitment_rests_on_its_verb_and_the_row_of_the_list_it_stands_in():
    trigger = parts(explained(), "commitments")["trigger"]
    assert trigger.words == "agreed"
    assert trigger.entry == "commitments.toml, carrier: agree"


def test_words_that_stand_for_the_sides_are_shown_with_where_these_were_named_last():
    told = parts(explained(), "commitments")
    assert told["reference"].words == "The parties"
    assert told["reference"].entry == "references.toml, both"
    assert told["subject_before"].value in {"Peru", "UNDP"}


def test_a_name_is_shown_with_its_entry_in_the_word_lists():
    assert parts(explained(), "parties")["trigger"].entry == "states.toml, Peru"


def test_a_day_without_its_year_is_counted_from_the_publication():
    date = parts(explained(), "meetings")["date"]
    assert (date.words, date.value) == ("on 3 June", "2021-06-03")
    assert date.counting
    assert date.counting.code == "from_publication"


def test_a_deadline_at_the_end_of_a_year_is_the_last_day_as_its_words_say():
    date = parts(explained(), "commitments")["date"]
    assert (date.words, date.value) == ("by the end of 2021", "../2021-12-31")
    assert date.counting
    assert (date.counting.code, date.counting.meaning) == ("written", "last_day")


def test_a_part_of_a_month_is_told_to_be_a_third_of_it():
    told = explained("Peru will publish a report in late May 2022.")
    date = parts(told, "commitments")["date"]
    assert date.counting
    assert date.counting.meaning == "third"


def test_a_date_counted_from_another_of_the_text_is_told_so():
    told = explained(
        "Peru and UNDP met in Lima on 3 June 2019. Peru met Chile in Lima a year later."
    )
    date = parts(told, "meetings", 1)["date"]
    assert date.counting
    assert date.counting.code == "from_text"


@pytest.mark.parametrize(
    ("words", "kind", "code"),
    [
        ("agree", "commitment", "negated"),
        ("meeting", "meeting", "wish"),
        ("Chile", "party", "setting"),
        ("for two years", "date", "no_day"),
        ("in May 2020", "date", "not_kept"),
    ],
)
def test_what_was_set_aside_says_why(words, kind, code):
    aside = asides(explained())[words]
    assert (aside.kind, aside.code) == (kind, code)


def test_a_date_that_cannot_be_counted_without_the_publication_is_set_aside():
    aside = asides(explained("Peru and UNDP met in Lima yesterday.", published=None))["yesterday"]
    assert aside.code == "no_publication"


@pytest.mark.parametrize("text", ["The Budget Act 2019 was long.", "The 2030 Agenda was welcomed."])
def test_a_year_in_a_name_is_set_aside_as_part_of_it(text):
    assert {a.code for a in explained(text).asides if a.kind == "date"} == {"in_a_name"}


def test_nothing_that_an_item_stands_on_is_set_aside():
    told = explained()
    used = {(p.start, p.end) for rows in told.parts.values() for row in rows for p in row}
    assert not used & {(a.start, a.end) for a in told.asides if a.kind == "date"}


def test_json_carries_codes_and_sentences_beside_each_item():
    values = json.loads(to_explained_json(explained()))
    why = values["commitments"][0]["why"]
    assert (why["code"], why["word"]) == ("carrier", "agree")
    assert why["sentence"] == "What follows “agree” is undertaken."
    assert why["stands_on"][0]["entry"] == "commitments.toml, carrier: agree"
    assert {"kind", "code", "sentence", "words", "start", "end"} <= set(values["set_aside"][0])


def test_text_names_rule_words_and_counting():
    told = to_explained_text(explained())
    assert "rests on: “agreed” 78-84 [commitments.toml, carrier: agree]" in told
    assert "“by the end of 2021” 141-159 = ../2021-12-31 (as its words say;" in told
    assert "Set aside (" in told


def test_every_code_has_its_sentence():
    assert set(RULE_SENTENCES) == set(RULES)
    assert set(NOTE_SENTENCES) == {code for code in NOTES.values() if code}
    assert set(ROLE_NAMES) == set(ROLES)
    assert set(COUNTING_SENTENCES) == set(COUNTINGS)
    assert set(MEANING_SENTENCES) == set(MEANINGS)
    assert set(ASIDE_SENTENCES) == set(ASIDES)


@pytest.mark.slow
@pytest.mark.skipif(not SETS.is_dir(), reason="the annotated sets are not beside the checkout")
def test_every_rule_that_reads_the_sets_is_known_and_every_word_stands_at_its_place():
    unknown: set[str] = set()
    wrong: list[str] = []
    for path in texts_of_the_sets():
        text = path.read_text(encoding="utf-8")
        told = explain(read(text, published="2021-02-17"), text)
        items = [item for name in LISTS for item in getattr(told.reading, name)]
        unknown |= {item.rule for item in items if rule_of(item.rule).code == "other"}
        rows = [row for name in LISTS for row in told.parts[name]]
        places = [(p.words, p.start, p.end) for row in rows for p in row]
        places += [(a.words, a.start, a.end) for a in told.asides]
        wrong += [words for words, start, end in places if text[start:end] != words]
    assert not unknown, "name each in explaining/rules.py and say it in sentences.py"
    assert not wrong

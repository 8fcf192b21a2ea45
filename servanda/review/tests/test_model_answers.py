"""What of a model's answer counts: fields of the form, and words that stand in the text exactly."""

import json
from itertools import pairwise

import pytest

from servanda.review.actions.modelling.parts import PART, parts_of
from servanda.review.rules.model_answers import (
    FOUND_BEFORE,
    LISTS,
    MOST_ITEMS,
    NOT_IN_FORM,
    NOT_IN_TEXT,
    NOT_JSON,
    TOO_MANY,
    read_answer,
    schema,
)

TEXT = "Norway agreed to build 40 wells in Velmar by 2030. Norway left."
PARTY = {"name": "Norway", "kind": "state", "aliases": [], "quote": "Norway"}
WELLS = {
    "text": "Build 40 wells",
    "by": ["Norway"],
    "status": "agreed",
    "due": "../2030",
    "quote": "agreed to build 40 wells in Velmar by 2030",
}


def read(told, *, start=0, end=None):
    content = told if isinstance(told, str) else json.dumps(told)
    return read_answer(content, TEXT, start=start, end=len(TEXT) if end is None else end)


def why(told):
    return [one.why for one in read(told).left_out]


def test_an_item_of_the_form_is_taken_with_its_place():
    (item,) = read({"commitments": [WELLS]}).items
    assert TEXT[item.start : item.end] == item.quote == WELLS["quote"]
    assert item.fields["due"] == "../2030"


def test_words_are_looked_for_in_the_part_that_was_sent_only():
    assert read({"parties": [PARTY]}, start=40).items[0].start == TEXT.rindex("Norway")
    assert read({"parties": [PARTY]}, start=10, end=40).left_out[0].why == NOT_IN_TEXT


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Of course! Here it is: {}",
        "[]",
        "null",
        '{"parties": {}}',
        '{"parties": [], "tools": []}',
        '{"parties": [',
        "[" * 100_000,
        '"text"',
    ],
)
def test_an_answer_in_another_form_is_left_out_as_a_whole(content):
    assert why(content) == [NOT_JSON]


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "empire"},
        {"kind": None},
        {"name": ""},
        {"name": 7},
        {"name": "N" * 301},
        {"name": "Nor\nway"},
        {"name": "Nor\ud800way"},
        {"aliases": "Norge"},
        {"aliases": ["a"] * 31},
        {"aliases": [{"name": "Norge"}]},
        {"url": "https://example.org"},
        {"quote": None},
    ],
)
def test_an_item_in_another_form_is_left_out(change):
    assert why({"parties": [{**PARTY, **change}]}) == [NOT_IN_FORM]


@pytest.mark.parametrize("item", ["Norway", None, 7, ["Norway"]])
def test_an_item_that_is_no_object_is_left_out(item):
    assert why({"parties": [item]}) == [NOT_IN_FORM]


@pytest.mark.parametrize("due", ["soon", "2030-02-30", "31.12.2030"])
def test_a_date_that_is_none_leaves_the_item_out(due):
    assert why({"commitments": [{**WELLS, "due": due}]}) == [NOT_IN_FORM]


@pytest.mark.parametrize(
    "quote", ["norway", "Norway  agreed", "Sweden", "", " ", "N", "agreed to build forty wells"]
)
def test_words_that_do_not_stand_in_the_text_exactly_are_left_out(quote):
    told = read({"parties": [{**PARTY, "quote": quote}]})
    assert not told.items
    assert [one.why for one in told.left_out] == [NOT_IN_TEXT]


def test_more_items_than_any_text_has_are_cut():
    told = read({"parties": [PARTY] * (MOST_ITEMS + 1)})
    assert len(told.items) == MOST_ITEMS
    assert [one.why for one in told.left_out] == [TOO_MANY]


def test_the_form_that_is_asked_for_has_no_room_for_anything_else():
    form = schema()
    assert form["additionalProperties"] is False
    assert form["required"] == list(LISTS)
    assert FOUND_BEFORE not in json.dumps(form)


@pytest.mark.parametrize(
    "text", ["", "Short.", "word " * 9000, "x" * (3 * PART + 5), "A.\n\n" * 7000]
)
def test_the_parts_are_the_text_and_none_is_too_long(text):
    parts = list(parts_of(text))
    assert all(end - start <= PART for start, end in parts)
    assert "".join(text[start:end] for start, end in parts).split() == text.split()
    assert all(one[1] <= other[0] for one, other in pairwise(parts))

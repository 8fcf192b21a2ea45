"""Commitments told with a noun, and acts of sides that a text does not name."""

import pytest

from servanda.reading import read


def told(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    reading = read(text, published="2019-06-14", language="en")
    return [(c.quote, c.status, c.by) for c in reading.commitments]


@pytest.mark.parametrize(
    ("text", "quote", "by"),
    [
        (
            "Peru recalled UNICEF's commitment to build a clinic.",
            "UNICEF's commitment to build a clinic",
            ("UNICEF",),
        ),
        (
            "Peru and Chile affirmed their joint commitment to share tariff figures.",
            "their joint commitment to share tariff figures",
            ("Peru", "Chile"),
        ),
        (
            "The talks recalled the pledge of Chile to build and open a clinic.",
            "the pledge of Chile to build and open a clinic",
            ("Chile",),
        ),
    ],
)
def test_a_noun_of_undertaking_with_an_owner_and_an_aim_is_agreed(text, quote, by):
    assert told(text) == [(quote, "agreed", by)]


def test_a_commitment_to_doing_something_is_going_on():
    text = "Peru affirmed its commitment to strengthening school inspections."
    assert [(status, by) for _, status, by in told(text)] == [("ongoing", ("Peru",))]


@pytest.mark.parametrize(
    "text",
    [
        "Peru affirmed its commitment to peace and prosperity.",
        "Peru affirmed its commitment to advance democracy in the region.",
        "Peru affirmed its commitment to economic growth.",
        "The text recalls a commitment to build a clinic.",
        "Peru thanked UNICEF for its commitment to build a clinic.",
        "Peru made no commitment to build a clinic.",
        "Peru and Chile agreed on the importance of friendship.",
        "Peru and Chile agreed on the importance of keeping peace.",
        "Peru welcomed the ongoing talks with Chile.",
        "Peru thanked UNICEF for its continued support for schools.",
        "Peru announced the results of the vote.",
    ],
)
def test_hopes_values_thanks_and_what_nobody_owns_are_none(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "words",
    [
        "the importance of opening a clinic",
        "the need to open a clinic",
        "opening a clinic",
        "a new plan for schools",
    ],
)
def test_what_two_sides_agree_on_is_agreed(words):
    text = f"Peru and Chile agreed on {words}."
    assert told(text) == [(text[:-1], "agreed", ("Peru", "Chile"))]


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("continued UNICEF support for schools", ("UNICEF",)),
        ("ongoing efforts to train nurses", ("Peru",)),
    ],
)
def test_support_that_continues_is_going_on(words, by):
    assert told(f"Peru noted {words}.") == [(words, "ongoing", by)]


def test_a_new_thing_that_is_announced_is_planned():
    text = "Peru announced two new programmes for schools."
    assert told(text) == [(text[:-1], "planned", ("Peru",))]


@pytest.mark.parametrize(
    "text",
    [
        "Twelve cities of the coast adopted the Oak Charter.",
        "Members of the forum have issued a joint statement on ports.",
    ],
)
def test_an_act_of_a_side_without_a_name_is_done_by_nobody_named(text):
    assert told(text) == [(text[:-1], "done", ())]


@pytest.mark.parametrize(
    "text",
    [
        "Documents adopted before the vote were lost.",
        "Nobody who adopted the Oak Charter is here.",
        "Rain issued in floods.",
    ],
)
def test_a_verb_without_its_own_subject_or_object_is_no_act(text):
    assert told(text) == []

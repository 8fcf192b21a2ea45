"""What is an undertaking, and what is a refusal, a demand, or an act against somebody."""

import pytest

from servanda.reading import read


def told(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    reading = read(text, published="2019-06-14", language="en")
    return [(c.quote, c.strength, c.by) for c in reading.commitments]


@pytest.mark.parametrize(
    ("text", "strength", "by"),
    [
        ("Peru and Chile reached an understanding to share customs data.", "agreed", 2),
        ("Peru and Chile agreed to a truce in the quarrel over tuna.", "agreed", 2),
        ("Chile accepted the timetable for opening the bridge.", "agreed", 1),
        ("Peru is willing to lend two surveyors.", "offered", 1),
        ("Chile stands ready to pay half of the costs of the bridge.", "offered", 1),
        ("UNICEF expressed its readiness to train nurses.", "offered", 1),
        ("Peru said on Friday that it would return the archive.", "planned", 1),
        ("Chile announced it would open two crossings.", "planned", 1),
        ("Peru will allow inspectors into the port.", "planned", 1),
        ("Under the agreement Chile must return the archive by 2021.", "undertook", 1),
        ("Peru plans to lift restrictions on fishing.", "planned", 1),
    ],
)
def test_consent_readiness_and_what_one_says_of_oneself_count(text, strength, by):
    found = told(text)
    assert [(one, len(sides)) for _, one, sides in found] == [(strength, by)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru refused to commit to any date for the census.",
        "Chile declined to promise funds for the bridge.",
        "Peru has been unwilling to agree to a visit.",
    ],
)
def test_what_is_refused_is_none(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Chile insisted that Peru must open its archives.",
        "The president of Chile said Peru must pay for the bridge.",
    ],
)
def test_what_one_demands_of_another_is_none(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Peru intends to tighten the blockade of the port.",
        "Chile said it would expel the envoy.",
        "Peru is prepared to impose sanctions on its neighbour.",
        "Chile will extend the night curfew in the capital.",
        "Fishermen in Arica protested against Peru's decision to sell the fleet.",
    ],
)
def test_what_is_done_to_others_is_none(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Chile said Peru would return the archive.",
        "Peru would return the archive.",
        "Peru accepted the invitation to the fair.",
        "UNICEF undertook a mission to the flooded valley.",
        "Donors praised Peru's rural schools plan to raise attendance.",
    ],
)
def test_what_is_told_of_others_visits_and_nouns_are_none(text):
    assert told(text) == []


def test_a_verb_with_a_plural_subject_is_a_verb():
    text = "Peru met Chile on Monday. The ministers plan to build a clinic."
    assert [quote for quote, _, _ in told(text)] == ["The ministers plan to build a clinic"]

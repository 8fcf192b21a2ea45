"""Points that a text lists line by line under one verb or one heading."""

import pytest

from servanda.reading import read


def told(text: str) -> list[tuple[str, str, tuple[str, ...], str | None]]:
    reading = read(text, published="2019-06-14", language="en")
    return [(c.quote, c.status, c.by, c.due) for c in reading.commitments]


def test_points_in_letters_share_the_verb_of_their_lead():
    text = (
        "Peru and Chile agreed:\n"
        "(a) to mark the tariff posts by 30 September 2019;\n"
        "(b) that a clinic be built in Tacna;\n"
        "(c) to exchange figures.\n\n"
        "Peru thanked Chile."
    )
    both = ("Peru", "Chile")
    assert told(text) == [
        ("to mark the tariff posts by 30 September 2019", "agreed", both, "../2019-09-30"),
        ("that a clinic be built in Tacna", "agreed", both, None),
        ("to exchange figures", "agreed", both, None),
    ]


def test_a_list_ends_where_the_numbers_of_the_paragraphs_go_on():
    text = (
        "3. Peru and Chile decided to:\n"
        "- open a ferry line;\n"
        "- print a timetable.\n\n"
        "4. UNICEF thanked both."
    )
    assert [quote for quote, *_ in told(text)] == ["open a ferry line", "print a timetable"]


def test_a_point_may_name_who_does_it():
    text = (
        "Peru and UNICEF met on 3 June 2019.\n\n"
        "Action points\n\n"
        "1. UNICEF to send the vaccine list by 1 July 2019\n"
        "2. Peru will repair the cold store\n"
        "3. Weather during the visit\n"
    )
    assert [(by, due) for _, _, by, due in told(text)] == [
        (("UNICEF",), "../2019-07-01"),
        (("Peru",), None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Peru did not agree to:\n- open a ferry line;\n- print a timetable.",
        "Peru and Chile agreed:\n(a) noted the report;\n(b) welcomed the offer.",
        "On the agenda were:\n- the ferry line;\n- the timetable.",
    ],
)
def test_lists_that_bind_nobody_give_nothing(text):
    assert told(text) == []

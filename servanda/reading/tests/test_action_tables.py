"""Action lists in the form of a table, in a line or cell by cell."""

import pytest

from servanda.reading import Commitment, read

HEAD = "Minutes of the working group of Peru, Chile and UNDP, 4 May 2019\n\n"


def rows(table: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    found = read(HEAD + table, published="2019-05-06", language="en").commitments
    return [(one.text, one.by, one.due) for one in found]


EXPECTED = [
    ("Send the list of wells", ("Peru",), "../2019-06-03"),
    ("Print the manual", ("Chile", "UNDP"), None),
]


@pytest.mark.parametrize(
    "table",
    [
        "Action | Responsible | Deadline\n"
        "Send the list of wells | Peru | 3 June 2019\n"
        "Print the manual | Chile, UNDP | once it is translated\n",
        "| Action | Responsible | Deadline |\n|---|---|---|\n"
        "| Send the list of wells | Peru | 3 June 2019 |\n"
        "| Print the manual | Chile, UNDP | once it is translated |\n",
        "No.\tAction\tBy whom\tTarget date\n"
        "1\tSend the list of wells\tPeru\t3 June 2019\n"
        "2\tPrint the manual\tChile, UNDP\tonce it is translated\n",
        "Action\nResponsible\nDeadline\n"
        "Send the list of wells\nPeru\n3 June 2019\n"
        "Print the manual\nChile, UNDP\nonce it is translated\n",
    ],
)
def test_each_row_under_the_headings_is_a_commitment(table):
    assert rows(table) == EXPECTED


def test_a_condition_stays_in_the_words_of_a_row():
    (one,) = read(
        "Peru\n\nAction | Responsible\nPrint the manual, if funds allow | Peru\n", language="en"
    ).commitments
    assert one.quote == "Print the manual, if funds allow | Peru"


def test_a_line_of_other_width_ends_a_table():
    table = "Action | Responsible\nSend the list | Peru\nThe meeting closed.\nGo home | x | y\n"
    assert [text for text, _, _ in rows(table)] == ["Send the list"]


def test_cells_that_name_no_one_and_no_day_are_no_row():
    table = "Action\nResponsible\nThe parties had lunch.\nIt rained.\n"
    assert rows(table) == []


def test_a_table_without_who_or_when_is_no_action_list():
    assert rows("Action | Colour\nSend the list | red\n") == []


def test_a_row_is_quoted_exactly():
    text = HEAD + "Action | Responsible\nSend the list of wells  |  Peru \n"
    for one in read(text, language="en").commitments:
        assert isinstance(one, Commitment)
        assert text[one.start : one.end] == one.quote

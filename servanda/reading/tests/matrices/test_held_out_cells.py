"""Cells of invented plans that were read wrongly once, each with what it says: a row for each rule."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from servanda.reading.matrices.cells.actors import read_actors
from servanda.reading.matrices.cells.money import read_money
from servanda.reading.matrices.cells.timing import read_timing
from servanda.reading.matrices.checks import plain
from servanda.reading.matrices.columns import column_of_heading
from servanda.reading.tests.matrices.trees import doubts_of, table_of

HELD_OUT = Path(__file__).with_name("held_out")


def rows_of(name):
    with (HELD_OUT / name).open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


def amount_of(line):
    return "null" if line.amount is None else plain(line.amount)


def is_told(doubt, doubts):
    """Tell whether the doubt expected is among those told, and none where none is expected."""
    told = " ".join(map(str, doubts))
    return doubt in told if doubt else not told


@pytest.mark.parametrize(("words", "edtf", "recurrence", "doubt"), rows_of("times.csv"))
def test_a_time_is_read_or_what_is_left_of_it_is_told(words, edtf, recurrence, doubt):
    read = read_timing(words)
    assert (read.timing.edtf or "", read.timing.recurrence or "") == (edtf, recurrence)
    assert is_told(doubt, read.doubts)


@pytest.mark.parametrize(("heading", "words", "amounts", "doubt"), rows_of("money.csv"))
def test_an_amount_is_read_or_what_is_left_of_it_is_told(heading, words, amounts, doubt):
    read = read_money(words, column_of_heading(1, heading))
    told = [
        " ".join(
            str(part)
            for part in (amount_of(line), line.currency, line.year, line.source)
            if part is not None
        )
        for line in read.lines
    ]
    assert "; ".join(told) == amounts
    assert is_told(doubt, read.doubts)


@pytest.mark.parametrize(("words", "actors", "doubt"), rows_of("actors.csv"))
def test_a_cell_of_actors_gives_each_name_its_part(words, actors, doubt):
    read = read_actors(words, usual="lead")
    told = [
        f"{one.name} ({one.role}{', by consent' if one.by_consent else ''})" for one in read.actors
    ]
    assert "; ".join(told) == actors
    assert is_told(doubt, read.doubts)


@pytest.mark.parametrize(("heading", "field", "role"), rows_of("headings.csv"))
def test_a_heading_says_what_its_column_holds(heading, field, role):
    column = column_of_heading(1, heading)
    assert (column.field.value, column.role or "") == (field, role)


def test_a_column_of_lead_and_partners_gives_the_part_named_first_and_is_doubted_once():
    table = table_of(
        [
            ["Measure", "Responsible agency and partners", "Deadline"],
            ["1. Train", "MoI, IOM", "2025"],
            ["2. Adopt", "MoJ (lead), IOM", "2026"],
        ]
    )
    told = [[(one.name, one.role) for one in row.cells[1].parsed] for row in table.rows]
    assert told == [[("MoI", "lead"), ("IOM", "lead")], [("MoJ", "lead"), ("IOM", "partner")]]
    assert [str(doubt) for doubt in table.doubts] == [
        "The column “Responsible agency and partners” (B) names several parts; who has no word of "
        "their own was taken as lead."
    ]


def test_a_column_that_its_heading_says_is_no_field_is_not_taken_for_one_by_its_cells():
    table = table_of(
        [
            ["Measure", "Target group", "Deadline"],
            ["1. Train", "Ministry of Interior", "2025"],
            ["2. Adopt", "Ministry of Justice", "2026"],
        ]
    )
    assert table.columns[1].field.value == "other"


def money_of(cells, heading="Budget, million USD"):
    table = table_of(
        [
            ["Activity", "Responsible", heading],
            *(["Mend", "MIA", cell] for cell in cells),
        ]
    )
    return [row.cells[2].parsed[0].amount for row in table.rows], doubts_of(table)


def test_a_number_with_a_point_keeps_it_beside_words_with_commas():
    amounts, doubts = money_of(["3,5", 12.5, 1.234, "1 250,75"])
    assert amounts == [3_500_000, 12_500_000, 1_234_000, 1_250_750_000]
    assert doubts == []


def test_an_amount_that_shows_its_own_decimals_is_read_by_them_whatever_the_column_shows():
    assert money_of(["3,5", "12.5", "1.234,5"], "Budget")[0][1:] == [12.5, 1234.5]


def test_numbers_of_three_decimals_are_no_thousands():
    told = [Decimal("1.234"), Decimal("2.345")]
    assert money_of([1.234, 2.345], "Budget")[0] == told


@pytest.mark.parametrize(("words", "actor", "amount", "below", "kind"), rows_of("leaves.csv"))
def test_a_sum_and_an_abbreviation_explained_are_told_from_rows_of_the_tree(
    words, actor, amount, below, kind
):
    table = table_of(
        [
            ["No", "Activity", "Responsible", "Deadline", "Budget, USD"],
            ["1", "Mend", "MIA", "2025", 300],
            [None, words, actor or None, None, int(amount) if amount else None],
            *([["2", "Paint", "MIA", "2025", 200]] if below else []),
        ]
    )
    assert table.rows[1].kind.value == kind


@pytest.mark.parametrize("column", [0, 1])
def test_a_short_name_explained_that_heads_measures_is_a_heading(column):
    table = table_of(
        [
            ["No", "Measure", "Responsible", "Deadline", "Budget, USD"],
            [*[None] * column, "MIA – Ministry of Internal Affairs"],
            ["1", "Train guards", "MIA", "2025", 100],
            [*[None] * column, "MoJ – Ministry of Justice"],
            ["2", "Draft the law", "MoJ", "2025", 100],
            [None, "List of abbreviations"],
            [None, "MIA – Ministry of Internal Affairs"],
            [None, "MoJ – Ministry of Justice"],
        ]
    )
    heads = ("MIA – Ministry of Internal Affairs", "MoJ – Ministry of Justice")
    assert [(row.kind.value, row.path[:-1]) for row in table.rows[:4]] == [
        ("heading", ()),
        ("measure", heads[:1]),
        ("heading", ()),
        ("measure", heads[1:]),
    ]
    assert [row.kind.value for row in table.rows[4:]] == ["note"] * 3


def test_a_list_of_abbreviations_between_measures_holds_notes():
    table = table_of(
        [
            ["No", "Measure", "Responsible", "Deadline", "Budget, USD"],
            ["1", "Train guards", "MIA", "2025", 100],
            [None, "List of abbreviations"],
            [None, "MIA – Ministry of Internal Affairs"],
            ["2", "Draft the law", "MoJ", "2025", 100],
            [None, "MoJ – Ministry of Justice"],
            ["3", "Adopt the law", "MoJ", "2025", 100],
        ]
    )
    kinds = [row.kind.value for row in table.rows]
    assert kinds == ["measure", "note", "note", "measure", "heading", "measure"]


def test_the_sum_of_an_outcome_is_not_added_up_as_an_activity():
    table = table_of(
        [
            ["No", "Activity", "Responsible", "Deadline", "Budget, USD"],
            ["Outcome 1. Rights"],
            ["1.1", "Mend", "MIA", "2025", 100],
            ["1.2", "Paint", "MIA", "2025", 200],
            [None, "Total Outcome 1", None, None, 300],
            [None, "TOTAL BUDGET", None, None, 300],
        ]
    )
    assert doubts_of(table) == []


def test_dashes_beside_a_sum_name_no_one_and_no_time():
    table = table_of(
        [
            ["No", "Activity", "Responsible", "Deadline", "Budget, USD"],
            ["1.1", "Train the guards", "MIA", "2025", 100],
            ["1.2", "Buy boats", "MIA", "2026", 50],
            [None, "Total budget", "-", "–", 150],
        ]
    )
    assert [row.kind.value for row in table.rows] == ["activity", "activity", "total"]
    assert doubts_of(table) == []


def test_numbers_that_go_on_beside_a_task_that_spans_rows_number_the_rows():
    table = table_of(
        [
            ["No", "Task", "Measure", "Responsible", "Deadline"],
            [1, "Law", "Draft the law", "MoJ", "2025"],
            [2, None, "Consult", "MoJ", "2025"],
            [3, "Numbers", "Build a register", "MoI", "2026"],
            [4, None, "Publish", "MoI", "2026"],
        ],
        merged=["B2:B3", "B4:B5"],
    )
    assert [row.code for row in table.rows] == ["1", "2", "3", "4"]
    assert [row.branches[0].code for row in table.rows] == [None] * 4


def test_numbers_that_span_the_rows_of_their_task_number_the_task():
    table = table_of(
        [
            ["No", "Task", "Measure", "Responsible", "Deadline"],
            [1, "Law", "Draft the law", "MoJ", "2025"],
            [None, None, "Consult", "MoJ", "2025"],
            [2, "Numbers", "Build a register", "MoI", "2026"],
            [None, None, "Publish", "MoI", "2026"],
        ],
        merged=["A2:A3", "B2:B3", "A4:A5", "B4:B5"],
    )
    assert [row.code for row in table.rows] == [None] * 4
    assert [row.branches[0].code for row in table.rows] == ["1", "1", "2", "2"]


def test_an_amount_that_spans_rows_counts_once_and_is_told_in_the_others():
    table = table_of(
        [
            ["No", "Measure", "Responsible", "Deadline", "Budget (USD)"],
            ["1", "Train", "MoI", "2025", 100],
            ["2", "Adopt", "MoJ", "2026", None],
            ["3", "Print", "MoJ", "2026", 50],
            [None, "Total", None, None, 150],
        ],
        merged=["E2:E3"],
    )
    cell = table.rows[1].cells[-1]
    assert (cell.raw, cell.parsed) == ("100", None)
    assert doubts_of(table) == ["E3: the amount is told for several rows together, in row 2."]


def test_an_amount_of_an_activity_is_not_that_of_each_of_its_indicators():
    table = table_of(
        [
            ["Code", "Activity", "Indicator", "Responsible", "Deadline", "Budget (USD)"],
            ["1.1", "Train", "Guards", "MoI", "2025", 5],
            [None, None, "Manuals", None, None, None],
        ],
        merged=["A2:A3", "B2:B3", "D2:D3", "E2:E3", "F2:F3"],
    )
    assert table.rows[1].cells[-1].parsed is None
    assert doubts_of(table) == []


def test_that_nothing_covers_several_rows_holds_for_each_of_them():
    table = table_of(
        [
            ["No", "Measure", "Responsible", "Deadline", "Budget (USD)"],
            ["1", "Train", "MoI", "2025", "not covered"],
            ["2", "Adopt", "MoJ", "2026", None],
        ],
        merged=["E2:E3"],
    )
    assert [row.cells[-1].parsed[0].source for row in table.rows] == ["not covered"] * 2
    assert doubts_of(table) == []


@pytest.mark.parametrize(
    ("heading", "edge"),
    [("Start", "start"), ("Finish", "end"), ("Начало", "start"), ("Кінець", "end")],
)
def test_a_heading_says_which_edge_of_a_period_its_column_holds(heading, edge):
    assert column_of_heading(1, heading).edge == edge


@pytest.mark.parametrize(
    "words", ["[please insert the date]", "<укажите срок>", "{вкажіть строк}", "(préciser)"]
)
def test_what_a_form_asks_for_is_no_text_of_a_plan_in_any_language(words):
    table = table_of([["Measure", "Comment", "Deadline"], ["1. Train", words, "2025"]])
    assert table.rows[0].cells[1].parsed is None
    assert "reads like an instruction" in doubts_of(table)[0]

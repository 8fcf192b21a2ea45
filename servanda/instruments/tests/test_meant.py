"""What the cells of a point of a plan mean together: when, who pays, how much; and what is not read."""

from decimal import Decimal

import pytest

from servanda.instruments.rules import meant_by, points_of
from servanda.reading.matrices import read_matrices
from servanda.reading.tests.matrices.files import Grid, xlsx_of


def point_of(*rows, headings, merged=()):
    content = xlsx_of(Grid([["No", "Activity", *headings], *rows], merged=list(merged)))
    [point] = points_of(read_matrices(content, file_name="plan.xlsx")).points
    return point


def timed(*times, headings=("Start", "End")):
    return meant_by(point_of(["1.1", "Repair the pier", *times], headings=headings))


def unread(meant):
    return [cell.address for cell in meant.unread]


@pytest.mark.parametrize(
    ("start", "end", "due"),
    [
        ("2021-03", "2022-05", "2021-03/2022-05"),
        ("2021-03", None, "2021-03/.."),
        ("2021-03", "permanent", "2021-03/.."),
        ("2021-03", "when it rains", "2021-03/.."),
        (None, "2022-05", "2022-05"),
        ("2021", "2021", "2021"),
    ],
)
def test_a_start_is_never_the_last_day_of_a_measure(start, end, due):
    assert timed(start, end).due.due == due


def test_an_end_that_is_not_read_is_listed_beside_its_start():
    meant = timed("2021-03", "when it rains")
    assert (unread(meant), meant.due.words) == (["D2"], "2021-03; when it rains")


def test_a_start_after_its_end_is_no_time_and_both_cells_are_told_unread():
    meant = timed("2025", "2021")
    assert (meant.due.due, meant.due.words) == ("", "2025; 2021")
    assert unread(meant) == ["C2", "D2"]


def test_edges_of_several_rows_are_spanned_from_the_first_start_to_the_last_end():
    rows = [["1.1", "Repair the pier", "2021-03", "2021-06"], [None, None, "2022-01", "2022-05"]]
    point = point_of(*rows, headings=("Start", "End"), merged=["A2:A3", "B2:B3"])
    assert meant_by(point).due.due == "2021-03-01/2022-05-31"


def test_starts_of_several_rows_without_an_end_leave_it_open():
    rows = [["1.1", "Repair the pier", "2021-03", None], [None, None, "2022-01", None]]
    point = point_of(*rows, headings=("Start", "End"), merged=["A2:A3", "B2:B3"])
    assert meant_by(point).due.due == "2021-03-01/.."


SHARED = [["1.1", "Repair the pier", 500, "State"], [None, None, 500, "European Union"]]


def paid(point):
    meant = meant_by(point, currency="EUR")
    return [(line.amount, line.source) for line in meant.money]


def test_equal_amounts_of_rows_under_one_title_both_count_each_with_its_payer():
    point = point_of(*SHARED, headings=("Budget", "Source of funding"), merged=["A2:A3", "B2:B3"])
    assert [cell.address for cell in point.cells] == ["A2", "B2", "C2", "D2", "C3", "D3"]
    assert paid(point) == [(Decimal(500), "State"), (Decimal(500), "European Union")]


def test_an_amount_that_spans_the_rows_of_one_title_counts_once():
    rows = [SHARED[0], [None, None, None, "European Union"]]
    merged = ["A2:A3", "B2:B3", "C2:C3"]
    point = point_of(*rows, headings=("Budget", "Source of funding"), merged=merged)
    assert [cell.address for cell in point.cells] == ["A2", "B2", "C2", "D2", "D3"]
    assert paid(point) == [(Decimal(500), "State")]


def test_words_that_rows_of_one_title_repeat_are_told_once():
    rows = [["1.1", "Repair the pier", "2021"], [None, None, "2021"]]
    point = point_of(*rows, headings=("Deadline",), merged=["A2:A3", "B2:B3"])
    due = meant_by(point).due
    assert (due.due, due.words) == ("2021", "2021")


@pytest.mark.parametrize("huge", ["1" + "0" * 30, "20000000000000", "9999999999999.999"])
@pytest.mark.parametrize("heading", ["Budget, USD", "Budget"])
def test_an_amount_for_which_there_is_no_room_is_told_unread_and_keeps_its_words(huge, heading):
    meant = meant_by(point_of(["1.1", "Repair the pier", huge], headings=(heading,)))
    [line] = meant.money
    assert (line.amount, line.words) == (None, huge)
    assert unread(meant) == ["C2"]
    assert not meant.without_currency


def test_the_largest_amount_for_which_there_is_room_is_kept():
    headings = ("Budget, USD",)
    point = point_of(["1.1", "Repair the pier", "9999999999999.99"], headings=headings)
    meant = meant_by(point)
    assert [line.amount for line in meant.money] == [Decimal("9999999999999.99")]
    assert not meant.unread

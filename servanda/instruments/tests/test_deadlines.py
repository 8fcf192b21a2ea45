"""What a deadline means that is counted from another day, or that comes back each year."""

from datetime import date

import pytest

from servanda.instruments.rules.deadlines import counted_from, day_in_year, next_yearly


@pytest.mark.parametrize(
    ("anchor", "number", "unit", "due"),
    [
        ("2026-05-14", 3, "month", "2026-08-14"),
        ("2026-05-14", 10, "day", "2026-05-24"),
        ("2026-05-14", 2, "week", "2026-05-28"),
        ("2026-05-14", 1, "year", "2027-05-14"),
        ("2026-05-14", -6, "month", "2025-11-14"),
        ("2026-01-31", 1, "month", "2026-02-28"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2026-05-14", 0, "day", "2026-05-14"),
    ],
)
def test_what_is_counted_from_a_day_is_a_day(anchor, number, unit, due):
    assert counted_from(anchor, number, unit) == due


@pytest.mark.parametrize(
    ("anchor", "number", "unit", "due"),
    [
        ("2026-05", 3, "month", "2026-08"),
        ("2026-01", 1, "month", "2026-02"),
        ("2026-02", 1, "month", "2026-03"),
        ("2026", 1, "year", "2027"),
        ("2026-05", 10, "day", "2026-05-11/2026-06-10"),
        ("2026-05-12/2026-05-14", 1, "month", "2026-06-12/2026-06-14"),
    ],
)
def test_what_is_counted_from_a_vague_day_is_as_vague(anchor, number, unit, due):
    assert counted_from(anchor, number, unit) == due


@pytest.mark.parametrize("anchor", ["", "XXXX", "2026-05/..", "soon", "9999-12-31"])
def test_nothing_is_guessed_where_the_day_it_is_counted_from_is_not_known(anchor):
    assert counted_from(anchor, 1, "month") == ""


@pytest.mark.parametrize(
    ("rule", "today", "due"),
    [
        ("03-01", date(2026, 2, 28), date(2026, 3, 1)),
        ("03-01", date(2026, 3, 1), date(2026, 3, 1)),
        ("03-01", date(2026, 3, 2), date(2027, 3, 1)),
        ("02-29", date(2026, 1, 5), date(2026, 2, 28)),
        ("02-29", date(2028, 2, 29), date(2028, 2, 29)),
    ],
)
def test_what_falls_due_each_year_has_a_next_day(rule, today, due):
    assert next_yearly(rule, today) == due


@pytest.mark.parametrize("text", ["", "3-1", "13-01", "04-31", "1 March", "--03-01"])
def test_what_is_no_month_and_day_is_none(text):
    assert day_in_year(text) is None
    assert next_yearly(text, date(2026, 1, 1)) is None

"""A plan drawn in time: what is firm, what is lighter, and where it stands."""

from datetime import date

import pytest

from servanda.progress.views.matrix.drawing import WIDTH, Scale, Span, scale_of, spans_of

DAY = date(2025, 7, 1)


def told(edtf):
    return [
        f"{span.first or '..'} {span.last or '..'}{' firm' if span.is_firm else ''}"
        for span in spans_of(edtf)
    ]


@pytest.mark.parametrize(
    ("edtf", "spans"),
    [
        ("2025", ["2025-01-01 2025-12-31"]),
        ("2025-03", ["2025-03-01 2025-03-31 firm"]),
        ("2025-06-30", ["2025-06-30 2025-06-30 firm"]),
        ("2024/2026", ["2024-01-01 2026-12-31", "2024-12-31 2026-01-01 firm"]),
        ("2024-03/2025-06", ["2024-03-01 2025-06-30", "2024-03-01 2025-06-30 firm"]),
        ("2024/2025", ["2024-01-01 2025-12-31", "2024-12-31 2025-01-01 firm"]),
        ("../2025-06", [".. 2025-06-30"]),
        ("2025/..", ["2025-01-01 .."]),
        ("{2025-34,2026-34}", ["2025-04-01 2025-06-30", "2026-04-01 2026-06-30"]),
        ("", []),
        ("some day", []),
    ],
)
def test_what_surely_lies_in_a_time_is_firm_and_what_may_is_not(edtf, spans):
    assert told(edtf) == spans


def test_a_bar_stands_where_its_days_stand():
    scale = Scale(2025, 2025, DAY)
    bar = scale.bar(Span(date(2025, 1, 1), date(2025, 12, 31), is_firm=True))
    assert (bar.x, bar.width, bar.is_firm) == (0.0, WIDTH, True)
    second = scale.bar(Span(date(2025, 4, 1), date(2025, 6, 30), is_firm=False))
    assert (second.x, second.x + second.width) == (scale.x(date(2025, 4, 1)), scale.x(DAY))


def test_a_single_day_can_still_be_seen_at_the_end_of_the_scale():
    bar = Scale(2000, 2030, DAY).bar(Span(date(2030, 12, 31), date(2030, 12, 31), is_firm=True))
    assert bar.width >= 5
    assert bar.x + bar.width <= WIDTH


def test_an_open_side_goes_on_to_the_edge():
    scale = Scale(2024, 2026, DAY)
    before = scale.bar(Span(None, date(2024, 12, 31), is_firm=False))
    after = scale.bar(Span(date(2026, 1, 1), None, is_firm=False))
    assert (before.x, round(after.x + after.width)) == (0.0, WIDTH)


def test_a_scale_has_the_whole_years_of_its_days_and_their_quarters():
    scale = scale_of([date(2024, 5, 1), date(2026, 2, 1)], DAY)
    assert [tick.name for tick in scale.years] == ["2024", "2025", "2026"]
    assert [tick.name for tick in scale.quarters[:5]] == ["I", "II", "III", "IV", "I"]
    assert (len(scale.year_lines), len(scale.quarter_lines)) == (4, 9)
    assert scale.today_line == scale.x(DAY)


def test_a_long_scale_names_some_years_and_no_quarters():
    scale = Scale(1990, 2030, date(2040, 1, 1))
    assert [tick.name for tick in scale.years][:2] == ["1990", "1994"]
    assert (scale.quarters, scale.quarter_lines, scale.today_line) == ([], [], None)


def test_nothing_with_a_time_gives_no_scale():
    assert scale_of([], DAY) is None

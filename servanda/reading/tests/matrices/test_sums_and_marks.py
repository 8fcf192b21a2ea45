"""Sums of sections, marks under times, and signs in amounts, as a whole column tells them."""

from servanda.reading.tests.matrices.trees import doubts_of, table_of


def test_the_sum_of_a_section_is_held_against_the_rows_of_the_section():
    table = table_of(
        [
            ["No", "Activity", "Responsible", "Deadline", "Budget, USD"],
            ["I", "Harbours", None, None, None],
            ["1", "Mend", "MIA", "2021", 5],
            ["II", "Lights", None, None, None],
            ["2", "Buy oil", "MFA", "2022", 7],
            [None, "Total of section II", None, None, 7],
            [None, "TOTAL", None, None, 12],
        ]
    )
    assert [row.kind.value for row in table.rows[-2:]] == ["total", "total"]
    assert doubts_of(table) == []


def test_marks_under_quarters_of_years_are_times():
    table = table_of(
        [
            ["Activity", "Responsible", "2021", None, "2022", None],
            [None, None, "Q1", "Q2", "Q1", "Q2"],
            ["Mend", "MIA", "x", None, None, "x"],
        ],
        merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
    )
    told = [cell.parsed.edtf for cell in table.rows[0].cells[2:]]
    assert told == ["2021-33", "2022-34"]


def test_dots_between_thousands_are_told_from_decimals_by_the_column():
    table = table_of(
        [
            ["Activity", "Responsible", "Budget (EUR)"],
            ["Mend", "MIA", "10.000"],
            ["Paint", "MIA", "120.000"],
        ]
    )
    assert [row.cells[2].parsed[0].amount for row in table.rows] == [10000, 120000]

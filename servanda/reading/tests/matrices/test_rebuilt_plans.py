"""Plans in the shapes of real ones: how much of them is read as a person reads it."""

import pytest

from servanda.reading.matrices import read_matrices
from servanda.reading.tests.matrices.measuring import Measured, measure
from servanda.reading.tests.matrices.rebuilt import ALL, TASK_CELLS_SPAN_MEASURES, YEARS_IN_COLUMNS
from servanda.reading.tests.matrices.rebuilt_more import (
    MORE,
    NUMBERED_ROWS,
    NUMBERED_TEXT,
    NUMBERED_TIMES,
)

PLANS = [*ALL, *MORE]


@pytest.fixture(scope="module")
def measured():
    counted = Measured()
    for plan in PLANS:
        measure(plan, counted)
    return counted


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_every_cell_of_a_plan_is_kept_as_it_stands(plan):
    counted = Measured()
    measure(plan, counted)
    assert counted.right["kept"] == counted.asked["kept"], counted.wrong


def test_there_are_a_dozen_plans():
    assert len(PLANS) + 1 >= 12  # and the one in text without a table


def test_rows_are_hung_and_named_as_a_person_does(measured):
    assert measured.share("kind", "path") >= 0.97, measured.wrong


@pytest.mark.parametrize("what", ["times", "actors", "money"])
def test_cells_say_what_a_person_reads_in_them(measured, what):
    assert measured.asked[what] >= 25
    assert measured.share(what) >= 0.95, measured.wrong


def test_a_plan_in_text_without_a_table_is_read():
    (table,) = read_matrices(NUMBERED_TEXT.encode(), file_name="plan.txt").tables
    assert [(row.kind.value, "|".join(row.path)) for row in table.rows] == NUMBERED_ROWS
    times = {
        "|".join(row.path): row.cells[2].parsed.edtf for row in table.rows if len(row.cells) > 2
    }
    assert times == NUMBERED_TIMES


def test_a_sum_across_years_that_does_not_agree_is_told():
    counted = Measured()
    measure(YEARS_IN_COLUMNS, counted)
    (table,) = counted.tables
    assert [str(doubt) for row in table.rows for doubt in row.doubts] == [
        "J4: the sum told is 15000, but the amounts add up to 16000.",
        "J7: the sum told is 52500, but the amounts add up to 53500.",
    ]


def test_the_task_above_a_measure_has_words_and_number_of_its_own():
    counted = Measured()
    measure(TASK_CELLS_SPAN_MEASURES, counted)
    (branch,) = counted.tables[0].rows[2].branches
    assert (branch.kind, branch.code, branch.title) == ("objective", "1", "Оновлення правил")

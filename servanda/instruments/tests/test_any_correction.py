"""A plan is corrected at random: no row is taken for another one, and what was not touched is the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.instruments.rules import compare_plans, points_of, rows_of
from servanda.instruments.tests.generated_plans import HEADINGS, corrections, plans, written
from servanda.reading.matrices import read_matrices
from servanda.reading.tests.matrices.files import Grid, csv_of

pytestmark = pytest.mark.prove


def read(rows):
    content = csv_of(Grid([HEADINGS, *rows]))
    return rows_of(points_of(read_matrices(content, file_name="plan.csv")).points)


@given(plans())
@settings(deadline=None)
def test_a_plan_that_nobody_touched_is_the_same(lines):
    rows, _names = written(lines)
    found = compare_plans(read(rows), read(rows))
    assert found.is_same
    assert found.same == len(rows)


@given(st.data())
@settings(deadline=None)
def test_no_row_is_taken_for_another_one(data):
    before = data.draw(plans())
    after = data.draw(corrections(before))
    rows, names = written(before)
    new_rows, new_names = written(after)
    old, new = read(rows), read(new_rows)
    assert (len(old), len(new)) == (len(rows), len(new_rows))
    found = compare_plans(old, new)
    for place, former in found.pairing.old_of.items():
        assert new_names[place] == names[former], (new[place].text, old[former].text)
    told = {line.who: line for line in before}
    untouched = {line.who for line in after if told.get(line.who) == line}
    paired = {new_names[place] for place in found.pairing.old_of}
    assert untouched <= paired

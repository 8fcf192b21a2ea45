"""A plan written to any kind of file and read again is the same plan."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from servanda.reading.matrices import read_matrices
from servanda.reading.tests.matrices.files import Grid
from servanda.reading.tests.matrices.measuring import WRITERS

WORDS = some.lists(
    some.text(string.ascii_lowercase + "ąéжщіü", min_size=3, max_size=9), min_size=2, max_size=5
).map(lambda words: "Zq " + " ".join(words))
BODIES = some.lists(
    some.sampled_from(["MIA", "IOM", "Ministry of Ports", "МВД", "Port Authority"]),
    min_size=1, max_size=4, unique=True,
)  # fmt: skip
QUARTERS = some.tuples(some.integers(1, 4), some.integers(2015, 2029))
AMOUNTS = some.integers(0, 10**9)
MEASURES = some.lists(some.tuples(WORDS, BODIES, QUARTERS, AMOUNTS), min_size=1, max_size=3)
TASKS = some.lists(some.tuples(WORDS, MEASURES), min_size=1, max_size=3)
PLANS = some.lists(some.tuples(WORDS, TASKS), min_size=1, max_size=3)


def grid_of(plan):
    """Lay a plan out: goals over the whole width, each task over its measures."""
    rows: list[list[object]] = [
        ["Task", "Measure", "Responsible", "Deadline", "Budget, thousand EUR"]
    ]
    merged = []
    expected: list[tuple[object, ...]] = []
    for goal, (title, tasks) in enumerate(plan, start=1):
        rows.append([f"Strategic goal {goal}. {title}"])
        merged.append(f"A{len(rows)}:E{len(rows)}")
        expected.append(("goal", (str(goal),), ()))
        for task, (words, measures) in enumerate(tasks, start=1):
            first = len(rows) + 1
            for measure, (what, bodies, (quarter, year), amount) in enumerate(measures, start=1):
                task_cell = f"{task}. {words}" if measure == 1 else None
                rows.append(
                    [
                        task_cell,
                        f"{measure}) {what}",
                        ", ".join(bodies),
                        f"Q{quarter} {year}",
                        str(amount),
                    ]
                )
                told = (tuple(bodies), f"{year}-{quarter + 32}", amount * 1000)
                expected.append(("measure", (str(goal), str(task), f"{measure})"), told))
            if len(measures) > 1:
                merged.append(f"A{first}:A{len(rows)}")
    return Grid(rows, merged), expected


def told(row):
    parsed = {cell.column: cell.parsed for cell in row.cells}
    if row.kind != "measure":
        return ()
    return (
        tuple(actor.name for actor in parsed[3]),
        parsed[4].edtf,
        parsed[5][0].amount,
    )


@pytest.mark.parametrize("kind", ["xlsx", "csv", "html", "docx", "ods"])
@settings(max_examples=12, deadline=None)
@given(plan=PLANS)
def test_a_plan_written_and_read_again_is_the_same_plan(kind, plan):
    grid, expected = grid_of(plan)
    (table,) = read_matrices(WRITERS[kind](grid), file_name=f"plan.{kind}").tables
    assert [(row.kind.value, row.path, told(row)) for row in table.rows] == expected

"""Which row of a plan is which of the plan as it was: a table of cases, each as it is typed."""

from textwrap import dedent

import pytest

from servanda.instruments.rules import PlanRow, compare_plans
from servanda.instruments.rules.likeness import likeness
from servanda.instruments.rules.pairing import pair_rows
from servanda.instruments.rules.plan_rows import RowCell


def rows(told):
    """Return rows of lines `number | words`, each stands under the last one that is less indented."""
    found: list[PlanRow] = []
    above: list[int] = []
    for line in filter(str.strip, dedent(told).splitlines()):
        depth = (len(line) - len(line.lstrip())) // 2
        code, _bar, text = line.strip().partition("|")
        del above[depth:]
        under = above[-1] if above else None
        above.append(len(found))
        found.append(PlanRow(code.strip(), text.strip(), under, "measure"))
    return found


CASES = {
    "a plan that says what it said": (
        """
        1 | Safe harbours
          1.1 | Repair the pier
          1.2 | Paint the boats
        """,
        """
        1 | Safe harbours
          1.1 | Repair the pier
          1.2 | Paint the boats
        """,
        "0=0 1=1 2=2",
    ),
    "words corrected under the same number": (
        "1.1 | Repair the pier of the old harbour",
        "1.1 | Repair the piers of the old harbour by hand",
        "0=0",
    ),
    "a row put in, and all behind it numbered anew": (
        """
        1.1 | Repair the pier
        1.2 | Paint the boats
        1.3 | Buy ropes
        """,
        """
        1.1 | Repair the pier
        1.2 | Count the gulls
        1.3 | Paint the boats
        1.4 | Buy ropes
        """,
        "0=0 2=1 3=2 new=1",
    ),
    "two rows that changed places keep who they are": (
        """
        1.1 | Repair the pier
        1.2 | Paint the boats
        """,
        """
        1.1 | Paint the boats
        1.2 | Repair the pier
        """,
        "0=1 1=0",
    ),
    "numbers that begin anew under each goal": (
        """
        A | Harbours
          1 | Train officers
        B | Rivers
          1 | Train officers
        """,
        """
        A | Harbours
          1 | Train officers
        B | Rivers
          1 | Train officers
        """,
        "0=0 1=1 2=2 3=3",
    ),
    "a row that stands under another goal now": (
        """
        1 | Harbours
          1.1 | Repair the pier
        2 | Rivers
          2.1 | Dredge the bed
        """,
        """
        1 | Harbours
        2 | Rivers
          2.1 | Dredge the bed
          2.2 | Repair the pier
        """,
        "0=0 1=2 2=3 3=1",
    ),
    "a goal said otherwise leads the same rows": (
        """
        1 | Harbours
          1.1 | Repair the pier
          1.2 | Paint the boats
        """,
        """
        1 | All that floats is kept in good order
          1.1 | Repair the pier
          1.2 | Paint the boats
        """,
        "0=0 1=1 2=2",
    ),
    "rows without numbers by the likeness of their words": (
        """
         | Safe harbours
           | Repair the pier before winter
           | Paint the boats of the coast guard
        """,
        """
         | Safe harbours
           | Paint the boats of the coast guard twice
           | Repair the pier well before winter
        """,
        "0=0 1=2 2=1",
    ),
    "another measure under an old number is nobody's guess": (
        """
        1.1 | Repair the pier
        1.2 | Paint the boats
        """,
        """
        1.1 | Repair the pier
        1.2 | Teach mathematics
        """,
        "0=0 1?1",
    ),
    "of three that are the same in all one is gone": (
        """
        1 | Training
        1 | Training
        1 | Training
        """,
        """
        1 | Training
        1 | Training
        """,
        "0=0 1=1 gone=2",
    ),
    "a row that is gone": (
        """
        1.1 | Repair the pier
        1.2 | Paint the boats
        """,
        "1.1 | Repair the pier",
        "0=0 gone=1",
    ),
    "the number of a row written otherwise": (
        "1.1. | Repair the pier",
        "1.1 | Repair the Pier.",
        "0=0",
    ),
    "words in another script": (
        "1.1 | Отремонтировать причал в порту",
        "1.1 | Отремонтировать причалы в порту",
        "0=0",
    ),
}


def told(pairing):
    pairs = [f"{new}={old}" for new, old in pairing.old_of.items()]
    pairs += [f"{new}?{','.join(map(str, formers))}" for new, formers in pairing.doubtful.items()]
    pairs += [f"new={place}" for place in pairing.added]
    pairs += [f"gone={place}" for place in pairing.gone]
    return " ".join(pairs)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rows_are_paired_as_a_reader_would(case):
    before, after, wanted = CASES[case]
    assert told(pair_rows(rows(before), rows(after))) == wanted


def test_what_a_person_says_of_a_doubtful_row_counts():
    before, after = rows("1.1 | Repair the pier"), rows("1.1 | Teach mathematics")
    assert told(pair_rows(before, after, told={0: 0})) == "0=0"
    assert told(pair_rows(before, after, told={0: None})) == "new=0 gone=0"


def test_rows_of_one_number_and_words_are_told_apart_by_their_cells():
    def row(year):
        cell = RowCell(f"Plan!C{year[-1]}", 3, "Deadline", "timing", year)
        return PlanRow("1", "Training", None, "measure", (cell,))

    before = [row("2021"), row("2022"), row("2023")]
    assert told(pair_rows(before, [row("2023"), row("2021")])) == "0=2 1=0 gone=1"
    assert told(pair_rows(before, [row("2021"), row("2024")])) == "0=0 1?1,2"


def test_cells_are_compared_by_their_headings_wherever_the_column_stands():
    def row(*cells):
        return PlanRow("1", "Training", None, "measure", cells)

    before = row(
        RowCell("P!A1", 1, "No", "code", "1"), RowCell("P!B1", 2, "When", "timing", "2021")
    )
    after = row(
        RowCell("P!A1", 1, "No", "code", "1"),
        RowCell("P!B1", 2, "Who", "responsible", "Coast Guard"),
        RowCell("P!C1", 3, "When", "timing", "2022"),
    )
    (change,) = compare_plans([before], [after]).changed
    assert [(cell.place, cell.before, cell.after) for cell in change.cells] == [
        ("P!B1", "", "Coast Guard"),
        ("P!C1", "2021", "2022"),
    ]


def test_a_heading_said_otherwise_is_told_with_the_one_before():
    before = PlanRow("1", "A", cells=(RowCell("P!B1", 2, "Budget, USD", "money", "5"),))
    after = PlanRow("1", "A", cells=(RowCell("P!B1", 2, "Budget, EUR", "money", "5"),))
    (change,) = compare_plans([before], [after]).changed
    assert [(cell.former_heading, cell.heading) for cell in change.cells] == [
        ("Budget, USD", "Budget, EUR")
    ]


def test_likeness_is_of_words_and_not_of_their_signs():
    assert likeness("Repair the pier!", "repair  THE «pier»") == 1
    assert likeness("Repair the pier", "Teach mathematics") < 0.2

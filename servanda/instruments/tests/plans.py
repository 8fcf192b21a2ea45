"""A plan as it is brought in, and its file with some cells otherwise, for the tests of corrections."""

from copy import deepcopy

from servanda.instruments.importing import PlanOrder, import_plan
from servanda.instruments.models import Wording
from servanda.reading.tests.matrices.files import Grid, xlsx_of
from servanda.sources.actions import Upload

ROWS: list[list[object]] = [
    ["No", "Activity", "Responsible", "Deadline", "Budget, USD"],
    ["1", "Objective 1: Safe harbours", None, None, None],
    ["1.1", "Repair the pier", "Coast Guard", "Q3 2021", 1250],
    ["1.2", "Paint the boats", "Harbour Office", "as needed", None],
    ["2", "Objective 2: Clean rivers", None, None, None],
    ["2.1", "Dredge the bed", "Coast Guard", "2023", 700],
]


def brought(clerk, rows, **said):
    upload = Upload(xlsx_of(Grid(rows)), "plan.xlsx")
    return import_plan(clerk, upload=upload, order=PlanOrder(**{"title": "Piers", **said}))


def corrected(*changes):
    """Return the rows with some cells otherwise: row and column as they are counted in a sheet."""
    rows = deepcopy(ROWS)
    for row, column, words in changes:
        rows[row - 1][column - 1] = words
    return rows


def wording(code):
    return Wording.objects.select_related("provision", "parent").get(code=code, to_edition=None)

"""Any plan: brought in again it changes nothing, and its workbook holds the very same plan."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings

from servanda.instruments.importing import PlanOrder, import_plan, kept_rows
from servanda.instruments.rules import compare_plans, points_of, rows_of
from servanda.instruments.tests.generated_plans import HEADINGS, plans, written
from servanda.reading.matrices import read_matrices
from servanda.reading.tests.matrices.files import Grid, csv_of
from servanda.registers.tests.factories import administrator, make_register, person
from servanda.sources.actions import Upload

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.prove]

ADDED = {"Standing", "Last word"}
"""The columns that a register adds to those of the file."""


@given(plans())
@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_plan_brought_in_and_given_as_a_workbook_is_the_same(db, lines):
    rows, _names = written(lines)
    content = csv_of(Grid([HEADINGS, *rows]))
    with transaction.atomic():
        clerk = administrator(make_register())
        order, upload = PlanOrder(title="A plan"), Upload(content, "plan.csv")
        plan = import_plan(clerk, upload=upload, order=order).instrument
        again = Upload(content + b"\n", "saved-again.csv")
        assert import_plan(clerk, upload=again, order=order).record is None
        found = compare_plans([one.row for one in kept_rows(plan)], in_workbook(clerk, plan))
        assert (found.pairing.added, found.pairing.gone, found.pairing.doubtful) == ([], [], {})
        told = {cell.heading for change in found.changed for cell in change.cells}
        assert told <= ADDED
        assert not any(change.is_moved for change in found.changed)
        transaction.set_rollback(True)


def in_workbook(clerk, plan):
    """Return the rows of the workbook that the page of a plan gives, read as any plan is."""
    client = Client()
    client.force_login(person(clerk.desk.register, "reader"))
    answer = client.get(reverse("matrix-xlsx", kwargs={"slug": "r", "uuid": plan.uuid}))
    reading = read_matrices(b"".join(answer), file_name="plan.xlsx")
    return rows_of(points_of(reading).points)

"""What a report tells is what everyone may see today, whichever day it speaks of."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from servanda.registers.actions import Protection, protect_entry
from servanda.registers.models import Entry
from servanda.registers.tests.factories import administrator, make_register
from servanda.reports.tests.factories import ON, Founding, point
from servanda.reports.tests.reports import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Founding:
    return Founding(administrator(make_register(is_public=True)))


def protect(case: Founding, entry: Entry, visibility: str = "public", **told) -> None:
    entry.refresh_from_db()
    wanted = Protection(visibility, **told)
    protect_entry(case.mandate, entry=entry, as_told=wanted, revision=entry.revision)


def texts(case: Founding, code: str, on: date) -> set[str]:
    """Return the points that a report tells, in its list and among past decisions."""
    stock = made(case, code, on=on).stock
    past = (one.point for one in stock.past.points) if stock.past else ()
    return {one.text for one in (*stock.points, *past)}


@pytest.mark.parametrize("code", ["gcm-voluntary-report", "past-decisions"])
@pytest.mark.parametrize("on", [ON, date(2099, 1, 1)])
def test_a_report_of_a_day_to_come_opens_no_embargo(case, code, on):
    assert {case.health.label, case.network.label} <= texts(case, code, ON)
    protect(case, case.health, embargo_until=date(2098, 1, 1))
    assert case.health.label not in texts(case, code, on)


@pytest.mark.parametrize("code", ["gcm-voluntary-report", "past-decisions"])
def test_a_report_of_a_past_day_holds_what_was_released_since(case, code):
    protect(case, case.health, embargo_until=date(2022, 1, 1))
    assert case.health.label in texts(case, code, ON)


def test_a_deadline_released_since_is_counted_on_a_past_day_as_it_is_shown(case):
    late = point(case.mandate, case.health.instrument, "Open a clinic", due="2020-12")
    protect(case, late, embargo_until=date(2022, 1, 1))
    past = made(case, "past-decisions").stock.past
    assert [one.point.text for one in past.points if one.point.overdue] == ["Open a clinic"]
    assert dict(past.counts)["overdue"] == 1


@pytest.mark.parametrize(
    ("visibility", "told"), [("restricted", {}), ("register", {"embargo_until": date(2098, 1, 1)})]
)
def test_a_report_on_a_plan_that_not_everyone_sees_is_refused(case, visibility, told):
    protect(case, case.plan, visibility, **told)
    with pytest.raises(ValidationError, match="Not everyone in the register sees “CT NAP 2020"):
        made(case, "trafficking-annual-report", instrument=case.plan)

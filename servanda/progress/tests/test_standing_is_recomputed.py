"""The standing that actions store is always what reading all updates anew gives."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.progress.actions import choose_scales
from servanda.progress.models import ScaleKind, Standing, Update
from servanda.progress.tests.factories import Plan
from servanda.registers.tests.factories import administrator, make_register

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FIRST = date(2020, 1, 1)
VALUES = ("not_started", "limited", "substantial", "completed", "fatf:C", "fatf:NC")
said = st.tuples(
    st.integers(0, 1),  # the provision
    st.integers(0, 1),  # the assessor
    st.sampled_from(VALUES),
    st.integers(0, 5),  # the day
    st.integers(0, 3),  # what it corrects, where it can
)


@pytest.fixture
def plan() -> Plan:
    plan = Plan(administrator(make_register()))
    choose_scales(
        plan.mandate,
        instrument=plan.plan,
        chosen={"status": "ogp-completion", "rating": "fatf"},
    )
    return plan


def recomputed() -> set[tuple[int, int, int, str]]:
    """Read all updates in Python: the latest uncorrected one of status, by day, then by entry."""
    updates = list(Update.objects.select_related("value").order_by("stated_on", "pk"))
    corrected = {update.corrects_id for update in updates}
    last = {
        (update.provision_id, update.assessor_id): update
        for update in updates
        if update.pk not in corrected and update.value.kind == ScaleKind.STATUS
    }
    return {(*key, update.pk, update.value.core) for key, update in last.items()}


def stored() -> set[tuple[int, int, int, str]]:
    return set(Standing.objects.values_list("provision", "assessor", "update", "core"))


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(said, max_size=8))
def test_the_standing_is_what_all_updates_read_anew_give(plan, updates):
    with transaction.atomic():
        for one in updates:
            _say(plan, *one)
            assert stored() == recomputed()
        transaction.set_rollback(True)


def _say(plan: Plan, which: int, who: int, value: str, day: int, correcting: int) -> None:
    provision, assessor = (plan.line, plan.training)[which], (plan.arvenia, plan.office)[who]
    kind = ScaleKind.RATING if ":" in value else ScaleKind.STATUS
    told = Update.objects.filter(provision=provision, assessor=assessor, value__kind=kind)
    earlier = list(told.order_by("pk"))
    corrects = earlier[correcting] if correcting < len(earlier) else None
    plan.say(provision, assessor, value, FIRST + timedelta(days=day), corrects=corrects)

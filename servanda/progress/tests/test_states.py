"""How far an instrument is: the list, which asks the database, tells of each what its page does."""

from dataclasses import dataclass
from itertools import product

import pytest

from servanda.instruments.actions import (
    AdoptionFacts,
    NewInstrument,
    NewRelation,
    add_adoption,
    create_instrument,
    relate_instruments,
)
from servanda.instruments.lists import force_on
from servanda.instruments.models import Instrument
from servanda.instruments.rules import State
from servanda.progress.tests.factories import Plan
from servanda.progress.views.agreeing import agreed_on, state_of
from servanda.registers.tests.factories import administrator, make_register

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PERIODS = [None, "2019", "2090", "2019/2090"]
ADOPTIONS = [
    None,
    AdoptionFacts(),
    AdoptionFacts(date="2019", qualified="unsigned"),
    AdoptionFacts(date="2090"),
    AdoptionFacts(date="2019", force="2020"),
    AdoptionFacts(date="2019", force="2090"),
]
REPLACED = [None, "", "2019", "2090"]


@dataclass(frozen=True)
class Case:
    """What is known of the life of one instrument; `replaced` is the day on which it was, if it was."""

    kind: str
    is_draft: bool
    period: str | None
    adoption: AdoptionFacts | None
    replaced: str | None


CASES = [
    *(Case("action_plan", *told) for told in product([False, True], PERIODS, ADOPTIONS, REPLACED)),
    Case("report", False, "2019/2090", None, None),
]


def make(plan: Plan, case: Case) -> Instrument:
    def new(title: str) -> Instrument:
        told = NewInstrument(title, case.kind, period=case.period, is_draft=case.is_draft)
        return create_instrument(plan.mandate, new=told)

    made = new(str(case))
    if case.adoption is not None:
        add_adoption(plan.mandate, instrument=made, party=plan.office, facts=case.adoption)
    if case.replaced is not None:
        replacing = NewRelation(kind="replaces", date=case.replaced)
        relate_instruments(plan.mandate, instrument=new("Next"), other=made, new=replacing)
    return made


def test_list_and_page_tell_the_same_state_whatever_is_known_of_an_instrument():
    plan = Plan(administrator(make_register(is_public=True)))
    desk = plan.mandate.desk
    made = {make(plan, case): case for case in CASES}
    shown = {one.pk: state_of(desk, agreed_on(desk, one)) for one in made}
    listed = dict(Instrument.objects.annotate(force=force_on(desk)).values_list("pk", "force"))
    different = {
        str(case): listed[one.pk]
        for one, case in made.items()
        if listed[one.pk] != (shown[one.pk] or "")
    }
    assert different == {}
    assert set(shown.values()) == {None, *State}

"""Asking in the invented cooperation: a round, its focal points, what they answer."""

from datetime import date, timedelta

from servanda.parties.actions import represent
from servanda.parties.models import Party
from servanda.progress.actions import NewAnswer, NewRound, Told, open_round
from servanda.progress.models import Question, Round
from servanda.progress.tests.factories import Plan
from servanda.registers.actions import Mandate, mandate_for
from servanda.registers.models import Register
from servanda.registers.tests.factories import person

PERIOD = "2026-01/2026-06"


def soon(plan: Plan) -> date:
    return plan.mandate.desk.today + timedelta(days=14)


def ask(plan: Plan, **told) -> Round:
    new = NewRound("First half", told.pop("period", PERIOD), soon(plan), **told)
    return open_round(plan.mandate, instrument=plan.plan, new=new)


def focal_point(plan: Plan, party: Party) -> Mandate:
    account = person(plan.mandate.desk.register, "focal_point")
    represent(plan.mandate, account=account, party=party, since=date(2020, 1, 1))
    return mandate_for(plan.mandate.desk.register, account)


def question_of(plan: Plan, party: Party) -> Question:
    return Question.objects.get(provision=plan.line, party=party)


def told(value: str = "in_progress", **said) -> NewAnswer:
    revision = said.pop("revision", None)
    said.setdefault("narrative", "The line rings.")
    return NewAnswer(Told(**said), value=value, revision=revision)


def wait_for_acceptance(*mandates: Mandate) -> None:
    Register.objects.update(waits_for_acceptance=True)
    for one in mandates:
        one.desk.register.refresh_from_db()

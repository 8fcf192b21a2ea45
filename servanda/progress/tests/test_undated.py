"""What an undated source tells was said some day that nobody knows, not on the day it came in."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from servanda.progress.actions import NewUpdate, add_update
from servanda.progress.tests.factories import Plan, bring_in
from servanda.registers.tests.factories import administrator, make_register
from servanda.sources.actions import passage_at

pytestmark = pytest.mark.django_db
UNDATED = "in a source without a date"
QUOTED = {"is_quoted": True}


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register(is_public=True)))


def say(plan, *published, is_quoted=True, ago=0):
    """Say that the line is done, on documents published on these days; return the day, as told."""
    papers = [
        bring_in(plan.mandate, f"Done. {day}", published=day or None, visibility="public")
        for day in published
    ]
    day = timezone.localdate() - timedelta(days=ago)
    add_update(
        plan.mandate,
        provision=plan.line,
        new=NewUpdate(plan.office, "done", day, visibility="public"),
        passages=[passage_at(plan.mandate, paper, 0, 4) for paper in papers if is_quoted],
        documents=[paper.document for paper in papers if not is_quoted],
    )
    return date_format(day, "j E Y")


def page(client, name, **names):
    answer = client.get(reverse(name, kwargs={"slug": "r", **names}))
    return answer.content.decode()


def test_what_an_undated_source_tells_has_no_day(client, plan):
    day = say(plan, "")
    provision = page(client, "provision", uuid=plan.line.uuid)
    assert UNDATED in provision
    assert "date not known" in provision
    assert day not in provision
    assert UNDATED in page(client, "points")
    assert day not in page(client, "party", uuid=plan.office.uuid)


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ((), QUOTED),
        (("2020-05-01",), QUOTED),
        (("", "2020-05-01"), QUOTED),
        (("",), {"is_quoted": False}),
        (("",), {"ago": 3}),
    ],
    ids=["no source", "a dated source", "one dated of two", "a file of their own", "a day named"],
)
def test_else_the_day_on_which_it_was_said_is_told(client, plan, published, told):
    day = say(plan, *published, **told)
    provision = page(client, "provision", uuid=plan.line.uuid)
    assert UNDATED not in provision
    assert day in provision


def test_what_a_source_of_a_year_tells_is_told_with_the_year(client, plan):
    paper = bring_in(plan.mandate, "Done. 2019", published="2019", visibility="public")
    add_update(
        plan.mandate,
        provision=plan.line,
        new=NewUpdate(plan.office, "done", date(2019, 12, 31), visibility="public"),
        passages=[passage_at(plan.mandate, paper, 0, 4)],
    )
    provision = page(client, "provision", uuid=plan.line.uuid)
    assert "stated 2019<" in provision
    others = [page(client, "points"), page(client, "party", uuid=plan.office.uuid)]
    assert all("2019" in told for told in others)
    assert not any("31 December" in told for told in (provision, *others, page(client, "register")))

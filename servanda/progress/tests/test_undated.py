"""What an undated source tells was said some day that nobody knows, not on the day it came in."""

from datetime import date

import pytest
from django.urls import reverse

from servanda.progress.actions import NewUpdate, add_update
from servanda.progress.tests.factories import Plan, bring_in
from servanda.registers.tests.factories import administrator, make_register

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 1)
UNDATED = "in a source without a date"


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register(is_public=True)))


def say(plan, *published):
    """Say that the line is done, on documents published on these days."""
    papers = [
        bring_in(plan.mandate, f"Done. {day}", published=day or None, visibility="public")
        for day in published
    ]
    new = NewUpdate(plan.office, "done", DAY, visibility="public")
    documents = [paper.document for paper in papers]
    return add_update(plan.mandate, provision=plan.line, new=new, documents=documents)


def page(client, name, **names):
    answer = client.get(reverse(name, kwargs={"slug": "r", **names}))
    return answer.content.decode()


def test_what_an_undated_source_tells_has_no_day(client, plan):
    say(plan, "")
    provision = page(client, "provision", uuid=plan.line.uuid)
    assert UNDATED in provision
    assert "date not known" in provision
    assert "1 June 2020" not in provision
    assert UNDATED in page(client, "points")
    assert "1 June 2020" not in page(client, "party", uuid=plan.office.uuid)


@pytest.mark.parametrize("published", [(), ("2020-05-01",), ("", "2020-05-01")])
def test_without_a_source_or_with_a_dated_one_the_day_is_told(client, plan, published):
    say(plan, *published)
    provision = page(client, "provision", uuid=plan.line.uuid)
    assert UNDATED not in provision
    assert "1 June 2020" in provision

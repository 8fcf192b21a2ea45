"""How much of a plan is carried out: by the rule of SIGMA and by plain counts, with what that stands on."""

from datetime import date

import pytest

from servanda.progress.actions import NewUpdate, add_update
from servanda.progress.rules.rates import Share, plain_share, sigma_share
from servanda.progress.tests.factories import SECRET, Plan, bring_in
from servanda.progress.tests.matrices import page
from servanda.registers.tests.factories import administrator, make_register, person
from servanda.sources.actions import passage_at

STANDINGS = {
    "overdue": 1, "disputed": 1, "no_information": 2, "not_started": 1,
    "in_progress": 2, "partly_done": 1, "done": 3, "abandoned": 1,
}  # fmt: skip


def test_sigma_counts_what_is_done_or_ongoing_and_on_schedule_of_all_that_was_planned():
    assert sigma_share(STANDINGS) == Share(6, 12)


def test_a_plain_count_takes_what_is_done_alone():
    assert plain_share(STANDINGS) == Share(3, 12)


@pytest.mark.parametrize(
    ("part", "whole", "points"),
    [(10, 10, 5), (901, 1000, 5), (9, 10, 4), (7, 10, 4), (699, 1000, 3), (5, 10, 3),
     (499, 1000, 1), (3, 10, 1), (299, 1000, 0), (0, 10, 0), (0, 0, None)],
)  # fmt: skip
def test_the_points_of_sigma_begin_where_its_bands_begin(part, whole, points):
    assert Share(part, whole).points == points


def test_of_nothing_there_is_no_share():
    assert (Share(0, 0).percent, Share(2, 3).percent) == (None, 66.7)


@pytest.fixture
def plan() -> Plan:
    """Return a plan of the last full year: one measure done, one late, one without news."""
    plan = Plan(administrator(make_register(is_public=True)))
    year = plan.mandate.desk.today.year - 1
    made = {
        text: plan.provision(text, code=code, by=(plan.arvenia,), due=due)
        for text, code, due in (
            ("Print leaflets", "4", f"{year}"),
            ("Hire interpreters", "5", f"{year}"),
            ("Open an office", "6", f"{year + 2}"),
        )
    }
    plan.say(
        made["Print leaflets"], plan.office, "done", date(year, 6, 1), words="The parties agreed"
    )
    late = {"delay": "people"}
    plan.say(made["Hire interpreters"], plan.arvenia, "in_progress", date(year, 7, 1), **late)
    return plan


pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_the_page_tells_part_and_whole_and_each_number_opens_its_rows(client, plan):
    answer = page(client, plan.plan, by="rate")
    rates, path = answer.context["rates"], answer.wsgi_request.path
    assert rates.sigma == Share(1, 2)
    assert rates.plain == Share(1, 6)
    assert sum(line.in_year for line in rates.lines) == rates.sigma.whole
    for line in rates.lines:
        for url, number in ((line.url, line.number), (line.year_url, line.in_year)):
            if number:
                rows = client.get(path + url).context["matrix"].rows
                assert sum(not row.is_above for row in rows) == number


@pytest.mark.slow
def test_the_page_tells_evidence_with_its_age_and_the_reasons_for_delay(client, plan):
    day = plan.mandate.desk.today
    answer = page(client, plan.plan, by="rate")
    rates = answer.context["rates"]
    assert rates.with_evidence == Share(1, 2)
    assert rates.newest_evidence == date(day.year - 1, 6, 1)
    assert rates.evidence_age == (day - rates.newest_evidence).days
    (reason,) = rates.reasons
    assert (reason.label, reason.number) == ("no staff", 1)
    assert reason.agencies == [("Republic of Arvenia", 1)]
    assert reason.years == [(day.year - 1, 1)]
    assert "no staff" in answer.content.decode()


@pytest.mark.slow
def test_evidence_that_a_person_may_not_see_is_not_counted(client, plan):
    annex = bring_in(plan.mandate, SECRET, published=None, visibility="restricted")
    place = passage_at(plan.mandate, annex, 0, len("Internal note"))
    day = date(plan.mandate.desk.today.year - 1, 8, 1)
    new = NewUpdate(assessor=plan.office, value="in_progress", stated_on=day, visibility="public")
    add_update(plan.mandate, provision=plan.training, new=new, passages=[place])
    client.force_login(plan.mandate.desk.account)
    assert page(client, plan.plan, by="rate").context["rates"].with_evidence == Share(2, 3)
    client.force_login(person(plan.plan.register, "reader"))
    assert page(client, plan.plan, by="rate").context["rates"].with_evidence == Share(1, 3)


@pytest.mark.slow
def test_a_year_and_an_agency_that_are_asked_for_narrow_what_is_counted(client, plan):
    year = plan.mandate.desk.today.year + 1
    rates = page(client, plan.plan, by="rate", year=str(year)).context["rates"]
    assert (rates.year, rates.sigma, rates.plain) == (year, Share(0, 1), Share(0, 1))

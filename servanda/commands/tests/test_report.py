"""`servanda report`: what it fills, what it tells section by section, what it says when it could not."""

import json
from datetime import date

import pytest

from servanda.commands.errors import CommandError
from servanda.commands.reporting import Order, make_report, told_sections
from servanda.registers.actions import Protection, operator, protect_entry
from servanda.registers.tests.factories import administrator, make_register
from servanda.reports.rules.reading_template import shipped_templates
from servanda.reports.tests.factories import ON, Founding

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def case() -> Founding:
    return Founding(administrator(make_register()))


def order(code: str, **asked) -> Order:
    told = {
        "account": operator(), "slug": "r", "template": shipped_templates()[code],
        "instrument": None, "days": (ON, None), "language": None,
    }  # fmt: skip
    return Order(**{**told, **asked})


def test_a_report_is_made_as_of_a_day_with_what_changed_in_the_year_before(case):
    made = json.loads(make_report(order("gcm-voluntary-report"), "json", guided=False))
    assert (made["on"], made["since"], made["language"]) == ("2021-02-17", "2020-02-17", "en")
    leap = order("gcm-voluntary-report", days=(date(2024, 2, 29), None))
    assert json.loads(make_report(leap, "json", guided=False))["since"] == "2023-02-28"


def test_each_section_is_told_with_its_words_and_its_limit(case):
    told = list(told_sections(order("gcm-voluntary-report")))
    assert any("words of at most 500" in line for line in told)
    assert any("(nothing yet: people write it)" in line for line in told)
    assert told[-1].endswith("sources")


def test_a_report_is_made_in_the_language_asked_for(case):
    asked = order("gcm-voluntary-report", language="ru")
    made = json.loads(make_report(asked, "json", guided=False))
    assert made["sections"][0]["heading"] == "Методика обзора"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"slug": "none"}, "There is no register “none”"),
        ({"language": "xx"}, "the program does not speak “xx”. It speaks: en, ru."),
        (
            {"instrument": "2020", "days": (ON, date(2022, 1, 1))},
            "--since 2022-01-01 lies after 2021-02-17",
        ),
        ({"instrument": "Nowhere"}, "no plan of the name “Nowhere”. Name one of these"),
        ({}, "several plans. Name one of these with --instrument"),
    ],
)
def test_what_cannot_be_made_is_told(case, asked, told):
    with pytest.raises(CommandError) as refused:
        make_report(order("trafficking-annual-report", **asked), "text", guided=False)
    assert told in str(refused.value)


def test_a_plan_that_not_everyone_sees_is_refused_and_never_chosen_without_its_name(case):
    told = Protection("restricted")
    protect_entry(case.mandate, entry=case.plan, as_told=told, revision=case.plan.revision)
    with pytest.raises(CommandError, match="Not everyone in the register sees “CT NAP 2020-2022”"):
        make_report(order("trafficking-annual-report", instrument="2020"), "text", guided=False)
    made = json.loads(make_report(order("trafficking-annual-report"), "json", guided=False))
    assert made["title"] == "CT NAP 2016-2018"


def test_a_plan_is_found_by_a_part_of_its_name(case):
    asked = order("trafficking-annual-report", instrument="2020-2022")
    made = json.loads(make_report(asked, "json", guided=False))
    assert made["title"].endswith("2020-2022")

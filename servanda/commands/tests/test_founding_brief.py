"""The brief of the founding register: what the article of 17 February 2021 tells, and today."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from servanda.commands.briefing import Order, make_brief
from servanda.commands.demonstration.building import Demonstration
from servanda.sources.models import Version

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

TURKMENISTAN, IOM = "Turkmenistan", "International Organization for Migration"
NETWORK = "Launch in Turkmenistan the United Nations Network on Migration"


def brief(built: Demonstration, on: date | None):
    order = Order(
        account=built.user,
        slug=built.founding.slug,
        series=None,
        on=on,
        variant="internal",
        format="json",
    )
    return json.loads(make_brief(order))


@pytest.fixture(scope="module")
def then(built):
    return brief(built, date(2021, 2, 17))


@pytest.fixture(scope="module")
def now(built):
    return brief(built, None)


def named(lines, name):
    found = [line for line in lines if line["name"] == name]
    assert len(found) == 1, [line["name"] for line in lines]
    return found[0]


def quoted(told) -> Iterator[tuple[str, int, int, str]]:
    """Yield document, place and words of every citation in a brief that shows words."""
    if isinstance(told, dict):
        if told.get("quote"):
            yield told["document_uuid"], told["start"], told["end"], told["quote"]
        for value in told.values():
            yield from quoted(value)
    elif isinstance(told, list):
        for value in told:
            yield from quoted(value)


def test_the_next_meeting_is_planned_online_at_the_end_of_february(then):
    meeting = then["next_meeting"]
    assert (meeting["date"], meeting["status"]) == ("2021-02-21/2021-02-28", "planned")
    assert meeting["format"] == "online"
    assert set(meeting["parties"]) == {TURKMENISTAN, IOM}
    assert set(then["series"]["parties"]) == {TURKMENISTAN, IOM}
    assert "every year" in then["series"]["citations"][0]["quote"]


def test_the_meetings_of_2020_and_2013_have_who_met_whom_in_which_post(then):
    met = {
        meeting["date"]: {
            (p["name"], p["post"], p["organization"]) for p in meeting["participants"]
        }
        for meeting in then["past_meetings"]
        if meeting["in_series"]
    }
    assert met["2020-02"] >= {
        ("Rashid Meredov", "Minister of Foreign Affairs", TURKMENISTAN),
        ("Zeynal Hajiyev", "Regional Coordinator for Central Asia", IOM),
    }
    assert met["2013"] >= {
        ("Gurbanguly Berdymuhamedov", "President", TURKMENISTAN),
        ("William Swing", "Director General", IOM),
    }
    assert set(met) == {"2020-02", "2013"}


def test_the_bodies_have_their_beginning(then):
    name = "National Working Group on Implementation of the Global Compact of Migration"
    assert named(then["bodies"], name)["since"] == "2020-05"
    assert named(then["bodies"], "United Nations Network on Migration")["kind"] == "network"


def test_the_framework_and_both_plans_are_there_with_their_periods(then):
    plan = "National Action Plan on Combatting Trafficking in Persons"
    assert named(then["instruments"], f"{plan} 2016-2018")["period"] == "2016/2018"
    assert named(then["instruments"], f"{plan} 2020-2022")["period"] == "2020/2022"
    assert named(then["instruments"], "Global Compact on Migration")["kind"] == "framework"


def test_the_national_report_falls_due_in_march(then):
    assert [(duty["debtor"], duty["due"]) for duty in then["duties"]] == [(TURKMENISTAN, "2021-03")]
    assert then["duties"][0]["name"].startswith("Voluntary national report")


def test_the_points_have_when_they_were_agreed_by_whom_and_no_news_yet(then):
    points = {
        point["text"]: (point["agreed_on"], set(point["by"]), point["standing"])
        for point in then["open_points"]
        if point["agreed_on"]
    }
    both = {TURKMENISTAN, IOM}
    assert points == {
        "Give priority to combatting trafficking in persons, migration and health, and "
        "migration and emergencies": ("2013", both, "no_information"),
        "Continue closer work together within the framework of the Global Compact on Migration "
        "(GCM)": ("2020-02", both, "no_information"),
        NETWORK: ("2020-02", both, "no_information"),
        "Give more attention to migration and health": ("2020-02", both, "no_information"),
    }


def test_a_second_source_adds_a_citation_and_no_twin(then):
    network = next(point for point in then["open_points"] if point["text"] == NETWORK)
    assert {citation["published"] for citation in network["citations"]} == {
        "2020-02-18",
        "2021-02-17",
    }


def test_the_disputed_plan_is_shown_with_each_assessor(now):
    disputed = [one for one in now["measures"] if one["standing"] == "disputed"]
    assert [len(one["standings"]) for one in disputed] == [3]
    assert {one["assessor"]: one["value"] for one in disputed[0]["standings"]} == {
        IOM: "in_progress",
        TURKMENISTAN: "done",
        "United States Department of State": "partly_done",
    }


def test_what_nobody_speaks_of_since_is_said_to_be_so(now):
    silent = {one["text"] for one in now["open_points"] if one["standing"] == "no_information"}
    assert "Finalize the General Agreement on Co-financing of projects" in silent
    assert "Update the legal framework of their cooperation" in silent
    assert NETWORK not in silent


def test_every_quotation_of_both_briefs_is_exact(then, now):
    texts = {
        str(version.document.uuid): version.text
        for version in Version.objects.select_related("document")
    }
    citations = [*quoted(then), *quoted(now)]
    assert len(citations) > 120
    for document, start, end, quote in citations:
        assert texts[document][start:end] == quote


def test_the_yearly_meeting_of_2021_alone_did_not_come_while_sources_tell(built, then):
    assert then["series"]["missed"] == []
    told = brief(built, date(2025, 12, 8))["series"]  # the day of the last source
    assert told["missed"] == [{"time": "2021", "number": 1}]
    assert (told["rhythm"], told["expected"]) == ("FREQ=YEARLY;INTERVAL=1", "2025")

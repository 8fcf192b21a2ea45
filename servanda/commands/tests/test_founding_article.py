"""The founding article through both commands: what a program reads in its brief."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from servanda.reading.edtf import bounds

pytestmark = pytest.mark.slow

MAIN = "import sys; from servanda.commands import main; sys.exit(main())"
TURKMENISTAN, IOM = "Turkmenistan", "International Organization for Migration"
BOTH = {TURKMENISTAN, IOM}
DATES = ("date", "agreed_on", "told_on", "due", "since", "until", "period", "on", "known_since")


@dataclass(frozen=True)
class Installation:
    """A folder of its own, into which the real commands are called."""

    folder: Path

    def call(self, *arguments: str) -> str:
        """Return what a command prints; it has to end with status 0."""
        named = {"SERVANDA_DATA": str(self.folder)}
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        done = subprocess.run(
            [sys.executable, "-c", MAIN, *arguments],
            env=kept | named | {"DJANGO_SETTINGS_MODULE": "servanda.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def article(shared: Path) -> Path:
    path = shared / "reading/dev/000.txt"
    if not path.exists():
        pytest.skip("the founding article is not in ../shared")
    return path


@pytest.fixture(scope="module")
def installation(article: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = Installation(tmp_path_factory.mktemp("installation"))
    asked = ["--published", "2021-02-17", "--register", "r", "--create", "--accept", "all"]
    told = made.call("ingest", str(article), *asked)
    assert "left to review: 0" in told
    return made


@pytest.fixture(scope="module")
def brief(installation: Installation):
    asked = ["--register", "r", "--on", "2021-02-17", "--format", "json"]
    return json.loads(installation.call("brief", *asked))


def objects(told):
    """Yield every object in the JSON."""
    if isinstance(told, dict):
        yield told
        for value in told.values():
            yield from objects(value)
    elif isinstance(told, list):
        for value in told:
            yield from objects(value)


def test_the_brief_has_the_names_that_the_issue_fixes(brief):
    assert {
        "register", "series", "next_meeting", "past_meetings", "open_points", "instruments",
        "bodies", "duties", "changes",
    } <= brief.keys()  # fmt: skip
    assert brief["register"] == "r"
    meeting = {"date", "status", "format", "place", "parties", "participants"}
    assert all(meeting <= one.keys() for one in (brief["next_meeting"], *brief["past_meetings"]))
    participants = [one for past in brief["past_meetings"] for one in past["participants"]]
    assert all({"name", "post", "organization"} <= one.keys() for one in participants)
    point = {"text", "agreed_on", "by", "due", "standing", "standings", "overdue"}
    assert all(point <= one.keys() for one in brief["open_points"])
    standings = [one for point in brief["open_points"] for one in point["standings"]]
    assert all({"assessor", "value", "since"} <= one.keys() for one in standings)
    for part, field in (("bodies", "since"), ("instruments", "period"), ("duties", "due")):
        assert all(field in one for one in brief[part])


def test_the_yearly_meetings_are_a_series_of_both_parties(brief):
    assert set(brief["series"]["parties"]) == BOTH
    assert "every year" in brief["series"]["rhythm"]
    assert "every year" in brief["series"]["citations"][0]["quote"]


def test_the_next_meeting_is_planned_online_for_the_end_of_february(brief):
    meeting = brief["next_meeting"]
    told = (meeting["date"], meeting["status"], meeting["format"], meeting["place"])
    assert told == ("2021-02-21/2021-02-28", "planned", "online", None)
    assert set(meeting["parties"]) == BOTH


def test_the_meetings_of_2020_and_2013_have_their_people_in_their_posts(brief):
    met = {
        (meeting["date"], meeting["status"]): {
            (one["name"], one["post"], one["organization"]) for one in meeting["participants"]
        }
        for meeting in brief["past_meetings"]
    }
    assert met == {
        ("2020-02", "held"): {
            ("Rashid Meredov", "Minister of Foreign Affairs", TURKMENISTAN),
            ("Zeynal Hajiyev", "Regional Coordinator for Central Asia", IOM),
        },
        ("2013", "held"): {
            ("Gurbanguly Berdymuhamedov", "President", TURKMENISTAN),
            ("William Swing", "Director General", IOM),
        },
    }
    assert all(set(meeting["parties"]) == BOTH for meeting in brief["past_meetings"])


def test_each_is_known_in_the_post_since_the_meeting_that_shows_it(brief):
    for meeting in brief["past_meetings"]:
        assert {one["known_since"] for one in meeting["participants"]} == {meeting["date"]}


def test_the_network_and_the_working_group_are_bodies(brief):
    bodies = {body["name"]: (body["kind"], body["since"]) for body in brief["bodies"]}
    group = "National Working Group on Implementation of the Global Compact of Migration"
    assert bodies == {
        "United Nations Network on Migration": ("network", None),
        group: ("working_group", "2020-05"),
    }


def test_the_compact_the_plans_and_the_report_are_instruments(brief):
    plan = "National Action Plan on Combatting Trafficking in Persons"
    assert {(one["name"], one["kind"], one["period"]) for one in brief["instruments"]} == {
        ("Global Compact on Migration", "framework", None),
        (f"{plan} 2016-2018", "action_plan", "2016/2018"),
        (f"{plan} 2020-2022", "action_plan", "2020/2022"),
        (
            "Voluntary national report on the progress of implementation of the GCM",
            "report",
            None,
        ),
    }


def test_the_voluntary_national_report_falls_due_in_march(brief):
    (duty,) = brief["duties"]
    assert duty["name"].startswith("Voluntary national report")
    assert (duty["debtor"], duty["due"], duty["overdue"]) == (TURKMENISTAN, "2021-03", False)


def test_the_points_agreed_in_2013_and_2020_have_who_and_standing(brief):
    agreed = {
        (point["agreed_on"], point["text"].split(" the ")[0], point["standing"], point["overdue"])
        for point in brief["open_points"]
        if point["agreed_on"]
    }
    assert agreed == {
        ("2020-02", "Launch in Turkmenistan", "no_information", False),
        ("2020-02", "Continue closer collaboration within", "no_information", False),
        (
            "2013",
            "Prioritize issues of combatting trafficking in persons, migration and health, "
            "and migration and emergencies",
            "no_information",
            False,
        ),
    }
    assert all(set(one["by"]) == BOTH for one in brief["open_points"] if one["agreed_on"])


def test_what_the_article_tells_as_done_or_going_on_is_said_by_who_speaks_in_it(brief):
    told = {
        point["text"].split(" ")[0]: [(one["assessor"], one["value"], one["since"])]
        for point in brief["open_points"]
        for one in point["standings"]
    }
    assert told == {
        "Develop": [(IOM, "done", "2021-02-17")],
        "Initiated": [(IOM, "done", "2021-02-17")],
        "Assist": [(IOM, "in_progress", "2021-02-17")],
    }


def test_every_entry_has_its_sources_and_every_quotation_is_exact(brief, article):
    text = article.read_text(encoding="utf-8")
    parts = ("past_meetings", "open_points", "instruments", "bodies", "duties", "changes")
    entries = [brief["series"], brief["next_meeting"]]
    entries += [entry for part in parts for entry in brief[part]]
    assert all(entry["citations"] for entry in entries)
    citations = [told for told in objects(brief) if "quote" in told]
    assert len(citations) > 25
    for citation in citations:
        assert {"document", "quote", "start", "end"} <= citation.keys()
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_every_date_is_edtf(brief):
    days = [str(told[name]) for told in objects(brief) for name in DATES if told.get(name)]
    assert len(days) > 20
    for day in days:
        bounds(day)  # raises where it is none


def test_the_text_gives_the_same_points_with_their_sources(installation, brief):
    told = installation.call("brief", "--register", "r", "--on", "2021-02-17")
    words = " ".join(told.split())
    for point in brief["open_points"]:
        assert re.search(rf"\d\. {re.escape(point['text'])} \[\d+\]", words)


def test_the_same_article_again_leaves_the_brief_as_it_is(installation, brief, article):
    asked = ["--published", "2021-02-17", "--register", "r", "--create", "--accept", "all"]
    assert "already in the register" in installation.call("ingest", str(article), *asked)
    asked = ["--register", "r", "--on", "2021-02-17", "--format", "json"]
    assert json.loads(installation.call("brief", *asked)) == brief

"""The press article that the register starts from is read without fault."""

import json
from pathlib import Path

import pytest

from servanda.reading import Reading, read

ARTICLE = Path(__file__).parents[4] / "shared/reading/dev/000.txt"
TURKMENISTAN = "Turkmenistan"
IOM = "International Organization for Migration"

pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the shared texts are not here")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(ARTICLE.read_text(encoding="utf-8"), published="2021-02-17")


def test_both_parties_and_no_other_are_named(reading):
    assert {(p.name, p.kind) for p in reading.parties} == {
        (TURKMENISTAN, "state"),
        (IOM, "international_organization"),
    }


def test_the_people_stand_with_their_posts(reading):
    assert [(p.name, p.post, p.organization) for p in reading.people] == [
        ("Rashid Meredov", "Minister of Foreign Affairs", TURKMENISTAN),
        ("Zeynal Hajiyev", "Regional Coordinator for Central Asia", IOM),
        ("Gurbanguly Berdymuhamedov", "President", TURKMENISTAN),
        ("William Swing", "Director General", IOM),
    ]


def test_the_yearly_series_is_a_recurring_meeting_of_both(reading):
    series = [m for m in reading.meetings if m.status == "recurring"]
    assert len(series) == 1
    assert set(series[0].parties) == {TURKMENISTAN, IOM}
    assert series[0].date is None


def test_the_dated_meetings_have_their_days_forms_and_people(reading):
    dated = {m.date: m for m in reading.meetings if m.date}
    assert set(dated) == {"2021-02-21/2021-02-28", "2020-02", "2021-03", "2013"}
    assert dated["2021-02-21/2021-02-28"].status == "planned"
    assert dated["2021-02-21/2021-02-28"].format == "online"
    assert dated["2020-02"].people == ("Rashid Meredov", "Zeynal Hajiyev")
    assert dated["2021-03"].place == "Bangkok"
    assert set(dated["2013"].people) == {"Gurbanguly Berdymuhamedov", "William Swing"}


def test_instruments_have_kind_abbreviation_and_period(reading):
    assert [(i.kind, i.abbreviation, i.period) for i in reading.instruments] == [
        ("framework", "GCM", None),
        ("report", None, None),
        ("action_plan", "CT NAP", "2016/2018"),
        ("action_plan", "CT NAP", "2020/2022"),
    ]


def test_bodies_tell_since_when_they_exist(reading):
    assert [(b.name, b.kind, b.since) for b in reading.bodies] == [
        ("United Nations Network on Migration", "network", None),
        (
            "National Working Group on Implementation of the Global Compact of Migration",
            "working_group",
            "2020-05",
        ),
    ]


def test_each_commitment_has_its_doers_status_and_term(reading):
    both = {TURKMENISTAN, IOM}
    found = [(c.status, set(c.by), c.due) for c in reading.commitments]
    assert found == [
        ("agreed", both, None),
        ("agreed", both, None),
        ("done", {TURKMENISTAN}, None),
        ("planned", {TURKMENISTAN}, "2021-03"),
        ("agreed", both, None),
        ("done", both, None),
        ("ongoing", {IOM}, None),
    ]


def test_the_points_agreed_name_the_meeting_they_were_agreed_at(reading):
    dates = [
        reading.meetings[c.meeting].date if c.meeting is not None else None
        for c in reading.commitments
        if c.status == "agreed"
    ]
    assert dates == ["2020-02", "2020-02", "2013"]


def test_the_annotation_is_met_in_every_date(reading):
    gold = json.loads(ARTICLE.with_suffix(".json").read_text(encoding="utf-8"))
    expected = [(date["text"], date["edtf"]) for date in gold["dates"]]
    assert [(date.text, date.edtf) for date in reading.dates] == expected


def test_the_organization_that_told_it_speaks_throughout(reading):
    assert {c.speaker for c in reading.commitments} == {IOM}

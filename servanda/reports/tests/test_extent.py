"""How much of a brief is made and shown where a register holds many commitments."""

import gzip
import json
import re
import sqlite3
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from servanda.instruments.models import Provision
from servanda.meetings.actions import NewMeeting, create_meeting
from servanda.parties.models import Person
from servanda.registers.actions import Protection, protect_entry, write_note
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.reports.models import asking, gather_brief, gather_brief_again, keeping
from servanda.reports.rules.brief import Variant
from servanda.reports.rules.composing import on_paper, paper_of
from servanda.reports.rules.extent import PAPER, PART, WHOLE
from servanda.reports.rules.meetings import PAST_SHOWN
from servanda.reports.tests.factories import ON, Founding, lay_many_points, point
from servanda.reports.tests.test_forms_of_paper import words_of
from servanda.reports.views.printing import FORMATS, CatalogueWords, printed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MANY = 230
FIRST = 40
LEFT_OUT = f"{MANY + 4 - 200} more are left out here. The list of instruments leads to them."


@pytest.fixture
def case() -> Founding:
    case = Founding(administrator(make_register()))
    lay_many_points(case, MANY)
    return case


@pytest.fixture
def ours(case):
    return mandate(case.mandate.desk.register, "editor", side="ministry")


def brief_of(case, *, desk=None, extent=WHOLE):
    return gather_brief(
        desk or case.mandate.desk,
        series=case.series,
        on=ON,
        variant=Variant.INTERNAL,
        extent=extent,
    )


def open_page(case, ours, **asked):
    client = Client()
    client.force_login(ours.desk.account)
    return client.get(reverse("brief", kwargs={"slug": "r"}), {"on": ON.isoformat(), **asked})


def points_on(html):
    shown = html[html.index('id="open-points"') : html.index('id="instruments"')]
    return shown.count('<th scope="row">')


def test_a_paper_is_the_same_whether_the_rest_was_made_or_not(case):
    whole, cut = brief_of(case), brief_of(case, extent=PAPER)
    assert on_paper(whole, PAPER) == cut
    assert paper_of(whole, CatalogueWords()) == paper_of(cut, CatalogueWords())


def test_a_paper_shows_the_points_that_ask_for_attention_first_and_counts_all(case):
    brief = brief_of(case, extent=PAPER)
    assert len(brief.open_points) == 200
    assert all(one.overdue for one in brief.open_points)
    assert dict(brief.totals.points) == {"overdue": MANY, "no_information": 4}
    text = " ".join(printed(brief, "text").decode().split())
    assert f"{MANY + 4} points are open. Overdue: {MANY}, No information: 4." in text


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_every_paper_says_what_it_leaves_out_and_where_that_stands(case, name):
    assert LEFT_OUT in words_of(name, printed(brief_of(case, extent=PAPER), name))


def test_the_page_links_the_list_that_leads_to_what_is_left_out(case, ours):
    html = open_page(case, ours, whole="yes").content.decode()
    address = reverse("instruments", kwargs={"slug": "r"})
    assert f'<a href="{address}" dir="auto">{LEFT_OUT}</a>' in html
    assert points_on(html) == 200


def test_the_page_begins_with_what_asks_for_attention_first_and_leads_to_the_whole(case, ours):
    html = open_page(case, ours).content.decode()
    assert points_on(html) == FIRST == PART.points
    told = f"{MANY + 4 - FIRST} more stand in the whole brief."
    (address,) = re.findall(rf'<a href="([^"]+)" dir="auto">{re.escape(told)}</a>', html)
    whole = open_page(case, ours, **dict(parse_qsl(unescape(address).removeprefix("?"))))
    assert points_on(whole.content.decode()) == 200
    assert told not in whole.content.decode()


def test_the_page_takes_few_kilobytes_of_a_slow_line(case, ours):
    assert len(gzip.compress(open_page(case, ours).content)) < 40_000


@pytest.mark.parametrize("extent", [PART, PAPER, WHOLE, replace(PART, points=1, frame=1)])
@pytest.mark.parametrize("variant", Variant)
def test_a_brief_of_what_was_kept_is_the_same_as_one_made_anew(case, ours, extent, variant):
    write_note(ours, on=case.network, kind="position", text="We ask for a date.")
    protect_points(case)
    asked = {"series": case.series, "on": ON, "variant": variant, "extent": extent}
    anew = gather_brief(ours.desk, **asked)
    assert gather_brief_again(ours.desk, **asked) == anew
    assert gather_brief_again(ours.desk, **asked) == anew
    assert any(anew.handling)


def test_a_kept_brief_is_made_anew_when_the_register_has_changed(case, ours):
    asked = {"series": case.series, "on": ON, "variant": Variant.INTERNAL, "extent": PART}
    before = gather_brief_again(ours.desk, **asked)
    point(case.mandate, case.held.record, "One point more")
    after = gather_brief_again(ours.desk, **asked)
    assert after == gather_brief(ours.desk, **asked)
    assert after.totals != before.totals


def test_nothing_is_kept_of_a_brief_that_leaves_nothing_out(case, ours, monkeypatch):
    kept = []

    def keep(_desk, name, count):
        kept.append(name)
        return count()

    monkeypatch.setattr(keeping, "kept_until_changed", keep)
    for name in ("json", "md"):
        assert open_page(case, ours, format=name).status_code == 200
    assert len(kept) == 1


def test_a_kept_brief_reads_the_points_that_it_shows_alone(case, ours, django_assert_num_queries):
    asked = {"series": case.series, "on": ON, "variant": Variant.INTERNAL, "extent": PART}
    gather_brief_again(ours.desk, **asked)
    with django_assert_num_queries(13) as queries:  # one more: how the history stands
        gather_brief_again(ours.desk, **asked)
    (wordings,) = [one["sql"] for one in queries if 'FROM "instruments_wording"' in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(wordings)
        assert FIRST <= len(cursor.fetchall()) < MANY / 2


def protect_points(case):
    """Let a point that no page shows, and a measure, bear markings of their own."""
    last = Provision.objects.latest("id")
    for entry, marking in ((last, "For the working group"), (case.report, "Draft")):
        told = Protection(entry.visibility, handling=marking)
        protect_entry(case.mandate, entry=entry, as_told=told, revision=entry.revision)


def test_measures_beyond_what_is_read_are_counted_too(case, monkeypatch):
    for number in range(3):
        point(case.mandate, case.plan, f"Measure {number}", due="2020")
    small = replace(PAPER, measures=1)
    monkeypatch.setattr("servanda.reports.rules.composing.PAPER", small)
    text = " ".join(printed(brief_of(case, extent=small), "text").decode().split())
    assert "2 more are left out here." in text


def test_json_has_every_point_and_every_change(case):
    shape = json.loads(printed(brief_of(case), "json"))
    assert len(shape["open_points"]) == MANY + 4
    assert len([one for one in shape["changes"] if one["kind"] == "update"]) == MANY


def test_json_has_each_entry_on_a_line_of_its_own(case):
    lines = printed(brief_of(case), "json").decode().splitlines()
    points = [json.loads(line.strip(" ,")) for line in lines if '"agreed_on"' in line]
    assert [one["text"] for one in points] == [one.text for one in brief_of(case).open_points]


@pytest.mark.parametrize("extent", [PAPER, WHOLE])
def test_many_points_take_no_more_queries_than_few(case, ours, extent, django_assert_num_queries):
    few = Founding(administrator(make_register("few")))
    lay_many_points(few, 1)
    for each in (case, few):
        desk = replace(ours.desk, register=each.mandate.desk.register)
        with django_assert_num_queries(12):
            brief_of(each, desk=desk, extent=extent)


def test_what_is_too_much_to_name_one_by_one_is_found_all_the_same(case, ours, monkeypatch):
    write_note(ours, on=case.network, kind="position", text="We ask for a date.")
    write_note(ours, on=case.body, kind="position", text="This stands on no line.")
    named = brief_of(case, desk=ours.desk)
    monkeypatch.setattr(asking, "NAMED_AT_MOST", 3)
    assert brief_of(case, desk=ours.desk) == named


def test_no_query_of_many_thousand_points_has_more_parameters_than_sqlite_takes(case, ours):
    if connection.vendor != "sqlite":
        pytest.skip("the limit is SQLite's")
    lay_many_points(case, 2 * asking.NAMED_AT_MOST)
    limit = sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER
    before = connection.connection.setlimit(limit, 2 * asking.NAMED_AT_MOST + 100)
    try:
        brief = brief_of(case, desk=ours.desk)
        brief_of(case, desk=ours.desk, extent=PAPER)
    finally:
        connection.connection.setlimit(limit, before)
    assert len(brief.open_points) == 2 * asking.NAMED_AT_MOST + MANY + 4


def test_a_person_is_known_in_the_post_since_a_meeting_that_is_no_longer_shown(case):
    new = NewMeeting("Later meeting", "held", series=case.series)
    days = [f"2020-03-{day:02}" for day in range(1, PAST_SHOWN + 2)]
    *_others, meeting = [create_meeting(case.mandate, new=replace(new, date=day)) for day in days]
    minister = case.turkmenistan, Person.objects.get(label="Rashid Meredov")
    case.take_part(meeting, *minister, "Minister of Foreign Affairs")
    brief = brief_of(case)
    assert case.held.label not in {one.name for one in brief.past_meetings}
    assert brief.last_meeting.participants[0].known_since == "2020-02"

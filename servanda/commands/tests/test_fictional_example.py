"""The files of the fictional register: whole, consistent, and the same in every year."""

import re

import pytest

from servanda.commands.demonstration.example import Example, example, example_text
from servanda.reading.edtf.parsing import is_edtf

YEARS = (2024, 2026, 2031)


@pytest.fixture(params=YEARS)
def fiction(request) -> Example:
    return example(request.param)


def texts_of(fiction: Example) -> dict[str, str]:
    return {one.file: example_text(one, year=fiction.year) for one in fiction.documents}


def test_the_plan_has_forty_measures_in_five_objectives(fiction):
    assert len(fiction.plan.objectives) == 5
    assert len({measure.code for measure in fiction.plan.measures}) == 40


def test_every_measure_stands_in_the_text_of_the_plan(fiction):
    text = texts_of(fiction)["plan.txt"]
    for measure in fiction.plan.measures:
        assert text.count(measure.line) == 1


def test_every_quotation_is_an_exact_part_of_its_document(fiction):
    texts = texts_of(fiction)
    for one in (*fiction.updates, *fiction.meetings, *fiction.points, *fiction.duties):
        assert texts[one.document].count(one.quotation) == 1, one


def test_no_place_for_a_year_is_left_open(fiction):
    assert not [text for text in texts_of(fiction).values() if "{" in text]
    assert "{Y" not in repr(fiction)


def test_everyone_who_acts_is_a_party_of_the_register(fiction):
    parties = {party.name for party in fiction.parties}
    bodies = {body.name for body in fiction.bodies}
    acting = {one.party for measure in fiction.plan.measures for one in measure.responsible}
    acting |= {update.assessor for update in fiction.updates}
    acting |= {name for point in fiction.points for name in point.by}
    acting |= {name for body in fiction.bodies for name in body.members}
    acting |= {post.organization for post in fiction.posts}
    assert acting <= parties
    assert {name for duty in fiction.duties for name in (duty.sender, duty.receiver)} <= (
        parties | bodies
    )


def test_what_updates_points_and_notes_speak_of_is_there(fiction):
    there = {
        "measure": {measure.code for measure in fiction.plan.measures},
        "point": {point.code for point in fiction.points},
        "meeting": {meeting.name for meeting in fiction.meetings},
    }
    for one in (*fiction.updates, *fiction.notes):
        assert one.of in there[one.about]
    for point in fiction.points:
        assert point.meeting in there["meeting"]
        assert point.implements in there["measure"] | {""}


def test_every_date_is_edtf(fiction):
    dates = {measure.due for measure in fiction.plan.measures}
    dates |= {point.due for point in fiction.points}
    dates |= {meeting.date for meeting in fiction.meetings}
    dates |= {date for duty in fiction.duties for date in (duty.period, duty.due)}
    for date in dates - {""}:
        assert is_edtf(date), date


def test_updates_lie_in_the_year_before_and_the_next_sessions_in_the_year_after(fiction):
    assert {update.stated_on[:4] for update in fiction.updates} == {str(fiction.year - 1)}
    planned = [meeting for meeting in fiction.meetings if meeting.status == "planned"]
    assert {meeting.date[:4] for meeting in planned} == {str(fiction.year + 1)}


def test_some_measures_are_silent_some_disputed_and_some_agreed(fiction):
    latest: dict[str, dict[str, str]] = {}
    for update in fiction.updates:
        latest.setdefault(update.of, {})[update.assessor] = update.value
    values = [set(said.values()) for said in latest.values()]
    silent = {measure.code for measure in fiction.plan.measures} - set(latest)
    assert len(silent) >= 5
    assert sum(len(said) > 1 for said in values) >= 8
    assert values.count({"done"}) >= 8
    assert {update.assessor for update in fiction.updates} >= {
        "State Migration Board",
        "Organization for Human Mobility",
    }


def test_the_state_is_said_to_be_invented_in_every_document(fiction):
    for text in texts_of(fiction).values():
        assert "invented" in text


def test_posts_have_no_names_of_persons(fiction):
    text = " ".join(texts_of(fiction).values())
    assert not re.search(r"\b(?:Mr|Ms|Mrs|Dr)\.? [A-Z]", text)

"""What sources tell otherwise is kept beside what stands, until a person decides which it is."""

import pytest
from django.core.exceptions import ValidationError

from servanda.history.models import Record
from servanda.instruments.models import Instrument, Provision, Responsibility, Timing
from servanda.meetings.models import Meeting
from servanda.parties.models import Party, Person
from servanda.registers.actions import EditConflict, NotAllowed, mandate_for
from servanda.registers.tests.factories import mandate, person
from servanda.review.actions import (
    Choice,
    Decision,
    accept_all,
    accept_proposal,
    settle_difference,
)
from servanda.review.actions.matching.found import span_of
from servanda.review.rules.differing import (
    dates_differ,
    deadlines_differ,
    periods_differ,
    persons_differ,
    places_differ,
)
from servanda.review.tests.factories import IOM, LAUNCH, MET, TALKS, TURKMENISTAN, make_run, the
from servanda.sources.actions import DocumentFacts
from servanda.sources.models import Citation, Difference

LATER = DocumentFacts(title="Release", published="2021-03-05", language="en")


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("2020-02-18", "2020-02-19", True),
        ("2020-02", "2020-02-18", False),
        ("2020-02", "2020-03-18", True),
        ("", "2020-03-18", False),
        ("../2020-02", "2020-03-18", True),
    ],
)
def test_dates_of_one_event_differ_where_they_share_no_day(one, other, differ):
    assert dates_differ(span_of(one), span_of(other)) is differ


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("../2021-12-31", "../2021-06-30", True),
        ("../2021-06-30", "2021-03", False),
        ("2021", "../2021-12-31", False),
        ("2021", "2021-03", False),
        ("2021-03", "2021-05", True),
        ("2021-03/..", "2021-05", False),
        ("2021-06/..", "2021-05", True),
    ],
)
def test_deadlines_differ_unless_one_says_the_other_more_exactly(one, other, differ):
    assert deadlines_differ(span_of(one), span_of(other)) is differ
    assert deadlines_differ(span_of(other), span_of(one)) is differ


def test_periods_with_an_open_end_may_be_one():
    assert periods_differ(span_of("2016/2018"), span_of("2020/2022"))
    assert not periods_differ(span_of("2016/.."), span_of("2016/2018"))


def test_a_place_in_another_script_or_within_it_is_not_another_place():
    assert places_differ("Geneva", "Vienna")
    assert not places_differ("Palace of Nations, Geneva", "Geneva")
    assert not places_differ("Женева", "Geneva")


def test_spellings_of_one_name_do_not_differ():
    assert not persons_differ("Зейнал Гаджиев", "Zeynal Hajiyev")
    assert not persons_differ("Z. Hajiyev", "Z. A. Hajiyev")
    assert persons_differ("Zeynal Hajivey", "Zeynal Hajiyev")


@pytest.fixture
def meeting(clerk):
    met = ("meeting", MET[1], {**MET[2], "date": "2020-02-18", "place": "Ashgabat"})
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, met]))
    return Meeting.objects.get()


def told_again(clerk, meeting, *, facts=LATER, **fields):
    """Let another source tell of the meeting with other fields, and add it to the meeting."""
    told = {**MET[2], "date": "2020-02-18", "place": "Ashgabat", **fields}
    run = make_run(
        clerk, f"Again: {TALKS}", [TURKMENISTAN, IOM, ("meeting", MET[1], told)], facts=facts
    )
    accept_proposal(
        clerk, proposal=the(run, "meeting"), decision=Decision(match=meeting.uuid), revision=1
    )
    meeting.refresh_from_db()
    return run


def settle(clerk, difference, choice=None, reason="The minutes are signed.", revision=1):
    return settle_difference(
        clerk, difference=difference, choice=Choice(choice, reason), revision=revision
    )


@pytest.mark.django_db
def test_another_day_is_kept_with_its_words_and_changes_nothing(clerk, meeting):
    told_again(clerk, meeting, date="2020-02-19")
    difference = Difference.objects.get()
    assert (difference.field, difference.value, difference.state) == ("date", "2020-02-19", "open")
    assert difference.passage.quote == MET[1]
    assert meeting.date == "2020-02-18"
    assert Citation.objects.filter(entry=meeting.uuid, field="date").count() == 1


@pytest.mark.django_db
def test_what_says_the_same_or_less_is_no_difference(clerk, meeting):
    told_again(clerk, meeting, date="2020-02", place="Ashgabat, Turkmenistan")
    assert not Difference.objects.exists()


@pytest.mark.django_db
def test_what_a_person_typed_is_no_difference(clerk, meeting):
    told = {**MET[2], "date": "2020-02-18"}
    run = make_run(
        clerk, f"Again: {TALKS}", [TURKMENISTAN, IOM, ("meeting", MET[1], told)], facts=LATER
    )
    decision = Decision({"date": "2020-02-20"}, match=meeting.uuid)
    accept_proposal(clerk, proposal=the(run, "meeting"), decision=decision, revision=1)
    assert not Difference.objects.exists()


@pytest.mark.django_db
def test_the_value_that_is_chosen_stands_on_its_own_words_and_the_other_is_kept(clerk, meeting):
    told_again(clerk, meeting, date="2020-02-19")
    difference = Difference.objects.get()
    settle(clerk, difference, difference.uuid)
    meeting.refresh_from_db()
    difference.refresh_from_db()
    assert meeting.date == "2020-02-19"
    assert "19 February 2020" in meeting.label
    assert difference.state == "taken"
    (cited,) = Citation.objects.filter(entry=meeting.uuid, field="date")
    assert cited.passage == difference.passage
    former = Difference.objects.get(state="left")
    assert (former.value, former.reason) == ("2020-02-18", "The minutes are signed.")
    record = Record.objects.order_by("-sequence").first()
    assert (record.action, record.reason) == ("settle_difference", "The minutes are signed.")


@pytest.mark.django_db
def test_a_choice_can_be_taken_back(clerk, meeting):
    told_again(clerk, meeting, date="2020-02-19")
    difference = Difference.objects.get()
    settle(clerk, difference, difference.uuid)
    former = Difference.objects.get(state="left")
    settle(clerk, former, former.uuid, "The minutes were wrong.")
    meeting.refresh_from_db()
    assert meeting.date == "2020-02-18"
    states = Difference.objects.order_by("value").values_list("value", "state")
    assert list(states) == [("2020-02-18", "taken"), ("2020-02-19", "left")]
    assert Citation.objects.filter(entry=meeting.uuid, field="date").count() == 1


@pytest.mark.django_db
def test_what_stands_may_stay_and_the_reason_is_kept(clerk, meeting):
    told_again(clerk, meeting, place="Vienna")
    settle(clerk, Difference.objects.get())
    meeting.refresh_from_db()
    assert meeting.place == "Ashgabat"
    assert Difference.objects.get().state == "left"


@pytest.mark.django_db
def test_a_choice_needs_a_reason_a_right_and_the_present_revision(clerk, meeting):
    told_again(clerk, meeting, date="2020-02-19")
    difference = Difference.objects.get()
    with pytest.raises(ValidationError, match="Say why"):
        settle(clerk, difference, reason=" ")
    with pytest.raises(NotAllowed):
        settle(mandate(meeting.register, "reader"), difference)
    with pytest.raises(EditConflict):
        settle(clerk, difference, revision=7)
    with pytest.raises(ValidationError, match="not among those told"):
        settle(clerk, difference, meeting.uuid)
    assert Difference.objects.open().count() == 1


@pytest.mark.django_db
def test_the_value_of_a_source_that_fewer_see_cannot_stand_on_an_open_entry(clerk, meeting):
    hidden = DocumentFacts(title="Cable", visibility="restricted", language="en")
    told_again(clerk, meeting, facts=hidden, date="2020-02-19")
    difference = Difference.objects.get()
    with pytest.raises(ValidationError, match="More people see the entry"):
        settle(clerk, difference, difference.uuid)
    editor = mandate_for(meeting.register, person(meeting.register, "editor"))
    assert not Difference.objects.visible_to(editor.desk).exists()


@pytest.mark.django_db
def test_two_deadlines_of_one_point_are_kept_and_one_is_chosen(clerk):
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, MET, LAUNCH]))
    other = ("commitment", LAUNCH[1], {**LAUNCH[2], "due": "../2021-06-30"})
    run = make_run(clerk, f"Again: {TALKS}", [TURKMENISTAN, IOM, MET, other], facts=LATER)
    accept_all(clerk, run=run)
    point = Provision.objects.get()
    difference = Difference.objects.get()
    assert (difference.entry, difference.field, difference.value) == (
        point.uuid,
        "due",
        "../2021-06-30",
    )
    settle(clerk, difference, difference.uuid)
    assert Timing.objects.get().due == "../2021-06-30"


@pytest.mark.django_db
def test_two_beginnings_of_a_body_two_periods_and_two_names_are_kept(clerk):
    group = {"name": "Working Group on Migration", "since": "2020-05"}
    plan = {"name": "National Plan", "period": "2016/2018"}
    name = {"name": "Zeynal Hajiyev"}
    text = "The Working Group, the National Plan, Zeynal Hajiyev."
    first = [
        ("body", "Working Group", group),
        ("instrument", "National Plan", plan),
        ("person", "Zeynal Hajiyev", name),
    ]
    accept_all(clerk, run=make_run(clerk, text, first))
    second = [
        ("body", "Working Group", {**group, "since": "2020-06"}),
        ("instrument", "National Plan", {**plan, "period": "2017/2018"}),
        ("person", "Zeynal Hajivey", {"name": "Zeynal Hajivey"}),
    ]
    run = make_run(
        clerk, "The Working Group, the National Plan, Zeynal Hajivey.", second, facts=LATER
    )
    for kind, entry in (
        ("body", Party.objects.get()),
        ("instrument", Instrument.objects.get()),
        ("person", Person.objects.get()),
    ):
        accept_proposal(
            clerk, proposal=the(run, kind), decision=Decision(match=entry.uuid), revision=1
        )
    told = dict(Difference.objects.values_list("field", "value"))
    assert told == {"since": "2020-06", "period": "2017/2018", "name": "Zeynal Hajivey"}
    for difference in Difference.objects.all():
        settle(clerk, difference, difference.uuid)
    assert Party.objects.get().since == "2020-06"
    assert Instrument.objects.get().period == "2017/2018"
    assert Person.objects.get().label == "Zeynal Hajivey"
    assert set(Person.objects.get().names.values_list("text", flat=True)) == {
        "Zeynal Hajiyev",
        "Zeynal Hajivey",
    }


@pytest.mark.django_db
def test_other_parties_that_answer_are_kept_and_chosen(clerk):
    kenya = ("party", "Turkmenistan", {"name": "Kenya"})
    mine = ("commitment", LAUNCH[1], {**LAUNCH[2], "by": ["Turkmenistan"]})
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, MET, mine]))
    other = ("commitment", LAUNCH[1], {**LAUNCH[2], "by": ["Kenya"]})
    items = [TURKMENISTAN, kenya, IOM, MET, other]
    accept_all(clerk, run=make_run(clerk, f"Again: {TALKS}", items, facts=LATER))
    difference = Difference.objects.get()
    assert (difference.field, difference.value) == ("by", "Kenya")
    settle(clerk, difference, difference.uuid)
    assert [str(row) for row in Responsibility.objects.all()] == ["Kenya: lead"]
    former = Difference.objects.get(state="left")
    settle(clerk, former, former.uuid)
    assert [str(row) for row in Responsibility.objects.all()] == ["Turkmenistan: lead"]


@pytest.mark.django_db
def test_fewer_or_more_of_the_same_parties_are_no_difference(clerk):
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, MET, LAUNCH]))
    fewer = ("commitment", LAUNCH[1], {**LAUNCH[2], "by": ["МОМ"]})
    accept_all(
        clerk, run=make_run(clerk, f"Again: {TALKS}", [TURKMENISTAN, IOM, MET, fewer], facts=LATER)
    )
    assert not Difference.objects.exists()

"""A second source tells of the same meetings: a sharper date, another state."""

import pytest

from servanda.instruments.models import Instrument, Provision
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.parties.models import Party, Person
from servanda.review.actions import accept_all
from servanda.review.tests.factories import (
    IOM,
    LAUNCH,
    MET,
    SIDES,
    TALKS,
    TURKMENISTAN,
    make_run,
)
from servanda.review.tests.second_source.sources import second, sources_of, told_otherwise

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_same_told_again_makes_no_entry_twice(clerk, first):
    counts = [m.objects.count() for m in (Party, Person, Meeting, Provision, Instrument)]
    items = [TURKMENISTAN, IOM, MET, LAUNCH]
    second(clerk, f"Again: {TALKS}", items)
    assert [m.objects.count() for m in (Party, Person, Meeting, Provision, Instrument)] == counts
    assert sources_of(Meeting.objects.get(), "date") == 2
    assert sources_of(Provision.objects.get(), "text") == 2


def test_a_day_in_the_month_told_sharpens_the_meeting(clerk, first):
    text = "Turkmenistan and IOM met in Ashgabat on 18 February 2020."
    met = ("meeting", text[:-1], {"date": "2020-02-18", "parties": SIDES, "place": "Ashgabat"})
    second(clerk, text, [TURKMENISTAN, ("party", "IOM", IOM[2]), met])
    meeting = Meeting.objects.get()
    assert (meeting.date, meeting.place) == ("2020-02-18", "Ashgabat")
    assert "18 February 2020" in meeting.label
    assert "Ashgabat" in meeting.label


def test_a_vaguer_date_does_not_blunt_a_sharper_one(clerk):
    day = ("meeting", MET[1], {**MET[2], "date": "2020-02-18"})
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, day]))
    second(clerk, f"Again: {TALKS}", [TURKMENISTAN, IOM, MET])
    assert Meeting.objects.get().date == "2020-02-18"


def test_a_planned_meeting_becomes_held_by_a_later_source(clerk):
    text = "Turkmenistan and IOM plan to meet at the end of February 2021."
    iom = ("party", "IOM", IOM[2])
    span = "2021-02-21/2021-02-28"
    planned = ("meeting", text[:-1], {"status": "planned", "date": span, "parties": SIDES})
    accept_all(clerk, run=make_run(clerk, text, [TURKMENISTAN, iom, planned]))
    later = "Turkmenistan and IOM met on 26 February 2021."
    held = ("meeting", later[:-1], {"status": "held", "date": "2021-02-26", "parties": SIDES})
    second(clerk, later, [TURKMENISTAN, iom, held])
    meeting = Meeting.objects.get()
    assert (meeting.status, meeting.date) == ("held", "2021-02-26")


def test_an_older_source_does_not_make_a_held_meeting_planned_again(clerk, first):
    planned = ("meeting", MET[1], {**MET[2], "status": "planned"})
    second(clerk, f"Before: {TALKS}", [TURKMENISTAN, IOM, planned])
    meeting = Meeting.objects.get()
    assert meeting.status == "held"
    assert sources_of(meeting, "status") == 1


def test_a_planned_meeting_that_is_called_off_is_cancelled_and_told_once(clerk):
    text = "Turkmenistan and IOM plan to meet in May 2021."
    iom = ("party", "IOM", IOM[2])
    planned = ("meeting", text[:-1], {"status": "planned", "date": "2021-05", "parties": SIDES})
    accept_all(clerk, run=make_run(clerk, text, [TURKMENISTAN, iom, planned]))
    for word in ("Sadly", "Indeed"):
        later = f"{word}: Turkmenistan and IOM do not meet in May 2021."
        off = ("meeting", later, {"status": "cancelled", "date": "2021-05", "parties": SIDES})
        second(clerk, later, [TURKMENISTAN, iom, off])
    assert Meeting.objects.get().status == "cancelled"


def test_two_meetings_of_one_text_are_two(clerk):
    text = "Turkmenistan and IOM met on 4 May 2021; Turkmenistan and IOM met again that day."
    iom = ("party", "IOM", IOM[2])
    day = {"date": "2021-05-04", "parties": SIDES}
    one = ("meeting", "Turkmenistan and IOM met on 4 May 2021", day)
    two = ("meeting", "Turkmenistan and IOM met again that day", day)
    accept_all(clerk, run=make_run(clerk, text, [TURKMENISTAN, iom, one, two]))
    assert Meeting.objects.count() == 2


def test_one_party_alone_in_the_same_month_is_not_the_same_meeting(clerk, first):
    text = "Turkmenistan took part in February 2020 in Vienna."
    alone = (
        "meeting",
        text[:-1],
        {"date": "2020-02", "parties": ["Turkmenistan"], "place": "Vienna"},
    )
    second(clerk, text, [TURKMENISTAN, alone])
    assert Meeting.objects.count() == 2


def test_a_series_of_the_same_parties_is_one(clerk):
    for words in ("meet every year", "meet each year"):
        text = f"Turkmenistan and IOM {words}."
        yearly = ("meeting", text[:-1], {"status": "recurring", "parties": SIDES})
        second(clerk, text, [TURKMENISTAN, ("party", "IOM", IOM[2]), yearly])
    series = MeetingSeries.objects.get()
    assert sources_of(series, "parties") == 2


def test_a_meeting_some_days_off_is_offered_since_sources_may_differ(clerk):
    day = ("meeting", MET[1], {**MET[2], "date": "2020-02-18"})
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, day]))
    off = ("meeting", MET[1], {**MET[2], "date": "2020-02-20"})
    (match,) = told_otherwise(clerk, [TURKMENISTAN, IOM, off])
    assert not match.is_sure
    assert "may differ on the date" in str(match.why)
    later = ("meeting", MET[1], {**MET[2], "date": "2020-03-18"})
    assert told_otherwise(clerk, [TURKMENISTAN, IOM, later], f"And: {TALKS}") == []


def test_a_meeting_to_which_another_source_adds_a_party_is_offered(clerk):
    day = {**MET[2], "date": "2020-02-18"}
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, ("meeting", MET[1], day)]))
    more = {**day, "parties": [*SIDES, "Norway"]}
    (match,) = told_otherwise(clerk, [TURKMENISTAN, IOM, ("meeting", MET[1], more)])
    assert (match.is_sure, str(match.why)) == (False, "some of the same parties at the same time")

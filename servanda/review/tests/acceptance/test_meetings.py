"""What accepted meetings become: series, and the meetings in them."""

import pytest
from django.core.exceptions import ValidationError

from servanda.meetings.models import Meeting, MeetingSeries
from servanda.review.actions import accept_all
from servanda.review.tests.acceptance.accepting import accept, cited
from servanda.review.tests.factories import (
    IOM,
    MET,
    SIDES,
    TALKS,
    TURKMENISTAN,
    make_run,
    the,
)

pytestmark = pytest.mark.django_db


def test_a_meeting_that_recurs_is_a_series_with_the_meetings_of_its_parties(clerk):
    text = f"{TALKS} They meet every year."
    yearly = ("meeting", "They meet every year", {"status": "recurring", "parties": SIDES})
    accept_all(clerk, run=make_run(clerk, text, [TURKMENISTAN, IOM, MET, yearly]))
    series = MeetingSeries.objects.get()
    assert series.rhythm_words == "They meet every year"
    assert Meeting.objects.get().series == series
    assert cited(series)["parties"] == ["They meet every year"]


def test_a_conference_of_more_states_is_no_meeting_of_the_series(clerk):
    text = f"{TALKS} They meet every year. Norway joined them in June 2020."
    norway = ("party", "Norway", {"name": "Norway"})
    yearly = ("meeting", "They meet every year", {"status": "recurring", "parties": SIDES})
    joined = (
        "meeting",
        "Norway joined them in June 2020",
        {"date": "2020-06", "parties": [*SIDES, "Norway"]},
    )
    run = make_run(clerk, text, [TURKMENISTAN, IOM, norway, MET, yearly, joined])
    accept_all(clerk, run=run)
    assert Meeting.objects.get(date="2020-02").series is not None
    assert Meeting.objects.get(date="2020-06").series is None


def test_a_ministry_beside_its_state_does_not_leave_the_series(clerk):
    text = f"{TALKS} They meet every year. The ministry came in June 2020."
    ministry = (
        "party",
        "The ministry",
        {"name": "Ministry of Labour", "kind": "government_agency"},
    )
    yearly = ("meeting", "They meet every year", {"status": "recurring", "parties": SIDES})
    came = (
        "meeting",
        "The ministry came in June 2020",
        {"date": "2020-06", "parties": [*SIDES, "Ministry of Labour"]},
    )
    run = make_run(clerk, text, [TURKMENISTAN, IOM, ministry, yearly, came])
    accept_all(clerk, run=run)
    assert Meeting.objects.get(date="2020-06").series is not None


def test_a_series_is_not_taken_where_a_meeting_was_chosen(clerk):
    run = make_run(clerk)
    party = accept(clerk, the(run, "party"))
    with pytest.raises(ValidationError):
        accept(clerk, the(run, "meeting"), match=party.uuid)
    assert not Meeting.objects.exists()


def test_a_meeting_with_long_names_still_has_a_name(clerk):
    names = [f"Organization for {'very ' * 20}long matters {n}" for n in range(3)]
    text = "; ".join(names) + " met."
    parties = [("party", name, {"name": name, "kind": "other"}) for name in names]
    met = ("meeting", "met", {"parties": names, "place": "Place " * 30})
    accept_all(clerk, run=make_run(clerk, text, [*parties, met]))
    assert len(Meeting.objects.get().label) <= 300

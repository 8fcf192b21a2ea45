"""Series and meetings added and changed by hand: who may, what is kept, two at once, taking back."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from servanda.history.models import Record
from servanda.meetings.actions import (
    MeetingFacts,
    NewMeeting,
    NewSeries,
    SeriesFacts,
    change_meeting,
    change_series,
    create_meeting,
    create_series,
)
from servanda.meetings.models import Meeting, MeetingSeries, OnlineLink
from servanda.meetings.tests.factories import Cooperation
from servanda.parties.actions import NewParty, create_party
from servanda.registers.actions import Mandate, undo
from servanda.registers.tests.factories import administrator, make_register, mandate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LINK = "https://meet.example.org/room-7"


@pytest.fixture
def cooperation() -> Cooperation:
    return Cooperation(administrator(make_register(is_public=True)))


@pytest.fixture
def editor(client, cooperation) -> Mandate:
    """An editor, signed in."""
    made = mandate(cooperation.mandate.desk.register, "editor", side="ours")
    client.force_login(made.desk.account)
    return made


def path(name: str, entry=None) -> str:
    names = {"slug": "r"} | ({"uuid": entry.uuid} if entry else {})
    return reverse(name, kwargs=names)


def shown(client, name: str, entry) -> str:
    return " ".join(client.get(path(name, entry)).content.decode().split())


def bare(client, cooperation: Cooperation) -> str:
    """Return the words of the page of the series, without its tags."""
    text = re.sub("<[^>]+>", " ", shown(client, "series", cooperation.series))
    return " ".join(text.replace(" :", ":").split()).replace(" :", ":")


def typed(client, name: str, entry) -> dict[str, object]:
    """Return what a form would send back as it stands."""
    form = client.get(path(name, entry)).context["form"]
    told = {field.name: field.value() for field in form}
    if "date" in told:
        told["date"] = form["date"].field.prepare_value(told["date"])
    if "counted_from" in told:
        told["counted_from"] = form["counted_from"].field.prepare_value(told["counted_from"])
    return {key: value for key, value in told.items() if value is not None}


def test_a_series_is_added_by_hand_with_its_rhythm(client, cooperation, editor):
    sent = {
        "label": "Joint Commission",
        "parties": [cooperation.arvenia.uuid, cooperation.office.uuid],
        "every": "2",
        "unit": "years",
        "months": ["3", "11"],
        "rhythm_words": "every two years",
        "counted_from": "2020",
        "visibility": "public",
    }
    assert client.post(path("series-new"), sent).status_code == 302
    made = MeetingSeries.objects.get(label="Joint Commission")
    assert made.rhythm == "FREQ=YEARLY;INTERVAL=2;BYMONTH=3,11"
    assert (made.rhythm_words, made.counted_from) == ("every two years", "2020")
    assert {row.party for row in made.parties.all()} == {cooperation.arvenia, cooperation.office}
    assert "every 2 years: March, November" in shown(client, "series", made)


@pytest.mark.parametrize(
    "rhythm", [{"every": "", "unit": "years"}, {"every": "6", "unit": "months"}]
)
def test_months_belong_to_a_rhythm_of_years(client, editor, rhythm):
    answer = client.post(path("series-new"), {"label": "X", "months": ["3"], **rhythm})
    assert answer.status_code == 422
    assert "Months belong to a rhythm of years" in answer.content.decode()


def test_what_the_form_of_a_series_shows_is_what_it_saves(client, cooperation, editor):
    before = SeriesFacts.of(cooperation.series)
    records = Record.objects.count()
    sent = typed(client, "series-edit", cooperation.series)
    assert client.post(path("series-edit", cooperation.series), sent).status_code == 302
    assert SeriesFacts.of(MeetingSeries.objects.get(pk=cooperation.series.pk)) == before
    assert Record.objects.count() == records


def test_hosts_take_turns_as_the_form_says(client, cooperation, editor):
    sent = typed(client, "series-edit", cooperation.series)
    sent |= {f"turn-{cooperation.office.uuid}": "1", f"turn-{cooperation.arvenia.uuid}": "2"}
    client.post(path("series-edit", cooperation.series), sent)
    series = MeetingSeries.objects.get(pk=cooperation.series.pk)
    assert SeriesFacts.of(series).hosts == (cooperation.office, cooperation.arvenia)
    told = shown(client, "series", series)
    assert f'Whose turn it is to host: <a href="{path("party", cooperation.office)}"' in told
    facts = {**vars(MeetingFacts.of(cooperation.held)), "host": cooperation.office}
    change_meeting(
        cooperation.mandate, meeting=cooperation.held, facts=MeetingFacts(**facts), revision=2
    )
    told = shown(client, "series", series)
    assert f'Whose turn it is to host: <a href="{path("party", cooperation.arvenia)}"' in told


def test_a_party_that_the_editor_does_not_see_stays_in_the_series(client, cooperation, editor):
    hidden = create_party(
        mandate(editor.desk.register, "secretariat", side="theirs"),
        new=NewParty("Quiet Office", "other", visibility="own_side"),
    )
    facts = {**vars(SeriesFacts.of(cooperation.series))}
    facts["parties"] = (hidden, *facts["parties"])
    change_series(
        cooperation.mandate, series=cooperation.series, facts=SeriesFacts(**facts), revision=1
    )
    page = client.get(path("series-edit", cooperation.series)).content.decode()
    assert "Quiet Office" not in page
    sent = typed(client, "series-edit", cooperation.series)
    client.post(path("series-edit", cooperation.series), {**sent, "level": "heads of office"})
    assert hidden in SeriesFacts.of(cooperation.series).parties


def test_a_series_does_not_follow_itself(cooperation):
    clerk, series = cooperation.mandate, cooperation.series
    other = create_series(clerk, new=NewSeries("Commission", follows=series, visibility="public"))
    facts = SeriesFacts(**{**vars(SeriesFacts.of(series)), "follows": other})
    with pytest.raises(ValidationError, match="would follow itself"):
        change_series(clerk, series=series, facts=facts, revision=series.revision)


def test_whoever_saves_a_series_second_sees_both_versions(client, cooperation, editor):
    sent = typed(client, "series-edit", cooperation.series)
    client.post(path("series-edit", cooperation.series), {**sent, "level": "ministers"})
    answer = client.post(path("series-edit", cooperation.series), {**sent, "level": "deputies"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "ministers" in page
    assert "deputies" in page


def test_a_new_party_of_a_series_counts_as_a_change_of_it(cooperation):
    clerk, series = cooperation.mandate, cooperation.series
    before = series.revision
    facts = SeriesFacts(**{**vars(SeriesFacts.of(series)), "parties": (cooperation.office,)})
    change_series(clerk, series=series, facts=facts, revision=before)
    assert MeetingSeries.objects.get(pk=series.pk).revision == before + 1


def test_a_change_of_a_series_is_taken_back_as_a_whole(cooperation):
    clerk, series = cooperation.mandate, cooperation.series
    before = SeriesFacts.of(series)
    facts = SeriesFacts("Talks", (cooperation.office,), hosts=(cooperation.office,))
    change_series(clerk, series=series, facts=facts, revision=series.revision)
    undo(clerk, record=Record.objects.latest("sequence"))
    after = SeriesFacts.of(MeetingSeries.objects.get(pk=series.pk))
    assert set(after.parties) == set(before.parties)
    assert (after.label, after.hosts) == (before.label, ())


def test_a_meeting_is_planned_by_hand_and_held(client, cooperation, editor):
    sent = {
        "label": "Sixth annual meeting",
        "series": cooperation.series.uuid,
        "number": "6",
        "status": "planned",
        "date": "at the end of February 2091",
        "host": cooperation.office.uuid,
        "online": LINK,
        "visibility": "public",
    }
    assert client.post(path("meeting-new"), sent).status_code == 302
    made = Meeting.objects.get(label="Sixth annual meeting")
    assert made.date_words == "at the end of February 2091"
    assert made.date_latest == date(2091, 2, 28)
    told = typed(client, "meeting-edit", made)
    sent = {**told, "status": "held", "date": "2091-02-21"}
    assert client.post(path("meeting-edit", made), sent).status_code == 302
    made.refresh_from_db()
    assert (made.status, made.date, made.number, made.host) == (
        "held",
        "2091-02-21",
        6,
        cooperation.office,
    )


def test_a_new_meeting_of_a_series_begins_with_the_next_number(client, cooperation, editor):
    facts = MeetingFacts(**{**vars(MeetingFacts.of(cooperation.held)), "number": 4})
    change_meeting(cooperation.mandate, meeting=cooperation.held, facts=facts, revision=2)
    answer = client.get(path("meeting-new"), {"series": str(cooperation.series.uuid)})
    assert answer.context["form"]["number"].value() == 5
    assert answer.context["form"]["series"].value() == cooperation.series.uuid


@pytest.mark.parametrize("asked", ["nothing", "018f0000-0000-7000-8000-000000000000"])
def test_a_new_meeting_of_no_series_begins_empty(client, editor, asked):
    assert client.get(path("meeting-new"), {"series": asked}).status_code == 200


def test_whoever_saves_a_meeting_second_sees_both_versions(client, cooperation, editor):
    sent = typed(client, "meeting-edit", cooperation.held)
    client.post(path("meeting-edit", cooperation.held), {**sent, "place": "Torvel"})
    answer = client.post(path("meeting-edit", cooperation.held), {**sent, "place": "Melport"})
    assert answer.status_code == 409
    assert "Torvel" in answer.content.decode()


def test_a_meeting_of_an_impossible_date_is_refused_at_its_field(client, cooperation, editor):
    sent = typed(client, "meeting-edit", cooperation.held)
    answer = client.post(path("meeting-edit", cooperation.held), {**sent, "date": "2021-13"})
    assert answer.status_code == 422
    assert "date" in answer.context["form"].errors


def test_the_online_link_is_shown_to_those_who_work_in_the_register(client, cooperation, editor):
    new = NewMeeting("Talk", "planned", "2090", online=LINK, visibility="public")
    talk = create_meeting(cooperation.mandate, new=new)
    assert LINK in shown(client, "meeting", talk)
    names = {"slug": "r", "kind": "meeting", "uuid": talk.uuid}
    history = reverse("entry-history", kwargs=names)
    assert LINK in client.get(history).content.decode()
    client.logout()
    assert LINK not in shown(client, "meeting", talk)
    assert LINK not in client.get(history).content.decode()
    assert "Talk" in shown(client, "meeting", talk)


def test_an_online_link_is_never_public(cooperation):
    new = NewMeeting("Talk", "planned", "2090", online=LINK, visibility="public")
    talk = create_meeting(cooperation.mandate, new=new)
    link = OnlineLink.objects.get(meeting=talk)
    link.visibility = "public"
    with pytest.raises(ValidationError, match="never public"):
        link.full_clean()


def test_an_online_link_is_changed_and_taken_away(cooperation):
    clerk = cooperation.mandate
    for online, stands in (
        (LINK, [LINK]),
        (f"{LINK}8", [f"{LINK}8"]),
        (None, [f"{LINK}8"]),
        ("", []),
    ):
        meeting = Meeting.objects.get(pk=cooperation.held.pk)
        facts = MeetingFacts(**{**vars(MeetingFacts.of(meeting)), "online": online})
        change_meeting(clerk, meeting=meeting, facts=facts, revision=meeting.revision)
        assert [link.address for link in OnlineLink.objects.all()] == stands


def test_a_series_tells_what_did_not_come_and_what_was_announced(client, cooperation):
    cooperation.meeting("Announced meeting", "planned", "2021-03", date_words="in spring")
    cooperation.meeting("Sixth annual meeting", "held", "2022-04-14")
    told = shown(client, "series", cooperation.series)
    gap = told[told.index("Meetings that did not come") :]
    places = [gap.index(part) for part in ("2021", "Announced meeting", "No source says")]
    assert places == sorted(places)


def test_a_hidden_meeting_fills_no_gap_for_those_who_do_not_see_it(client, cooperation):
    cooperation.visibility = "restricted"
    cooperation.meeting("Quiet meeting", "held", "2021-03")
    cooperation.visibility = "public"
    cooperation.meeting("Sixth annual meeting", "held", "2022-04-14")
    assert "2021: a meeting was expected" in bare(client, cooperation)
    client.force_login(cooperation.mandate.desk.account)
    assert "2021: a meeting was expected" not in bare(client, cooperation)

"""The pages of meetings, series, parties and persons."""

from datetime import date

import pytest
from django.urls import reverse

from servanda.meetings.actions import Attendee, add_participation
from servanda.meetings.tests.factories import Cooperation
from servanda.parties.actions import ensure_post, ensure_tenure
from servanda.parties.models import Tenure
from servanda.progress.tests.factories import SECRET, bring_in
from servanda.registers.models import Note
from servanda.registers.tests.factories import administrator, make_register, mandate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2020, 6, 1)


@pytest.fixture
def cooperation() -> Cooperation:
    return Cooperation(administrator(make_register(is_public=True)))


def page(client, name: str, entry=None, **query) -> str:
    names = {"slug": "r"} | ({"uuid": entry.uuid} if entry else {})
    answer = client.get(reverse(name, kwargs=names), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_lists_show_meetings_latest_first_and_series_with_what_comes_next(client, cooperation):
    shown = page(client, "meetings")
    assert "Annual meeting of Arvenia and the Office" in shown
    assert shown.index("<bdi>Planned") < shown.index("<bdi>Held")
    series = client.get(reverse("list", kwargs={"slug": "r", "kind": "series"})).content.decode()
    assert series.index("Next meeting") < series.index("Last meeting held")
    assert "Republic of Arvenia" in series


def test_an_empty_list_says_what_to_do(client):
    make_register(is_public=True)
    assert "Nothing in this list yet" in page(client, "meetings")


def test_a_series_tells_its_parties_rhythm_open_points_and_next_meeting(client, cooperation):
    shown = page(client, "series", cooperation.series)
    for words in (
        "Republic of Arvenia",
        "yearly",
        "minister and director",
        "1 point of these meetings is open",
    ):
        assert words in shown
    assert str(cooperation.next.uuid) in shown[: shown.index("</header> <p")]


def test_a_point_that_is_done_is_not_open(client, cooperation):
    cooperation.say(cooperation.page, cooperation.office, "done", DAY)
    assert "0 points of these meetings are open" in page(client, "series", cooperation.series)


def test_a_series_shows_fifty_open_points_and_counts_all(client, cooperation):
    for count in range(60):
        cooperation.point(f"Point {count}")
    shown = page(client, "series", cooperation.series)
    assert "61 points of these meetings are open" in shown
    assert shown.count("chip-no-information") == 51  # fifty points, and their count
    assert reverse("past-decisions", kwargs={"slug": "r", "uuid": cooperation.next.uuid}) in shown


def test_a_meeting_tells_who_spoke_for_whom(client, cooperation):
    shown = page(client, "meeting", cooperation.held)
    row = shown[shown.index("Ana Torvel</a>") : shown.index("Ivo Lent</a>")]
    assert "Minister of Mobility" in row
    assert "Republic of Arvenia" in row


def test_a_party_for_which_a_post_speaks_is_not_said_twice(client, cooperation):
    post = ensure_post(
        cooperation.mandate, title="Envoy", organization=cooperation.office, visibility="public"
    )
    for attendee in (Attendee(party=cooperation.office), Attendee(post=post)):
        add_participation(cooperation.mandate, meeting=cooperation.next, attendee=attendee)
    shown = page(client, "meeting", cooperation.next)
    assert shown.count("Office for Mobility</a>") == 1
    assert "Envoy" in shown


def test_a_party_that_a_person_speaks_for_is_not_said_twice(client, cooperation):
    shown = page(client, "meeting", cooperation.held)
    assert shown.count("nobody is named") == 0


def test_a_meeting_tells_what_was_agreed_with_standings_and_sources(client, cooperation):
    shown = page(client, "meeting", cooperation.held)
    assert shown.index("What was agreed") < shown.index("Set up a joint web page")
    assert "chip-no-information" in shown
    assert "State of the plan" in shown
    assert "on 3 March 2020" in shown


def test_a_planned_meeting_tells_the_words_of_its_date(client, cooperation):
    shown = page(client, "meeting", cooperation.next)
    assert "in spring" in shown
    assert "The meeting is still to come." in shown


def test_the_record_leads_to_its_meeting(client, cooperation):
    names = {"slug": "r", "uuid": cooperation.record.uuid}
    answer = client.get(reverse("meeting-of-record", kwargs=names))
    assert answer.url == reverse("meeting", kwargs={"slug": "r", "uuid": cooperation.held.uuid})
    assert reverse("meeting-of-record", kwargs=names) in page(client, "provision", cooperation.page)


def test_a_party_is_shown_through_time(client, cooperation):
    cooperation.say(cooperation.line, cooperation.arvenia, "in_progress", DAY)
    shown = page(client, "party", cooperation.arvenia)
    parts = ["Working Group on Mobility", "Арвения", "Ana Torvel", "Open a telephone line"]
    parts += ["Fourth annual meeting", "Updates it gave"]
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)
    assert "3 March 2020" in shown[shown.index("Ana Torvel</a>") : shown.index("Fourth annual")]


def test_a_body_names_its_members(client, cooperation):
    shown = page(client, "party", cooperation.group)
    assert "Office for Mobility" in shown
    assert "chair" in shown


def test_a_person_is_shown_with_posts_and_meetings(client, cooperation):
    tenure = Tenure.objects.get(person=cooperation.minister)
    ensure_tenure(
        cooperation.mandate,
        person=cooperation.minister,
        post=tenure.post,
        seen_on=date(2018, 4, 1),
    )
    shown = page(client, "person", cooperation.minister)
    assert shown.index("1 April 2018") < shown.index("3 March 2020")
    assert "Fourth annual meeting" in shown
    assert "Minister Ana Torvel and Director Ivo Lent met" in shown


def test_a_hidden_person_is_named_on_no_public_page(client, cooperation):
    cooperation.visibility = "restricted"
    cooperation.attend(cooperation.held, cooperation.arvenia, "Ula Grey", "Adviser")
    for name, entry in (
        ("meeting", cooperation.held),
        ("party", cooperation.arvenia),
        ("parties", None),
        ("meetings", None),
    ):
        shown = page(client, name, entry)
        assert "Ula Grey" not in shown
        assert "Adviser" not in shown


def test_the_words_of_a_hidden_document_are_told_on_no_public_page(client, cooperation):
    hidden = bring_in(cooperation.mandate, SECRET, published="2020-07-01", visibility="restricted")
    entries = {
        "meeting": cooperation.held,
        "series": cooperation.series,
        "party": cooperation.arvenia,
        "person": cooperation.minister,
        "instrument": cooperation.plan,
    }
    for entry in entries.values():
        cooperation.told(entry, "name", "the line has no staff", hidden)
    for name, entry in entries.items():
        shown = page(client, name, entry)
        assert "no staff" not in shown
        assert "Internal note" not in shown
        assert str(hidden.document.uuid) not in shown
        assert "source not public" in shown


def test_a_note_is_kept_for_the_side_of_its_writer(client, cooperation):
    register = cooperation.mandate.desk.register
    ours, theirs = (mandate(register, "focal_point", side=side) for side in ("ours", "theirs"))
    client.force_login(ours.desk.account)
    names = {"slug": "r", "kind": "meeting", "uuid": cooperation.held.uuid}
    answer = client.post(
        reverse("note-new", kwargs=names), {"kind": "position", "text": "We ask for more."}
    )
    assert answer.status_code == 302
    assert "Only your side sees it." in client.get(answer.url).content.decode()
    assert "We ask for more." in page(client, "meeting", cooperation.held)
    client.force_login(theirs.desk.account)
    assert "We ask for more." not in page(client, "meeting", cooperation.held)


def test_a_note_that_is_sent_twice_is_kept_once(client, cooperation):
    clerk = mandate(cooperation.mandate.desk.register, "editor", side="ours")
    client.force_login(clerk.desk.account)
    path = reverse(
        "note-new", kwargs={"slug": "r", "kind": "meeting", "uuid": cooperation.held.uuid}
    )
    for text in ("We ask.", "We ask. ", "We do not ask."):
        assert client.post(path, {"kind": "position", "text": text}).status_code == 302
    assert [note.text for note in Note.objects.order_by("pk")] == ["We ask.", "We do not ask."]


def test_a_note_without_words_is_refused(client, cooperation):
    clerk = mandate(cooperation.mandate.desk.register, "editor", side="ours")
    client.force_login(clerk.desk.account)
    names = {"slug": "r", "kind": "series", "uuid": cooperation.series.uuid}
    answer = client.post(reverse("note-new", kwargs=names), {"kind": "position", "text": " "})
    assert "Nothing was saved yet" in answer.content.decode()
    assert not Note.objects.exists()


def test_who_stands_on_no_side_keeps_no_notes(client, cooperation):
    client.force_login(cooperation.mandate.desk.account)
    names = {"slug": "r", "kind": "series", "uuid": cooperation.series.uuid}
    assert client.get(reverse("note-new", kwargs=names)).status_code == 403


@pytest.mark.parametrize("kind", ["provision", "meeting", "series", "instrument"])
def test_a_note_is_written_on_each_of_these(client, cooperation, kind):
    clerk = mandate(cooperation.mandate.desk.register, "editor", side="ours")
    client.force_login(clerk.desk.account)
    entry = {
        "provision": cooperation.page,
        "meeting": cooperation.held,
        "series": cooperation.series,
        "instrument": cooperation.plan,
    }[kind]
    names = {"slug": "r", "kind": kind, "uuid": entry.uuid}
    client.post(reverse("note-new", kwargs=names), {"kind": "ask", "text": "Ask who pays."})
    assert "Ask who pays." in page(client, kind, entry)


@pytest.mark.parametrize("kind", ["party", "nothing"])
def test_there_is_no_page_for_notes_on_other_things(client, cooperation, kind):
    clerk = mandate(cooperation.mandate.desk.register, "editor", side="ours")
    client.force_login(clerk.desk.account)
    names = {"slug": "r", "kind": kind, "uuid": cooperation.arvenia.uuid}
    assert client.get(reverse("note-new", kwargs=names)).status_code == 404


def test_old_updates_of_a_party_are_shown_when_asked_for(client, cooperation):
    for _ in range(40):
        cooperation.say(cooperation.line, cooperation.office, "in_progress", date(2019, 1, 1))
    cooperation.say(cooperation.line, cooperation.office, "done", date(2018, 1, 1))
    assert "Show all 41 updates" in page(client, "party", cooperation.office)
    assert "1 January 2018" in page(client, "party", cooperation.office, updates="all")


@pytest.mark.slow
def test_a_page_costs_the_same_queries_for_ten_and_for_thirty_rows(
    client, cooperation, django_assert_max_num_queries
):
    client.force_login(cooperation.mandate.desk.account)
    entries = {
        "meetings": None,
        "series": cooperation.series,
        "meeting": cooperation.held,
        "party": cooperation.arvenia,
        "person": cooperation.minister,
    }
    counted: dict[str, set[int]] = {name: set() for name in entries}
    for number in (10, 20):  # tests/test_query_counts.py asks every page with three hundred
        cooperation.add_meetings(number)
        for count in range(number):
            point = cooperation.point(f"Point {count}")
            cooperation.say(point, cooperation.office, "in_progress", DAY)
        for name, entry in entries.items():
            with django_assert_max_num_queries(25) as queries:
                page(client, name, entry)
            counted[name].add(len(queries))
    assert {name for name, numbers in counted.items() if len(numbers) > 1} == set()

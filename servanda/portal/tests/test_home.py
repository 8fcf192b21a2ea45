"""The home of a register: what comes next, what falls due, what changed, what waits."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    create_instrument,
)
from servanda.meetings.actions import NewMeeting, NewSeries, create_meeting, create_series
from servanda.parties.actions import NewParty, create_party
from servanda.portal.views.frame import SECTIONS
from servanda.progress.actions import NewUpdate, add_update
from servanda.registers.actions import Protection, protect_entry
from servanda.registers.tests.factories import administrator, mandate, person
from servanda.reports.actions import NewDuty, create_duty
from servanda.review.actions import read_version
from servanda.sources.actions import DocumentFacts
from servanda.sources.tests.factories import make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def acting(register):
    return administrator(register)


@pytest.fixture
def plan(acting):
    new = NewInstrument("Plan of action", "action_plan", visibility="public")
    return create_instrument(acting, new=new)


def told(client, slug="r"):
    answer = client.get(f"/r/{slug}/")
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2]


def day(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def meeting(acting, label, when, status="planned", visibility="public"):
    return create_meeting(acting, new=NewMeeting(label, status, when, visibility=visibility))


def measure(acting, plan, text, due, visibility="public"):
    new = NewProvision(text, "measure", due=due, visibility=visibility)
    return add_provision(acting, instrument=plan, new=new)


def test_an_empty_register_says_what_is_not_there_yet(client, register):
    page = told(client)
    for sentence in (
        "No meeting is planned.",
        "No report is known to fall due from today on.",
        "No point with a known deadline is overdue or falls due soon.",
        "Nothing has been recorded yet.",
    ):
        assert sentence in page


def test_the_soonest_meeting_planned_is_the_next(client, acting):
    for label, when, status in (
        ("Meeting in autumn", day(200), "planned"),
        ("Meeting in spring", day(20), "planned"),
        ("Meeting of the past", day(-20), "held"),
        ("Meeting that fell out", day(5), "cancelled"),
    ):
        meeting(acting, label, when, status)
    page = told(client).partition("Latest changes")[0]
    assert "Meeting in spring" in page
    assert "Meeting in autumn" not in page
    assert "Meeting of the past" not in page
    assert "Meeting that fell out" not in page


def test_a_planned_meeting_of_which_nothing_was_heard_is_shown_as_such(client, acting):
    meeting(acting, "Meeting in Bangkok", "2021-03")
    page = told(client)
    assert "Meeting in Bangkok" in page
    assert "no source in this register tells whether it was held" in page


def test_one_planned_before_the_last_meeting_held_is_not_the_next(client, acting):
    meeting(acting, "Meeting in Bangkok", "2021-03")
    meeting(acting, "Meeting in Ashgabat", "2022-04", "held")
    assert "Meeting in Bangkok" not in told(client).partition("Latest changes")[0]


def test_without_a_next_meeting_the_series_and_its_last_meeting_are_shown(client, acting):
    told_of = NewSeries("Yearly talks", (), rhythm="every year", visibility="public")
    series = create_series(acting, new=told_of)
    for when in ("2022-04", "2024-12-10"):
        new = NewMeeting("Talks", "held", when, series=series, visibility="public")
        create_meeting(acting, new=new)
    page = told(client).partition("Latest changes")[0]
    for words in ("No meeting is planned.", "Yearly talks", "every year", "10 December 2024"):
        assert words in page


def test_of_many_points_that_are_due_the_first_are_shown_and_this_is_said(client, acting, plan):
    for number in range(9):
        measure(acting, plan, f"Measure {number}", f"2020-0{number + 1}")
    page = told(client).partition("Latest changes")[0]
    assert "The first 8 points with a deadline" in page
    assert ("Measure 7" in page, "Measure 8" in page) == (True, False)


def test_standings_are_counted_and_lead_to_their_lists(client, acting, plan):
    measure(acting, plan, "Open a line", "2020-06")
    measure(acting, plan, "Write a law", day(400))
    page = told(client)
    assert "2 commitments" in page
    assert f'href="{reverse("points", kwargs={"slug": "r"})}?standing=overdue"' in page


def test_what_one_stated_on_a_day_is_one_line_of_news(client, acting, plan):
    state = create_party(acting, new=NewParty("Arvenia", "state", visibility="public"))
    for number in range(5):
        made = measure(acting, plan, f"Measure {number}", day(400))
        new = NewUpdate(state, "done", timezone.localdate(), visibility="public")
        add_update(acting, provision=made, new=new)
    news = told(client).partition("Latest changes")[2]
    assert news.count("Arvenia</a>") == 1
    assert news.count("chip-done") == 3
    assert "and 2 more" in news


def test_what_was_corrected_is_no_news_beside_its_correction(client, acting, plan):
    state = create_party(acting, new=NewParty("Arvenia", "state", visibility="public"))
    made = measure(acting, plan, "Open a line", day(400))
    today = timezone.localdate()
    first = add_update(
        acting, provision=made, new=NewUpdate(state, "done", today, visibility="public")
    )
    new = NewUpdate(state, "partly_done", today, corrects=first, visibility="public")
    add_update(acting, provision=made, new=new)
    news = told(client).partition("Latest changes")[2]
    assert "chip-partly-done" in news
    assert "chip-done" not in news


def test_news_are_the_latest_documents_and_meetings(client, acting):
    make_version(acting, "A text.", facts=DocumentFacts(title="Press item", visibility="public"))
    meeting(acting, "Talks", "2022-04", "held")
    meeting(acting, "Closed talks", "2022-05", "held", visibility="restricted")
    news = told(client).partition("Latest changes")[2]
    assert 0 < news.index("Talks") < news.index("Press item")
    assert "Closed talks" not in news


def test_points_overdue_and_due_soon_are_shown_the_earliest_first(client, acting, plan):
    state = create_party(acting, new=NewParty("Arvenia", "state", visibility="public"))
    for text, due in (
        ("Train officers", day(30)),
        ("Open a line", "2020-06"),
        ("Print leaflets", "2019"),
        ("Write a law", day(400)),
    ):
        made = measure(acting, plan, text, due)
        if text == "Print leaflets":
            today = timezone.localdate()
            new = NewUpdate(state, "done", today, visibility="public")
            add_update(acting, provision=made, new=new)
    page = told(client).partition("Latest changes")[0].partition('id="due"')[2]
    assert 0 < page.index("Open a line") < page.index("Train officers")
    assert "Print leaflets" not in page
    assert "Write a law" not in page
    assert page.count("chip-overdue") == 1


def test_reports_that_are_due_are_shown(client, acting):
    create_duty(acting, new=NewDuty("Voluntary report", due=day(40), visibility="public"))
    create_duty(acting, new=NewDuty("Report of old", due="2001", visibility="public"))
    page = told(client).partition("Latest changes")[0]
    assert "Voluntary report" in page
    assert "Report of old" not in page


def test_what_is_hidden_leaves_no_trace(client, acting, plan):
    before = told(client)
    meeting(acting, "Secret meeting", day(3), visibility="restricted")
    measure(acting, plan, "Secret measure", "2020", visibility="restricted")
    create_duty(acting, new=NewDuty("Secret report", due=day(9), visibility="restricted"))
    assert told(client) == before


def test_proposals_wait_for_those_who_may_decide(client, register, acting):
    text = "Turkmenistan and the International Organization for Migration (IOM) met in Ashgabat."
    facts = DocumentFacts(visibility="public")
    read_version(acting, version=make_version(acting, text, facts=facts))
    assert "for a decision" not in told(client)
    client.force_login(person(register, "focal_point"))
    assert "for a decision" not in told(client)
    client.force_login(mandate(register, "editor").desk.account)
    assert "for a decision" in told(client)


def test_an_editor_is_led_to_adding_a_document(client, register):
    address = reverse("document-new", kwargs={"slug": "r"})
    assert address not in told(client)
    client.force_login(person(register, "editor"))
    assert address in told(client)


@pytest.mark.parametrize("name", [name for name, _label, _words in SECTIONS])
def test_every_address_of_the_navigation_exists(client, register, acting, name):
    meeting(acting, "Meeting", day(3))
    address = reverse(name, kwargs={"slug": "r"})
    page = client.get(f"/r/{register.slug}/").content.decode()
    assert f'href="{address}"' in page
    client.force_login(acting.desk.account)
    assert client.get(address).status_code == 200


def test_the_navigation_has_nine_addresses():
    assert len(SECTIONS) == 9


@pytest.mark.parametrize(
    ("first", "then", "stands"), [("in_progress", "done", True), ("done", "in_progress", False)]
)
def test_what_is_due_follows_what_the_person_may_see(client, acting, plan, first, then, stands):
    state = create_party(acting, new=NewParty("State", "state", visibility="public"))
    late = measure(acting, plan, "Train officers", day(-3))
    for value, stated, visibility in ((first, -2, "public"), (then, -1, "restricted")):
        stated_on = timezone.localdate() + timedelta(days=stated)
        new = NewUpdate(state, value, stated_on, visibility=visibility)
        add_update(acting, provision=late, new=new)
    due = told(client).partition('aria-labelledby="due"')[2].partition("</section>")[0]
    assert due
    assert ("Train officers" in due) is stands


def test_an_empty_register_leads_an_editor_to_the_first_document(client, register):
    assert "Begin with the record of the last meeting" not in told(client)
    client.force_login(person(register, "editor"))
    assert "Begin with the record of the last meeting" in told(client)
    for page in ("/r/r/", "/r/r/points/"):
        content = client.get(page).content.decode().partition("<main")[2]
        assert reverse("document-new", kwargs={"slug": "r"}) in content


def test_the_next_visit_asks_twelve_queries_however_much_there_is(
    client, acting, plan, django_assert_max_num_queries
):
    state = create_party(acting, new=NewParty("Arvenia", "state", visibility="public"))
    meeting(acting, "Meeting in spring", day(20))
    for number in range(12):
        made = measure(acting, plan, f"Measure {number}", day(number))
        new = NewUpdate(state, "in_progress", timezone.localdate(), visibility="public")
        add_update(acting, provision=made, new=new)
    client.force_login(acting.desk.account)
    first = told(client)
    with django_assert_max_num_queries(12):
        assert told(client) == first


def test_what_the_home_keeps_is_never_older_than_the_register(client, acting, plan):
    made = measure(acting, plan, "Open a line", day(20))
    state = create_party(acting, new=NewParty("Arvenia", "state", visibility="public"))
    assert "chip-done" not in told(client)
    new = NewUpdate(state, "done", timezone.localdate(), visibility="public")
    said = add_update(acting, provision=made, new=new)
    assert "chip-done" in told(client).partition("Latest changes")[2]
    protect_entry(acting, entry=said, as_told=Protection("restricted"), revision=said.revision)
    assert "chip-done" not in told(client)

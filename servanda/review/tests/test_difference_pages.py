"""The pages on which sources differ: who sees them, what stands there, what a choice does."""

import pytest
from django.urls import reverse

from servanda.meetings.models import Meeting
from servanda.registers.tests.factories import administrator, make_register, person
from servanda.review.actions import Decision, accept_all, accept_proposal
from servanda.review.tests.factories import IOM, MET, TALKS, TURKMENISTAN, make_run, the
from servanda.sources.actions import DocumentFacts
from servanda.sources.models import Difference

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def clerk():
    return administrator(make_register(is_public=True))


def tell(clerk, day, *, visibility="public", match=None):
    text = TALKS if match is None else f"Again {day}: {TALKS}"
    met = ("meeting", MET[1], {**MET[2], "date": day})
    facts = DocumentFacts(title=f"Paper of {day}", visibility=visibility, language="en")
    run = make_run(clerk, text, [TURKMENISTAN, IOM, met], facts=facts)
    if match is None:
        accept_all(clerk, run=run)
    else:
        decision = Decision(match=match.uuid)
        accept_proposal(clerk, proposal=the(run, "meeting"), decision=decision, revision=1)


@pytest.fixture
def meeting(clerk):
    tell(clerk, "2020-02-18")
    found = Meeting.objects.get()
    tell(clerk, "2020-02-19", match=found)
    return found


def url(name, **more):
    return reverse(name, kwargs={"slug": "r", **more})


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2]


def test_the_page_of_the_entry_shows_both_days_with_their_words(client, meeting):
    page = shown(client, url("meeting", uuid=meeting.uuid))
    assert "Sources differ" in page
    assert "19 February 2020" in page
    assert "Paper of 2020-02-19" in page
    assert "not decided yet" in page
    assert "Decide which stands" not in page


def test_what_a_hidden_document_tells_is_not_shown_to_others(client, clerk, meeting):
    tell(clerk, "2020-03-05", visibility="restricted", match=meeting)
    assert "5 March 2020" not in shown(client, url("meeting", uuid=meeting.uuid))
    editor = person(meeting.register, "editor")
    client.force_login(editor)
    assert "5 March 2020" not in shown(client, url("differences"))
    hidden = Difference.objects.get(value="2020-03-05")
    assert client.get(url("difference", uuid=hidden.uuid)).status_code == 404
    client.force_login(clerk.desk.account)
    assert "5 March 2020" in shown(client, url("differences"))


def test_the_home_counts_the_facts_for_who_may_decide(client, clerk, meeting):
    assert "Sources differ on" not in shown(client, url("register"))
    client.force_login(clerk.desk.account)
    assert "Sources differ on 1 fact" in shown(client, url("register"))


def test_a_person_decides_with_a_reason_and_is_led_to_the_entry(client, clerk, meeting):
    client.force_login(clerk.desk.account)
    difference = Difference.objects.get()
    address = url("difference", uuid=difference.uuid)
    page = shown(client, address)
    assert page.count('name="choice"') == 2
    asked = {"choice": str(difference.uuid), "revision": difference.revision}
    without = client.post(address, asked)
    assert without.status_code == 422
    assert "Say why this value stands." in without.content.decode()
    answer = client.post(address, {**asked, "reason": "The minutes say so."})
    assert answer["Location"] == url("meeting", uuid=meeting.uuid)
    meeting.refresh_from_db()
    assert meeting.date == "2020-02-19"
    page = shown(client, url("meeting", uuid=meeting.uuid))
    assert "Does not stand" in page
    assert "The minutes say so." in page
    assert "No difference is open" in shown(client, url("differences"))


def test_who_comes_second_sees_both_decisions_and_decides(client, clerk, meeting):
    client.force_login(clerk.desk.account)
    difference = Difference.objects.order_by("pk")[0]
    address = url("difference", uuid=difference.uuid)
    first = {"choice": "stands", "revision": difference.revision, "reason": "So it is."}
    assert client.post(address, first).status_code == 302
    second = first | {"choice": str(difference.uuid), "reason": "The minutes say so."}
    answer = client.post(address, second)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "decided in the meantime: “So it is.”" in page
    assert 'value="The minutes say so."' in page
    difference.refresh_from_db()
    assert difference.state == "left"
    shown_now = difference.revision
    assert client.post(address, second | {"revision": shown_now}).status_code == 302
    difference.refresh_from_db()
    assert difference.state == "taken"


def test_a_choice_that_is_none_is_refused(client, clerk, meeting):
    client.force_login(clerk.desk.account)
    address = url("difference", uuid=Difference.objects.get().uuid)
    for choice in ("", "nonsense", str(meeting.uuid)):
        answer = client.post(address, {"choice": choice, "revision": 1, "reason": "So."})
        assert answer.status_code == 422


def test_the_history_tells_the_decision_and_hides_a_hidden_source(client, clerk, meeting):
    tell(clerk, "2020-03-05", visibility="restricted", match=meeting)
    client.force_login(clerk.desk.account)
    client.post(
        url("difference", uuid=Difference.objects.get(value="2020-02-19").uuid),
        {"choice": "stands", "revision": 1, "reason": "So it is."},
    )
    address = url("entry-history", kind="meeting", uuid=meeting.uuid)
    page = shown(client, address)
    assert "Decided which value stands" in page
    assert "a source tells otherwise" in page
    assert "5 March 2020" in page
    client.logout()
    page = shown(client, address)
    assert "19 February 2020" in page
    assert "5 March 2020" not in page

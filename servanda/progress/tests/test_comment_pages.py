"""The pages beside a provision: consent, ties, plain language, comments."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from servanda.instruments.actions import (
    Amendment,
    Answering,
    NewInstrument,
    add_comment,
    amend_provision,
    create_instrument,
    write_plain_text,
)
from servanda.instruments.models import Comment, Link, PlainText, Provision
from servanda.progress.tests.factories import Plan
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.models import Citation

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register(is_public=True)))


@pytest.fixture
def clerk(plan) -> Client:
    return browser(plan.mandate)


def browser(who) -> Client:
    client = Client()
    client.force_login(who.desk.account)
    return client


def path(name: str, entry) -> str:
    return reverse(name, kwargs={"slug": "r", "uuid": entry.uuid})


def page(client: Client, entry: Provision) -> str:
    answer = client.get(path("provision", entry))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_consent_is_changed_on_the_words_of_a_document(clerk, plan):
    words = "The parties agreed to open a telephone line"
    sent = {
        "consent": "ad_referendum",
        "revision": plan.line.revision,
        "document": plan.release.document.uuid,
        "quotation": words,
    }
    assert clerk.post(path("consent-edit", plan.line), sent).status_code == 302
    assert "agreed ad referendum" in page(clerk, plan.line)
    cited = Citation.objects.get(entry=plan.line.uuid, field="consent")
    assert cited.passage.quote == words


def test_who_comes_second_sees_how_far_it_is_agreed_by_now(clerk, plan):
    seen = plan.line.revision
    for consent, status in (("proposed", 302), ("withdrawn", 409)):
        sent = {"consent": consent, "revision": seen}
        assert clerk.post(path("consent-edit", plan.line), sent).status_code == status


@pytest.mark.parametrize("typed", ["A/RES/73/195, para. 26", "GC 26", "address"])
def test_a_provision_is_tied_to_one_of_another_instrument(clerk, plan, typed):
    new = NewInstrument("Global Compact", "resolution", abbreviation="GC", symbol="A/RES/73/195")
    compact = create_instrument(plan.mandate, new=new)
    objective = plan.provision("Objective 10", code="26", instrument=compact)
    other = f"https://r.example{path('provision', objective)}" if typed == "address" else typed
    sent = {"kind": "implements", "other": other, "reason": "named in the plan"}
    assert clerk.post(path("link-new", plan.training), sent).status_code == 302
    link = Link.objects.get(from_provision=plan.training)
    assert (link.to_provision, link.reason) == (objective, "named in the plan")
    assert "Objective 10" in page(clerk, plan.training)
    clerk.post(path("link-remove", link))
    assert not Link.objects.filter(pk=link.pk).exists()


def test_what_means_no_provision_that_is_seen_is_said_at_the_field(plan):
    editor = mandate(plan.mandate.desk.register, "editor")
    plan.visibility = "restricted"
    hidden = plan.provision("Move the staff abroad", code="9")
    sent = {"kind": "implements", "other": path("provision", hidden)}
    answer = browser(editor).post(path("link-new", plan.line), sent)
    assert answer.status_code == 422
    assert "No provision that you may see" in answer.content.decode()
    assert "Move the staff" not in answer.content.decode()


def test_visitors_read_plain_language_only_once_it_is_checked(client, clerk, plan):
    sent = {"language": "en", "text": "People can call in three languages.", "seen": ""}
    clerk.post(path("plain-text-edit", plan.line), sent)
    assert "People can call" not in page(client, plan.line)
    assert "not checked" in page(clerk, plan.line)
    plain = PlainText.objects.get()
    clerk.post(path("plain-text-check", plain))
    assert PlainText.objects.get().checked_by is None
    other = mandate(plan.mandate.desk.register, "editor")
    browser(other).post(path("plain-text-check", plain), {"seen": plain.text})
    assert "People can call" in page(client, plan.line)


def test_of_two_who_write_plainly_the_second_sees_both_texts(clerk, plan):
    write_plain_text(plan.mandate, provision=plan.line, language="en", text="First words.", seen="")
    sent = {"language": "en", "text": "Second words.", "seen": ""}
    answer = clerk.post(path("plain-text-edit", plan.line), sent)
    assert answer.status_code == 409
    assert "First words." in answer.content.decode()
    again = {"language": "en", "text": "Second words.", "seen": "First words."}
    clerk.post(path("plain-text-edit", plan.line), again)
    assert PlainText.objects.get().text == "Second words."


def test_plain_language_is_of_an_earlier_wording_once_the_provision_reads_otherwise(clerk, plan):
    write_plain_text(plan.mandate, provision=plan.line, language="en", text="Call us.", seen="")
    assert "of an earlier wording" not in page(clerk, plan.line)
    amended = Amendment({"en": "Open two telephone lines"})
    amend_provision(plan.mandate, provision=plan.line, amendment=amended)
    assert "of an earlier wording" in page(clerk, plan.line)
    where, sent = path("plain-text-edit", plan.line), {"language": "en", "seen": "Call us."}
    opened = clerk.get(f"{where}?language=en").content.decode()
    amend_provision(plan.mandate, provision=plan.line, amendment=Amendment({"en": "Close them"}))
    sent |= {"text": "Call twice.", "read": re.findall(r'name="read" value="([^"]+)"', opened)[0]}
    answer = clerk.post(where, sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "The provision reads otherwise by now: “Close them”" in shown
    sent["read"] = re.findall(r'name="read" value="([^"]+)"', shown)[0]
    assert clerk.post(where, sent).status_code == 302
    assert PlainText.objects.get().text == "Call twice."


def test_comments_are_seen_by_the_people_of_the_register_and_none_by_visitors(client, plan):
    register = plan.mandate.desk.register
    ours, theirs = (mandate(register, "editor", side=side) for side in ("ours", "theirs"))
    sent = {"text": "Ask who pays.", "visibility": "register"}
    assert browser(ours).post(path("comment-new", plan.line), sent).status_code == 302
    own = {"text": "We wait.", "visibility": "own_side"}
    browser(ours).post(path("comment-new", plan.line), own)
    assert "Ask who pays." in page(browser(theirs), plan.line)
    assert "We wait." not in page(browser(theirs), plan.line)
    assert "We wait." in page(browser(ours), plan.line)
    assert "Ask who pays." not in page(client, plan.line)


def test_a_comment_is_taken_away_by_its_writer_alone(plan):
    register = plan.mandate.desk.register
    writer, other = (mandate(register, "editor", side=side) for side in ("ours", "theirs"))
    comment = add_comment(writer, provision=plan.line, text="Wait.", visibility="register")
    assert browser(other).post(path("comment-remove", comment)).status_code == 403
    assert browser(writer).post(path("comment-remove", comment)).status_code == 302
    assert not Comment.objects.exists()


def test_alternatives_conditions_and_what_a_deadline_is_counted_from_are_told(client, plan):
    either = [
        Answering(party, "partner", alternative=1, condition="within available resources")
        for party in (plan.arvenia, plan.office)
    ]
    measure = plan.provision(
        "Publish the figures",
        beside=tuple(either),
        due_words="a month after the session",
        relative_to="the next session",
        relative_kind="meeting",
    )
    shown = page(client, measure)
    for other in ("Office for Mobility", "Republic of Arvenia"):
        assert f"partner, within available resources, or {other}" in shown
    assert "counted from: the next session" in shown
    assert "a meeting" in shown.partition("<dt>When</dt>")[2].partition("</div>")[0]

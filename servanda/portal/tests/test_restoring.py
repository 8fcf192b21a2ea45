"""Bringing back a former state of an entry: what is shown before, what is done, who may."""

import re

import pytest
from django.urls import reverse

from servanda.commands.verification.reporting import verify
from servanda.history.models import Chain, Record
from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    create_instrument,
)
from servanda.instruments.models import Timing
from servanda.parties.actions import NewParty, add_party_name, create_party
from servanda.portal.tests.test_history_pages import rows_of, told
from servanda.registers.actions import (
    NotAllowed,
    StandsInTheWay,
    change,
    merge,
    restore_state,
)
from servanda.registers.rules import Ability
from servanda.registers.tests.factories import mandate
from servanda.sources.actions import DocumentFacts, Upload, correct_document, ingest

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def document(acting):
    facts = DocumentFacts(title="Minutes", publisher="Office", published="2020-02")
    return ingest(acting, upload=Upload(b"They met.", "minutes.txt"), facts=facts).document


def now(register) -> int:
    return Chain.objects.get(register=register.uuid).sequence


def page_of(entry, sequence):
    names = {"slug": "r", "kind": entry.KIND, "uuid": entry.uuid, "sequence": sequence}
    return reverse("restore", kwargs=names)


def corrected(acting, document, **told_now):
    facts = {"title": "Minutes", "publisher": "Office", "published": "2020-02", **told_now}
    correct_document(
        acting, document=document, facts=DocumentFacts(**facts), revision=document.revision
    )
    document.refresh_from_db()


def test_the_history_of_an_entry_leads_to_its_former_states(
    client, register, editor, acting, document
):
    first = now(register)
    corrected(acting, document, title="Record")
    client.force_login(editor)
    names = {"slug": "r", "kind": "document", "uuid": document.uuid}
    page = told(client, reverse("entry-history", kwargs=names))
    assert re.findall(r'href="([^"]+/\d+/)"', page) == [page_of(document, first)]


def test_the_page_tells_what_would_change(client, register, editor, acting, document):
    first = now(register)
    corrected(acting, document, title="Record", publisher="")
    client.force_login(editor)
    assert rows_of(told(client, page_of(document, first))) == [
        ("title", "Record", "Minutes"),
        ("publisher", "nothing", "Office"),
    ]


def test_a_former_state_comes_back_as_a_new_change(client, register, editor, acting, document):
    first = now(register)
    corrected(acting, document, title="Record", publisher="")
    client.force_login(editor)
    said = {"reason": "That was no record", "revision": document.revision}
    answer = client.post(page_of(document, first), said, follow=True)
    assert "Brought back. The history keeps both." in answer.content.decode()
    document.refresh_from_db()
    assert (document.title, document.publisher) == ("Minutes", "Office")
    last = Record.objects.of_register(register.uuid).get(sequence=now(register))
    assert (last.action, last.reason, last.actor) == (
        "restore_state",
        "That was no record",
        editor.uuid,
    )
    assert verify(slug="r", notes=[])


def test_what_somebody_changed_meanwhile_is_not_overwritten(
    client, register, editor, acting, document
):
    first, seen = now(register), document.revision
    corrected(acting, document, title="Record")
    client.force_login(editor)
    answer = client.post(page_of(document, first), {"reason": "x", "revision": seen}, follow=True)
    assert "Somebody changed this meanwhile: look again." in answer.content.decode()
    document.refresh_from_db()
    assert document.title == "Record"


def test_a_state_that_stands_needs_nothing(client, register, editor, acting, document):
    client.force_login(editor)
    page = told(client, page_of(document, now(register)))
    assert "It is as it was then" in page
    assert "<form" not in page


def test_an_entry_has_no_state_before_it_was_there(client, register, editor, acting, document):
    party = create_party(acting, new=NewParty("Arvenia", "state"))
    client.force_login(editor)
    assert client.get(page_of(party, now(register) - 1)).status_code == 404
    assert client.get(page_of(party, 10**6)).status_code == 404


def test_names_come_and_go_with_the_state(register, acting):
    party = create_party(acting, new=NewParty("Arvenia", "state", aliases=("Arv",)))
    first = now(register)
    add_party_name(acting, party=party, text="Republic of Arvenia")
    with change(acting, "merge", Ability.EDIT) as changes:
        changes.remove(party.names.get(text="Arv"))
    party.refresh_from_db()
    assert restore_state(acting, entry=party, sequence=first, revision=party.revision)
    assert set(party.names.values_list("text", flat=True)) == {"Arvenia", "Arv"}
    assert verify(slug="r", notes=[])


def test_a_deadline_that_was_decided_otherwise_comes_back(register, acting):
    plan = create_instrument(acting, new=NewInstrument("Plan", "action_plan"))
    point = add_provision(
        acting, instrument=plan, new=NewProvision("Train", "measure", due="2021-03")
    )
    first = now(register)
    with change(acting, "settle_difference", Ability.EDIT) as changes:
        timing = Timing.objects.get(wording__provision=point)
        wording = timing.wording
        changes.remove(timing)
        changes.create(Timing(wording=wording, due="2022", due_words="in 2022"))
    assert restore_state(acting, entry=point, sequence=first, revision=point.revision)
    assert Timing.objects.get(wording__provision=point).due == "2021-03"
    assert verify(slug="r", notes=[])


def test_a_merged_entry_is_not_restored(register, acting):
    into, twin = (create_party(acting, new=NewParty(name, "other")) for name in ("A", "B"))
    first = now(register)
    merge(acting, twin=twin, into=into, revisions=(twin.revision, into.revision))
    twin.refresh_from_db()
    with pytest.raises(Exception, match="merged into another one"):
        restore_state(acting, entry=twin, sequence=first, revision=twin.revision)


def test_what_led_to_something_gone_is_not_restored(register, acting):
    above = create_party(acting, new=NewParty("Ministry", "other"))
    party = create_party(acting, new=NewParty("Office", "other", parent=above))
    first = now(register)
    with change(acting, "merge", Ability.EDIT) as changes:
        party.parent = None
        changes.update(party)
        changes.remove(above.names.get())
        changes.remove(above)
    with pytest.raises(StandsInTheWay, match="not there any more"):
        restore_state(acting, entry=party, sequence=first, revision=party.revision)


def test_only_editors_restore(register, acting, document):
    first = now(register)
    corrected(acting, document, title="Record")
    with pytest.raises(NotAllowed):
        restore_state(
            mandate(register, "reader"), entry=document, sequence=first, revision=document.revision
        )

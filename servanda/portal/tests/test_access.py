"""Who sees an entry: changed with a reason, followed by what hangs on it, printed where it is shown."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from servanda.commands.verification.reporting import verify
from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    create_instrument,
)
from servanda.parties.actions import NewParty, create_party
from servanda.registers.actions import (
    EditConflict,
    NotAllowed,
    Protection,
    protect_entry,
)
from servanda.registers.tests.factories import mandate, person
from servanda.sources.actions import DocumentFacts, Place, Upload, cite, ingest

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def party(acting):
    return create_party(acting, new=NewParty("Arvenia", "state", visibility="public"))


def address(entry, name="entry-access"):
    names = {"slug": "r", "uuid": entry.uuid}
    return reverse(name, kwargs=names | ({"kind": entry.KIND} if name.startswith("entry") else {}))


def said(entry, **told):
    usual = {"visibility": "public", "embargo_until": "", "handling": "", "reason": "Asked for"}
    return {**usual, "revision": entry.revision, **told}


def test_an_entry_is_hidden_and_opened_again(client, editor, party):
    client.force_login(editor)
    client.post(address(party), said(party, visibility="register"))
    client.logout()
    assert client.get(address(party, "party")).status_code == 404
    client.force_login(editor)
    party.refresh_from_db()
    client.post(address(party), said(party))
    client.logout()
    assert client.get(address(party, "party")).status_code == 200
    assert verify(slug="r", notes=[])


def test_what_hangs_on_it_follows(acting, client):
    plan = create_instrument(acting, new=NewInstrument("Plan", "action_plan", visibility="public"))
    new = NewProvision("Train", "measure", visibility="public")
    point = add_provision(acting, instrument=plan, new=new)
    assert client.get(address(point, "provision")).status_code == 200
    protect_entry(acting, entry=plan, as_told=Protection("restricted"), revision=plan.revision)
    assert client.get(address(point, "provision")).status_code == 404


def test_an_embargo_keeps_it_back_until_its_day(client, editor, party):
    client.force_login(editor)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    client.post(address(party), said(party, embargo_until=tomorrow))
    assert client.get(address(party, "party")).status_code == 200
    client.logout()
    assert client.get(address(party, "party")).status_code == 404


def test_it_is_said_that_what_it_hangs_on_is_under_a_longer_embargo(acting, client, editor):
    plan = create_instrument(acting, new=NewInstrument("Plan", "action_plan", visibility="public"))
    point = add_provision(acting, instrument=plan, new=NewProvision("Train", "measure"))
    day = date(2090, 5, 2)
    wanted = Protection("public", embargo_until=day)
    client.force_login(editor)
    said = "under embargo until 2 May 2090"
    assert said not in client.get(address(point, "entry-access")).content.decode()
    protect_entry(acting, entry=plan, as_told=wanted, revision=plan.revision)
    assert said in client.get(address(point, "entry-access")).content.decode()
    assert said not in client.get(address(plan, "entry-access")).content.decode()


def test_the_marking_is_printed_where_the_entry_is_shown(client, editor, party):
    client.force_login(editor)
    client.post(address(party), said(party, handling="For official use"))
    for name in ("party", "entry-history", "entry-access"):
        page = client.get(address(party, name)).content.decode()
        assert page.count('<p class="marking">For official use</p>') == 2, name


def test_a_page_that_quotes_a_marked_document_bears_its_marking(client, acting, party, editor):
    facts = DocumentFacts(title="Letter", handling="Confidential", visibility="register")
    version = ingest(acting, upload=Upload(b"Arvenia agreed.", "letter.txt"), facts=facts).version
    cite(acting, entry=party, version=version, places=[Place("name", 0, 7)])
    client.force_login(editor)
    assert (
        '<p class="marking">Confidential</p>'
        in client.get(address(party, "party")).content.decode()
    )
    client.logout()
    assert "Confidential" not in client.get(address(party, "party")).content.decode()


def test_who_stands_on_no_side_keeps_nothing_for_it(client, register, party):
    client.force_login(person(register, "editor"))
    answer = client.post(address(party), said(party, visibility="own_side"))
    assert answer.status_code == 422
    assert "You belong to no side of this register" in answer.content.decode()


def test_somebody_elses_change_is_not_overwritten(acting, party):
    seen = party.revision
    protect_entry(acting, entry=party, as_told=Protection("register"), revision=seen)
    with pytest.raises(EditConflict):
        protect_entry(acting, entry=party, as_told=Protection("public"), revision=seen)


def test_only_who_sees_and_edits_it_changes_that(acting, register, party):
    protect_entry(acting, entry=party, as_told=Protection("register"), revision=party.revision)
    for role in ("reader", "focal_point"):
        with pytest.raises(NotAllowed):
            protect_entry(
                mandate(register, role), entry=party, as_told=Protection("public"), revision=2
            )


def test_a_day_that_is_none_is_said(client, editor, party):
    client.force_login(editor)
    answer = client.post(address(party), said(party, embargo_until="2021-02-30"))
    assert answer.status_code == 422
    assert "This is no day of the calendar." in answer.content.decode()

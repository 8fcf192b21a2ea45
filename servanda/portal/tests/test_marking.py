"""The handling marking on pages that gather entries: what is found, what was done, what is merged."""

import pytest
from django.urls import reverse

from servanda.history.models import Record
from servanda.instruments.actions import NewInstrument, create_instrument
from servanda.meetings.actions import NewMeeting, create_meeting
from servanda.parties.actions import NewParty, add_party_name, create_party
from servanda.parties.models import Party
from servanda.portal.tests.searching import asked
from servanda.registers.actions import Mandate, Protection, protect_entry
from servanda.registers.tests.factories import administrator
from servanda.reports.tests.factories import Founding
from servanda.sources.actions import (
    DocumentFacts,
    Ingested,
    Place,
    Upload,
    cite,
    ingest,
)

pytestmark = pytest.mark.django_db
MARKED = '<p class="marking">Confidential</p>'


def bring(acting: Mandate, *, visibility: str = "register") -> Ingested:
    facts = DocumentFacts(title="Letter", handling="Confidential", visibility=visibility)
    return ingest(acting, upload=Upload(b"Arvenia agreed.", "letter.txt"), facts=facts)


def party(acting: Mandate, name: str = "Harbour", *, handling: str = "") -> Party:
    made = create_party(acting, new=NewParty(name, "other", visibility="public"))
    if handling:
        told = Protection("public", handling=handling)
        protect_entry(acting, entry=made, as_told=told, revision=made.revision)
    return made


def address(name: str, **kwargs: object) -> str:
    return reverse(name, kwargs={"slug": "r", **kwargs})


def records(register):
    return Record.objects.of_register(register.uuid).order_by("-sequence")


def shown(client, url: str) -> str:
    return str(client.get(url).content.decode())


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


@pytest.mark.parametrize("name", ["history-record", "undo"])
def test_a_record_that_changed_a_marked_entry_bears_its_marking(signed_in, acting, register, name):
    party(acting, handling="Confidential")
    changed, made = records(register)[:2]
    assert shown(signed_in, address(name, uuid=changed.uuid)).count(MARKED) == 2
    assert shown(signed_in, address(name, uuid=made.uuid)).count(MARKED) == 2
    party(acting, "Another")
    assert MARKED not in shown(signed_in, address(name, uuid=records(register)[0].uuid))


def test_a_record_that_quotes_a_marked_document_bears_its_marking(client, editor, acting, register):
    entry = party(acting)
    cite(acting, entry=entry, version=bring(acting).version, places=[Place("name", 0, 7)])
    pages = [
        address("history-record", uuid=records(register)[0].uuid),
        address("entry-history", kind="party", uuid=entry.uuid),
    ]
    assert not [page for page in pages if "Confidential" in shown(client, page)]
    client.force_login(editor)
    assert [shown(client, page).count(MARKED) for page in pages] == [2, 2]


def test_the_history_bears_the_markings_of_the_entries_it_names(client, editor, acting):
    bring(acting)
    assert "Confidential" not in shown(client, address("history"))
    client.force_login(editor)
    assert shown(client, address("history")).count(MARKED) == 2


def test_hits_bear_the_markings_of_what_they_are_taken_from(client, editor, acting):
    bring(acting)
    assert b"Confidential" not in asked(client, q="agreed").content
    client.force_login(editor)
    assert asked(client, q="agreed").content.decode().count(MARKED) == 2
    assert MARKED not in asked(client, q="harbour").content.decode()


def test_a_marked_party_is_known_by_its_name_with_its_marking(client, acting):
    party(acting, handling="Confidential")
    assert asked(client, q="Harbour").content.decode().count(MARKED) == 2


def test_the_pages_of_twins_bear_the_markings_of_both(signed_in, acting):
    twin, into = party(acting), party(acting, "Harbor", handling="Confidential")
    assert MARKED not in shown(signed_in, address("twins"))
    add_party_name(acting, party=twin, text="Harbor", language="en")
    here = address("merge", kind="party", uuid=twin.uuid, into=into.uuid)
    assert shown(signed_in, here).count(MARKED) == 2
    assert shown(signed_in, address("twins")).count(MARKED) == 2


def test_lists_bear_the_markings_of_what_they_name(client, acting, editor):
    lists = ["documents", "parties", "instruments", "meetings", "timeline"]
    client.force_login(editor)
    assert not [name for name in lists if MARKED in shown(client, address(name))]
    told = Protection("register", handling="Confidential")
    for made in (
        create_instrument(acting, new=NewInstrument("Plan", "action_plan", period="2020")),
        create_meeting(acting, new=NewMeeting("Yearly meeting", "held", "2020-02")),
        party(acting),
        bring(acting).document,
    ):
        protect_entry(acting, entry=made, as_told=told, revision=made.revision)
    assert [shown(client, address(name)).count(MARKED) for name in lists] == [2] * len(lists)
    client.logout()
    assert not [name for name in lists if "Confidential" in shown(client, address(name))]


def test_every_page_that_lists_a_marked_point_bears_its_marking(signed_in, register):
    case = Founding(administrator(register))
    pages = [
        address("register"),
        address("points"),
        address("meeting", uuid=case.held.uuid),
        address("series", uuid=case.series.uuid),
        address("party", uuid=case.iom.uuid),
    ]
    assert not [page for page in pages if MARKED in shown(signed_in, page)]
    for made in (case.network, case.report):
        told = Protection(made.visibility, handling="Confidential")
        protect_entry(case.mandate, entry=made, as_told=told, revision=made.revision)
    assert [page for page in pages if shown(signed_in, page).count(MARKED) != 2] == []


def test_a_document_bears_the_markings_of_what_stands_on_it(signed_in, acting):
    facts = DocumentFacts(title="Paper", visibility="public")
    brought = ingest(acting, upload=Upload(b"Arvenia agreed.", "paper.txt"), facts=facts)
    here = address("document", uuid=brought.document.uuid)
    entry = party(acting, handling="Confidential")
    assert MARKED not in shown(signed_in, here)
    cite(acting, entry=entry, version=brought.version, places=[Place("name", 0, 7)])
    assert shown(signed_in, here).count(MARKED) == 2

"""The index follows what people change, and is the same when it is written anew."""

from datetime import date
from uuid import uuid4

import pytest

from servanda.commands.keeping.checking import checks
from servanda.history.models import Record
from servanda.instruments.actions import NewInstrument, create_instrument
from servanda.instruments.models import Provision, Wording
from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import Party
from servanda.portal.tests.searching import asked, bring, main_of
from servanda.progress.actions import NewUpdate, add_update
from servanda.registers.actions import change, index_register, merge, operator, undo
from servanda.registers.actions.protecting import Protection, protect_entry
from servanda.registers.actions.registering import RegisterFacts, change_register
from servanda.registers.rules import Ability
from servanda.registers.tests.factories import administrator
from servanda.search.models import Piece
from servanda.search.models.dialects import remove_words
from servanda.tasks.actions.working import work_off
from tests.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(register):
    return administrator(register)


def test_an_entry_is_found_by_its_new_visibility_and_words(client, clerk):
    paper = bring(clerk, title="Wagons")
    paper.title, paper.visibility = "Lorries", "restricted"
    with change(clerk, "edit_document", Ability.EDIT) as changes:
        changes.update(paper)
    assert "0 places" in main_of(asked(client, q="lorries"))
    client.force_login(operator())
    assert "1 place<" in main_of(asked(client, q="lorries"))
    assert "0 places" in main_of(asked(client, q="wagons"))


def test_a_provision_is_found_by_the_new_number_of_its_wording(client):
    world = make_world("r", is_public=True)
    wording = Wording.objects.get(provision__label="Train officers")
    for code in ("GCM 10", "GCM 11"):
        wording.code = code
        with change(administrator(world.register), "edit_wording", Ability.EDIT) as changes:
            changes.update(wording)
        assert "1 place<" in main_of(asked(client, q=f'"{code}"'))
    assert "0 places" in main_of(asked(client, q='"GCM 10"'))


def test_a_name_that_went_back_to_another_party_is_not_found_with_the_former_one(client, clerk):
    ours, theirs = (
        create_party(clerk, new=NewParty(name, "government_agency", visibility="public"))
        for name in ("Ministry of Ports", "Harbour Agency")
    )
    merge(clerk, twin=theirs, into=ours, revisions=(theirs.revision, ours.revision))
    assert "Ministry of Ports" in main_of(asked(client, q="harbour"))
    undo(clerk, record=Record.objects.get(action="merge"))
    page = main_of(asked(client, q="harbour"))
    assert "1 place<" in page
    assert "Ministry of Ports" not in page


def test_the_index_written_anew_is_as_it_was(clerk):
    world = make_world("again")
    kept = sorted(_told(piece) for piece in Piece.objects.filter(register=world.register.pk))
    assert kept
    assert sum(index_register(world.register)) > 0
    assert sorted(_told(p) for p in Piece.objects.filter(register=world.register.pk)) == kept


def test_the_index_written_anew_has_nothing_left_of_what_is_gone(clerk, client):
    paper = bring(clerk)
    Piece.objects.filter(entry=paper.uuid).update(entry=uuid4())
    assert sum(index_register(clerk.desk.register)) > 0
    assert "1 place<" in main_of(asked(client, q="officer"))


def test_what_hangs_on_an_entry_under_embargo_is_neither_found_nor_counted(client):
    world = make_world("r", is_public=True)
    clerk = administrator(world.register)
    measure = _with_wagons(clerk)
    for until, places in ((date.max, "0 places"), (None, "1 place<")):
        measure.refresh_from_db()
        kept_back = Protection(measure.visibility, embargo_until=until)
        protect_entry(clerk, entry=measure, as_told=kept_back, revision=measure.revision)
        assert places in main_of(asked(client, q="wagons"))
        assert sum(index_register(world.register)) > 0
        assert places in main_of(asked(client, q="wagons"))


def test_what_is_moved_under_an_embargo_is_kept_back_with_all_that_hangs_on_it(client):
    world = make_world("r", is_public=True)
    clerk = administrator(world.register)
    measure = _with_wagons(clerk)
    plan = measure.instrument
    other = create_instrument(clerk, new=NewInstrument("Plan of Ports", "action_plan"))
    kept_back = Protection("public", embargo_until=date.max)
    protect_entry(clerk, entry=other, as_told=kept_back, revision=other.revision)
    other.refresh_from_db()
    assert "1 place<" in main_of(asked(client, q="wagons"))
    merge(clerk, twin=plan, into=other, revisions=(plan.revision, other.revision))
    assert "0 places" in main_of(asked(client, q="wagons"))


def test_the_check_names_what_is_missing_stale_or_gone_and_what_to_do(register, clerk, tmp_path):
    lost, old, wordless = (
        bring(clerk, title, title=title) for title in ("Lost", "Old", "Wordless")
    )
    gone = uuid4()
    assert dict(checks(tmp_path))["index"] == []
    Piece.objects.filter(entry=lost.uuid).update(entry=gone)
    Piece.objects.filter(entry=old.uuid).update(title="Older")
    remove_words([piece.place for piece in Piece.objects.filter(entry=wordless.uuid)])
    stale, left, missing = sorted(dict(checks(tmp_path))["index"])
    assert missing.startswith("register r: entries that no search finds: 2 (document “")
    assert "(document “Old”)" in stale
    assert f"entries in the index that are gone: 1 (document {gone})" in left
    assert left.endswith(f"; write the index anew: servanda index --register r --data {tmp_path}")
    assert sum(index_register(register)) == 3
    assert dict(checks(tmp_path))["index"] == []


def test_a_new_main_language_of_the_register_reaches_what_has_none_of_its_own(register, clerk):
    create_party(clerk, new=NewParty("Комитет", "government_agency", visibility="public"))
    facts = RegisterFacts("Реестр", "ru", is_public=True)
    change_register(by=clerk.desk.account, register=register, facts=facts)
    assert work_off() == 1
    assert Piece.objects.get().language == "ru"


def _with_wagons(clerk):
    measure = Provision.objects.get(label="Train officers")
    state = Party.objects.get(label="Turkmenistan")
    said = NewUpdate(
        state, "in_progress", date(2020, 7, 1), narrative="Forty wagons came.", visibility="public"
    )
    add_update(clerk, provision=measure, new=said)
    return measure


def _told(piece):
    told = (
        piece.kind,
        piece.entry,
        piece.offset,
        piece.openness,
        piece.title,
        piece.text,
        piece.day,
    )
    return str(told)

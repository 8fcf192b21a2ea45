"""`servanda plan import` and `undo`: what they print, what they store, and what they refuse."""

from datetime import date

import pytest

from servanda.history.models import Record
from servanda.instruments.actions import add_comment
from servanda.instruments.models import Instrument, Provision
from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import Party
from servanda.progress.actions import NewUpdate, add_update
from servanda.reading.tests.matrices.files import Grid, xlsx_of
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PLAN = Grid(
    [
        ["No", "Activity", "Responsible", "Deadline", "Budget"],
        ["1.1", "Repair the pier", "Coast Guard, Harbour Office", "when it rains", 1250],
    ]
)


@pytest.fixture
def clerk():
    return administrator(make_register())


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(xlsx_of(PLAN))
    return path


def test_it_tells_what_it_brought_in_and_all_that_a_person_should_look_at(plan, clerk, file):
    for _twice in range(2):
        create_party(clerk, new=NewParty("Coast Guard", "government_agency"))
    status, lines, _refused = plan("import", file, "--register", "r", "--title", "Piers")
    record = Record.objects.get(action="import_plan")
    instrument, document = Instrument.objects.get(), Document.objects.get()
    assert status == 0
    assert lines == [
        "points: 1 (1 activity); 1 bind someone",
        "doubts: 1",
        "  D2: “when it rains” is not understood as a time; its words are kept.",
        "cells not read, whose words are kept: 1",
        "  D2: “when it rains” (timing)",
        "amounts kept as words, for want of a currency: name it by --currency: 1",
        "  E2: “1250”",
        "names that fit several parties: choose by --party: 1",
        "  C2: “Coast Guard”: Coast Guard; Coast Guard",
        "names that fit no party: add the party or name it by --party; the words are kept: 1",
        "  C2: “Harbour Office”",
        "brought in: “Piers”",
        f"  /r/r/instrument/{instrument.uuid}/",
        f"  /r/r/document/{document.uuid}/",
        f"import {record.uuid}: take it back by “servanda plan undo {record.uuid}”",
    ]


def test_a_dry_run_stores_nothing(plan, clerk, file):
    status, lines, _refused = plan("import", file, "--register", "r", "--title", "P", "--dry-run")
    assert (status, lines[-1]) == (0, "nothing was stored: this was a dry run")
    assert not Document.objects.exists()


def test_words_of_the_plan_mean_the_party_that_a_person_names(plan, clerk, file):
    create_party(clerk, new=NewParty("Office of Harbours", "government_agency"))
    given = ["--party", "Harbour Office=Office of Harbours", "--currency", "usd"]
    plan("import", file, "--register", "r", "--title", "Piers", *given)
    provision = Provision.objects.get()
    wording = provision.wordings.get()
    assert wording.responsibilities.get().party == Party.objects.get(label="Office of Harbours")
    assert wording.money_lines.get().currency == "USD"


def test_a_party_that_nobody_knows_is_refused_where_it_is_named(plan, clerk, file):
    given = ["--party", "Harbour Office=Nobody"]
    status, _lines, refused = plan("import", file, "--register", "r", *given)
    assert (status, "0 bear this name" in refused) == (1, True)


def test_the_same_plan_again_is_told_and_changes_nothing(plan, clerk, file):
    plan("import", file, "--register", "r", "--title", "Piers")
    status, lines, _refused = plan("import", file, "--register", "r", "--title", "Piers")
    assert status == 0
    assert lines == [
        "points: 1 (1 activity); 1 bind someone",
        "the plan “Piers” is in the register already",
        "rows: 1 as they were, 0 changed, 0 new, 0 no longer there, 0 doubtful",
        "nothing of it is otherwise in the file: nothing was changed",
    ]
    assert Provision.objects.count() == 1


def test_an_import_is_taken_back_as_a_whole(plan, clerk, file):
    plan("import", file, "--register", "r", "--title", "Piers")
    record = Record.objects.get(action="import_plan")
    status, lines, _refused = plan("undo", record.uuid)
    assert (status, lines) == (
        0,
        [f"taken back: all that import {record.uuid} brought in; the history keeps both"],
    )
    assert not Instrument.objects.exists()
    assert not Document.objects.exists()


def test_what_others_built_on_an_import_is_named_as_far_as_the_person_sees_it(plan, clerk, file):
    plan("import", file, "--register", "r", "--title", "Piers")
    record, provision = Record.objects.get(action="import_plan"), Provision.objects.get()
    guard = create_party(clerk, new=NewParty("Coast Guard", "government_agency"))
    new = NewUpdate(assessor=guard, value="done", stated_on=date(2026, 5, 1))
    add_update(clerk, provision=provision, new=new)
    north, south = (
        mandate(clerk.desk.register, "editor", side=side) for side in ("north", "south")
    )
    for mine, words in ((north, "Ours"), (south, "Theirs")):
        add_comment(mine, provision=provision, text=f"{words} is the pier", visibility="own_side")
    status, _lines, refused = plan("undo", record.uuid, "--as", north.desk.account.username)
    assert status == 1
    assert refused.splitlines() == [
        "Others have built on this since.",
        "built since: 2",
        "  update Coast Guard: Done, 2026-05-01",
        "  comment Ours is the pier",
    ]
    assert Provision.objects.exists()


def test_an_import_that_was_taken_back_is_not_taken_back_again(plan, clerk, file):
    plan("import", file, "--register", "r", "--title", "Piers")
    record = Record.objects.get(action="import_plan")
    plan("undo", record.uuid)
    status, _lines, refused = plan("undo", record.uuid)
    assert (status, refused) == (1, "This was undone already.")


@pytest.mark.parametrize("given", ["7", "0192d5a0-0000-7000-8000-000000000000"])
def test_what_names_no_import_is_told(plan, clerk, given):
    status, _lines, refused = plan("undo", given)
    assert status == 1
    assert given in refused


def test_a_register_that_is_not_there_is_told(plan, clerk, file):
    status, _lines, refused = plan("import", file, "--register", "nowhere")
    assert (status, refused) == (1, "There is no register “nowhere”: check the name.")

"""The one way to change anything: permission first, one transaction, one record, no stale entry."""

import pytest
from django.core.exceptions import ValidationError

from servanda.history.models import Change, Record
from servanda.parties.actions import NewParty, create_membership, create_party
from servanda.parties.models import Party
from servanda.registers.actions import EditConflict, Mandate, NotAllowed, change, mandate_for
from servanda.registers.models import Account, Register
from servanda.registers.rules import Ability, RoleKind
from servanda.registers.tests.factories import administrator, make_register, mandate, person

pytestmark = pytest.mark.django_db
STATE = NewParty("Turkmenistan", "state", visibility="public")


def create_two(clerk: Mandate, one: NewParty, other: NewParty) -> None:
    with change(clerk, "accept_all", Ability.EDIT):
        create_party(clerk, new=one)
        create_party(clerk, new=other)


@pytest.fixture
def register() -> Register:
    return make_register()


@pytest.mark.parametrize("role", [RoleKind.READER, RoleKind.FOCAL_POINT, None])
def test_who_may_not_edit_changes_nothing(register, role):
    before = Record.objects.count()
    with pytest.raises(NotAllowed):
        create_party(mandate(register, role), new=STATE)
    assert not Party.objects.exists()
    assert Record.objects.filter(register=register.uuid).count() == 0
    assert Record.objects.count() >= before


def test_a_suspended_person_may_no_longer_do_anything(register):
    account = person(register, "editor")
    Account.objects.filter(pk=account.pk).update(is_active=False)
    account.refresh_from_db()
    with pytest.raises(NotAllowed):
        create_party(mandate_for(register, account), new=STATE)


def test_an_action_within_another_asks_for_its_own_right(register):
    focal = mandate(register, "focal_point")
    with pytest.raises(NotAllowed), change(focal, "add_update", Ability.ASSESS):
        create_party(focal, new=STATE)
    assert not Party.objects.exists()


def test_actions_within_one_are_one_record(register):
    clerk = administrator(register)
    with change(clerk, "accept_all", Ability.EDIT):
        create_party(clerk, new=STATE)
        create_party(clerk, new=NewParty("IOM", "international_organization"))
    record = Record.objects.get(register=register.uuid)
    assert record.action == "accept_all"
    assert set(record.changes.values_list("kind", flat=True)) == {"party", "name"}


def test_what_fails_halfway_leaves_no_row_and_no_record(register):
    clerk = administrator(register)
    with pytest.raises(ValidationError):
        create_two(clerk, STATE, NewParty("A party of no kind", "no_kind"))
    assert not Party.objects.exists()
    assert not Record.objects.filter(register=register.uuid).exists()
    create_party(clerk, new=STATE)  # the mandate goes on to serve
    assert Record.objects.get(register=register.uuid).action == "create_party"


def test_the_history_tells_each_field_before_and_after(register):
    clerk = administrator(register)
    party = create_party(clerk, new=STATE)
    party.label = "Republic of Turkmenistan"
    with change(clerk, "rename_party", Ability.EDIT) as changes:
        changes.update(party, revision=1)
    told = Change.objects.get(entry=party.uuid, record__action="rename_party")
    assert (told.field, told.before, told.after) == (
        "label",
        "Turkmenistan",
        "Republic of Turkmenistan",
    )
    assert party.revision == 2


def test_of_two_people_who_saw_one_revision_the_second_is_refused(register):
    clerk = administrator(register)
    create_party(clerk, new=STATE)
    mine, yours = Party.objects.get(), Party.objects.get()
    mine.label, yours.label = "Mine", "Yours"
    with change(clerk, "rename_party", Ability.EDIT) as changes:
        changes.update(mine, revision=1)
    with (
        pytest.raises(EditConflict) as refused,
        change(clerk, "rename_party", Ability.EDIT) as changes,
    ):
        changes.update(yours, revision=1)
    assert Party.objects.get().label == "Mine"
    assert str(refused.value.current) == "Mine"


def test_an_entry_fetched_before_the_change_is_refused_whatever_revision_is_named(register):
    clerk = administrator(register)
    create_party(clerk, new=STATE)
    old, new = Party.objects.get(), Party.objects.get()
    new.label = "New"
    with change(clerk, "rename_party", Ability.EDIT) as changes:
        changes.update(new)
    old.kind = "other"
    with pytest.raises(EditConflict), change(clerk, "rename_party", Ability.EDIT) as changes:
        changes.update(old, revision=2)


def test_a_change_that_changes_nothing_leaves_no_record(register):
    clerk = administrator(register)
    party = create_party(clerk, new=STATE)
    with change(clerk, "rename_party", Ability.EDIT) as changes:
        changes.update(party, revision=1)
    assert party.revision == 1
    assert not Record.objects.filter(action="rename_party").exists()


def test_an_entry_of_another_register_is_neither_changed_nor_tied_to(register):
    there = administrator(make_register("there"))
    theirs = create_party(there, new=STATE)
    here = administrator(register)
    ours = create_party(here, new=STATE)
    theirs.label = "Ours now"
    with pytest.raises(NotAllowed), change(here, "rename_party", Ability.EDIT) as changes:
        changes.update(theirs)
    with pytest.raises(NotAllowed), change(here, "forget_party", Ability.EDIT) as changes:
        changes.remove(theirs.names.get())
    with pytest.raises(NotAllowed):
        create_membership(here, party=theirs, body=ours)
    with pytest.raises(NotAllowed):
        create_party(here, new=NewParty("Ministry", "government_agency", parent=theirs))
    assert Record.objects.filter(register=register.uuid).count() == 1


def test_what_the_library_holds_may_be_tied_to(register):
    library = make_register("library")
    state = create_party(administrator(library), new=STATE)
    Register.objects.filter(pk=library.pk).update(is_library=True)
    state = Party.objects.get(pk=state.pk)
    new = NewParty("Ministry", "government_agency", parent=state)
    assert create_party(administrator(register), new=new).parent == state


def test_what_one_side_alone_may_see_is_of_the_side_of_who_made_it(register):
    clerk = mandate(register, "editor", side="ours")
    party = create_party(clerk, new=NewParty("Quiet group", "other", visibility="own_side"))
    assert party.side_id == clerk.desk.side_id
    assert Party.objects.visible_to(clerk.desk).get() == party
    others = mandate(register, "administrator", side="theirs")
    assert not Party.objects.visible_to(others.desk).exists()


def test_who_stands_on_no_side_makes_nothing_for_one_side_alone(register):
    new = NewParty("Quiet group", "other", visibility="own_side")
    with pytest.raises(ValidationError, match="no side"):
        create_party(mandate(register, "editor"), new=new)
    assert not Party.objects.exists()


def test_signs_that_a_terminal_obeys_are_not_written(register):
    clerk = mandate(register, "editor")
    said = "A\x00\x1b[31m\x9b\x07\x08B\u202e\ufffe\ud800C\x0bD\nE\tF\u200dG"
    party = create_party(clerk, new=NewParty(said, "other", aliases=(f"{said}2",)))
    stored = Party.objects.get(pk=party.pk)
    assert stored.label == "A[31mBC D\nE\tF\u200dG"
    assert set(stored.names.values_list("text", flat=True)) == {stored.label, f"{stored.label}2"}
    stored.label = "\x00\x1bNew"
    with change(clerk, "rename_party", Ability.EDIT) as changes:
        changes.update(stored)
    assert Party.objects.get(pk=party.pk).label == "New"

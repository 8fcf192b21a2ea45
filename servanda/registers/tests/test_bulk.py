"""Many entries changed at once: within rights, as they were seen, as one record, undone as a whole."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from servanda.history.models import Record
from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    create_instrument,
)
from servanda.instruments.models import Provision, Wording
from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import Party
from servanda.registers.actions import (
    MOST_CHANGED,
    PROTECTIONS,
    BulkChange,
    Changeable,
    ChangedSince,
    Mandate,
    NewValue,
    NotAllowed,
    Protection,
    StandsInTheWay,
    change_in_bulk,
    preview_change,
    protect_entry,
    seal,
    undo,
)
from servanda.registers.models import Desk, Entry, Register
from servanda.registers.rules import RoleKind
from servanda.registers.tests.concurrency import together
from servanda.registers.tests.factories import administrator, make_register, mandate

pytestmark = pytest.mark.django_db
VISIBILITY, EMBARGO, HANDLING = PROTECTIONS
CLOSED = BulkChange(VISIBILITY, "restricted")
NAMES = ("Arvenia", "Belmora", "Corvania")


@pytest.fixture
def register() -> Register:
    return make_register()


@pytest.fixture
def clerk(register: Register) -> Mandate:
    return administrator(register)


@pytest.fixture
def parties(clerk: Mandate) -> list[Party]:
    return [create_party(clerk, new=NewParty(n, "state", visibility="public")) for n in NAMES]


def shown(desk: Desk, model: type[Entry] = Party) -> QuerySet[Entry]:
    entries: QuerySet[Entry] = model._default_manager.visible_to(desk)  # type: ignore[attr-defined]  # each entry has an EntryQuerySet
    return entries


def seen(entries) -> dict[UUID, int]:
    return {entry.uuid: type(entry).objects.get(pk=entry.pk).revision for entry in entries}


def close(by: Mandate, entries, wanted: BulkChange = CLOSED) -> int:
    model = type(entries[0])
    return change_in_bulk(by, among=shown(by.desk, model), seen=seen(entries), wanted=wanted)


def visibilities() -> list[str]:
    return list(Party.objects.order_by("pk").values_list("effective_visibility", flat=True))


def last_record(register: Register) -> Record:
    return Record.objects.of_register(register.uuid).order_by("-sequence")[0]


def test_many_entries_are_changed_in_one_record(register, clerk, parties):
    before = Record.objects.of_register(register.uuid).count()
    assert close(Mandate(clerk.desk, "They asked for it"), parties) == 3
    assert visibilities() == ["restricted"] * 3
    record = last_record(register)
    assert (record.action, record.reason) == ("change_in_bulk", "They asked for it")
    assert set(record.changes.values_list("entry", flat=True)) == {one.uuid for one in parties}
    assert Record.objects.of_register(register.uuid).count() == before + 1


def test_what_hangs_on_the_entries_follows_in_the_same_record(register, clerk):
    news = [NewInstrument(name, "action_plan", visibility="public") for name in NAMES]
    plans = [create_instrument(clerk, new=new) for new in news]
    for plan in plans:
        new = NewProvision("Train officers", "measure", visibility="public")
        add_provision(clerk, instrument=plan, new=new)
    close(clerk, plans)
    for model in (Provision, Wording):
        found = set(model.objects.values_list("effective_visibility", flat=True))
        assert found == {"restricted"}
    touched = set(last_record(register).changes.values_list("kind", flat=True))
    assert {"instrument", "provision", "wording"} <= touched


def test_all_of_it_is_undone_as_a_whole(register, clerk, parties):
    create_party(clerk, new=NewParty("Delmia", "state", visibility="register"))
    close(clerk, list(Party.objects.all()))
    undo(clerk, record=last_record(register))
    assert visibilities() == ["public"] * 3 + ["register"]


def test_nothing_is_undone_where_one_of_the_entries_was_changed_since(register, clerk, parties):
    close(clerk, parties)
    record = last_record(register)
    parties[1].refresh_from_db()
    told = Protection("register")
    protect_entry(clerk, entry=parties[1], as_told=told, revision=parties[1].revision)
    with pytest.raises(StandsInTheWay) as found:
        undo(clerk, record=record)
    assert [one.uuid for one in found.value.built] == [parties[1].uuid]
    assert visibilities() == ["restricted", "register", "restricted"]


@pytest.mark.parametrize("role", [RoleKind.READER, RoleKind.FOCAL_POINT, None])
def test_who_may_not_edit_neither_looks_nor_changes(register, parties, role):
    reader = mandate(register, role)
    with pytest.raises(NotAllowed):
        close(reader, parties)
    with pytest.raises(NotAllowed):
        preview_change(
            reader.desk, among=Party.objects.all(), named=[parties[0].uuid], wanted=CLOSED
        )
    assert visibilities() == ["public"] * 3


def test_an_entry_that_the_person_does_not_see_is_told_as_one_that_never_was(register, clerk):
    hidden = create_party(clerk, new=NewParty("Quiet group", "other", visibility="restricted"))
    elsewhere = create_party(
        administrator(make_register("other")), new=NewParty("Other", "other", visibility="public")
    )
    desk = mandate(register, "editor").desk
    named = [hidden.uuid, elsewhere.uuid, uuid4()]
    found = preview_change(desk, among=shown(desk), named=named, wanted=CLOSED)
    assert (found.lines, found.absent) == ((), 3)


def test_entries_of_another_side_are_neither_seen_nor_changed(register):
    ours, theirs = (mandate(register, "administrator", side=side) for side in ("ours", "theirs"))
    note = create_party(ours, new=NewParty("Draft position", "other", visibility="own_side"))
    with pytest.raises(ChangedSince):
        close(theirs, [note], BulkChange(VISIBILITY, "public"))
    note.refresh_from_db()
    assert note.effective_visibility == "own_side"


def test_who_stands_on_no_side_is_refused_the_own_side_and_told_why(register, parties):
    desk = mandate(register, "editor").desk
    wanted = BulkChange(VISIBILITY, "own_side")
    named = [one.uuid for one in parties]
    found = preview_change(desk, among=shown(desk), named=named, wanted=wanted)
    assert len(found.refused) == 3
    assert "no side" in found.refused[0].refusal
    assert not found.changing
    assert close(Mandate(desk), parties, wanted) == 0


def test_an_embargo_keeps_many_entries_back_until_its_day(register, clerk, parties):
    until = clerk.desk.today + timedelta(days=30)
    assert close(clerk, parties[:2], BulkChange(EMBARGO, until)) == 2
    reader = mandate(register, "reader").desk
    assert [str(one) for one in shown(reader)] == ["Corvania"]
    assert close(clerk, parties[:2], BulkChange(EMBARGO, None)) == 2
    assert shown(reader).count() == 3


def test_a_marking_is_put_on_those_that_do_not_bear_it_yet(clerk, parties):
    told = Protection("public", None, "Official")
    protect_entry(clerk, entry=parties[0], as_told=told, revision=parties[0].revision)
    wanted = BulkChange(HANDLING, "Official")
    named = [one.uuid for one in parties]
    found = preview_change(clerk.desk, among=shown(clerk.desk), named=named, wanted=wanted)
    assert [len(found.changing), len(found.keeping)] == [2, 1]
    assert {one.before for one in found.changing} == {""}
    assert close(clerk, parties, wanted) == 2
    assert Party.objects.get(pk=parties[0].pk).revision == 2


def test_a_marking_that_is_too_long_changes_nothing_and_names_the_entry(clerk, parties):
    with pytest.raises(ValidationError, match="Arvenia"):
        close(clerk, parties, BulkChange(HANDLING, "x" * 101))
    assert not Party.objects.exclude(handling="").exists()


def test_looking_at_a_change_writes_nothing(register, clerk, parties):
    record = last_record(register)
    found = preview_change(clerk.desk, among=shown(clerk.desk), named=None, wanted=CLOSED)
    assert [one.before for one in found.lines] == ["public"] * 3
    assert found.seen == seen(parties)
    assert last_record(register) == record
    assert visibilities() == ["public"] * 3


def test_nothing_is_changed_where_one_of_the_entries_is_not_as_it_was_seen(clerk, parties):
    before = seen(parties)
    told = Protection("register")
    protect_entry(clerk, entry=parties[2], as_told=told, revision=parties[2].revision)
    with pytest.raises(ChangedSince) as found:
        change_in_bulk(clerk, among=shown(clerk.desk), seen=before, wanted=CLOSED)
    assert (found.value.changed, found.value.gone) == ([parties[2].uuid], 0)
    assert visibilities() == ["public", "public", "register"]


def test_nothing_is_changed_where_one_of_the_entries_was_merged_meanwhile(clerk, parties):
    before = seen(parties)
    Party.objects.filter(pk=parties[0].pk).update(merged_into=parties[1])
    with pytest.raises(ChangedSince) as found:
        change_in_bulk(clerk, among=shown(clerk.desk), seen=before, wanted=CLOSED)
    assert (found.value.changed, found.value.gone) == ([], 1)
    assert visibilities() == ["public"] * 3


def test_nothing_is_changed_where_a_change_of_one_entry_reaches_another_of_them(clerk, parties):
    def put(by: Mandate, entry: Entry, value: NewValue) -> None:
        for one in Party.objects.filter(pk=parties[2].pk).exclude(pk=entry.pk):
            protect_entry(by, entry=one, as_told=Protection("restricted"), revision=one.revision)
        VISIBILITY.put(by, entry, value)

    with pytest.raises(ChangedSince) as found:
        close(
            clerk, [parties[0], parties[2]], BulkChange(Changeable("visibility", put), "register")
        )
    assert found.value.changed == [parties[2].uuid]
    assert visibilities() == ["public"] * 3


def test_an_entry_of_another_register_among_the_chosen_stops_all(clerk, parties):
    elsewhere = create_party(
        administrator(make_register("other")), new=NewParty("Other", "other", visibility="public")
    )
    with pytest.raises(ChangedSince) as found:
        close(clerk, [*parties, elsewhere])
    assert found.value.gone == 1
    assert visibilities() == ["public"] * 4


def test_the_seal_tells_any_other_revision_and_no_other_order(parties):
    whole = seen(parties)
    assert seal(whole) == seal(dict(reversed(whole.items())))
    assert seal(whole) != seal({**whole, parties[0].uuid: 2})
    assert seal(whole) != seal(dict(list(whole.items())[:2]))


def test_choosing_none_is_told(clerk):
    with pytest.raises(ValidationError, match="No entry is chosen"):
        change_in_bulk(clerk, among=shown(clerk.desk), seen={}, wanted=CLOSED)


def test_a_hundred_thousand_names_are_refused_before_any_is_looked_up(
    clerk, django_assert_num_queries
):
    many = {uuid4(): 1 for _number in range(100_000)}
    with django_assert_num_queries(0), pytest.raises(ValidationError, match=str(MOST_CHANGED)):
        change_in_bulk(clerk, among=shown(clerk.desk), seen=many, wanted=CLOSED)
    with django_assert_num_queries(0), pytest.raises(ValidationError, match=str(MOST_CHANGED)):
        preview_change(clerk.desk, among=shown(clerk.desk), named=many, wanted=CLOSED)


def test_looking_asks_as_often_for_three_entries_as_for_one(
    clerk, parties, django_assert_num_queries
):
    for named in ([parties[0].uuid], [one.uuid for one in parties]):
        with django_assert_num_queries(1):
            preview_change(clerk.desk, among=shown(clerk.desk), named=named, wanted=CLOSED)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_changes_at_one_moment_one_is_done_and_the_other_is_told(register, clerk, parties):
    before = seen(parties)
    values = ("restricted", "register")

    def change_to(value: str) -> str:
        wanted = BulkChange(VISIBILITY, value)
        change_in_bulk(Mandate(clerk.desk), among=shown(clerk.desk), seen=before, wanted=wanted)
        return value

    done = together(*(lambda value=value: change_to(value) for value in values))
    won = [one for one in done if isinstance(one, str)]
    assert [isinstance(one, ChangedSince) for one in done].count(True) == 1
    assert visibilities() == won * 3


def test_a_day_of_an_embargo_is_a_day_in_the_history(register, clerk, parties):
    close(clerk, parties[:1], BulkChange(EMBARGO, date(2031, 1, 1)))
    told = last_record(register).changes.get()
    assert (told.field, told.before, told.after) == ("embargo_until", None, "2031-01-01")

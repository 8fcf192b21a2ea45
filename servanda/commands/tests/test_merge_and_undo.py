"""Merging and undoing over a whole register: nothing is lost, and what was there comes back."""

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.exceptions import ValidationError

from servanda.commands.verification.reporting import verify
from servanda.history.models import Record
from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    create_instrument,
)
from servanda.instruments.models import Instrument, Provision, Timing
from servanda.meetings.actions import NewSeries, create_series
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.parties.actions import NewParty, add_party_name, create_party
from servanda.parties.models import Party, PartyName
from servanda.progress.actions import NewUpdate, add_update
from servanda.registers.actions import (
    EditConflict,
    Mandate,
    NotAllowed,
    StandsInTheWay,
    change,
    is_undone,
    merge,
    preview_merge,
    told,
    undo,
    write_note,
)
from servanda.registers.models import Entry, Row
from servanda.registers.rules import Ability
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.review.actions import accept_all, read_version
from servanda.sources.actions import DocumentFacts, Upload, ingest
from servanda.sources.models import Citation

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FIRST = (
    "ASHFORD, 3 March 2021. The Minister of Labour of Kenya, Ada Berg, met the Regional "
    "Coordinator of the International Organization for Migration (IOM), Olaf Holm. "
    "The parties agreed to open a centre for returning workers by May 2022."
)
SECOND = (
    "ASHFORD, 9 June 2022. The Minister of Labour of Peru, Carl Lind, met the Regional "
    "Coordinator of the International Organization for Migration (IOM), Olaf Holm. "
    "Peru and IOM agreed to train two hundred officers by May 2023."
)
"""Kenya and Peru stand for one state under two names: what is merged here is invented."""


@pytest.fixture
def clerk(settings: LazySettings, tmp_path: Path) -> Mandate:
    settings.DATA_DIR, settings.FILES_DIR = tmp_path, tmp_path / "files"
    return administrator(make_register("r"))


def bring_in(clerk: Mandate, text: str) -> None:
    facts = DocumentFacts(title="Item", published="2022-06-10", language="en")
    version = ingest(clerk, upload=Upload(text.encode(), "item.txt"), facts=facts).version
    accept_all(clerk, run=read_version(clerk, version=version))


def last_record(clerk: Mandate) -> Record:
    return Record.objects.of_register(clerk.desk.register.uuid).order_by("-sequence")[0]


def state() -> dict[str, dict[str, object]]:
    """Return what every row of every table says; revisions count on and are left out."""
    rows = [
        row
        for table in apps.get_models()
        if issubclass(table, Row)
        for row in table._default_manager.all()
    ]
    return {f"{row.KIND} {row.uuid}": dict(told(row)) for row in rows}


def pair(clerk: Mandate) -> tuple[Party, Party]:
    """Two parties that are one, each with a document of its own."""
    bring_in(clerk, FIRST)
    bring_in(clerk, SECOND)
    return Party.objects.get(label="Peru"), Party.objects.get(label="Kenya")


def merged(clerk: Mandate) -> tuple[Party, Party]:
    twin, into = pair(clerk)
    merge(clerk, twin=twin, into=into, revisions=(twin.revision, into.revision))
    twin.refresh_from_db()
    into.refresh_from_db()
    return twin, into


def test_what_led_to_the_twin_leads_to_the_other(clerk: Mandate):
    twin, into = merged(clerk)
    assert twin.merged_into == into
    assert not Citation.objects.filter(entry=twin.uuid).exists()
    assert "Peru" in into.names.values_list("text", flat=True)
    assert not Meeting.objects.filter(participations__party=twin).exists()
    assert Meeting.objects.filter(participations__party=into).distinct().count() == 2
    assert twin not in Party.objects.visible_to(clerk.desk)


def test_a_merge_is_one_record_and_undone_as_a_whole(clerk: Mandate):
    twin, into = pair(clerk)
    before = state()
    merge(clerk, twin=twin, into=into, revisions=(twin.revision, into.revision))
    record = last_record(clerk)
    assert record.action == "merge"
    undo(clerk, record=record)
    assert state() == before
    assert is_undone(record)
    assert verify(slug="r", notes=[])


def test_a_preview_tells_what_moves_and_moves_nothing(clerk: Mandate):
    twin, into = pair(clerk)
    before, records = state(), Record.objects.count()
    found = preview_merge(clerk.desk, twin=twin, into=into)
    assert (state(), Record.objects.count()) == (before, records)
    assert found.moved["participation"] == twin.participations.count() > 0
    assert found.moved["name"] == twin.names.count()


def test_a_preview_counts_nothing_that_the_person_may_not_see(clerk: Mandate):
    twin, into = pair(clerk)
    other = mandate(clerk.desk.register, "editor", side="other")
    write_note(other, on=twin, kind="position", text="We shall not say so.")
    assert preview_merge(other.desk, twin=twin, into=into).moved["note"] == 1
    assert "note" not in preview_merge(clerk.desk, twin=twin, into=into).moved


def test_what_both_have_stands_once(clerk: Mandate):
    twin, into = pair(clerk)
    add_party_name(clerk, party=twin, text="BRV", kind="abbreviation", language="en")
    add_party_name(clerk, party=into, text="Kenya Republic", language="en")
    add_party_name(clerk, party=twin, text="Kenya Republic", language="en")
    before = state()
    merge(clerk, twin=twin, into=into, revisions=(twin.revision, into.revision))
    assert PartyName.objects.filter(of=into, text="Kenya Republic").count() == 1
    undo(clerk, record=last_record(clerk))
    assert state() == before


def test_empty_fields_are_filled_from_the_twin(clerk: Mandate):
    into = create_party(clerk, new=NewParty("Working Group", "body"))
    twin = create_party(clerk, new=NewParty("The Group", "body", since="2020-05"))
    assert set(preview_merge(clerk.desk, twin=twin, into=into).filled) >= {
        "since",
        "since_earliest",
    }
    merge(clerk, twin=twin, into=into, revisions=(1, 1))
    into.refresh_from_db()
    assert into.since == "2020-05"


@pytest.mark.parametrize("kind", [Meeting, Instrument, Provision, MeetingSeries])
def test_twins_of_every_kind_are_merged_and_parted_again(clerk: Mandate, kind: type[Entry]):
    bring_in(clerk, FIRST)
    bring_in(clerk, SECOND)
    if kind is MeetingSeries:
        for label in ("Yearly", "Annual"):
            create_series(clerk, new=NewSeries(label, tuple(Party.objects.all()[:2])))
    twin, into = kind._default_manager.order_by("-pk")[:2]
    before = state()
    merge(clerk, twin=twin, into=into, revisions=(twin.revision, into.revision))
    assert verify(slug="r", notes=[])
    undo(clerk, record=last_record(clerk))
    assert state() == before
    assert verify(slug="r", notes=[])


def test_updates_of_two_points_that_are_one_stand_side_by_side(clerk: Mandate):
    bring_in(clerk, FIRST)
    bring_in(clerk, SECOND)
    twin, into = Provision.objects.filter(binds=True).order_by("-pk")[:2]
    assessors = list(Party.objects.filter(kind__in=["state", "international_organization"])[:2])
    for point, assessor in zip((twin, into), assessors, strict=True):
        new = NewUpdate(assessor, "done", date(2023, 1, 1), narrative="Said so.")
        add_update(clerk, provision=point, new=new)
    twin.refresh_from_db()
    into.refresh_from_db()
    merge(clerk, twin=twin, into=into, revisions=(twin.revision, into.revision))
    assert into.updates.count() == 2
    assert verify(slug="r", notes=[])


def test_an_acceptance_of_everything_is_undone_as_a_whole(clerk: Mandate):
    facts = DocumentFacts(title="Item", published="2021-03-04", language="en")
    version = ingest(clerk, upload=Upload(FIRST.encode(), "item.txt"), facts=facts).version
    run = read_version(clerk, version=version)
    before = state()
    accept_all(clerk, run=run)
    undo(clerk, record=last_record(clerk))
    assert state() == before
    assert Party.objects.count() == 0
    accept_all(clerk, run=run)
    assert Party.objects.count() > 0
    assert verify(slug="r", notes=[])


def test_what_others_built_on_is_named_and_stays(clerk: Mandate):
    bring_in(clerk, FIRST)
    acceptance = last_record(clerk)
    party = Party.objects.get(label="Kenya")
    add_party_name(clerk, party=party, text="Republic of Kenya", language="en")
    before = state()
    with pytest.raises(StandsInTheWay) as refused:
        undo(clerk, record=acceptance)
    assert {(one.kind, one.label) for one in refused.value.built} >= {("name", "Republic of Kenya")}
    assert state() == before


def test_what_was_undone_is_not_undone_again_but_the_undoing_is(clerk: Mandate):
    into = create_party(clerk, new=NewParty("Kenya", "state"))
    made, before = last_record(clerk), state()
    undo(clerk, record=made)
    assert not Party.objects.filter(pk=into.pk).exists()
    with pytest.raises(StandsInTheWay, match="already"):
        undo(clerk, record=made)
    undo(clerk, record=last_record(clerk))
    assert state() == before


def test_a_change_of_a_field_somebody_changed_since_stays(clerk: Mandate):
    into = create_party(clerk, new=NewParty("Working Group", "body"))
    twin = create_party(clerk, new=NewParty("The Group", "body"))
    merge(clerk, twin=twin, into=into, revisions=(1, 1))
    record = last_record(clerk)
    undo(clerk, record=record)
    twin.refresh_from_db()
    merge(clerk, twin=twin, into=into, revisions=(twin.revision, into.revision))
    with pytest.raises(StandsInTheWay):
        undo(clerk, record=record)


@pytest.mark.parametrize("which", ["itself", "another kind", "merged already"])
def test_what_cannot_be_one_is_refused(clerk: Mandate, which: str):
    twin, into = merged(clerk)
    meeting = Meeting.objects.all()[0]
    one, other = {
        "itself": (into, into),
        "another kind": (meeting, into),
        "merged already": (twin, into),
    }[which]
    with pytest.raises(ValidationError):
        merge(clerk, twin=one, into=other, revisions=(one.revision, other.revision))


def test_what_somebody_changed_meanwhile_is_not_merged(clerk: Mandate):
    twin, into = pair(clerk)
    with pytest.raises(EditConflict):
        merge(clerk, twin=twin, into=into, revisions=(twin.revision + 1, into.revision))
    with pytest.raises(EditConflict):
        merge(clerk, twin=twin, into=into, revisions=(twin.revision, into.revision + 1))


def test_a_reader_neither_merges_nor_undoes(clerk: Mandate):
    twin, into = pair(clerk)
    reader = mandate(clerk.desk.register, "reader")
    with pytest.raises(NotAllowed):
        merge(reader, twin=twin, into=into, revisions=(twin.revision, into.revision))
    with pytest.raises(NotAllowed):
        undo(reader, record=last_record(clerk))


def test_a_record_of_another_register_is_not_undone(clerk: Mandate):
    create_party(clerk, new=NewParty("Kenya", "state"))
    other = administrator(make_register("other"))
    with pytest.raises(NotAllowed):
        undo(other, record=last_record(clerk))


def test_what_took_the_place_of_something_is_taken_back(clerk: Mandate):
    plan = create_instrument(clerk, new=NewInstrument("Plan", "action_plan"))
    add_provision(clerk, instrument=plan, new=NewProvision("Train", "measure", due="2021-03"))
    before = state()
    with change(clerk, "settle_difference", Ability.EDIT) as changes:
        former = Timing.objects.get()
        wording = former.wording
        changes.remove(former)
        changes.create(Timing(wording=wording, due="2022"))
    undo(clerk, record=last_record(clerk))
    assert state() == before

"""What a document under embargo tells is kept back with it."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from servanda.commands.verification.reporting import verify
from servanda.history.models import Record
from servanda.meetings.models import Meeting
from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import PartyName
from servanda.registers.actions import Protection, desk_at, protect_entry, undo
from servanda.registers.actions.rows import seen_by
from servanda.registers.models import Entry
from servanda.registers.tests.factories import administrator, make_register
from servanda.review.actions import accept_all, is_narrower, protect, read_version
from servanda.review.actions.labels import Namer, meeting_label
from servanda.sources.actions import DocumentFacts, Place, Upload, cite, ingest

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a register for each test

TEXT = (
    "ASHFORD, 3 March 2021. The Minister of Labour of Arvenia, Ada Berg, met the Regional "
    "Coordinator of the International Organization for Migration (IOM), Olaf Holm. "
    "The parties agreed to open a centre for returning workers by May 2022."
)
SOON, LATE = (timezone.localdate() + timedelta(days=days) for days in (2, 9))


@pytest.fixture
def clerk(settings, tmp_path):
    settings.DATA_DIR, settings.FILES_DIR = tmp_path, tmp_path / "files"
    return administrator(make_register(is_public=True))


def bring(clerk, *, until, text=TEXT):
    facts = DocumentFacts(title="Item", published="2021-03-04", language="en", visibility="public")
    version = ingest(clerk, upload=Upload(text.encode(), "item.txt"), facts=facts).version
    document = version.document
    kept_back = Protection("public", embargo_until=until)
    protect_entry(clerk, entry=document, as_told=kept_back, revision=document.revision)
    version.document.refresh_from_db()
    return version


def accept(clerk, version):
    accept_all(clerk, run=read_version(clerk, version=version))


def seen_by_a_visitor(register):
    """Return what a visitor sees of all kinds of entries."""
    desk = desk_at(register, None)
    assert desk is not None
    entries = [model for model in apps.get_models() if issubclass(model, Entry)]
    return {
        entry
        for model in entries
        for entry in seen_by(desk, model._default_manager.all())
        if model.KIND not in {"proposal", "reading_run"}
    }


def test_entries_made_from_a_document_under_embargo_are_kept_back_as_long(clerk):
    version = bring(clerk, until=timezone.localdate() + timedelta(days=2))
    accept(clerk, version)
    assert Meeting.objects.exists()
    assert seen_by_a_visitor(clerk.desk.register) == set()
    assert verify(slug="r", notes=[])


def put_embargo(clerk, entry, until):
    entry.refresh_from_db()
    protect(
        clerk,
        entry=entry,
        as_told=Protection(entry.visibility, embargo_until=until),
        revision=entry.revision,
    )


@pytest.mark.parametrize("lifted", [None, timezone.localdate()])
def test_what_was_made_from_a_document_is_seen_once_its_embargo_is_lifted_early(clerk, lifted):
    version = bring(clerk, until=SOON)
    accept(clerk, version)
    put_embargo(clerk, version.document, lifted)
    assert Meeting.objects.get() in seen_by_a_visitor(clerk.desk.register)
    assert verify(slug="r", notes=[])


def test_what_was_made_from_a_document_is_kept_back_as_long_as_it_is_put_off(clerk):
    version = bring(clerk, until=SOON)
    accept(clerk, version)
    for until in (LATE, SOON, LATE):
        put_embargo(clerk, version.document, until)
        assert Meeting.objects.get().embargo_until == until


def test_lifting_an_embargo_is_one_record_that_is_taken_back_whole(clerk):
    version = bring(clerk, until=SOON)
    accept(clerk, version)
    put_embargo(clerk, version.document, None)
    record = Record.objects.latest("id")
    assert record.action == "protect_entry"
    undo(clerk, record=record)
    assert Meeting.objects.get().embargo_until == SOON
    assert seen_by_a_visitor(clerk.desk.register) == set()


def test_an_embargo_that_a_person_gave_an_entry_stays_when_its_document_is_free(clerk):
    version = bring(clerk, until=SOON)
    accept(clerk, version)
    meeting = Meeting.objects.get()
    for until in (LATE, SOON):
        put_embargo(clerk, meeting, until)
    put_embargo(clerk, version.document, None)
    assert Meeting.objects.get().embargo_until == SOON


def test_what_another_source_under_embargo_tells_as_well_stays_kept_back(clerk):
    version, other = bring(clerk, until=SOON), bring(clerk, until=SOON, text=f"{TEXT} In Ashford.")
    accept(clerk, version)
    cite(clerk, entry=Meeting.objects.get(), version=other, places=[Place("date", 9, 21)])
    put_embargo(clerk, version.document, None)
    assert Meeting.objects.get().embargo_until == SOON


def test_entries_made_from_a_document_whose_embargo_is_over_are_seen(clerk):
    accept(clerk, bring(clerk, until=timezone.localdate()))
    assert Meeting.objects.get() in seen_by_a_visitor(clerk.desk.register)
    assert Meeting.objects.get().embargo_until is None


def test_what_it_tells_of_an_entry_that_is_seen_already_is_not_put_on_it(clerk):
    new = NewParty(
        "International Organization for Migration",
        "international_organization",
        visibility="public",
    )
    known = create_party(clerk, new=new)
    before = set(PartyName.objects.filter(of=known).values_list("text", flat=True))
    accept(clerk, bring(clerk, until=timezone.localdate() + timedelta(days=2)))
    assert set(PartyName.objects.filter(of=known).values_list("text", flat=True)) == before


def test_a_meeting_that_is_seen_is_not_named_after_a_party_under_embargo(clerk):
    parties = tuple(
        create_party(clerk, new=NewParty(name, "state", visibility="public"))
        for name in ("Arvenia", "Kenya")
    )
    until = timezone.localdate() + timedelta(days=2)
    kept_back = Protection("public", embargo_until=until)
    protect_entry(clerk, entry=parties[1], as_told=kept_back, revision=parties[1].revision)
    labels = [
        meeting_label(
            Namer(clerk.desk, bring(clerk, until=day).document), "2021", "Ashford", parties
        )
        for day in (None, until)
    ]
    assert labels == [
        "Meeting in Ashford, 2021: Arvenia",
        "Meeting in Ashford, 2021: Arvenia – Kenya",
    ]


def test_a_model_elsewhere_is_given_no_document_under_embargo_unasked(clerk, settings):
    settings.MODEL_VISIBILITY = "public"
    kept_back = bring(clerk, until=timezone.localdate() + timedelta(days=2)).document
    assert is_narrower(kept_back)
    kept_back.effective_embargo = timezone.localdate()
    assert not is_narrower(kept_back)

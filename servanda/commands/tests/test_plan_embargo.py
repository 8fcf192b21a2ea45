"""A plan brought in from a document that is kept back is kept back as long as that is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from servanda.commands.verification.reporting import verify
from servanda.history.models import Record
from servanda.instruments.actions import InstrumentFacts, change_instrument
from servanda.instruments.importing import PlanOrder, import_plan
from servanda.instruments.models import Instrument, Provision, Wording
from servanda.reading.tests.matrices.files import Grid, xlsx_of
from servanda.registers.actions import Protection, protect_entry, undo
from servanda.registers.tests.factories import administrator, make_register
from servanda.sources.actions import DocumentFacts, Upload, ingest

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PLAN = Grid([["No", "Activity", "Deadline"], ["1.1", "Repair the pier", "2021"]])
SOON, LATE = (timezone.localdate() + timedelta(days=days) for days in (2, 9))


@pytest.fixture
def clerk():
    return administrator(make_register())


@pytest.fixture
def document(clerk):
    """Return the document of a plan that was there, under embargo, before the plan is brought in."""
    upload = Upload(xlsx_of(PLAN), "plan.xlsx")
    found = ingest(clerk, upload=upload, facts=DocumentFacts()).document
    put_embargo(clerk, found, SOON)
    import_plan(clerk, upload=upload, order=PlanOrder(title="Piers"))
    return found


def put_embargo(clerk, entry, until):
    entry.refresh_from_db()
    told = Protection(entry.visibility, embargo_until=until)
    protect_entry(clerk, entry=entry, as_told=told, revision=entry.revision)


def kept_back_until():
    """Return until when the plan, its rows and their wordings are kept back, each day once."""
    kinds = (Instrument, Provision, Wording)
    return {entry.effective_embargo for kind in kinds for entry in kind.objects.all()}


def test_a_plan_of_a_document_under_embargo_is_kept_back_and_verified(document):
    assert kept_back_until() == {SOON}
    assert verify(slug="r", notes=[])


@pytest.mark.parametrize("until", [None, LATE])
def test_the_plan_follows_the_embargo_of_its_document(clerk, document, until):
    put_embargo(clerk, document, until)
    assert kept_back_until() == {until}
    assert verify(slug="r", notes=[])


def test_a_change_of_the_plan_that_is_taken_back_does_not_open_it(clerk, document):
    instrument = Instrument.objects.get()
    facts = InstrumentFacts("Quays", "action_plan")
    change_instrument(clerk, instrument=instrument, facts=facts, revision=instrument.revision)
    undo(clerk, record=Record.objects.latest("sequence"))
    assert Instrument.objects.get().label == "Piers"
    assert kept_back_until() == {SOON}

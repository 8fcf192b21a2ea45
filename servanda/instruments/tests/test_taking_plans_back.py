"""Taking back a plan that was brought in: in few queries, and what stands in the way of it."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from servanda.instruments.actions import InstrumentFacts, change_instrument
from servanda.instruments.importing import PlanOrder, import_plan
from servanda.instruments.models import Instrument, Provision, Wording, WordingText
from servanda.reading.tests.matrices.files import Grid, xlsx_of
from servanda.registers.actions import NotAllowed, Protection, in_the_way, protect_entry, undo
from servanda.registers.actions.rows import with_what_they_lead_to
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.actions import Upload

pytestmark = pytest.mark.django_db

HEADINGS = ["No", "Activity", "Deadline"]


@pytest.fixture
def clerk():
    return administrator(make_register())


def brought(clerk, rows):
    measures = [[f"1.{n}", f"Pier {n}", "2021"] for n in range(1, rows + 1)]
    upload = Upload(xlsx_of(Grid([HEADINGS, *measures])), "plan.xlsx")
    return import_plan(clerk, upload=upload, order=PlanOrder(title=f"Plan of {rows} piers"))


def renamed(clerk, instrument):
    facts = replace(InstrumentFacts.of(instrument), title="Quays")
    change_instrument(clerk, instrument=instrument, facts=facts, revision=instrument.revision)


def test_taking_back_many_rows_asks_no_more_than_taking_back_few(clerk):
    """Rows are removed in lots, each of which is a query of its own: the others are counted."""

    def asked(rows):
        record = brought(clerk, rows).record
        with CaptureQueriesContext(connection) as queries:
            undo(clerk, record=record)
        return [q["sql"] for q in queries if q["sql"].startswith(("SELECT", "UPDATE"))]

    assert len(asked(70)) == len(asked(10))


def test_what_stands_in_the_way_is_found_by_the_database(clerk):
    done = brought(clerk, 100)
    renamed(clerk, done.instrument)
    with CaptureQueriesContext(connection) as queries:
        found = in_the_way(done.record)
    assert [(one.kind, one.uuid) for one in found.built] == [("instrument", done.instrument.uuid)]
    assert len(queries) == 4
    assert max(len(query["sql"]) for query in queries) < 2_000


def test_nothing_stands_in_the_way_of_what_nobody_touched(clerk):
    first, second = brought(clerk, 1), brought(clerk, 2)
    renamed(clerk, second.instrument)
    assert in_the_way(first.record) is None


def test_who_may_not_see_a_row_of_it_takes_no_plan_back(clerk):
    done = brought(clerk, 1)
    hidden = Protection("restricted")
    protect_entry(clerk, entry=done.document, as_told=hidden, revision=done.document.revision)
    with pytest.raises(NotAllowed):
        undo(mandate(clerk.desk.register, "editor"), record=done.record)
    assert Instrument.objects.exists()


def test_more_texts_than_one_condition_has_room_for_are_fetched_with_what_they_are_of(clerk):
    brought(clerk, 1)
    (text,) = WordingText.objects.all()
    like = text.of
    provisions = Provision.objects.bulk_create(copies(like.provision, 1_100))
    wordings = Wording.objects.bulk_create(
        [Wording(**told(like, provision=one)) for one in provisions]
    )
    texts = WordingText.objects.bulk_create(
        [WordingText(register=text.register, of=one, language="en", text="A") for one in wordings]
    )
    with CaptureQueriesContext(connection) as queries:
        rows = with_what_they_lead_to(WordingText.objects.filter(pk__in=[t.pk for t in texts[:5]]))
        assert provisions_of(rows) == provisions[:5]
    few = len(queries)
    with CaptureQueriesContext(connection) as queries:
        rows = with_what_they_lead_to(WordingText.objects.exclude(pk=text.pk).order_by("pk"))
        assert provisions_of(rows) == provisions
    assert len(queries) < 3 * few


def provisions_of(rows):
    return [row.of.provision for row in rows if isinstance(row, WordingText)]


def copies(provision, number):
    return [
        Provision(
            register=provision.register,
            instrument=provision.instrument,
            added_in=provision.added_in,
            label=f"Pier {at}",
            kind=provision.kind,
        )
        for at in range(number)
    ]


def told(wording, *, provision):
    return {
        "register": wording.register,
        "provision": provision,
        "from_edition": wording.from_edition,
    }

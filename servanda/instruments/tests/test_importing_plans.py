"""A plan becomes an instrument: its rows with all their cells, and every word of it cited."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from servanda.history.models import Record
from servanda.instruments.importing import PlanOrder, import_plan
from servanda.instruments.models import (
    Edition,
    Instrument,
    MoneyLine,
    Provision,
    Responsibility,
    Timing,
    Wording,
)
from servanda.parties.actions import NewParty, create_party
from servanda.reading.tests.matrices.files import Grid, csv_of, docx_of, html_of, ods_of, xlsx_of
from servanda.reading.tests.matrices.rebuilt import ALL, TASK_CELLS_SPAN_MEASURES, YEARS_IN_COLUMNS
from servanda.reading.tests.matrices.rebuilt_more import MORE
from servanda.registers.actions import NotAllowed, undo
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.actions import Upload
from servanda.sources.models import Citation, Document, Passage

pytestmark = pytest.mark.django_db

PLAN = Grid(
    [
        ["National plan of piers, 2021-2023"],
        ["No", "Activity", "Responsible", "Deadline", "Indicator", "Budget, thousand USD"],
        ["Objective 1: Safe harbours"],
        ["1.1", "Repair the pier", "Ministry of Ports, Coast Guard", "Q3 2021", "One pier", 12.5],
        ["1.2", "Paint the boats", "Harbour Office", "as needed", "Boats painted", None],
    ],
    merged=["A1:F1", "A3:F3"],
)


@pytest.fixture
def clerk():
    return administrator(make_register())


def party(clerk, label):
    return create_party(clerk, new=NewParty(label, "government_agency"))


def brought(clerk, content=None, *, name="plan.xlsx", **said):
    upload = Upload(content or xlsx_of(PLAN), name)
    return import_plan(clerk, upload=upload, order=PlanOrder(**said))


def told(instrument):
    rows = Wording.objects.present().filter(provision__instrument=instrument)
    return [
        (row.provision.kind, row.code, row.provision.label, row.parent.label if row.parent else "")
        for row in rows.select_related("provision", "parent").order_by("pk")
    ]


def wording(code):
    return Wording.objects.get(code=code)


def test_the_rows_become_a_tree_of_provisions(clerk):
    assert told(brought(clerk).instrument) == [
        ("objective", "1", "Objective 1: Safe harbours", ""),
        ("activity", "1.1", "Repair the pier", "Objective 1: Safe harbours"),
        ("activity", "1.2", "Paint the boats", "Objective 1: Safe harbours"),
    ]


def test_the_plan_is_called_as_its_file_calls_it_unless_a_person_does(clerk):
    assert brought(clerk).instrument.label == "National plan of piers, 2021-2023"
    other = brought(clerk, csv_of(PLAN), name="other.csv", title="Piers", period="2021/2023")
    assert (other.instrument.label, other.instrument.period) == ("Piers", "2021/2023")


def test_the_file_is_kept_and_holds_the_text_of_the_plan(clerk):
    done = brought(clerk)
    assert done.document.kind == "plan"
    assert [held.document for held in done.instrument.held_texts.all()] == [done.document]


def test_times_parties_and_money_stand_beside_their_words(clerk):
    port, guard = party(clerk, "Ministry of Ports"), party(clerk, "Coast Guard")
    brought(clerk)
    timing = Timing.objects.get(wording=wording("1.1"))
    assert (timing.due, timing.due_words) == ("2021-35", "Q3 2021")
    rows = Responsibility.objects.filter(wording=wording("1.1")).order_by("pk")
    assert [(row.party, row.words) for row in rows] == [
        (port, "Ministry of Ports"),
        (guard, "Coast Guard"),
    ]
    money = MoneyLine.objects.get(wording=wording("1.1"))
    assert (money.amount, money.currency, money.words) == (Decimal(12500), "USD", "12.5")


def test_what_is_done_as_needed_has_no_day(clerk):
    brought(clerk)
    timing = Timing.objects.get(wording=wording("1.2"))
    assert (timing.due, timing.recurrence, timing.due_latest) == ("", "on demand", None)


def test_every_cell_is_kept_as_it_stands_with_its_column(clerk):
    brought(clerk)
    cells = wording("1.1").cells["cells"]
    assert [(cell["place"], cell["field"], cell["raw"]) for cell in cells] == [
        ("Plan!A4", "code", "1.1"),
        ("Plan!B4", "title", "Repair the pier"),
        ("Plan!C4", "responsible", "Ministry of Ports, Coast Guard"),
        ("Plan!D4", "timing", "Q3 2021"),
        ("Plan!E4", "indicator", "One pier"),
        ("Plan!F4", "money", "12.5"),
    ]


def test_a_name_that_no_party_bears_is_told_and_its_words_are_kept(clerk):
    party(clerk, "Ministry of Ports")
    unknown = brought(clerk).preview.matching.unknown
    assert [(one.name, one.cell, one.times) for one in unknown] == [
        ("Coast Guard", "C4", 1),
        ("Harbour Office", "C5", 1),
    ]


@pytest.mark.parametrize("write", [xlsx_of, csv_of, ods_of, docx_of, html_of])
def test_each_cell_is_cited_with_its_very_words_in_every_kind_of_file(clerk, write):
    done = brought(clerk, write(PLAN), name=f"plan.{write.__name__.removesuffix('_of')}")
    assert done.uncited == 0
    provision = wording("1.1").provision
    cited = Citation.objects.filter(entry=provision.uuid).select_related("passage__version")
    words = {one.field: one.passage.quote for one in cited}
    assert words == {
        "code": "1.1",
        "text": "Repair the pier",
        "by": "Ministry of Ports, Coast Guard",
        "due": "Q3 2021",
        "cells.5": "One pier",
        "cells.6": "12.5",
    }
    assert all(p.version.text[p.start : p.end] == p.quote for p in Passage.objects.all())


@pytest.mark.parametrize("plan", [*ALL, *MORE], ids=lambda plan: plan.name)
def test_every_cell_of_plans_in_the_shapes_of_real_ones_is_cited(clerk, plan):
    done = brought(clerk, xlsx_of(plan.grid), title="A plan")
    assert done.uncited == 0
    assert Citation.objects.filter(entry_kind="provision").exists()


@pytest.mark.parametrize("write", [xlsx_of, csv_of, ods_of])
def test_words_with_hyphens_that_nobody_sees_are_cited(clerk, write):
    grid = Grid([["No", "Activity", "Deadline"], ["1.1", "Re\u00adpair the pier", "2021"]])
    done = brought(clerk, write(grid), name=f"plan.{write.__name__[:-3]}", title="Piers")
    assert done.uncited == 0
    assert Passage.objects.filter(quote="Repair the pier").exists()


def test_a_cell_that_spans_rows_is_cited_where_it_stands(clerk):
    brought(clerk, xlsx_of(TASK_CELLS_SPAN_MEASURES.grid), title="A plan")
    task = Provision.objects.filter(kind="objective").order_by("pk").first()
    places = Citation.objects.filter(entry=task.uuid).values_list("passage__place", flat=True)
    assert list(places) == ["Plan!A4"]
    below = Wording.objects.filter(parent=task).count()
    assert below > 1


def test_the_sum_of_a_row_is_not_counted_beside_its_parts(clerk):
    brought(clerk, xlsx_of(YEARS_IN_COLUMNS.grid), title="A plan")
    years = MoneyLine.objects.exclude(amount=None).values_list("year", flat=True)
    assert None not in set(years)


def test_an_amount_without_a_currency_is_kept_as_words_until_one_is_named(clerk):
    grid = Grid([["No", "Activity", "Budget"], ["1.1", "Repair the pier", 1250]])
    first = brought(clerk, xlsx_of(grid), title="One")
    assert [cell.address for cell in first.preview.meant[0].without_currency] == ["C2"]
    money = MoneyLine.objects.get()
    assert (money.amount, money.words) == (None, "1250")
    undo(clerk, record=first.record)
    brought(clerk, xlsx_of(grid), title="One", currency="EUR")
    money = MoneyLine.objects.get()
    assert (money.amount, money.currency) == (Decimal(1250), "EUR")


def test_a_time_that_is_not_read_is_listed_with_its_cell_and_its_words_are_kept(clerk):
    grid = Grid([["No", "Activity", "Deadline"], ["1.1", "Repair the pier", "when it rains"]])
    done = brought(clerk, xlsx_of(grid), title="One")
    assert [cell.address for told in done.preview.meant for cell in told.unread] == ["C2"]
    timing = Timing.objects.get()
    assert (timing.due, timing.due_words) == ("", "when it rains")


def test_what_a_person_does_at_once_is_one_record(clerk):
    before = Record.objects.filter(register=clerk.desk.register.uuid).count()
    done = brought(clerk)
    records = Record.objects.filter(register=clerk.desk.register.uuid)
    assert records.count() == before + 1
    assert done.record.action == "import_plan"


def test_an_import_is_taken_back_as_a_whole_and_may_be_done_again(clerk):
    party(clerk, "Coast Guard")
    undo(clerk, record=brought(clerk).record)
    gone = (Instrument, Edition, Provision, Wording, Document, Passage, Citation)
    assert not any(model.objects.exists() for model in gone)
    assert told(brought(clerk).instrument)


@pytest.mark.slow
def test_more_cells_than_one_query_has_room_for_are_taken_back(clerk):
    headings = ["No", "Activity", "Responsible", "Deadline", "Indicator", "Comment"]
    rows = [[f"1.{n}", f"Pier {n}", f"Guard {n}", "2021", f"Piers {n}", n] for n in range(1, 181)]
    done = brought(clerk, xlsx_of(Grid([headings, *rows])), title="Many piers")
    assert Citation.objects.count() > 1000
    undo(clerk, record=done.record)
    assert not Provision.objects.exists()
    assert not Citation.objects.exists()


def test_nothing_is_half_written_where_something_is_wrong(clerk):
    with pytest.raises(ValidationError):
        brought(clerk, period="next summer")
    assert not Document.objects.exists()
    assert not Instrument.objects.exists()


def test_who_may_not_edit_brings_in_no_plan(clerk):
    with pytest.raises(NotAllowed):
        brought(mandate(clerk.desk.register, "reader"))


def test_a_hundred_rows_more_ask_for_nothing_more(clerk):
    """Rows are saved in lots, each of which is a query of its own."""

    def asked(rows):
        grid = Grid(
            [
                ["No", "Activity", "Responsible", "Deadline"],
                *([f"1.{n}", f"Pier {n}", "Coast Guard", "2021"] for n in range(1, rows + 1)),
            ]
        )
        with CaptureQueriesContext(connection) as queries:
            brought(clerk, xlsx_of(grid), title=f"Plan of {rows}")
        return [q["sql"] for q in queries if not q["sql"].startswith("INSERT")]

    party(clerk, "Coast Guard")
    few, many = asked(10), asked(110)
    assert len(many) == len(few)


def test_only_what_a_plan_says_is_not_covered_is_kept_as_not_covered(clerk):
    heads = ["No", "Activity", "Responsible", "Deadline", "Budget, USD"]
    cells = [100, "not covered", "state budget", "within approved budget"]
    rows = [[f"1.{n}", f"Mend {n}", "MIA", "2025", cell] for n, cell in enumerate(cells, start=1)]
    brought(clerk, xlsx_of(Grid([heads, *rows])), title="Plan of mending")
    lines = MoneyLine.objects.order_by("pk").values_list("amount", "source", "is_covered")
    assert list(lines) == [
        (100, "", None),
        (None, "", False),
        (None, "state budget", None),
        (None, "within approved budget", None),
    ]

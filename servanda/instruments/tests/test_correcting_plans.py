"""A plan brought in again: what its file says otherwise is put, and nothing else is touched."""

from copy import deepcopy
from decimal import Decimal

import pytest

from servanda.history.models import Change, Record
from servanda.instruments.actions import (
    Amendment,
    NewEdition,
    amend_provision,
    open_edition,
    put_provision,
)
from servanda.instruments.importing import PlanOrder, import_plan, preview_plan
from servanda.instruments.models import Instrument, Provision, Wording
from servanda.instruments.rules import DueTold
from servanda.instruments.tests.plans import ROWS, brought, corrected, wording
from servanda.parties.actions import NewParty, create_party
from servanda.reading.tests.matrices.files import Grid, csv_of, xlsx_of
from servanda.registers.actions import NotAllowed, Protection, protect_entry, undo
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.actions import Upload
from servanda.sources.models import Citation, Document, Version

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    clerk = administrator(make_register())
    create_party(clerk, new=NewParty("Coast Guard", "government_agency"))
    return clerk


def test_the_same_file_again_changes_nothing(clerk):
    file = xlsx_of(Grid(ROWS))
    order = PlanOrder(title="Piers")
    import_plan(clerk, upload=Upload(file, "plan.xlsx"), order=order)
    before = Record.objects.count(), Change.objects.count()
    again = import_plan(clerk, upload=Upload(file, "plan.xlsx"), order=order)
    assert again.preview.correction.is_empty
    assert again.record is None
    assert (Record.objects.count(), Change.objects.count()) == before


@pytest.mark.parametrize("write", [xlsx_of, csv_of])
def test_the_same_plan_in_another_file_changes_nothing_and_is_not_kept(clerk, write):
    brought(clerk, ROWS)
    upload = Upload(write(Grid(ROWS)), f"plan.{write.__name__[:-3]}")
    again = import_plan(clerk, upload=upload, order=PlanOrder(title="Piers"))
    assert again.record is None
    assert Version.objects.count() == 1


def test_the_same_file_is_known_under_any_title(clerk):
    file = xlsx_of(Grid(ROWS))
    first = import_plan(clerk, upload=Upload(file, "a.xlsx"), order=PlanOrder(title="Piers"))
    again = import_plan(clerk, upload=Upload(file, "b.xlsx"), order=PlanOrder(title="Boats"))
    assert (again.instrument, again.record) == (first.instrument, None)
    assert Instrument.objects.count() == 1


def test_a_corrected_cell_is_put_and_nothing_else_changes(clerk):
    brought(clerk, ROWS)
    others = dict(Wording.objects.exclude(code="1.1").values_list("pk", "revision"))
    done = brought(clerk, corrected((3, 4, "Q4 2021")))
    assert done.record.action == "correct_plan"
    timing = wording("1.1").timing
    assert (timing.due, timing.due_words) == ("2021-36", "Q4 2021")
    assert dict(Wording.objects.exclude(code="1.1").values_list("pk", "revision")) == others
    told = {change.kind for change in done.record.changes.all()}
    assert "provision" not in told
    assert "money_line" not in told


def test_what_was_corrected_stands_on_the_new_version_of_the_document(clerk):
    brought(clerk, ROWS)
    done = brought(clerk, corrected((3, 4, "Q4 2021")))
    assert Document.objects.count() == 1
    assert done.document.versions.count() == 2
    cited = Citation.objects.filter(entry=wording("1.1").provision.uuid, field="due")
    places = cited.order_by("pk").values_list("passage__version__number", "passage__quote")
    assert list(places) == [(1, "Q3 2021"), (2, "Q4 2021")]


def test_a_corrected_file_brought_in_twice_changes_nothing_the_second_time(clerk):
    brought(clerk, ROWS)
    rows = corrected((3, 4, "Q4 2021"), (6, 2, "Dredge the river bed"), (6, 5, 800))
    rows.insert(4, ["1.3", "Buy ropes", "Coast Guard", "2022", 10])
    rows.append(["3", "Objective 3: Calm seas", None, None, None])
    rows.append(["3.1", "Count the gulls", "Coast Guard", "2024", None])
    assert brought(clerk, rows).record is not None
    assert brought(clerk, rows).record is None


def test_words_number_who_and_money_follow_the_file(clerk):
    office = create_party(clerk, new=NewParty("Harbour Office", "government_agency"))
    brought(clerk, ROWS)
    brought(clerk, corrected((6, 1, "2.7"), (6, 3, "Harbour Office"), (6, 5, 900)))
    row = wording("2.7")
    assert row.provision.label == "Dredge the bed"
    assert [one.party for one in row.responsibilities.all()] == [office]
    assert [line.amount for line in row.money_lines.all()] == [Decimal(900)]


def test_what_somebody_changed_here_stays_where_the_file_says_what_it_said(clerk):
    brought(clerk, ROWS)
    boats = wording("1.2").provision
    amend_provision(clerk, provision=boats, amendment=Amendment(due=DueTold("2022", "by 2022")))
    brought(clerk, corrected((4, 2, "Paint the boats blue")))
    row = wording("1.2")
    assert (row.timing.due, row.provision.label) == ("2022", "Paint the boats blue")


def test_what_both_changed_is_left_as_it_stands_here_and_told(clerk):
    brought(clerk, ROWS)
    pier = wording("1.1").provision
    amend_provision(clerk, provision=pier, amendment=Amendment(due=DueTold("2022", "by 2022")))
    done = brought(clerk, corrected((3, 4, "Q4 2021")))
    (touched,) = done.preview.correction.touched
    assert touched.left == ("due",)
    assert wording("1.1").timing.due == "2022"
    assert brought(clerk, corrected((3, 4, "Q4 2021"))).record is None


def test_a_new_row_stands_where_it_stands_in_the_file(clerk):
    brought(clerk, ROWS)
    rows = deepcopy(ROWS)
    rows.insert(3, ["1.4", "Buy ropes", "Coast Guard", "2022", None])
    rows.insert(2, ["1.5", "Count the gulls", None, "2022", None])
    brought(clerk, rows)
    row = wording("1.4")
    assert row.parent.label == "Objective 1: Safe harbours"
    under = Wording.objects.filter(parent=row.parent).order_by("order", "rank")
    assert [one.code for one in under] == ["1.5", "1.1", "1.4", "1.2"]


def test_a_new_goal_comes_with_what_stands_under_it(clerk):
    brought(clerk, ROWS)
    rows = [*ROWS, ["3", "Objective 3: Calm seas", None, None, None]]
    brought(clerk, [*rows, ["3.1", "Count the gulls", "Coast Guard", "2024", None]])
    assert wording("3.1").parent.label == "Objective 3: Calm seas"


def test_a_row_that_the_file_moves_stands_under_the_other_goal(clerk):
    brought(clerk, ROWS)
    pier = wording("1.1").provision
    rows = deepcopy(ROWS)
    rows.append(["2.2", *rows.pop(2)[1:]])
    brought(clerk, rows)
    row = wording("2.2")
    assert (row.provision, row.parent.label) == (pier, "Objective 2: Clean rivers")
    assert brought(clerk, rows).record is None


def test_a_row_that_somebody_moved_here_is_not_moved_back(clerk):
    brought(clerk, ROWS)
    pier, rivers = wording("1.1").provision, wording("2").provision
    put_provision(clerk, provision=pier, under=rivers, at=0, seen=None)
    brought(clerk, corrected((3, 4, "Q4 2021")))
    assert wording("1.1").parent == rivers


def test_a_party_that_the_register_knows_by_now_answers_for_its_rows(clerk):
    brought(clerk, ROWS)
    office = create_party(clerk, new=NewParty("Harbour Office", "government_agency"))
    assert brought(clerk, ROWS).record is not None
    assert [one.party for one in wording("1.2").responsibilities.all()] == [office]


def test_a_currency_that_is_not_named_again_takes_no_amount_away(clerk):
    rows = [[*ROWS[0][:4], "Budget"], *ROWS[1:]]
    brought(clerk, rows, currency="EUR")
    assert brought(clerk, rows).record is None
    assert wording("1.1").money_lines.get().amount == Decimal(1250)


def test_another_period_is_put_with_the_rest(clerk):
    brought(clerk, ROWS, period="2021/2024")
    assert brought(clerk, ROWS, period="2021/2024").record is None
    assert brought(clerk, ROWS, period="2021/2025").record is not None
    assert Instrument.objects.get().period == "2021/2025"


def test_a_correction_is_taken_back_as_a_whole(clerk):
    brought(clerk, ROWS)
    before = list(Wording.objects.order_by("pk").values_list("code", "cells"))
    rows = corrected((3, 4, "Q4 2021"), (3, 5, 99), (6, 2, "Dredge the river bed"))
    rows.append(["2.2", "Buy ropes", None, None, None])
    undo(clerk, record=brought(clerk, rows, period="2021/2025").record)
    assert list(Wording.objects.order_by("pk").values_list("code", "cells")) == before
    assert wording("1.1").timing.due == "2021-35"
    assert wording("1.1").money_lines.get().amount == Decimal(1250)
    assert Version.objects.count() == 1
    assert brought(clerk, ROWS).record is None


def test_when_its_correction_is_taken_back_the_import_is_too(clerk):
    first = brought(clerk, ROWS).record
    undo(clerk, record=brought(clerk, corrected((3, 4, "Q4 2021"))).record)
    undo(clerk, record=first)
    assert not Provision.objects.exists()
    assert not Document.objects.exists()


def test_while_an_edition_is_made_the_correction_stands_in_it(clerk):
    plan = brought(clerk, ROWS).instrument
    open_edition(clerk, instrument=plan, new=NewEdition("Amended by the ministry"))
    brought(clerk, corrected((3, 4, "Q4 2021")))
    assert [row.timing.due for row in Wording.objects.filter(code="1.1").order_by("pk")] == [
        "2021-35",
        "2021-36",
    ]
    assert Wording.objects.filter(code="1.2").count() == 1


def test_who_may_not_see_a_row_of_it_corrects_no_plan(clerk):
    brought(clerk, ROWS)
    pier = wording("1.1").provision
    protect_entry(clerk, entry=pier, as_told=Protection("restricted"), revision=pier.revision)
    editor = mandate(clerk.desk.register, "editor")
    with pytest.raises(NotAllowed):
        brought(editor, corrected((4, 2, "Paint the boats blue")))


def test_looking_at_a_correction_stores_nothing(clerk):
    brought(clerk, ROWS)
    before = Record.objects.count(), Version.objects.count()
    upload = Upload(xlsx_of(Grid(corrected((3, 4, "Q4 2021")))), "plan.xlsx")
    found = preview_plan(clerk.desk, upload=upload, order=PlanOrder(title="Piers")).correction
    assert [one.kept.row.code for one in found.touched] == ["1.1"]
    assert (Record.objects.count(), Version.objects.count()) == before

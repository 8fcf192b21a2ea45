"""The matrix of a plan as a workbook: like the file it came from, with what became of each row."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from servanda.instruments.actions import Amendment, amend_provision
from servanda.instruments.importing import PlanOrder, import_plan
from servanda.instruments.models import Provision
from servanda.parties.actions import NewParty, create_party
from servanda.progress.actions import NewUpdate, add_update
from servanda.progress.tests.factories import Plan, hide_a_file
from servanda.reading.matrices import read_matrices
from servanda.reading.tests.matrices.files import Grid, xlsx_of
from servanda.registers.tests.factories import administrator, make_register, person
from servanda.sources.actions import Upload

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADS = ["No", "Activity", "Responsible", "Deadline", "Budget, USD", "Colour"]
PIERS = Grid(
    [
        HEADS,
        ["Objective 1: Safe harbours"],
        ["1.1", "Repair the pier", "Harbour Office", "Q3 2021", 1250.5, "red"],
        ["1.2", "=1+1", "Coast Guard", "as needed", "not covered", "@blue"],
    ],
    merged=["A2:F2"],
)


@pytest.fixture
def clerk():
    made = administrator(make_register())
    create_party(made, new=NewParty("Harbour Office", "government_agency"))
    return made


@pytest.fixture
def piers(clerk):
    upload = Upload(xlsx_of(PIERS), "piers.xlsx")
    return import_plan(clerk, upload=upload, order=PlanOrder(title="Plan of piers"))


@pytest.fixture
def reader(clerk, client):
    client.force_login(person(clerk.desk.register, "reader"))
    return client


def sheet_of(client, instrument, **query):
    names = {"slug": "r", "uuid": instrument.uuid}
    answer = client.get(reverse("matrix-xlsx", kwargs=names), query)
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_columns_headings_and_order_are_those_of_the_file(piers, reader):
    sheet = sheet_of(reader, piers.instrument)
    assert rows(sheet) == [
        [*HEADS, "Standing", "Last word"],
        ["Objective 1: Safe harbours", *[None] * 7],
        [
            "1.1",
            "Repair the pier",
            "Harbour Office",
            "Q3 2021",
            1250.5,
            "red",
            "Overdue, No information",
            None,
        ],
        ["1.2", "=1+1", "Coast Guard", "as needed", "not covered", "@blue", "No information", None],
    ]


def test_a_heading_stands_bold_across_all_columns(piers, reader):
    sheet = sheet_of(reader, piers.instrument)
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A2:H2"]
    assert (sheet["A2"].font.bold, sheet["B3"].font.bold) == (True, False)
    assert sheet["B3"].alignment.wrap_text


def test_no_cell_of_the_file_becomes_a_formula(piers, reader):
    sheet = sheet_of(reader, piers.instrument)
    assert (sheet["B4"].data_type, sheet["B4"].value) == ("s", "=1+1")


def test_the_last_word_of_each_assessor_stands_beside(piers, clerk, reader):
    assessor = create_party(clerk, new=NewParty("Auditors", "body", body_kind="committee"))
    pier = Provision.objects.get(label="Repair the pier")
    new = NewUpdate(assessor=assessor, value="done", stated_on=date(2021, 9, 1))
    add_update(clerk, provision=pier, new=new, passages=[])
    assert rows(sheet_of(reader, piers.instrument))[2][6:] == [
        "Done",
        "Auditors: Done, 1 September 2021",
    ]


def test_a_row_that_was_amended_says_what_it_says_by_now(piers, clerk, reader):
    pier = Provision.objects.get(label="Repair the pier")
    amend_provision(
        clerk, provision=pier, amendment=Amendment(texts={"en": "Build the pier anew"}, code="1.1a")
    )
    amended = rows(sheet_of(reader, piers.instrument))[2]
    assert amended[:6] == [
        "1.1a",
        "Build the pier anew",
        "Harbour Office",
        "Q3 2021",
        "1\N{NO-BREAK SPACE}250.50 USD",
        "red",
    ]


def test_rows_are_narrowed_as_on_the_page(piers, reader):
    found = rows(sheet_of(reader, piers.instrument, standing="overdue"))
    assert [row[0] for row in found[1:]] == ["Objective 1: Safe harbours", "1.1"]


def test_who_may_not_see_the_file_gets_what_the_rows_say_and_none_of_its_cells(
    piers, clerk, reader
):
    hide_a_file(clerk, piers.instrument)
    found = rows(sheet_of(reader, piers.instrument))
    assert found[0][:3] == ["Number", "Text", "When"]
    assert found[2][:3] == ["1.1", "Repair the pier", "Q3 2021"]


def test_the_workbook_is_read_again_as_the_plan_that_it_is(piers, reader):
    names = {"slug": "r", "uuid": piers.instrument.uuid}
    answer = reader.get(reverse("matrix-xlsx", kwargs=names))
    again = read_matrices(b"".join(answer.streaming_content), file_name="plan.xlsx")
    told = [
        [(row.kind, row.path) for row in read.tables[0].rows]
        for read in (again, piers.preview.reading)
    ]
    assert told[0] == told[1]


def test_a_plan_that_is_from_no_file_has_the_usual_columns(client):
    plan = Plan(administrator(make_register("s", is_public=True)))
    names = {"slug": "s", "uuid": plan.plan.uuid}
    answer = client.get(reverse("matrix-xlsx", kwargs=names))
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    found = rows(sheet)
    assert found[0] == [
        "Number",
        "Text",
        "When",
        "Responsible",
        "Partners",
        "Money",
        "Who pays",
        "Standing",
        "Last word",
    ]
    assert found[1][0] == "1 Information for the public"
    assert found[2][:4] == [
        "1.1",
        "Open a telephone line in three languages",
        "by June 2020",
        "Republic of Arvenia, Office for Mobility",
    ]


def test_what_a_person_may_not_see_is_not_in_the_workbook(client):
    plan = Plan(administrator(make_register("s", is_public=True)))
    plan.provision("A secret", by=(plan.arvenia,), due="2035", visibility="restricted")
    names = {"slug": "s", "uuid": plan.plan.uuid}
    content = b"".join(client.get(reverse("matrix-xlsx", kwargs=names)).streaming_content)
    told = [
        str(cell)
        for row in rows(openpyxl.load_workbook(io.BytesIO(content)).active)
        for cell in row
    ]
    assert "Train consular staff" in told
    assert not [cell for cell in told if "secret" in cell or "2035" in cell]

"""Reports: every line stands on sources or arithmetic, in each form, from each template."""

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from docx import Document
from openpyxl import load_workbook

from servanda.instruments.actions import NewLink, tie_provisions
from servanda.instruments.importing.frameworks import install_frameworks
from servanda.instruments.models import Instrument, Provision
from servanda.instruments.rules.frameworks.shipped import shipped_frameworks
from servanda.registers.tests.factories import administrator, make_library, make_register
from servanda.reports.models.report import ReportAsked, gather_report
from servanda.reports.rules.composing_report import compiled, with_guidance
from servanda.reports.rules.paper import Table
from servanda.reports.rules.word_count import words_in
from servanda.reports.tests.factories import ON, Founding, lay_many_points, point
from servanda.reports.tests.reports import TEMPLATES, asked, lines_in, made, rows_in
from servanda.reports.views.printing import CatalogueWords
from servanda.reports.views.report_files import FORMATS, compile_report, printed_report

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def case() -> Founding:
    return Founding(administrator(make_register(is_public=True)))


@pytest.mark.parametrize("code", TEMPLATES)
def test_every_row_stands_on_a_source_or_on_arithmetic(case, code):
    paper = made(case, code).paper
    numbers = {note.number for note in paper.notes}
    rows = list(rows_in(paper))
    assert rows
    for row in rows:
        assert any(
            line.notes or line.figure is not None or line.text == "no source" for line in row
        ), row
    told = {number for line in lines_in(paper) for number in line.notes}
    assert told == numbers


@pytest.mark.parametrize("code", TEMPLATES)
def test_every_figure_counts_what_it_names(case, code):
    report = made(case, code)
    known = {one.target for one in report.stock.points}
    known |= {one.target for one in report.stock.brief.changes}
    known |= {one.target for group in report.stock.objectives for one in group.objectives}
    figures = [line.figure for line in lines_in(report.paper) if line.figure is not None]
    assert figures
    for figure in figures:
        assert len(figure.of) == figure.part <= figure.whole
        assert figure.on == ON
        assert set(figure.of) <= known


def test_the_shares_of_the_standings_count_each_commitment_once(case):
    report = made(case, "gcm-voluntary-report")
    table = next(
        block for part in report.paper.sections for block in part.blocks if isinstance(block, Table)
    )
    counted = [target for row in table.rows for target in row[1].lines[0].figure.of]
    assert sorted(map(str, counted)) == sorted(str(one.target) for one in report.stock.points)


def test_a_figure_is_said_with_its_denominator_and_day(case):
    shape = json.loads(printed_report(made(case, "gcm-voluntary-report"), "json"))
    number = len(made(case, "gcm-voluntary-report").stock.points)
    line = shape["sections"][0]["parts"][0]["blocks"][0]["lines"][0]
    assert line["text"] == f"{number} commitments are known on 17 February 2021."
    assert line["figure"]["numerator"] == line["figure"]["denominator"] == number
    assert line["figure"]["on"] == "2021-02-17"


def test_a_commitment_stands_under_its_objective(case):
    library = administrator(make_library())
    install_frameworks(library, [one for one in shipped_frameworks() if one.code == "gcm"])
    objective = Provision.objects.get(
        instrument__symbol="A/RES/73/195", labels__text="10", labels__kind="number"
    )
    points = made(case, "gcm-voluntary-report").stock.points
    start = Provision.objects.get(uuid=points[0].target.uuid)
    new = NewLink(kind="implements")
    tie_provisions(case.mandate, source=start, target=objective, new=new)
    report = made(case, "gcm-voluntary-report")
    headings = [part.heading for part in report.paper.sections]
    assert [one for one in headings if one.startswith("10. ")]
    texts = [line.text for line in lines_in(report.paper)]
    assert "1 of 23 objectives has commitments." in texts


def test_without_the_framework_the_report_says_so(case):
    texts = [line.text for line in lines_in(made(case, "gcm-voluntary-report").paper)]
    assert any("is not in the library of this installation" in text for text in texts)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_gives_the_same_bytes(case, name):
    report = made(case, "gcm-voluntary-report")
    assert printed_report(report, name) == printed_report(report, name)


def test_a_section_in_which_nothing_stands_is_left_out_and_a_draft_asks_for_it(case):
    report = made(case, "gcm-voluntary-report")
    heading = "Means of implementation"
    assert heading not in [part.heading for part in report.paper.sections]
    draft = with_guidance(report, CatalogueWords()).paper
    assert heading in [part.heading for part in draft.sections]
    questions = [line.text for line in lines_in(draft) if line.label == "Question"]
    assert "Which support does the State need, and from whom?" in questions


def test_an_annual_report_speaks_of_its_plan_alone(case):
    plan = Instrument.objects.get(label="CT NAP 2020-2022")
    point(case.mandate, plan, "Train the officers of the border")
    report = made(case, "trafficking-annual-report", instrument=plan)
    assert report.stock.points
    assert {one.where for one in report.stock.points} == {report.paper.title}


def test_past_decisions_are_told_with_what_is_proposed(case):
    report = made(case, "past-decisions")
    assert report.stock.past is not None
    columns = [
        block.columns for part in report.paper.sections for block in part.blocks
        if isinstance(block, Table)
    ]  # fmt: skip
    assert any("Proposed" in names for names in columns)


def test_words_of_the_register_never_become_markup(case):
    hostile = "<script>alert(1)</script> #let x = 1 *=1+1* {{ 7 }}"
    report = made(case, "gcm-voluntary-report")
    points = (replace(report.stock.points[0], text=hostile), *report.stock.points[1:])
    stock = replace(report.stock, brief=replace(report.stock.brief, open_points=points))
    again = compiled(report.template, stock, CatalogueWords())
    assert "<script>" not in printed_report(again, "html").decode()
    assert hostile in "\n".join(
        cell.text
        for table in Document(io.BytesIO(printed_report(again, "docx"))).tables
        for row in table.rows
        for cell in row.cells
    )
    sheet = load_workbook(io.BytesIO(printed_report(again, "xlsx"))).active
    assert hostile in [cell.value for cell in sheet["B"]]
    assert printed_report(again, "pdf").startswith(b"%PDF")


def test_an_empty_register_gives_a_report_that_says_so():
    desk = administrator(make_register()).desk
    asked = ReportAsked(TEMPLATES["gcm-voluntary-report"], ON, date(2020, 2, 17), "en")
    report = compile_report(desk, asked)
    texts = [line.text for line in lines_in(report.paper)]
    assert "0 commitments are known on 17 February 2021." in texts
    for name in FORMATS:
        assert printed_report(report, name)


def test_what_only_one_side_sees_is_not_in_a_report(case):
    Provision.objects.update(effective_visibility="own_side", visibility="own_side")
    assert made(case, "gcm-voluntary-report").stock.points == ()


def test_a_report_in_russian_has_its_own_headings(case):
    with translation.override("ru"):
        paper = made(case, "gcm-voluntary-report", language="ru").paper
    assert paper.sections[0].heading == "Методика обзора"
    assert paper.kind == "Добровольный национальный доклад о Глобальном договоре о миграции"


def test_words_are_counted_in_tables_too(case):
    report = made(case, "gcm-voluntary-report")
    annex = report.sections[-1]
    assert words_in(annex.parts) > 10
    assert words_in(annex.parts) == words_in(
        part for part in report.paper.sections if part.key.startswith("annex")
    )


def test_a_report_asks_as_many_times_however_much_there_is(case):
    def queries() -> int:
        with CaptureQueriesContext(connection) as told:
            gather_report(case.mandate.desk, asked(case, "gcm-voluntary-report"))
        return len(told)

    lay_many_points(case, 2)
    before = queries()
    lay_many_points(case, 30)
    assert queries() == before <= 20

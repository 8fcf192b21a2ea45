"""Reports as tests ask for them: each from the founding case, as of its day, and what stands in it."""

from collections.abc import Iterator
from datetime import date

from servanda.instruments.models import Instrument
from servanda.reports.models.report import ReportAsked
from servanda.reports.rules.composing_report import Report
from servanda.reports.rules.paper import Line, Paper, Table
from servanda.reports.rules.reading_template import shipped_templates
from servanda.reports.rules.report_template import About
from servanda.reports.rules.word_count import lines_of
from servanda.reports.tests.factories import ON, Founding
from servanda.reports.views.report_files import compile_report

TEMPLATES = shipped_templates()


def asked(case: Founding, code: str, **more) -> ReportAsked:
    template = TEMPLATES[code]
    plan = Instrument.objects.filter(kind="action_plan").first()
    told = {
        "on": ON, "since": date(2020, 2, 17), "language": "en",
        "instrument": plan if template.about is About.INSTRUMENT else None,
    }  # fmt: skip
    return ReportAsked(template, **{**told, **more})


def made(case: Founding, code: str, **more) -> Report:
    return compile_report(case.mandate.desk, asked(case, code, **more))


def lines_in(paper: Paper) -> Iterator[Line]:
    for section in paper.sections:
        for block in section.blocks:
            yield from lines_of(block)


def rows_in(paper: Paper) -> Iterator[tuple[Line, ...]]:
    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    yield tuple(line for cell in row for line in cell.lines)

"""How long the forms of a report take, beside python-docx writing the table of its annex alone.

The report speaks of 23 objectives with forty measures each; every measure has a source, two parties, a
deadline and two updates. The two Word files are made in turn, so both have the same noise.
"""

from dataclasses import replace
from datetime import date
from io import BytesIO
from time import perf_counter
from uuid import uuid4

import installation  # noqa: F401  sets Django up, before what needs it
from docx import Document
from measuring import best_of, print_table, sizes

from servanda.registers.actions import desk_at
from servanda.registers.tests.factories import make_register, mandate
from servanda.reports.models.report import ReportAsked, gather_report
from servanda.reports.rules.composing_report import Report, compiled
from servanda.reports.rules.grounds import Target
from servanda.reports.rules.paper import Table
from servanda.reports.rules.reading_template import shipped_templates
from servanda.reports.rules.report_stock import ObjectiveGroup, ObjectiveLine, Stock
from servanda.reports.tests.factories import ON, Founding, lay_many_points
from servanda.reports.views.printing import CatalogueWords
from servanda.reports.views.report_files import printed_report

OBJECTIVES = 23
ROUNDS = 3


def main() -> None:
    """Print the seconds of each form, and of the same tables by hand."""
    rows = [measured(count) for count in sizes([40], small=[1])]
    head = ["measures each", "read", "compiled", "HTML", "DOCX", "tables by hand", "ratio", "PDF"]
    print_table([f"{head[0]}", *(one if one == "ratio" else f"{one}, s" for one in head[1:])], rows)


def measured(count: int) -> list[str]:
    """Return the line of the table for so many measures under each objective."""
    register = make_register(f"report-{count}")
    clerk = mandate(register, "secretariat")
    lay_many_points(Founding(clerk), OBJECTIVES * count)
    desk = desk_at(register, clerk.desk.account)
    assert desk
    template = shipped_templates()["gcm-voluntary-report"]
    asked = ReportAsked(template, ON, date(2020, 2, 17), "en")
    read, stock = best_of(ROUNDS, lambda: gather_report(desk, asked))
    stock = by_objective(stock, count)
    filled, report = best_of(ROUNDS, lambda: compiled(template, stock, CatalogueWords()))
    html, _made = best_of(ROUNDS, lambda: printed_report(report, "html"))
    pdf, _file = best_of(1, lambda: printed_report(report, "pdf"))
    docx, by_hand = in_turn(report)
    seconds = (read, filled, html, docx, by_hand)
    told = [f"{one:.2f}" for one in seconds]
    return [str(count), *told, f"{docx / by_hand:.2f}", f"{pdf:.2f}"]


def by_objective(stock: Stock, count: int) -> Stock:
    """Return the stock with its points laid under objectives, so many under each."""
    names = [one.target.uuid for one in stock.points]
    lines = tuple(
        ObjectiveLine(
            target=Target("provision", uuid4()),
            name=f"{number + 1}. Objective",
            language="en",
            doubt="",
            points=tuple(names[number * count : (number + 1) * count]),
        )
        for number in range(OBJECTIVES)
    )
    return replace(stock, objectives=(ObjectiveGroup("", lines),))


def in_turn(report: Report) -> tuple[float, float]:
    """Return the least seconds of the Word file, and of its tables by python-docx alone."""
    ours, theirs = [], []
    for _round in range(ROUNDS):
        begun = perf_counter()
        printed_report(report, "docx")
        between = perf_counter()
        tables_by_hand(report)
        ours.append(between - begun)
        theirs.append(perf_counter() - between)
    return min(ours), min(theirs)


def tables_by_hand(report: Report) -> bytes:
    """Write the words of every table of the report as its documentation shows it."""
    document = Document()
    for section in report.paper.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                table = document.add_table(rows=1, cols=len(block.columns))
                for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
                    cell.text = column
                for row in block.rows:
                    for cell, told in zip(table.add_row().cells, row, strict=True):
                        cell.text = "\n".join(line.text for line in told.lines)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


if __name__ == "__main__":
    main()

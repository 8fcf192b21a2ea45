"""A report put into a file, in the language that is active."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from servanda.registers.lists.rendering_xlsx import Sheet, xlsx_pieces
from servanda.registers.models import Desk
from servanda.reports.models.report import ReportAsked, gather_report
from servanda.reports.rules.brief import OpenPoint
from servanda.reports.rules.composing_points import standing_lines, who_answers
from servanda.reports.rules.composing_report import Report, compiled
from servanda.reports.rules.numbering import Numbering, of_point
from servanda.reports.rules.report_json import report_json
from servanda.reports.rules.voice import Voice, joined
from servanda.reports.rules.words import said_date
from servanda.reports.views.printing import FORMS, JSON, CatalogueWords

XLSX = "xlsx"
FORMATS = ("docx", "pdf", "html", "md", "xlsx", "json", "text")
"""The names of the formats of a report, as the command has them."""
FILES_ONLY = ("docx", "pdf", "xlsx")
WIDTHS = (6, 60, 30, 30, 30, 20, 20, 40, 60)


def compile_report(desk: Desk, asked: ReportAsked) -> Report:
    """Read what a report draws on, and fill its template."""
    return compiled(asked.template, gather_report(desk, asked), CatalogueWords())


def printed_report(report: Report, name: str) -> bytes:
    """Return a report in one of FORMATS."""
    if name == JSON:
        return report_json(report).encode()
    if name == XLSX:
        return _workbook(report)
    made = FORMS[name].render(report.paper)
    return made if isinstance(made, bytes) else made.encode()


def _workbook(report: Report) -> bytes:
    """Return every commitment of the report as a row of a workbook."""
    head = [
        "№",
        _("Commitment"),
        _("Stands in"),
        _("Objectives"),
        _("Who"),
        _("Due"),
        _("Standing"),
        _("What became of it"),
        _("Sources"),
    ]
    marking = report.paper.marking
    sheet = Sheet(_("Commitments"), head, markings=lambda: [marking], widths=WIDTHS)
    rows = list(_rows(report))
    return b"".join(xlsx_pieces(sheet, [list(zip(*rows, strict=True))] if rows else []))


def _rows(report: Report) -> Iterator[tuple[str, ...]]:
    words, stock = CatalogueWords(), report.stock
    under: dict[str, list[str]] = {}
    for group in stock.objectives:
        for objective in group.objectives:
            for uuid in objective.points:
                under.setdefault(str(uuid), []).append(objective.name)
    for number, point in enumerate(stock.points, start=1):
        voice = Voice(words, Numbering(of_point(point)))
        standing, *said = standing_lines(point, voice, on=stock.brief.on)
        yield (
            str(number),
            point.text,
            point.where,
            "\n".join(under.get(str(point.target.uuid), ())),
            joined(line.text for line in who_answers(point, voice)),
            said_date(point.due, words),
            standing.text,
            "\n".join(f"{line.label}: {line.text}" if line.label else line.text for line in said),
            "\n".join(_sources(point)),
        )


def _sources(point: OpenPoint) -> Iterator[str]:
    """Give the quotations and documents that a commitment and its standing rest on."""
    for source in dict.fromkeys(of_point(point)):
        if not source.public:
            yield _("source not public")
            continue
        yield joined((f"«{source.quote}»" if source.quote else "", source.title, source.published))

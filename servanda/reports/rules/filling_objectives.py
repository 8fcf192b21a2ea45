"""The commitments under each objective of a framework, and the objectives under which there is none."""

from collections.abc import Iterator
from uuid import UUID

from servanda.reports.rules.brief import OpenPoint
from servanda.reports.rules.commitment_table import TableOf, commitment_table, counted
from servanda.reports.rules.composing_points import shares
from servanda.reports.rules.paper import Block, Figure, Line, Paragraph, Section
from servanda.reports.rules.points import OVERDUE
from servanda.reports.rules.report_stock import ObjectiveGroup, ObjectiveLine, Stock
from servanda.reports.rules.voice import Voice

Points = dict[UUID, OpenPoint]


def objectives(stock: Stock, voice: Voice) -> Iterator[Section]:
    """Give a part to each objective that commitments implement, in the groups of the framework."""
    lines = [one for group in stock.objectives for one in group.objectives]
    points = {one.target.uuid: one for one in stock.points}
    yield Section("", "", (Paragraph(tuple(_summary(stock, lines, voice))),))
    for group in stock.objectives:
        for place, line in enumerate(one for one in group.objectives if one.points):
            yield _objective(line, group if not place else None, stock, voice=(voice, points))


def _summary(stock: Stock, lines: list[ObjectiveLine], voice: Voice) -> Iterator[Line]:
    """Say how many objectives have commitments, which have none, and in which language they are named."""
    _, words = voice.words.gettext, voice.words
    if not lines:
        yield Line(_("The framework of this report is not in the library of this installation."))
        return
    served = [one for one in lines if one.points]
    told = words.ngettext(
        "%(number)s of %(all)s objectives has commitments.",
        "%(number)s of %(all)s objectives have commitments.",
        len(served),
    )
    yield _figured(told % {"number": len(served), "all": len(lines)}, served, stock, lines)
    bare = [one for one in lines if not one.points]
    if bare:
        names = "; ".join(one.name for one in bare)
        text = _("No commitment is known under: %(objectives)s.") % {"objectives": names}
        yield _figured(text, bare, stock, lines)
    if any(one.language != words.language for one in lines):
        yield Line(
            _("Objectives without a title in this language are named in English."), tone="soft"
        )


def _figured(
    text: str, part: list[ObjectiveLine], stock: Stock, lines: list[ObjectiveLine]
) -> Line:
    targets = tuple(one.target for one in part)
    return Line(text, figure=Figure(len(part), len(lines), stock.brief.on, targets))


def _objective(
    line: ObjectiveLine,
    group: ObjectiveGroup | None,
    stock: Stock,
    *,
    voice: tuple[Voice, Points],
) -> Section:
    """Return the part of an objective; the first of a group says which group begins."""
    words, points = voice[0].words, [voice[1][uuid] for uuid in line.points]
    told = words.ngettext("%(number)s commitment.", "%(number)s commitments.", len(points))
    counts: dict[str, int] = {}
    for one in points:
        name = OVERDUE if one.overdue else one.standing.value
        counts[name] = counts.get(name, 0) + 1
    text = told % {"number": len(points)} + shares(counts, voice[0])
    lines = [Line(text, figure=counted(points, stock.points, stock.brief.on))]
    if group is not None and group.title:
        lines.insert(0, Line(group.title, tone="soft", label=words.gettext("Group")))
    if line.doubt:
        lines.append(Line(line.doubt, tone="soft", label=words.gettext("Title")))
    asked = TableOf(line.name, stock.brief.on, is_placed=not stock.about)
    table: Block = commitment_table(points, voice[0], asked)
    return Section("", line.name, (Paragraph(tuple(lines)), table))

"""What the program writes into the sections of a report; every line bears its sources or its arithmetic."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from servanda.progress.rules import Headline
from servanda.reports.rules.brief import OpenPoint
from servanda.reports.rules.commitment_table import TableOf, commitment_table, counted
from servanda.reports.rules.composing_frame import bodies, changes_table, duties, instruments
from servanda.reports.rules.composing_meetings import next_meeting, past_meetings
from servanda.reports.rules.composing_past import past_sections
from servanda.reports.rules.composing_points import open_points
from servanda.reports.rules.filling_objectives import objectives
from servanda.reports.rules.paper import Block, Cell, Figure, Line, Paragraph, Section, Table
from servanda.reports.rules.points import OVERDUE, SETTLED
from servanda.reports.rules.report_stock import Stock
from servanda.reports.rules.report_template import Fill
from servanda.reports.rules.voice import Voice
from servanda.reports.rules.words import said_day, standing_words

Filler = Callable[[Stock, Voice], Iterable[Section]]


def overview(stock: Stock, voice: Voice) -> Iterator[Section]:
    """Tell how many commitments there are, and how many stand how, each number with its arithmetic."""
    points, words, on = stock.points, voice.words, stock.brief.on
    told = words.ngettext(
        "%(number)s commitment is known on %(day)s.",
        "%(number)s commitments are known on %(day)s.",
        len(points),
    )
    text = told % {"number": len(points), "day": said_day(on, words)}
    blocks: list[Block] = [Paragraph((Line(text, figure=counted(points, points, on)),))]
    if points:
        blocks.append(_standings(stock, voice))
    if any(one.overdue for one in points):
        alone = words.gettext("What is overdue is counted as overdue alone.")
        blocks.append(Paragraph((Line(alone, tone="soft"),)))
    yield _plain(*blocks)


def _standings(stock: Stock, voice: Voice) -> Table:
    _ = voice.words.gettext
    columns = (_("Standing"), _("How many"), _("Share of all"))
    said, whole = standing_words(voice.words), len(stock.points)
    rows = []
    for name, label in said.items():
        found = [one for one in stock.points if _stands(one, name)]
        if found:
            figure = counted(found, stock.points, stock.brief.on)
            number = Line(f"{len(found)} / {whole}", figure=figure)
            share = Line(f"{_percent(figure)} %", figure=figure)
            cells = (Cell(columns[1], (number,)), Cell(columns[2], (share,)))
            rows.append((Cell(columns[0], (Line(label, standing=name),)), *cells))
    return Table(_("How the commitments stand"), (6, 3, 3), columns, tuple(rows))


def _stands(point: OpenPoint, name: str) -> bool:
    """Tell whether a point is counted under a name; what is overdue is counted there alone."""
    return point.overdue if name == OVERDUE else not point.overdue and point.standing.value == name


def _percent(figure: Figure) -> int:
    """Return the share in whole per cent, a half rounded up."""
    return (200 * figure.part + figure.whole) // (2 * figure.whole)


def achieved(stock: Stock, voice: Voice) -> Iterator[Section]:
    """List what all who speak of it call done."""
    found = [one for one in stock.points if one.standing is Headline.DONE]
    told = voice.words.ngettext(
        "%(number)s of %(all)s commitments is done, as all say who speak of it.",
        "%(number)s of %(all)s commitments are done, as all say who speak of them.",
        len(found),
    )
    yield _listed(stock, voice, told, found)


def challenges(stock: Stock, voice: Voice) -> Iterator[Section]:
    """List what is overdue or disputed, with the reasons given."""
    found = [one for one in stock.points if one.overdue or one.standing is Headline.DISPUTED]
    told = voice.words.ngettext(
        "%(number)s of %(all)s commitments is overdue or disputed.",
        "%(number)s of %(all)s commitments are overdue or disputed.",
        len(found),
    )
    yield _listed(stock, voice, told, sorted(found, key=lambda one: not one.overdue))


def next_steps(stock: Stock, voice: Voice) -> Iterator[Section]:
    """List what falls due after the day, the earliest first, and the reports that are owed."""
    on = stock.brief.on
    coming = [
        one
        for one in stock.points
        if one.due.latest is not None and one.due.latest >= on and one.standing not in SETTLED
    ]
    told = voice.words.ngettext(
        "%(number)s of %(all)s commitments falls due from now on.",
        "%(number)s of %(all)s commitments fall due from now on.",
        len(coming),
    )
    yield _listed(stock, voice, told, sorted(coming, key=lambda one: (one.due.latest, one.text)))
    owed = duties(stock.brief, voice)
    if owed is not None:
        yield owed


def matrix(stock: Stock, voice: Voice) -> Iterator[Section]:
    """List every commitment, one a row."""
    told = voice.words.ngettext(
        "%(number)s of %(all)s commitments stands here.",
        "%(number)s of %(all)s commitments stand here.",
        len(stock.points),
    )
    yield _listed(stock, voice, told, stock.points)


def changes(stock: Stock, voice: Voice) -> Iterator[Section]:
    """List what changed after the day of the last report, the newest first."""
    words, brief = voice.words, stock.brief
    number = len(brief.changes)
    told = words.ngettext(
        "%(number)s change between %(since)s and %(day)s.",
        "%(number)s changes between %(since)s and %(day)s.",
        number,
    ) % {
        "number": number,
        "since": said_day(stock.since, words),
        "day": said_day(brief.on, words),
    }
    figure = Figure(number, number, brief.on, tuple(one.target for one in brief.changes))
    blocks: list[Block] = [Paragraph((Line(told, figure=figure),))]
    if brief.changes:
        blocks.append(changes_table(brief, voice, words.gettext("What changed")))
    yield _plain(*blocks)


def past_decisions(stock: Stock, voice: Voice) -> Iterator[Section]:
    """Give the points that the next meeting has to speak of; without one, all points that are open."""
    if stock.past is None:
        yield _plain(*open_points(stock.brief, voice).blocks)
        return
    summary, *others = past_sections(stock.past, voice)
    yield _plain(*summary.blocks)
    yield from others


def meetings(stock: Stock, voice: Voice) -> Iterator[Section]:
    """Give the next meeting and the last ones."""
    yield next_meeting(stock.brief, voice)
    earlier = past_meetings(stock.brief, voice)
    if earlier is not None:
        yield earlier


def _frame(section: Callable[..., Section | None]) -> Filler:
    def filler(stock: Stock, voice: Voice) -> Iterator[Section]:
        found = section(stock.brief, voice)
        if found is not None:
            yield found

    return filler


def _listed(stock: Stock, voice: Voice, told: str, found: Iterable[OpenPoint]) -> Section:
    """Return how many of all commitments these are, and a table of them."""
    points = tuple(found)
    text = told % {"number": len(points), "all": len(stock.points)}
    line = Line(text, figure=counted(points, stock.points, stock.brief.on))
    blocks: list[Block] = [Paragraph((line,))]
    if points:
        asked = TableOf(text, stock.brief.on, is_placed=not stock.about)
        blocks.append(commitment_table(points, voice, asked))
    return _plain(*blocks)


def _plain(*blocks: Block) -> Section:
    """Return what stands in a section under its own heading."""
    return Section("", "", blocks)


FILLS: Final[Mapping[Fill, Filler]] = {
    Fill.OVERVIEW: overview,
    Fill.OBJECTIVES: objectives,
    Fill.INSTRUMENTS: _frame(instruments),
    Fill.BODIES: _frame(bodies),
    Fill.MEETINGS: meetings,
    Fill.ACHIEVED: achieved,
    Fill.CHALLENGES: challenges,
    Fill.CHANGES: changes,
    Fill.NEXT_STEPS: next_steps,
    Fill.PAST_DECISIONS: past_decisions,
    Fill.MATRIX: matrix,
}
"""What writes each kind of section."""

"""The matrix of open points, and what asks for attention in plans and agreements."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from servanda.progress.rules import Headline
from servanda.reports.rules.brief import AssessorStanding, Brief, OpenPoint
from servanda.reports.rules.grounds import when_told
from servanda.reports.rules.paper import Block, Cell, Line, Paragraph, Section, Table
from servanda.reports.rules.points import SETTLED
from servanda.reports.rules.voice import Voice
from servanda.reports.rules.words import said_date, said_day, said_edtf, standing_words, told_words

WIDTHS = (8, 5, 6, 5, 7)


@dataclass(frozen=True)
class Matrix:
    """A table of points: its caption, and what its second column says of where each comes from."""

    brief: Brief
    voice: Voice
    caption: str
    column: str
    placed: Callable[[OpenPoint, Voice], tuple[Line, ...]]


def open_points(brief: Brief, voice: Voice) -> Section:
    """Return the section with the points of all earlier meetings and documents."""
    _ = voice.words.gettext
    blocks: list[Block] = [Paragraph(tuple(_summary(brief, voice)))]
    if brief.open_points:
        matrix = Matrix(brief, voice, _("Open points"), _("Agreed"), agreed_lines)
        blocks.append(_table(matrix, brief.open_points))
        left_out = sum(count for _key, count in brief.totals.points) - len(brief.open_points)
        blocks += voice.left_out(left_out)
    return Section("open-points", _("Open points from earlier meetings"), tuple(blocks))


def measures(brief: Brief, voice: Voice) -> Section | None:
    """Return the section with the measures of plans that are overdue or disputed, if any."""
    _ = voice.words.gettext
    if not brief.measures:
        return None
    heading = _("In plans and agreements: overdue or disputed")
    matrix = Matrix(brief, voice, heading, _("Stands in"), _stands_in)
    table = _table(matrix, brief.measures)
    left_out = voice.left_out(brief.totals.measures - len(brief.measures))
    return Section("measures", heading, (table, *left_out))


def _summary(brief: Brief, voice: Voice) -> list[Line]:
    """Return how many points there are, how many of each kind, and how many were left out."""
    words = voice.words
    counts = dict(brief.totals.points)
    if not counts and not brief.settled:
        return [Line(words.gettext("No point of an earlier meeting is known."))]
    still_open = sum(count for key, count in counts.items() if key not in SETTLED)
    total = words.ngettext("%(number)s point is open.", "%(number)s points are open.", still_open)
    lines = [Line(total % {"number": still_open} + shares(counts, voice))]
    if brief.settled:
        text = words.ngettext(
            "%(number)s point done before the last meeting is left out.",
            "%(number)s points done before the last meeting are left out.",
            brief.settled,
        )
        lines.append(Line(text % {"number": brief.settled}, tone="soft"))
    return lines


def shares(counts: dict[str, int], voice: Voice) -> str:
    """Return how many points stand how."""
    said = standing_words(voice.words)
    shares = ", ".join(f"{said[key]}: {counts[key]}" for key in said if key in counts)
    return f" {shares}." if shares else ""


def _table(matrix: Matrix, points: tuple[OpenPoint, ...]) -> Table:
    _ = matrix.voice.words.gettext
    columns = (_("Point"), matrix.column, _("Who"), _("Due"), _("Standing"))
    rows = tuple(
        _row(matrix, point, number=number, columns=columns)
        for number, point in enumerate(points, start=1)
    )
    return Table(matrix.caption, WIDTHS, columns, rows)


def _row(
    matrix: Matrix, point: OpenPoint, *, number: int, columns: tuple[str, ...]
) -> tuple[Cell, ...]:
    voice = matrix.voice
    first, *rest = voice.cited(point.text, point.sources, point.target)
    numbered = Line(first.text, first.notes, target=first.target, label=str(number))
    return (
        Cell(columns[0], (numbered, *rest, *voice.own(point.own_notes))),
        Cell(columns[1], matrix.placed(point, voice)),
        Cell(columns[2], tuple(who_answers(point, voice))),
        voice.dated(columns[3], point.due),
        Cell(columns[4], tuple(standing_lines(point, voice, on=matrix.brief.on))),
    )


def who_answers(point: OpenPoint, voice: Voice) -> Iterator[Line]:
    """Give who answers for a point; one that may do so instead of the one before it by *or*."""
    for party in point.by:
        told = voice.words.gettext("or %(parties)s") % {"parties": party}
        yield Line(told if party in point.instead else party)


def agreed_lines(point: OpenPoint, voice: Voice) -> tuple[Line, ...]:
    """Return when a point was agreed; of an undertaking outside any meeting, when it was told."""
    agreed = said_date(point.agreed_on, voice.words)
    told = said_date(point.told_on, voice.words)
    if agreed:
        return (Line(agreed),)
    return (Line(voice.words.gettext("told %(day)s") % {"day": told}),) if told else ()


def _stands_in(point: OpenPoint, _voice: Voice) -> tuple[Line, ...]:
    """Return the plan or agreement in which a measure stands."""
    return (Line(point.where, target=point.instrument),)


def standing_lines(point: OpenPoint, voice: Voice, *, on: date) -> list[Line]:
    """Return how a point stands on a day, and what each assessor says of it."""
    return [
        *headline_lines(point, voice, on=on),
        *(assessed(one, voice) for one in point.standings),
    ]


def headline_lines(point: OpenPoint, voice: Voice, *, on: date) -> list[Line]:
    """Return how a point stands on a day, all who speak of it taken together."""
    said = standing_words(voice.words)
    lines = [Line(said["overdue"], standing="overdue")] if point.overdue else []
    text = said[point.standing.value]
    if point.standing is Headline.NO_INFORMATION and point.heard_on and point.heard_on < on:
        since = said_day(point.heard_on, voice.words)
        text = voice.words.gettext("No information since %(day)s") % {"day": since}
    lines.append(Line(text, standing=point.standing.value))
    told_as = told_words(voice.words).get(point.told_as)
    if told_as and not point.standings:
        lines.append(Line(told_as, tone="soft"))
    return lines


def assessed(one: AssessorStanding, voice: Voice) -> Line:
    """Return what an assessor says of a point, since when, with its sources."""
    text = _since(one, voice)
    if not one.sources:
        text = f"{text} ({voice.words.gettext('no source')})"
    return Line(text, voice.numbering.of(one.sources), tone="soft", label=one.assessor)


def _since(one: AssessorStanding, voice: Voice) -> str:
    """Return what an assessor says and since when, as far as the source tells when."""
    value = voice.words.gettext(one.label) if one.label else one.value
    since = when_told(one.since, one.sources)
    if not since.edtf:
        return voice.words.gettext("%(value)s, in a source without a date") % {"value": value}
    if since.earliest != since.latest:
        return f"{value}, {said_edtf(since.edtf, voice.words)}"
    told = {"value": value, "day": said_day(one.since, voice.words)}
    return voice.words.gettext("%(value)s since %(day)s") % told

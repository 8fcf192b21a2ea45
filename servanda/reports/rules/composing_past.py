"""From past decisions to their paper: by what asks for attention first, each point with a proposal."""

from collections.abc import Iterator
from itertools import groupby

from servanda.reports.rules.brief import AssessorStanding
from servanda.reports.rules.composing import note_line
from servanda.reports.rules.composing_points import (
    agreed_lines,
    shares,
    standing_lines,
    who_answers,
)
from servanda.reports.rules.grounds import Source
from servanda.reports.rules.numbering import Numbering, of_point
from servanda.reports.rules.paper import Block, Cell, Line, Paper, Paragraph, Section, Table
from servanda.reports.rules.past import Before, PastDecisions, PastPoint, Proposed
from servanda.reports.rules.points import OVERDUE
from servanda.reports.rules.voice import Voice, joined
from servanda.reports.rules.words import (
    Words,
    delay_words,
    said_date,
    said_day,
    standing_words,
    variant_words,
)

WIDTHS = (8, 5, 8, 6, 4)


def past_paper(past: PastDecisions, words: Words) -> Paper:
    """Return the state of past decisions as a paper in the language of the words."""
    voice = Voice(words, Numbering(_sources(past)))
    meeting = past.meeting
    day = words.gettext("As of %(day)s") % {"day": said_day(past.on, words)}
    return Paper(
        language=words.language,
        title=meeting.name,
        kind=words.gettext("State of past decisions"),
        subtitle=" · ".join(
            filter(None, [past.register.title, said_date(meeting.date, words), day])
        ),
        marking=_marking(past, words),
        sections=past_sections(past, voice),
        notes_heading=words.gettext("Sources"),
        notes=tuple(note_line(footnote, words) for footnote in voice.numbering.footnotes),
        closing=words.gettext(
            "Each line stands on the sources whose numbers it bears. What is proposed follows from how "
            "a point stands and stood at the last meeting; the meeting decides."
        ),
    )


def past_sections(past: PastDecisions, voice: Voice) -> tuple[Section, ...]:
    """Return what is said of past decisions: whose they are and how many, then those of each standing."""
    return (_summary(past, voice), *_sections(past, voice))


def proposed_words(words: Words) -> dict[Proposed, str]:
    """Return the words for what may be decided of a point."""
    return {
        Proposed.CONTINUE: words.gettext("Continue"),
        Proposed.NEW_DEADLINE: words.gettext("Set a new deadline"),
        Proposed.CLOSE: words.gettext("Close"),
        Proposed.REPLACE: words.gettext("Replace"),
        Proposed.ESCALATE: words.gettext("Escalate"),
    }


def _marking(past: PastDecisions, words: Words) -> str:
    fiction = [words.gettext("Everything here is invented")] if past.register.is_fictional else []
    return " · ".join([*fiction, *past.handling, variant_words(past.variant, words)])


def _sources(past: PastDecisions) -> Iterator[Source]:
    for one in past.points:
        yield from of_point(one.point)


def _summary(past: PastDecisions, voice: Voice) -> Section:
    """Say whose points these are, since which meeting, how many of each kind."""
    _ = voice.words.gettext
    lines = []
    if past.series:
        lines.append(Line(_("Points of: %(series)s") % {"series": joined(past.series)}))
    if past.last is not None:
        told = {"name": past.last.name, "day": said_date(past.last.date, voice.words)}
        lines.append(Line(_("The last meeting: %(name)s, %(day)s") % told, target=past.last.target))
    number = past.total
    text = voice.words.ngettext("%(number)s point.", "%(number)s points.", number)
    lines.append(Line(text % {"number": number} + shares(dict(past.counts), voice)))
    return Section("past-decisions", _("Past decisions"), (Paragraph(tuple(lines)),))


def _sections(past: PastDecisions, voice: Voice) -> Iterator[Section]:
    """Return a section for each standing, in the order of attention."""
    said = standing_words(voice.words)
    numbered = enumerate(past.points, start=past.first + 1)
    for standing, group in groupby(numbered, key=lambda pair: _kind(pair[1])):
        rows = tuple(_row(one, past, voice, number=number) for number, one in group)
        table = Table(said[standing], WIDTHS, _columns(voice), rows)
        blocks: tuple[Block, ...] = (table,)
        yield Section(standing.replace("_", "-"), said[standing], blocks)


def _kind(one: PastPoint) -> str:
    return OVERDUE if one.point.overdue else one.point.standing.value


def _columns(voice: Voice) -> tuple[str, ...]:
    _ = voice.words.gettext
    return (
        _("Point"),
        _("Who and until when"),
        _("What became of it"),
        _("At the last meeting"),
        _("Proposed"),
    )


def _row(one: PastPoint, past: PastDecisions, voice: Voice, *, number: int) -> tuple[Cell, ...]:
    columns, point = _columns(voice), one.point
    first, *rest = voice.cited(point.text, point.sources, point.target)
    numbered = Line(first.text, first.notes, target=first.target, label=str(number))
    agreed = (Line(line.text, tone="soft") for line in agreed_lines(point, voice))
    where = Line(point.where, tone="soft")
    due = (Line(line.text, line.notes, tone="soft") for line in voice.dated("", point.due).lines)
    proposed = Line(proposed_words(voice.words)[one.proposed], tone="strong")
    became = (*standing_lines(point, voice, on=past.on), *_reasons(point.standings, voice))
    return (
        Cell(columns[0], (numbered, *rest, *agreed, where, *voice.own(point.own_notes))),
        Cell(columns[1], (*who_answers(point, voice), *due)),
        Cell(columns[2], became),
        Cell(columns[3], tuple(_at_last(one, past, voice))),
        Cell(columns[4], (proposed,)),
    )


def _reasons(standings: tuple[AssessorStanding, ...], voice: Voice) -> Iterator[Line]:
    """Give the last word of each assessor, and why it is late."""
    for one in standings:
        if one.narrative:
            yield Line(one.narrative, tone="soft", label=one.assessor)
        yield from delay_lines(one, voice)


def delay_lines(one: AssessorStanding, voice: Voice) -> Iterator[Line]:
    """Give the reason for which an assessor calls a point late, if it gives one."""
    reason = joined((delay_words(voice.words).get(one.delay, one.delay), one.reason))
    if reason:
        yield Line(reason, label=voice.words.gettext("Reason for delay"))


def _at_last(one: PastPoint, past: PastDecisions, voice: Voice) -> Iterator[Line]:
    """Give how a point stood at the last meeting, and what that meeting said of it."""
    if past.last is None:
        return
    if one.before is None:
        yield Line(voice.words.gettext("agreed there"))
    else:
        yield from _stood(one.before, voice)
    for told in one.taken_up:
        yield Line(told.text, target=told.target, label=_ties(voice.words).get(told.tie, told.tie))


def _stood(before: Before, voice: Voice) -> Iterator[Line]:
    said = standing_words(voice.words)
    yield Line(said[OVERDUE] if before.overdue else said[before.standing.value])


def _ties(words: Words) -> dict[str, str]:
    """Return what a point of the last meeting does to an earlier one."""
    return {
        "continues": words.gettext("continues"),
        "amends": words.gettext("amends"),
        "replaces": words.gettext("replaces"),
        "implements": words.gettext("implements"),
        "responds_to": words.gettext("responds to"),
    }

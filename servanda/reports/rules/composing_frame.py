"""The sections around the points: instruments, bodies, reports that fall due, what changed."""

from servanda.reports.rules.brief import Brief, ChangeKind, ChangeLine, InstrumentLine
from servanda.reports.rules.paper import Block, Cell, Line, Paragraph, Section, Table
from servanda.reports.rules.voice import Voice, joined, plain
from servanda.reports.rules.words import (
    change_words,
    kind_words,
    said_date,
    standing_words,
    term_words,
)

REPORT = "report"
"""A report has a period of which it tells; it is not in force in it."""


def instruments(brief: Brief, voice: Voice) -> Section | None:
    """Return the section on frameworks, agreements and plans."""
    _ = voice.words.gettext
    if not brief.instruments:
        return None
    columns = (_("Instrument"), _("Kind"), _("Period"), _("Standing"))
    rows = tuple(_instrument_row(line, columns, voice) for line in brief.instruments)
    heading = _("Instruments in force and ending")
    left_out = voice.left_out(brief.totals.instruments - len(rows))
    table = Table(heading, (10, 6, 5, 6), columns, rows)
    return Section("instruments", heading, (table, *left_out))


def bodies(brief: Brief, voice: Voice) -> Section | None:
    """Return the section on bodies."""
    _ = voice.words.gettext
    if not brief.bodies:
        return None
    columns = (_("Body"), _("Kind"), _("Since"))
    kinds = kind_words(voice.words)
    rows = tuple(
        (
            Cell(columns[0], voice.cited(body.name, body.sources, body.target)),
            plain(columns[1], kinds.get(body.kind, body.kind)),
            voice.dated(columns[2], body.since),
        )
        for body in brief.bodies
    )
    left_out = voice.left_out(brief.totals.bodies - len(rows))
    table = Table(_("Bodies"), (7, 3, 3), columns, rows)
    return Section("bodies", _("Bodies"), (table, *left_out))


def duties(brief: Brief, voice: Voice) -> Section | None:
    """Return the section on reports that fall due."""
    _ = voice.words.gettext
    if not brief.duties:
        return None
    columns = (_("Report"), _("Who owes it"), _("To whom"), _("Due"))
    overdue = Line(standing_words(voice.words)["overdue"], standing="overdue")
    rows = []
    for duty in brief.duties:
        due = voice.dated(columns[3], duty.due)
        lines = (overdue, *due.lines) if duty.overdue else due.lines
        rows.append(
            (
                Cell(columns[0], voice.cited(duty.name, duty.sources, duty.target)),
                plain(columns[1], duty.debtor),
                plain(columns[2], duty.recipient),
                Cell(columns[3], lines),
            )
        )
    heading = _("Reports that fall due")
    left_out = voice.left_out(brief.totals.duties - len(rows))
    table = Table(heading, (6, 4, 4, 3), columns, tuple(rows))
    return Section("duties", heading, (table, *left_out))


def changes(brief: Brief, voice: Voice) -> Section:
    """Return the section on what happened since the last meeting."""
    _ = voice.words.gettext
    heading = _("What changed since the last meeting")
    if brief.last_meeting is None:
        words = _("No earlier meeting is known, so there is nothing to compare with.")
        return Section("changes", heading, (Paragraph((Line(words),)),))
    if not brief.changes:
        words = _("Nothing is known to have changed since the last meeting.")
        return Section("changes", heading, (Paragraph((Line(words),)),))
    blocks: list[Block] = [changes_table(brief, voice, heading)]
    left_out = brief.totals.changes - len(brief.changes)
    if voice.is_part:
        blocks += voice.left_out(left_out)
    elif left_out:
        text = voice.words.ngettext(
            "%(number)s older change is left out.",
            "%(number)s older changes are left out.",
            left_out,
        )
        blocks.append(Paragraph((Line(text % {"number": left_out}, tone="soft"),)))
    return Section("changes", heading, tuple(blocks))


def changes_table(brief: Brief, voice: Voice, heading: str) -> Table:
    """Return the changes of a brief, one a row, the newest first."""
    _ = voice.words.gettext
    columns = (_("When"), _("What"))
    rows = tuple(_change_row(change, columns, voice) for change in brief.changes)
    return Table(heading, (2, 9), columns, rows)


def _instrument_row(
    line: InstrumentLine, columns: tuple[str, ...], voice: Voice
) -> tuple[Cell, ...]:
    lines = [] if line.kind == REPORT else [Line(_standing(line, voice))]
    if line.measures is not None:
        lines.append(Line(_measures(line, voice), tone="soft"))
    return (
        Cell(columns[0], voice.cited(line.name, line.sources, line.target)),
        plain(columns[1], kind_words(voice.words).get(line.kind, line.kind)),
        voice.dated(columns[2], line.period),
        Cell(columns[3], tuple(lines)),
    )


def _standing(line: InstrumentLine, voice: Voice) -> str:
    """Return where an instrument stands in its period; of one without, when it was adopted."""
    adopted = said_date(line.adopted, voice.words)
    if not adopted:
        return term_words(voice.words)[line.term]
    return voice.words.gettext("Adopted: %(date)s") % {"date": adopted}


def _measures(line: InstrumentLine, voice: Voice) -> str:
    """Return how many commitments an instrument has and how they stand, each number named."""
    measures = line.measures
    if measures is None:
        return ""
    said = standing_words(voice.words)
    total = voice.words.ngettext(
        "%(number)s commitment", "%(number)s commitments", measures.total
    ) % {"number": measures.total}
    counts = [(said[headline.value], count) for headline, count in measures.standings]
    if measures.overdue:
        counts.insert(0, (said["overdue"], measures.overdue))
    if measures.total == 1:
        return f"{total}: " + joined(name.lower() for name, _count in counts)
    return f"{total}: " + joined(f"{name.lower()} {count}" for name, count in counts)


def _change_row(change: ChangeLine, columns: tuple[str, ...], voice: Voice) -> tuple[Cell, ...]:
    kind = change_words(voice.words)[change.kind]
    first, *rest = voice.cited(change.text, change.sources, change.target)
    said = [Line(first.text, first.notes, target=first.target, label=kind), *rest]
    if change.kind is ChangeKind.UPDATE:
        said.append(Line(_update(change, voice), tone="soft"))
    day = said_date(change.on, voice.words) or voice.words.gettext("no date")
    return (plain(columns[0], day), Cell(columns[1], tuple(said)))


def _update(change: ChangeLine, voice: Voice) -> str:
    """Return what an assessor says now, and what it said before where that differs."""
    said = standing_words(voice.words)
    value = said.get(change.value, change.value)
    before = said.get(change.before, change.before)
    text = f"{change.assessor}: {value}"
    if not before:
        return text
    if change.before == change.value:
        return f"{text} ({voice.words.gettext('as before')})"
    return f"{text} ({voice.words.gettext('before: %(value)s') % {'value': before}})"

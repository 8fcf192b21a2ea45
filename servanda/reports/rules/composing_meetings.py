"""The sections on meetings: the next one with who meets whom, and the last ones."""

from servanda.meetings.rules.rhythm import rhythm_of, told_rhythm
from servanda.reading.edtf import words_add_to
from servanda.reports.rules.brief import Brief, MeetingLine, Participant, SeriesLine
from servanda.reports.rules.grounds import UNKNOWN_DATE
from servanda.reports.rules.meetings import HELD, who_meets
from servanda.reports.rules.paper import Block, Cell, Facts, Line, Paragraph, Section, Table
from servanda.reports.rules.voice import Voice, joined, plain
from servanda.reports.rules.words import meeting_words, quoted, said_date, said_edtf


def next_meeting(brief: Brief, voice: Voice) -> Section:
    """Return the section on the next meeting: when, where, who meets whom."""
    _ = voice.words.gettext
    meeting = brief.next_meeting
    blocks: list[Block] = []
    if meeting is None:
        blocks.append(Paragraph((Line(_("No next meeting is known.")), *_expected(brief, voice))))
    facts = _facts(brief, voice)
    if facts:
        blocks.append(Facts(tuple(facts)))
    blocks += _who(brief, voice)
    notes = (
        *(meeting.own_notes if meeting else ()),
        *(brief.series.own_notes if brief.series else ()),
    )
    blocks += voice.own_box(notes)
    return Section("next-meeting", _("The next meeting"), tuple(blocks))


def past_meetings(brief: Brief, voice: Voice) -> Section | None:
    """Return the section on the meetings before, the latest first."""
    _ = voice.words.gettext
    if not brief.past_meetings:
        return None
    columns = (_("When"), _("Meeting"), _("Who took part"))
    rows = tuple(_past_row(meeting, columns, voice) for meeting in brief.past_meetings)
    blocks: list[Block] = [Table(_("The last meetings"), (2, 4, 6), columns, rows)]
    blocks += _missed(brief, voice)
    if brief.earlier:
        text = voice.words.ngettext(
            "%(number)s earlier meeting is left out.",
            "%(number)s earlier meetings are left out.",
            brief.earlier,
        )
        blocks.append(Paragraph((Line(text % {"number": brief.earlier}, tone="soft"),)))
    return Section("past-meetings", _("The last meetings"), tuple(blocks))


def _expected(brief: Brief, voice: Voice) -> list[Line]:
    """Say when the rhythm of the series expects the next meeting."""
    if not brief.outlook.expected:
        return []
    told = voice.words.gettext("By the rhythm it is expected: %(time)s.")
    return [Line(told % {"time": said_edtf(brief.outlook.expected, voice.words)})]


def _missed(brief: Brief, voice: Voice) -> list[Block]:
    """Name the times in which a meeting was due and none is known."""
    lines = []
    for missed in brief.outlook.missed:
        text = voice.words.ngettext(
            "%(time)s: %(number)s meeting was expected, no information since.",
            "%(time)s: %(number)s meetings were expected, no information since.",
            missed.number,
        )
        time = said_edtf(missed.time, voice.words)
        lines.append(Line(text % {"time": time, "number": missed.number}))
    return [Paragraph(tuple(lines))] if lines else []


def _rhythm(series: SeriesLine, voice: Voice) -> str:
    """Return how often a series meets: as its source has it, else in the reader's language."""
    rhythm = rhythm_of(series.rhythm)
    if series.rhythm_words or rhythm is None:
        return series.rhythm_words or series.rhythm
    return told_rhythm(rhythm, voice.words, voice.words.language)


def _facts(brief: Brief, voice: Voice) -> list[Cell]:
    _ = voice.words.gettext
    series, meeting = brief.series, brief.next_meeting
    cells = _facts_of_meeting(meeting, voice) if meeting else []
    parties = (meeting.parties if meeting else ()) or (series.parties if series else ())
    if parties:
        cells.append(plain(_("Between"), joined(parties)))
    if series is not None:
        rhythm = joined(dict.fromkeys((_rhythm(series, voice), series.level)))
        if rhythm:
            cells.append(Cell(_("Series"), voice.cited(rhythm, series.sources, series.target)))
    return cells


def _facts_of_meeting(meeting: MeetingLine, voice: Voice) -> list[Cell]:
    _ = voice.words.gettext
    told = said_date(meeting.date, voice.words) or _("date not known")
    if meeting.date.edtf and words_add_to(meeting.date.edtf, meeting.date.words):
        told = f"{told} ({quoted(meeting.date.words, voice.words)})"
    cells = [Cell(_("When"), voice.cited(told, meeting.sources, meeting.target))]
    where = joined((meeting_words(voice.words).get(meeting.format, meeting.format), meeting.place))
    return [*cells, plain(_("How and where"), where)] if where else cells


def _who(brief: Brief, voice: Voice) -> list[Block]:
    """Return who takes part; where no source says so yet, who took part the last time."""
    _ = voice.words.gettext
    meeting, last, present = brief.next_meeting, brief.last_meeting, who_meets(brief)
    if meeting is not None and meeting.participants:
        return [_participants(present, voice, _("Who meets whom"))]
    if last is None or not present:
        return []
    told = said_date(last.date, voice.words) or last.name
    words = _("No source names who takes part. Last time (%(when)s) these did:") % {"when": told}
    caption = _("Who met last time")
    return [Paragraph((Line(words),)), _participants(present, voice, caption)]


def _participants(participants: tuple[Participant, ...], voice: Voice, caption: str) -> Table:
    _ = voice.words.gettext
    columns = (_("Name"), _("Post"), _("Organization"), _("Known since"))
    rows = tuple(
        (
            Cell(columns[0], voice.cited(one.name or _("not named"), one.sources, one.target)),
            plain(columns[1], one.post),
            plain(columns[2], one.organization),
            plain(columns[3], said_edtf(one.known_since, voice.words)),
        )
        for one in participants
    )
    return Table(caption, (4, 4, 4, 3), columns, rows)


def _past_row(meeting: MeetingLine, columns: tuple[str, ...], voice: Voice) -> tuple[Cell, ...]:
    _ = voice.words.gettext
    said = meeting_words(voice.words)
    status = "" if meeting.status == HELD else said.get(meeting.status, meeting.status)
    where = joined((status, said.get(meeting.format, meeting.format), meeting.place))
    lines = list(voice.cited(meeting.name, meeting.sources, meeting.target))
    if where:
        lines.append(Line(where, tone="soft"))
    if meeting.lapsed:
        lines.append(Line(_("No source says that it was held."), tone="soft"))
    numbers = voice.numbering
    unknown = plain(columns[0], _("date not known"))
    who = tuple(Line(_named(one), numbers.of(one.sources)) for one in meeting.participants)
    return (
        voice.dated(columns[0], meeting.date) if meeting.date != UNKNOWN_DATE else unknown,
        Cell(columns[1], tuple(lines)),
        Cell(columns[2], who or tuple(Line(party) for party in meeting.parties)),
    )


def _named(one: Participant) -> str:
    """Return name, post and organization; the organization only where the post does not name it."""
    organization = one.organization if one.organization not in one.post else ""
    return joined((one.name, one.post, organization))

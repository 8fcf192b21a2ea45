"""From an invitation to its paper: when and where, who comes, what is spoken of."""

from collections.abc import Iterator

from servanda.reports.rules.invitation import Delegation, Invitation, Seat
from servanda.reports.rules.meetings import PLANNED
from servanda.reports.rules.paper import Block, Cell, Facts, Line, Paper, Paragraph, Section, Table
from servanda.reports.rules.voice import joined, plain
from servanda.reports.rules.words import Words, meeting_words, said_date, variant_words

WIDTHS = (4, 4, 5)


def invitation_paper(told: Invitation, words: Words) -> Paper:
    """Return the invitation and agenda as a paper in the language of the words.

    Of a meeting that is not planned, the agenda alone: nobody is invited to it.
    """
    _ = words.gettext
    kind = _("Invitation and agenda") if told.meeting.status == PLANNED else _("Agenda")
    return Paper(
        language=words.language,
        title=told.meeting.name,
        kind=kind,
        subtitle=told.register.title,
        marking=_marking(told, words),
        sections=tuple(_sections(told, words)),
        notes_heading=_("Sources"),
    )


def _marking(told: Invitation, words: Words) -> str:
    fiction = [words.gettext("Everything here is invented")] if told.register.is_fictional else []
    return " · ".join([*fiction, *told.handling, variant_words(told.variant, words)])


def _sections(told: Invitation, words: Words) -> Iterator[Section]:
    _ = words.gettext
    yield Section("meeting", _("When and where"), tuple(_meeting(told, words)))
    agenda = tuple(Line(title, label=str(place)) for place, title in enumerate(told.items, 1))
    nothing = (Line(_("No point stands on the agenda yet."), tone="soft"),)
    yield Section("agenda", _("Agenda"), (Paragraph(agenda or nothing),))
    if told.delegations:
        yield Section("participants", _("Participants"), (_participants(told, words),))


def _meeting(told: Invitation, words: Words) -> Iterator[Block]:
    _ = words.gettext
    meeting = told.meeting
    if told.host and meeting.status == PLANNED:
        yield Paragraph((Line(_("%(host)s invites to this meeting.") % {"host": told.host}),))
    status = meeting_words(words).get(meeting.status, meeting.status)
    form = meeting_words(words).get(meeting.format, meeting.format)
    facts = (
        plain(_("When"), said_date(meeting.date, words) or _("date not known")),
        plain(_("How and where"), joined((form, meeting.place))),
        plain(_("Status"), status),
        plain(_("Host"), told.host),
        plain(_("Series"), told.series),
        plain(_("Number in the series"), str(told.number) if told.number is not None else ""),
    )
    yield Facts(tuple(fact for fact in facts if fact.lines))


def _participants(told: Invitation, words: Words) -> Table:
    _ = words.gettext
    columns = (_("Organization"), _("Name"), _("Post"))
    rows = tuple(row for one in told.delegations for row in _rows(one, columns, words))
    return Table(_("Participants"), WIDTHS, columns, rows)


def _rows(
    delegation: Delegation, columns: tuple[str, ...], words: Words
) -> Iterator[tuple[Cell, ...]]:
    nobody = Cell(columns[1], (Line(words.gettext("nobody is named"), tone="soft"),))
    for place, seat in enumerate(delegation.seats or (Seat(delegation.party),)):
        yield (
            plain(columns[0], "" if place else delegation.party),
            plain(columns[1], seat.person) if seat.person else nobody,
            plain(columns[2], seat.post),
        )

"""What a report is made from, read from a register as of a day in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.instruments.models import Instrument
from servanda.progress.views.coverage.frameworks import (
    frameworks_there,
    grouped,
    outline_of,
    schemes_of,
)
from servanda.progress.views.coverage.measures import implementing
from servanda.registers.models import Desk
from servanda.reports.models.brief import brief_of, desk_for, details_of
from servanda.reports.models.choosing import Choice, Rows, choose, count, find, read_rows
from servanda.reports.models.past import Asked, gather_past_decisions
from servanda.reports.rules import changes as what_changed
from servanda.reports.rules.brief import Brief, Variant
from servanda.reports.rules.changes import Change
from servanda.reports.rules.commitments import Commitment
from servanda.reports.rules.extent import WHOLE, Totals
from servanda.reports.rules.grounds import Target
from servanda.reports.rules.numbering import sources_in
from servanda.reports.rules.past import PastDecisions
from servanda.reports.rules.points import counts_of
from servanda.reports.rules.report_stock import ObjectiveGroup, ObjectiveLine, Stock
from servanda.reports.rules.report_template import About, ReportTemplate

MOST_PAST = 1_000
"""So many past decisions a report holds: what asks for attention first."""


@dataclass(frozen=True)
class ReportAsked:
    """Which report is asked for: as of a day, telling what changed after another, in a language.

    `instrument` is what it speaks of, where its template speaks of one.
    """

    template: ReportTemplate
    on: date
    since: date
    language: str
    instrument: Instrument | None = None


def gather_report(desk: Desk, asked: ReportAsked) -> Stock:
    """Return what a report draws on: what everyone in the register may see today, as it is to be sent.

    Raises ValidationError where not everyone sees the instrument that it is to speak of.
    """
    desk = desk_for(desk, Variant.SHARE)
    _require_open(desk, asked.instrument)
    rows = _about(read_rows(desk, None, on=asked.on), asked.instrument)
    choice = _choice(rows, asked)
    at = (asked.on, Variant.SHARE)
    details = details_of(desk, rows, choice, on=asked.on, variant=Variant.SHARE)
    brief = brief_of(desk, rows, choice, details=details, at=at)
    past = _past(desk, rows, choice, asked)
    return Stock(
        brief=replace(brief, handling=_handling(desk, rows, brief, past)),
        since=asked.since,
        about=asked.instrument.label if asked.instrument else "",
        objectives=_objectives(desk, asked, rows.commitments),
        past=past,
    )


def _require_open(desk: Desk, instrument: Instrument | None) -> None:
    if instrument is None or Instrument.objects.visible_to(desk).contains(instrument):
        return
    told = {"name": instrument.label}
    raise ValidationError(
        _(
            "Not everyone in the register sees “%(name)s” today, and a report is made to be sent: "
            "name another, or open it first."
        )
        % told
    )


def _about(rows: Rows, instrument: Instrument | None) -> Rows:
    """Return what of the rows belongs to one instrument; all where the report speaks of no one."""
    if instrument is None:
        return rows
    key = instrument.pk
    return replace(
        rows,
        meetings=[],
        commitments=[one for one in rows.commitments if one.row.instrument == key],
        instruments=[one for one in rows.instruments if one.pk == key],
        bodies=[],
        duties=[one for one in rows.duties if one.instrument_id == key],
    )


def _choice(rows: Rows, asked: ReportAsked) -> Choice:
    """Choose every commitment of the rows, in the order of the texts, and what changed since."""
    found = find(rows, on=asked.on)
    choice = choose(found, count(found), extent=WHOLE)
    is_meeting = asked.template.about is About.MEETING
    points = choice.points if is_meeting else tuple(rows.commitments)
    changes = _changes(rows, choice, asked)
    totals = _totals(choice.totals, points, changes)
    return replace(choice, points=points, measures=(), changes=changes, totals=totals)


def _totals(totals: Totals, points: tuple[Commitment, ...], changes: list[Change]) -> Totals:
    return replace(totals, points=counts_of(points), measures=0, changes=len(changes))


def _changes(rows: Rows, choice: Choice, asked: ReportAsked) -> list[Change]:
    """Return what happened after the day of the last report, the newest first."""
    days = {"since": asked.since, "on": asked.on}
    return what_changed.newest_first(
        chain(
            what_changed.of_points(rows.commitments, **days),
            what_changed.of_meetings(choice.past_meetings, **days),
            what_changed.of_instruments(choice.instruments, **days),
            what_changed.of_bodies(choice.bodies, **days),
        )
    )


def _past(desk: Desk, rows: Rows, choice: Choice, asked: ReportAsked) -> PastDecisions | None:
    """Return the points before the next meeting, where the report is about one and one is known."""
    meeting = choice.next_meeting
    if asked.template.about is not About.MEETING or meeting is None:
        return None
    of_meeting = next(one for one in rows.meetings if one.uuid == meeting.target.uuid)
    of_day = Asked(most=MOST_PAST, variant=Variant.SHARE, on=asked.on)
    return gather_past_decisions(desk, of_meeting, of_day)


def _objectives(
    desk: Desk, asked: ReportAsked, commitments: Iterable[Commitment]
) -> tuple[ObjectiveGroup, ...]:
    """Return the objectives of the framework of a template with the commitments under each."""
    template = asked.template
    among = frameworks_there(desk) if template.framework else []
    framework = next((one for one in among if one.symbol == template.framework), None)
    if framework is None:
        return ()
    outline = outline_of(desk, framework, asked.language)
    schemes = schemes_of(desk, framework) if template.scheme else []
    scheme = next((one for one in schemes if one.label == template.scheme), None)
    measures = implementing(desk, framework, outline)
    known = {one.row.provision: one.row.uuid for one in commitments}
    return tuple(
        ObjectiveGroup(
            title,
            tuple(
                ObjectiveLine(
                    target=Target("provision", UUID(one.uuid)),
                    name=one.told,
                    language=one.language,
                    doubt=str(one.certainty),
                    points=tuple(
                        uuid for key, uuid in known.items() if key in measures.get(one.pk, ())
                    ),
                )
                for one in objectives
            ),
        )
        for title, objectives in grouped(desk, outline, scheme)
    )


def _handling(desk: Desk, rows: Rows, brief: Brief, past: PastDecisions | None) -> tuple[str, ...]:
    """Return the handling markings of the register, of what the report speaks of and of its sources."""
    entries = chain(rows.meetings, rows.instruments, rows.bodies, rows.duties)
    markings = chain(
        [desk.register.handling],
        (one.handling for one in entries),
        (one.row.handling for one in rows.commitments),
        (source.handling for source in sources_in(brief)),
        past.handling if past else (),
    )
    return tuple(dict.fromkeys(filter(None, markings)))

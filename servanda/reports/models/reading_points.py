"""The commitments of a register with who answers for them and what became of them by a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q, QuerySet

from servanda.instruments.models import (
    InstrumentKind,
    Provision,
    Responsibility,
    ResponsibilityRole,
    Wording,
)
from servanda.instruments.rules import alternatives_together
from servanda.progress.models import Update
from servanda.reports.models.asking import Keys, among_keys, asked_for
from servanda.reports.models.knowing import known_on, shown_parties
from servanda.reports.rules.brief import AssessorStanding, OpenPoint, OwnNotes
from servanda.reports.rules.commitments import (
    Commitment,
    CommitmentRow,
    Said,
    UpdateRow,
    commitment_on,
    last_words,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date
    from uuid import UUID

    from servanda.registers.models import Desk
    from servanda.reports.models.reading_sources import SourceBook
    from servanda.reports.rules.grounds import Target

ANSWERING = (ResponsibilityRole.LEAD, ResponsibilityRole.CO_LEAD, ResponsibilityRole.PARTNER)
GATHERING = frozenset({InstrumentKind.RECORD, InstrumentKind.STATEMENT})

COMMITMENT_COLUMNS = (
    "pk", "provision_id", "provision__uuid", "provision__label", "provision__handling", "strength",
    "provision__instrument_id", "provision__instrument__kind", "provision__instrument__label",
    "timing__due", "timing__due_words", "timing__due_earliest", "timing__due_latest",
    "timing__recurrence", "timing__relative_to", "timing__yearly_by",
    "provision__instrument__meeting__date", "provision__instrument__meeting__date_words",
    "provision__instrument__meeting__date_earliest", "provision__instrument__meeting__date_latest",
    "provision__instrument__made_from__published",
    "provision__instrument__made_from__published_earliest",
    "provision__instrument__made_from__published_latest",
)  # fmt: skip
"""The columns of CommitmentRow, in its order."""


SAYING_COLUMNS = (
    "uuid", "assessor__label", "value__label", "narrative", "delay", "reason_for_delay",
)  # fmt: skip
"""The columns of Saying, in its order."""


class Saying(NamedTuple):
    """The words of an update: whose, on which value of its scale, with what beside it, why it is late."""

    uuid: UUID
    assessor: str
    label: str
    narrative: str
    delay: str
    reason: str


@dataclass(frozen=True)
class PointDetails:
    """What is read only of the commitments that a brief shows, each by its key or public name."""

    answering: dict[int, list[tuple[str, bool]]]
    sayings: dict[int, Saying]
    instruments: dict[int, Target]
    own: dict[UUID, OwnNotes]


def read_commitments(desk: Desk, *, on: date, among: Keys = None) -> list[Commitment]:
    """Return the commitments known on a day, of all instruments of the register, in two queries.

    Rows, not entries, are read: a register may hold many thousands, of which a paper shows few.
    """
    said = read_last_words(desk, on=on, among=among)
    rows = _wordings(desk, on=on, among=among).values_list(*COMMITMENT_COLUMNS)
    return [
        commitment_on(row, said.get(row.provision, ()), on=on)
        for row in map(CommitmentRow._make, rows)
    ]


def read_last_words(desk: Desk, *, on: date, among: Keys = None) -> dict[int, tuple[Said, ...]]:
    """Return the last word of each assessor by a day on each provision, given by its key."""
    return last_words(map(UpdateRow._make, _updates(desk, on=on, among=among)))


def stands_in_meeting(commitment: Commitment) -> bool:
    """Tell whether a commitment is a point of a meeting or an undertaking told by a document."""
    return commitment.row.instrument_kind in GATHERING


def read_parties(desk: Desk, wordings: Collection[int]) -> dict[int, list[tuple[str, bool]]]:
    """Return who answers for wordings, given by their keys; the key of the result is the wording.

    With each party stands whether it is one that may do so instead of the one before it.
    """
    answering = Responsibility.objects.filter(
        register=desk.register, role__in=ANSWERING, party__in=shown_parties(desk)
    )
    found = asked_for(answering, "wording", wordings).order_by("id")
    parties: dict[int, dict[str, int | None]] = defaultdict(dict)
    for wording, party, number in found.values_list("wording_id", "party__label", "alternative"):
        parties[wording].setdefault(party, number)
    return {wording: alternatives_together(named, named.get) for wording, named in parties.items()}


def read_sayings(desk: Desk, updates: Collection[int]) -> dict[int, Saying]:
    """Return who says what in updates, given by their keys; the key of the result is the update."""
    found = asked_for(Update.objects.visible_to(desk), "pk", updates)
    rows = found.values_list("pk", *SAYING_COLUMNS)
    return {key: Saying._make(row) for key, *row in rows if key in updates}


def point_line(commitment: Commitment, details: PointDetails, book: SourceBook) -> OpenPoint:
    """Return the line of one commitment."""
    row = commitment.row
    answering = details.answering.get(row.wording, ())
    standings = (_standing(one, details.sayings[one.key], book) for one in commitment.said)
    return OpenPoint(
        target=row.target,
        instrument=details.instruments.get(row.instrument),
        text=row.text,
        agreed_on=row.agreed_on,
        told_on=row.told_on,
        where=row.where,
        by=tuple(party for party, _instead in answering),
        instead=frozenset(party for party, is_instead in answering if is_instead),
        due=row.due_on,
        standing=commitment.standing,
        standings=tuple(sorted(standings, key=attrgetter("assessor"))),
        overdue=commitment.overdue,
        heard_on=_heard_on(commitment, book),
        told_as=row.strength,
        sources=book.of(row.uuid),
        own_notes=details.own.get(row.uuid, ()),
    )


def _wordings(desk: Desk, *, on: date, among: Keys) -> QuerySet[Wording]:
    seen = Provision.objects.visible_to(desk).filter(among_keys(among))
    provisions = seen.commitments().standing_consent()
    held = Q(provision__instrument__meeting__date_earliest=None)
    held |= Q(provision__instrument__meeting__date_earliest__lte=on)
    return (
        Wording.objects.visible_to(desk)
        .present()
        .filter(held, provision__in=known_on(provisions, on).order_by())
        .order_by("provision__instrument_id", "order", "rank", "id")
    )


def _updates(desk: Desk, *, on: date, among: Keys) -> Iterable[tuple[object, ...]]:
    """Return the columns of UpdateRow of what had been said by a day and not been corrected by then.

    An update that the desk may not see neither stands nor corrects.
    """
    seen = Update.objects.visible_to(desk).filter(among_keys(among, "provision"))
    said = seen.stated_by(on).uncorrected().of_status()
    return (
        said.filter(assessor__in=shown_parties(desk))
        .order_by("provision_id", "assessor_id", "stated_on", "pk")
        .values_list("provision_id", "assessor_id", "value__core", "stated_on", "pk")
    )


def _standing(said: Said, saying: Saying, book: SourceBook) -> AssessorStanding:
    return AssessorStanding(
        assessor=saying.assessor,
        value=said.core,
        label=saying.label,
        since=said.since,
        stated_on=said.stated_on,
        before=said.before,
        narrative=saying.narrative,
        delay=saying.delay,
        reason=saying.reason,
        sources=book.of(saying.uuid),
    )


def _heard_on(commitment: Commitment, book: SourceBook) -> date | None:
    days = [one.stated_on for one in commitment.said]
    told = book.heard.get(commitment.row.uuid)
    return max([*days, told] if told else days, default=None)

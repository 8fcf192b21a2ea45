"""What a brief holds: lines of the register as they stood on a day, each with its sources."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from servanda.meetings.rules.rhythm import NO_OUTLOOK, Outlook
from servanda.progress.rules import Headline
from servanda.reports.rules.extent import Totals
from servanda.reports.rules.grounds import UNKNOWN_DATE, Sources, Target, VagueDate


class Variant(StrEnum):
    """For whose eyes a brief is made."""

    INTERNAL = "internal"
    """With the notes of one's own side."""
    SHARE = "share"
    """Without them, and without what only some in the register see."""


@dataclass(frozen=True)
class OwnNote:
    """What one's own side notes on an entry: `kind` is position, ask or speaker."""

    kind: str
    text: str


OwnNotes = tuple[OwnNote, ...]


@dataclass(frozen=True)
class RegisterLine:
    """The register of the brief."""

    slug: str
    title: str
    is_fictional: bool = False


@dataclass(frozen=True)
class SeriesLine:
    """The recurring meeting the brief is made for."""

    target: Target
    name: str
    rhythm: str
    rhythm_words: str
    level: str
    parties: tuple[str, ...]
    sources: Sources
    own_notes: OwnNotes = ()


@dataclass(frozen=True)
class Participant:
    """Who takes part; `known_since` (EDTF) is since when a source shows the person in the post."""

    name: str
    post: str
    organization: str
    known_since: str
    target: Target | None
    sources: Sources


@dataclass(frozen=True)
class MeetingLine:
    """One dated meeting. `lapsed`: it was planned, its day passed, and no source says it was held."""

    target: Target
    name: str
    date: VagueDate
    status: str
    lapsed: bool
    in_series: bool
    format: str
    place: str
    parties: tuple[str, ...]
    participants: tuple[Participant, ...]
    sources: Sources
    own_notes: OwnNotes = ()


@dataclass(frozen=True)
class AssessorStanding:
    """The latest word of one assessor by the day: since when it says so, and what it said before."""

    assessor: str
    value: str
    label: str
    since: date
    stated_on: date
    before: str
    narrative: str
    sources: Sources
    delay: str = ""
    """The kind of reason for which it is late, and the words for it."""
    reason: str = ""


@dataclass(frozen=True)
class OpenPoint:
    """A commitment: what, agreed when and where, who, until when, and what became of it.

    `instrument` is the plan or agreement it stands in, None for a point of a meeting or a document;
    `told_on` is the day of the document that tells an undertaking made outside any meeting;
    `heard_on` the last day on which any source spoke of the point; `told_as` how strong its verb is.
    """

    target: Target
    instrument: Target | None
    text: str
    agreed_on: VagueDate
    told_on: VagueDate
    where: str
    by: tuple[str, ...]
    instead: frozenset[str]
    due: VagueDate
    standing: Headline
    standings: tuple[AssessorStanding, ...]
    overdue: bool
    heard_on: date | None
    told_as: str
    sources: Sources
    own_notes: OwnNotes = ()


@dataclass(frozen=True)
class Measures:
    """How the commitments of one instrument stand: how many of each headline, how many overdue."""

    total: int
    overdue: int
    standings: tuple[tuple[Headline, int], ...]


class Term(StrEnum):
    """Where an instrument stands in its period on the day."""

    ENDING = "ending"
    """It ends within a year."""
    IN_FORCE = "in_force"
    NOT_BEGUN = "not_begun"
    UNKNOWN = "period_unknown"
    ENDED = "ended"


@dataclass(frozen=True)
class InstrumentLine:
    """A framework, an agreement, a plan.

    `adopted` is when a party first adopted it, told where it has no period; `adoptions` are the public
    names of the entries that say so.
    """

    target: Target
    name: str
    kind: str
    period: VagueDate
    term: Term
    measures: Measures | None
    sources: Sources
    adopted: VagueDate = UNKNOWN_DATE
    adoptions: tuple[UUID, ...] = ()

    @property
    def entries(self) -> tuple[UUID, ...]:
        """The public names of what its sources stand under."""
        return self.target.uuid, *self.adoptions


@dataclass(frozen=True)
class BodyLine:
    """A body of several parties."""

    target: Target
    name: str
    kind: str
    since: VagueDate
    until: VagueDate
    sources: Sources


@dataclass(frozen=True)
class DutyLine:
    """A report that somebody owes."""

    target: Target
    name: str
    debtor: str
    recipient: str
    due: VagueDate
    overdue: bool
    sources: Sources


class ChangeKind(StrEnum):
    """What happened since the last meeting."""

    UPDATE = "update"
    POINT = "point"
    OVERDUE = "overdue"
    MEETING = "meeting"
    BODY = "body"
    BEGUN = "instrument_begun"
    ENDED = "instrument_ended"


@dataclass(frozen=True)
class ChangeLine:
    """One thing that happened since the last meeting; `value` and `before` only of an update."""

    kind: ChangeKind
    target: Target
    on: VagueDate
    text: str
    assessor: str
    value: str
    before: str
    sources: Sources


@dataclass(frozen=True)
class Brief:
    """The paper for the next meeting of a series, as of a day.

    `settled` counts the points done before the last meeting, which are left out; `measures` are
    the commitments of plans and agreements that are overdue or disputed; `earlier` counts the
    past meetings left out; `totals` counts all points, measures and changes, made or not.
    `known` is the day as whose knowledge it was made, None for today's. `checkpoint` is the signed note of where the register's history stood when a file was made.
    `outlook` is what the rhythm of the series expects.
    """

    register: RegisterLine
    on: date
    variant: Variant
    handling: tuple[str, ...]
    series: SeriesLine | None
    next_meeting: MeetingLine | None
    past_meetings: tuple[MeetingLine, ...]
    earlier: int
    open_points: tuple[OpenPoint, ...]
    settled: int
    measures: tuple[OpenPoint, ...]
    instruments: tuple[InstrumentLine, ...]
    bodies: tuple[BodyLine, ...]
    duties: tuple[DutyLine, ...]
    changes: tuple[ChangeLine, ...]
    totals: Totals
    checkpoint: str = ""
    known: date | None = None
    outlook: Outlook = NO_OUTLOOK

    @property
    def last_meeting(self) -> MeetingLine | None:
        """The last meeting known to have been held; of the series where one of it was."""
        held = [meeting for meeting in self.past_meetings if meeting.status == "held"]
        return last_of(held)


def last_of(held: list[MeetingLine]) -> MeetingLine | None:
    """Return the latest of the meetings held, those of the series first; they come latest first."""
    of_series = [meeting for meeting in held if meeting.in_series]
    return next(iter(of_series or held), None)

"""What a reading holds: seven lists of items, each with the words it stands on.

All items are frozen. `start` and `end` are offsets into the text in characters, `end`
excluded; `quote` is exactly that part of the text; `rule` names the rule that made the item.
Dates are EDTF (ISO 8601-2). The fields are those of the annotation schema
(docs/reference), with `strength`, `verb`, `meeting` and `speaker` beside them for commitments.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.reading.finding.dates import FoundDate


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A part of the text, from `start` to before `end`."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def in_text(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every item of a reading has: its words, their place, and the rule."""

    quote: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Item):
    """A state, agency, organization or other side that acts, meets or is worked with."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Item):
    """A named person with the post and organization that the text gives."""

    name: str
    post: str | None = None
    organization: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Item):
    """A datable encounter: `status` is held, planned, recurring or cancelled."""

    status: str
    date: str | None = None
    place: str | None = None
    format: str | None = None
    parties: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Item):
    """An undertaking: `status` is agreed, planned, ongoing or done.

    `verb` holds the words of the text that carry it, `strength` what they are worth;
    `meeting` is the place in the reading's meetings of the one it was agreed at, where
    the text says so; `speaker` names the party that speaks where it is told, as `parties`
    and `bodies` name it, None where nobody speaks.
    """

    text: str
    status: str
    by: tuple[str, ...] = ()
    due: str | None = None
    strength: str
    verb: str
    meeting: int | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Item):
    """A plan, agreement, framework, report, law or the like."""

    name: str
    kind: str
    abbreviation: str | None = None
    aliases: tuple[str, ...] = ()
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Item):
    """A working group, commission, network or the like; `since` when it exists from."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    since: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one text states; the lists are in the order of the text."""

    language: str
    published: str | None = None
    parties: tuple[Party, ...] = ()
    people: tuple[Person, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    bodies: tuple[Body, ...] = ()
    dates: tuple[FoundDate, ...] = field(default=())

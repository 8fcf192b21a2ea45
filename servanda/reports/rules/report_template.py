"""A template of a report as data: its sections, what each asks, how long it may be, what fills it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from servanda.instruments.rules.frameworks.model import Fault

FALLBACK = "en"
"""The language that every text of a template has, and that stands for one that is missing."""

Told = Mapping[str, str]


class About(StrEnum):
    """What a report speaks of."""

    REGISTER = "register"
    """All that the register knows."""
    INSTRUMENT = "instrument"
    """One plan, programme or project."""
    MEETING = "meeting"
    """What was decided before the next meeting."""


class Fill(StrEnum):
    """What the program writes into a section."""

    OVERVIEW = "overview"
    """How many commitments there are, and how many stand how."""
    OBJECTIVES = "objectives"
    """The commitments under each objective of the framework."""
    INSTRUMENTS = "instruments"
    BODIES = "bodies"
    MEETINGS = "meetings"
    ACHIEVED = "achieved"
    """What all who speak of it call done."""
    CHALLENGES = "challenges"
    """What is overdue or disputed, with the reasons given for it."""
    CHANGES = "changes"
    """What changed since the day of the last report."""
    NEXT_STEPS = "next_steps"
    """What falls due after the day, and the reports that are owed."""
    PAST_DECISIONS = "past_decisions"
    """The earlier points that the next meeting has to speak of, each with a proposal."""
    MATRIX = "matrix"
    """Every commitment in a row."""


@dataclass(frozen=True)
class TemplateSection:
    """One section; `words` is the most it may hold, 0 where nothing limits it."""

    key: str
    heading: Told
    guidance: Told
    questions: tuple[Told, ...]
    words: int
    fills: tuple[Fill, ...]


@dataclass(frozen=True)
class ReportTemplate:
    """A template of a report. Unique: code and version.

    `framework` is the symbol of the framework whose objectives order it, `scheme` the title of the way
    in which these are grouped; both may be empty. `note` says what the template is and is not.
    """

    code: str
    version: str
    about: About
    title: Told
    note: Told
    framework: str
    scheme: str
    sections: tuple[TemplateSection, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which all its headings are said."""
        spoken = [set(section.heading) for section in self.sections]
        return tuple(sorted(set(self.title).intersection(*spoken)))


@dataclass(frozen=True)
class TemplateReading:
    """A template read from a file; None where it has faults."""

    template: ReportTemplate | None
    faults: tuple[Fault, ...]


def said_in(told: Told, language: str) -> str:
    """Return a text of a template in a language, or in the one that stands for it; none is empty."""
    return told.get(language) or told.get(FALLBACK, "")

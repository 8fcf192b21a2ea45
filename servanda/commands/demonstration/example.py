"""What the files of the fictional register say, for a given year."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Literal

from servanda.commands.demonstration.manifest import FOLDER, DocumentFile, listed_documents

FICTIONAL = FOLDER / "fictional"
PLAN_FILE = "plan.txt"

_YEAR = re.compile(r"\{Y([+-]\d)?\}")


@dataclass(frozen=True)
class RegisterEntry:
    """The register: its short name, its title, the sentence on every page, one's own side."""

    slug: str
    name: str
    notice: str
    own_side: str


@dataclass(frozen=True)
class PartyEntry:
    """A party, its abbreviation (may be empty) and its other names."""

    name: str
    abbreviation: str
    kind: str
    aliases: list[str]


@dataclass(frozen=True)
class BodyEntry:
    """A body, since when it exists (EDTF) and the parties that are its members."""

    name: str
    kind: str
    since: str
    members: list[str]


@dataclass(frozen=True)
class PostEntry:
    """A post without the name of a person."""

    name: str
    organization: str


@dataclass(frozen=True)
class InstrumentEntry:
    """An instrument beside the plan: its period is EDTF."""

    name: str
    abbreviation: str
    kind: str
    period: str
    parties: list[str]


@dataclass(frozen=True)
class ObjectiveEntry:
    """An objective of the plan."""

    code: str
    title: str


@dataclass(frozen=True)
class ResponsibleParty:
    """A party that is responsible, and as what: lead, partner, coordinator, by consent."""

    party: str
    role: str


@dataclass(frozen=True)
class MeasureEntry:
    """A measure: `due_words` as the plan has them, `due` in EDTF, empty where none follows."""

    code: str
    text: str
    responsible: list[ResponsibleParty]
    due_words: str
    due: str

    @property
    def objective(self) -> str:
        """The code of the objective the measure stands under."""
        return self.code.partition(".")[0]

    @property
    def line(self) -> str:
        """The line of the text of the plan that states the measure."""
        who = ", ".join(f"{one.party} ({one.role})" for one in self.responsible)
        return f"{self.code} {self.text}. Responsible: {who}. Time: {self.due_words}."


@dataclass(frozen=True)
class PlanEntry:
    """The plan: names, period, adoption, the file its text stands in, its tree."""

    name: str
    abbreviation: str
    kind: str
    period: str
    adopted_on: str
    adopted_by: str
    file: str
    published: str
    publisher: str
    opening: str
    objectives: list[ObjectiveEntry]
    measures: list[MeasureEntry]


@dataclass(frozen=True)
class UpdateEntry:
    """What an assessor said of a measure or of an agreed point, and the words it stands on."""

    about: Literal["measure", "point"]
    of: str
    assessor: str
    value: str
    stated_on: str
    narrative: str
    document: str
    quotation: str
    as_of: str = ""
    reason_for_delay: str = ""

    @property
    def stated_day(self) -> date:
        """The day on which it was said."""
        return date.fromisoformat(self.stated_on)


@dataclass(frozen=True)
class SeriesEntry:
    """A series of meetings."""

    name: str
    recurrence: str
    level: str
    parties: list[str]


@dataclass(frozen=True)
class MeetingEntry:
    """A meeting of a series, held or planned; the posts that take part."""

    series: str
    name: str
    status: str
    date: str
    place: str
    format: str
    posts: list[str]
    agenda: list[str]
    document: str
    quotation: str


@dataclass(frozen=True)
class PointEntry:
    """A point agreed at a meeting; `implements` is the code of a measure or empty."""

    meeting: str
    code: str
    text: str
    by: list[str]
    due_words: str
    due: str
    implements: str
    document: str
    quotation: str


@dataclass(frozen=True)
class DutyEntry:
    """A report that is due: who to whom, by what rule, for which period, when (EDTF)."""

    name: str
    sender: str
    receiver: str
    rule: str
    period: str
    due: str
    document: str
    quotation: str


@dataclass(frozen=True)
class NoteEntry:
    """A note of one's own side about a meeting, a point or a measure."""

    about: Literal["meeting", "point", "measure"]
    of: str
    kind: str
    text: str


@dataclass(frozen=True)
class Example:
    """Everything the fictional register is built from, for one year."""

    year: int
    register: RegisterEntry
    parties: list[PartyEntry]
    bodies: list[BodyEntry]
    posts: list[PostEntry]
    instruments: list[InstrumentEntry]
    plan: PlanEntry
    documents: list[DocumentFile]
    series: list[SeriesEntry]
    meetings: list[MeetingEntry]
    points: list[PointEntry]
    updates: list[UpdateEntry]
    duties: list[DutyEntry]
    notes: list[NoteEntry]


def example(year: int) -> Example:
    """Read the files of the fictional register as they stand in `year`."""
    register, plan = tomllib.loads(text_of("register.toml", year)), _plan(year)
    meetings = tomllib.loads(text_of("meetings.toml", year))
    updates = tomllib.loads(text_of("updates.toml", year))["update"] + meetings["assessment"]
    return Example(
        year=year,
        register=RegisterEntry(**register["register"]),
        parties=[PartyEntry(**row) for row in register["party"]],
        bodies=[BodyEntry(**row) for row in register["body"]],
        posts=[PostEntry(**row) for row in register["post"]],
        instruments=[InstrumentEntry(**row) for row in register["instrument"]],
        plan=plan,
        documents=listed_documents(text_of("documents.toml", year)),
        series=[SeriesEntry(**row) for row in meetings["series"]],
        meetings=[MeetingEntry(**row) for row in meetings["meeting"]],
        points=[PointEntry(**row) for row in meetings["point"]],
        updates=sorted((UpdateEntry(**row) for row in updates), key=lambda one: one.stated_on),
        duties=[DutyEntry(**row) for row in meetings["duty"]],
        notes=[NoteEntry(**row) for row in tomllib.loads(text_of("notes.toml", year))["note"]],
    )


def example_text(document: DocumentFile, *, year: int) -> str:
    """Return the text of a document of the fictional register as it stands in `year`."""
    if document.file == PLAN_FILE:
        return plan_text(_plan(year))
    return text_of(f"documents/{document.file}", year)


def plan_text(plan: PlanEntry) -> str:
    """Return the plan as a document: its opening, then each objective with its measures."""
    parts = [plan.opening]
    for objective in plan.objectives:
        parts.append(f"Objective {objective.code}. {objective.title}")
        parts += [one.line for one in plan.measures if one.objective == objective.code]
    return "\n\n".join(parts) + "\n"


def _plan(year: int) -> PlanEntry:
    content = tomllib.loads(text_of("plan.toml", year))
    return PlanEntry(
        **content["instrument"],
        objectives=[ObjectiveEntry(**row) for row in content["objective"]],
        measures=[
            MeasureEntry(
                **{**row, "responsible": [ResponsibleParty(**one) for one in row["responsible"]]}
            )
            for row in content["measure"]
        ],
    )


def text_of(name: str, year: int) -> str:
    """Return the text of a file with {Y}, {Y-1} and the like written as years."""
    raw = FICTIONAL.joinpath(*name.split("/")).read_text(encoding="utf-8")
    return _YEAR.sub(lambda found: str(year + int(found[1] or 0)), raw)

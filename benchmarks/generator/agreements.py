"""What was agreed in a generated register: instruments, provisions, wordings, who answers, until when."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.chance import BEGIN, Weighted, parted
from generator.rights import Rights, some_rights, strictest_of, under_parent
from generator.vocabulary import LANGUAGES
from servanda.instruments.models import (
    Adoption,
    Edition,
    Instrument,
    InstrumentName,
    Link,
    Provision,
    Responsibility,
    Timing,
    Wording,
    WordingText,
)
from servanda.reading.edtf import bounds
from servanda.sources.models import Citation

if TYPE_CHECKING:
    from generator.filling import Table
    from generator.ground import Ground
    from generator.papers import Papers
    from generator.parties import Actors

KINDS = Weighted(
    {"action_plan": 30, "programme": 20, "memorandum": 15, "agreement": 12, "project": 12,
     "framework": 5, "law": 4, "report": 2}
)  # fmt: skip
MEASURES = Weighted({"measure": 60, "activity": 25, "objective": 10, "recommendation": 5})
STRENGTHS = Weighted({"agreed": 70, "planned": 15, "ongoing": 10, "done": 5})
CONSENTS = Weighted(
    {"agreed": 94, "ad_referendum": 2, "proposed": 2, "superseded": 1, "withdrawn": 1}
)
UNDER_A_HEADING = 12


@dataclass
class Agreements:
    """The records of meetings, and the commitments with what updates need to know of each."""

    records: list[int]
    meetings: list[Rights]
    """Who sees the meeting of each record."""
    commitments: list[int] = field(default_factory=list)
    rights: list[Rights] = field(default_factory=list)
    leads: array[int] = field(default_factory=lambda: array("q"))
    partners: array[int] = field(default_factory=lambda: array("q"))
    points: dict[int, list[int]] = field(default_factory=dict)
    """The commitments of each record, by its key."""


class _Agreeing:
    """The tables that are filled side by side, instrument by instrument."""

    def __init__(self, ground: Ground, actors: Actors, papers: Papers) -> None:
        self.ground, self.actors, self.papers = ground, actors, papers
        rows, entries = ground.rows, ground.entries
        self.instruments = entries(
            Instrument, "label", "kind", "symbol", "period", "period_earliest", "period_latest",
            "made_from_id",
        )  # fmt: skip
        self.names = rows(InstrumentName, "of_id", "text", "key", language="en", script="Latn")
        self.editions = entries(Edition, "instrument_id", "number")
        self.adoptions = entries(
            Adoption, "instrument_id", "party_id", "date", "date_earliest", "date_latest"
        )
        self.provisions = entries(Provision, "instrument_id", "label", "kind", "binds", "consent")
        self.wordings = entries(
            Wording, "provision_id", "from_edition_id", "to_edition_id", "parent_id", "order",
            "code", "verb", "strength",
        )  # fmt: skip
        self.texts = rows(WordingText, "of_id", "language", "text", "is_original")
        self.answering = rows(Responsibility, "wording_id", "party_id", "role")
        self.timings = rows(
            Timing, "wording_id", "due", "due_words", "due_earliest", "due_latest", "recurrence"
        )
        self.citations = rows(Citation, "passage_id", "entry", entry_kind="provision", field="text")
        self.links = entries(Link, "from_provision_id", "to_provision_id", "kind")

    def tables(self) -> tuple[Table, ...]:
        return (
            self.instruments, self.names, self.editions, self.adoptions, self.provisions,
            self.wordings, self.texts, self.answering, self.timings, self.citations, self.links,
        )  # fmt: skip


def add_agreements(ground: Ground, actors: Actors, papers: Papers) -> Agreements:
    """Add instruments and all that stands in them: a third of the commitments on records of meetings."""
    size, chance = ground.size, ground.chance
    tables = _Agreeing(ground, actors, papers)
    statements = (size.instruments - size.meetings) // 5
    others = size.instruments - size.meetings - statements
    on_records, on_statements = size.commitments // 4, size.commitments // 10 if statements else 0
    in_plans = size.commitments - on_records - on_statements
    made = Agreements([], [])
    for number, count in enumerate(parted(chance, on_records, size.meetings, steepness=0.3)):
        _add_record(tables, made, number, count)
    for number, count in enumerate(parted(chance, on_statements, statements, steepness=0.5)):
        _add_statement(tables, made, number, count)
    for number, count in enumerate(parted(chance, in_plans, others, steepness=0.6)):
        _add_plan(tables, made, number, count)
    _add_links(tables, made)
    ground.close(*tables.tables())
    return made


def _add_record(tables: _Agreeing, made: Agreements, number: int, count: int) -> None:
    chance = tables.ground.chance
    meeting = some_rights(chance, tables.ground.sides)
    rights = some_rights(chance, tables.ground.sides, meeting)
    key = tables.instruments.add(
        chance.uuid(BEGIN), *rights.columns, f"Record of meeting {number + 1}", "record", "", "",
        None, None, None,
    )  # fmt: skip
    made.records.append(key)
    made.meetings.append(meeting)
    made.points[key] = _add_provisions(tables, made, (key, rights), count, kind="point")


def _add_statement(tables: _Agreeing, made: Agreements, number: int, count: int) -> None:
    chance, papers = tables.ground.chance, tables.papers
    document = number % len(papers.documents)
    rights = under_parent("public", papers.rights[document])
    key = tables.instruments.add(
        chance.uuid(BEGIN), *rights.columns, f"Statement of paper {document + 1}", "statement", "",
        "", None, None, papers.documents[document],
    )  # fmt: skip
    _add_provisions(tables, made, (key, rights), count, kind="undertaking")


def _add_plan(tables: _Agreeing, made: Agreements, number: int, count: int) -> None:
    chance = tables.ground.chance
    rights = some_rights(chance, tables.ground.sides)
    first = chance.whole(2012, 2025)
    last = first + chance.whole(1, 5)
    kind = KINDS.one(chance)
    place = chance.skewed(tables.ground.prose.places)
    label = f"{kind.replace('_', ' ').capitalize()} of {place} {first}–{last} ({number + 1})"
    symbol = f"{place[:3].upper()}/{first}/{number + 1}"
    key = tables.instruments.add(
        chance.uuid(BEGIN), *rights.columns, label, kind, symbol, f"{first}/{last}",
        f"{first}-01-01", f"{last}-12-31", None,
    )  # fmt: skip
    tables.names.add(chance.uuid(BEGIN), key, label, InstrumentName.key_of(label))
    for party in {chance.skewed(tables.actors.parties) for _time in range(2)}:
        day = date(first, 1, 1) + timedelta(days=chance.whole(0, 300))
        adopted = under_parent("public", rights)
        tables.adoptions.add(
            chance.uuid(BEGIN), *adopted.columns, key, party, *[day.isoformat()] * 3
        )
    _add_provisions(tables, made, (key, rights), count, kind="")


def _add_provisions(
    tables: _Agreeing, made: Agreements, instrument: tuple[int, Rights], count: int, *, kind: str
) -> list[int]:
    """Add the commitments of one instrument, of a plan under headings; return their keys."""
    chance = tables.ground.chance
    key, rights = instrument
    hanging = under_parent("public" if rights.effective == "public" else "register", rights)
    edition = tables.editions.add(chance.uuid(BEGIN), *hanging.columns, key, 1)
    amended = (
        tables.editions.add(chance.uuid(BEGIN), *hanging.columns, key, 2)
        if not kind and chance.is_one_of(15)
        else None
    )
    language = LANGUAGES.one(chance)
    heading, found = None, []
    for number in range(count):
        part, place = divmod(number, UNDER_A_HEADING)
        if not kind and place == 0:
            heading = _add_heading(tables, (key, rights), edition, number, f"{part + 1}")
        code = f"{part + 1}.{place + 1}" if not kind else f"{number + 1}"
        own = some_rights(chance, tables.ground.sides, rights)
        provision = _Point(kind or MEASURES.one(chance), own, language, heading, number, code)
        found.append(_add_commitment(tables, made, key, (edition, amended), provision))
    return found


@dataclass(frozen=True, slots=True)
class _Point:
    """A commitment that is about to be added."""

    kind: str
    rights: Rights
    language: str
    heading: int | None
    order: int
    code: str


def _add_heading(
    tables: _Agreeing, instrument: tuple[int, Rights], edition: int, order: int, code: str
) -> int:
    chance = tables.ground.chance
    rights = under_parent("public", instrument[1])
    label = f"Part {code}"
    key = tables.provisions.add(
        chance.uuid(BEGIN), *rights.columns, instrument[0], label, "heading", 0, "agreed"
    )
    wording = tables.wordings.add(
        chance.uuid(BEGIN), *rights.columns, key, edition, None, None, order, code, "", "agreed"
    )
    tables.texts.add(chance.uuid(BEGIN), wording, "en", label, 1)
    return key


def _add_commitment(
    tables: _Agreeing,
    made: Agreements,
    instrument: int,
    editions: tuple[int, int | None],
    point: _Point,
) -> int:
    chance, prose = tables.ground.chance, tables.ground.prose
    uuid, columns = chance.uuid(BEGIN), point.rights.columns
    text = prose.deed(point.language)
    key = tables.provisions.add(
        uuid, *columns, instrument, text, point.kind, 1, CONSENTS.one(chance)
    )
    strength = STRENGTHS.one(chance)
    placed = (point.heading, point.order, point.code, "agreed to", strength)
    below = under_parent(point.rights.visibility, point.rights).columns
    first, second = editions
    if second is not None and chance.is_one_of(4):
        former = tables.wordings.add(chance.uuid(BEGIN), *below, key, first, second, *placed)
        tables.texts.add(chance.uuid(BEGIN), former, point.language, prose.deed(point.language), 1)
        first = second
    wording = tables.wordings.add(chance.uuid(BEGIN), *below, key, first, None, *placed)
    tables.texts.add(chance.uuid(BEGIN), wording, point.language, text, 1)
    if point.language != "en" and chance.is_one_of(3):
        tables.texts.add(chance.uuid(BEGIN), wording, "en", prose.deed("en"), 0)
    _add_timing(tables, wording)
    _add_answering(tables, made, wording)
    passage = tables.papers.passages[chance.rank(len(tables.papers.passages), steepness=1.5)]
    tables.citations.add(chance.uuid(BEGIN), passage, uuid)
    made.commitments.append(key)
    made.rights.append(point.rights)
    return key


def _add_timing(tables: _Agreeing, wording: int) -> None:
    chance = tables.ground.chance
    year, month = chance.whole(2016, 2029), chance.whole(1, 12)
    share = chance.share()
    if share < 0.12:
        tables.timings.add(
            chance.uuid(BEGIN), wording, "", "continuously", None, None, "continuous"
        )
        return
    due = f"{year}-{month:02}-{chance.whole(1, 28):02}"
    if share < 0.5:
        due = f"{year}"
    elif share < 0.8:
        due = f"{year}-{month:02}"
    elif share < 0.87:
        due = f"{year}/{year + 2}"
    found = bounds(due)
    assert found.earliest
    assert found.latest
    days = (found.earliest.isoformat(), found.latest.isoformat())
    tables.timings.add(chance.uuid(BEGIN), wording, due, due, *days, "")


def _add_answering(tables: _Agreeing, made: Agreements, wording: int) -> None:
    chance, parties = tables.ground.chance, tables.actors.parties
    lead, partner = chance.skewed(parties), chance.skewed(parties)
    tables.answering.add(chance.uuid(BEGIN), wording, lead, "lead")
    if partner != lead:
        tables.answering.add(chance.uuid(BEGIN), wording, partner, "partner")
    made.leads.append(lead)
    made.partners.append(partner)


def _add_links(tables: _Agreeing, made: Agreements) -> None:
    """Tie one commitment in twenty to an earlier one."""
    chance = tables.ground.chance
    for number in range(1, len(made.commitments), 20):
        other = chance.rank(number, steepness=1.0)
        kind = chance.any_of(["implements", "responds_to", "continues"])
        strict = strictest_of(made.rights[number], made.rights[other])
        rights = under_parent("register", strict)
        keys = (made.commitments[number], made.commitments[other])
        tables.links.add(chance.uuid(BEGIN), *rights.columns, *keys, kind)

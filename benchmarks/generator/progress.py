"""What became of it in a generated register: updates, their evidence, and the standings they make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.chance import BEGIN, SPAN, Chance, Weighted
from generator.rights import some_rights
from generator.vocabulary import LANGUAGES
from servanda.progress.models import Core, Evidence, Scale, ScaleValue, Standing, Update
from servanda.reading.edtf import bounds

if TYPE_CHECKING:
    from generator.agreements import Agreements
    from generator.filling import Table
    from generator.ground import Ground
    from generator.papers import Papers
    from generator.parties import Actors

VALUES = Weighted(
    {"in_progress": 46, "done": 22, "partly_done": 16, "not_started": 13, "abandoned": 3}
)


@dataclass(frozen=True, slots=True)
class _Said:
    """The last word of an assessor on a commitment so far."""

    update: int
    core: str
    stated_on: date


def add_progress(ground: Ground, actors: Actors, made: Agreements, papers: Papers) -> None:
    """Add the updates in the order in which they were entered; most are on few commitments."""
    values = _add_scale(ground)
    updates = ground.entries(
        Update, "merged_into_id", "provision_id", "assessor_id", "value_id", "narrative",
        "language", "reason_for_delay", "corrects_id", "stated_on", "as_of", "as_of_earliest",
        "as_of_latest", "recorded_at",
    )  # fmt: skip
    evidence = ground.rows(Evidence, "update_id", "document_id", "passage_id")
    last: dict[tuple[int, int], _Said] = {}
    order = list(range(len(made.commitments)))
    ground.chance.shuffle(order)
    for number in range(ground.size.updates):
        told = order[ground.chance.rank(len(order), steepness=2.0)]
        assessor = _assessor(ground.chance, actors, made, told)
        key = _add_update(ground, (updates, values), (made, told, assessor, number), last)
        if ground.chance.is_one_of(2):
            _add_evidence(ground.chance, evidence, papers, key)
    _add_standings(ground, last)
    ground.close(updates, evidence)


def _add_scale(ground: Ground) -> dict[str, int]:
    chance = ground.chance
    scales = ground.rows(Scale, "code", "title")
    values = ground.rows(ScaleValue, "scale_id", "code", "label", "core", "order")
    scale = scales.add(chance.uuid(BEGIN), "progress", "Progress")
    found = {
        core.value: values.add(
            chance.uuid(BEGIN), scale, core.value, core.value.replace("_", " "), core.value, order
        )
        for order, core in enumerate(Core)
    }
    ground.close(scales, values)
    return found


def _assessor(chance: Chance, actors: Actors, made: Agreements, told: int) -> int:
    share = chance.share()
    if share < 0.65:
        return made.leads[told]
    return made.partners[told] if share < 0.85 else chance.skewed(actors.parties)


def _add_update(
    ground: Ground,
    tables: tuple[Table, dict[str, int]],
    place: tuple[Agreements, int, int, int],
    last: dict[tuple[int, int], _Said],
) -> int:
    """Add one update: one in a hundred corrects the last one, one in five hundred is a twin of it."""
    chance = ground.chance
    updates, values = tables
    made, told, assessor, number = place
    provision = made.commitments[told]
    recorded = BEGIN + timedelta(days=int(SPAN * (number / ground.size.updates) ** 0.7))
    stated = max(BEGIN, recorded - timedelta(days=chance.rank(90)))
    before = last.get((provision, assessor))
    corrects = before if before and chance.is_one_of(15) else None
    twin_of = before if before and not corrects and chance.is_one_of(80) else None
    if before and corrects:
        stated = max(stated, before.stated_on)
    core = VALUES.one(chance)
    language = LANGUAGES.one(chance)
    rights = some_rights(chance, ground.sides, made.rights[told])
    delay = ground.prose.sentence(language) if chance.is_one_of(12) else ""
    key = updates.add(
        chance.uuid(recorded), *rights.columns, twin_of.update if twin_of else None, provision,
        assessor, values[core], ground.prose.narrative(language), language, delay,
        corrects.update if corrects else None, stated.isoformat(), *_as_of(chance, stated),
        f"{recorded.isoformat()} {chance.whole(7, 18):02}:{chance.whole(0, 59):02}:00",
    )  # fmt: skip
    if twin_of is None and (before is None or stated >= before.stated_on):
        last[provision, assessor] = _Said(key, core, stated)
    return key


def _as_of(chance: Chance, stated: date) -> tuple[str, str | None, str | None]:
    """Return of which month an update speaks; of every second nobody said so."""
    if chance.is_one_of(2):
        return "", None, None
    month = f"{stated.year}-{stated.month:02}"
    found = bounds(month)
    assert found.earliest
    assert found.latest
    return month, found.earliest.isoformat(), found.latest.isoformat()


def _add_evidence(chance: Chance, evidence: Table, papers: Papers, update: int) -> None:
    number = chance.rank(len(papers.passages), steepness=1.5)
    passage = papers.passages[number]
    evidence.add(chance.uuid(BEGIN), update, papers.document_of[number], passage)


def _add_standings(ground: Ground, last: dict[tuple[int, int], _Said]) -> None:
    rows = ground.rows(Standing, "provision_id", "assessor_id", "update_id", "core", "stated_on")
    for (provision, assessor), said in last.items():
        stated = said.stated_on.isoformat()
        uuid = ground.chance.uuid(BEGIN)
        rows.add(uuid, provision, assessor, said.update, said.core, stated)
    ground.close(rows)

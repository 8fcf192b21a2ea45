"""The objectives that a measure may implement, each with the reason and how sure it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from servanda.instruments.rules.proposing.aims import Aims, Measure
from servanda.instruments.rules.proposing.references import references_in
from servanda.instruments.rules.proposing.telling import (
    Stretch,
    Words,
    speaks_of,
    stretches_of,
    told_in,
)


class Sureness(IntEnum):
    """How sure a proposal is: the text names the objective, its words speak of it, or it may be meant."""

    HINT = 1
    LIKELY = 2
    NAMED = 3


class Ground(StrEnum):
    """On what a proposal stands."""

    REFERENCE = "reference"
    NUMBER = "number"
    WORDS = "words"
    TITLE = "title"
    CROSSWALK = "crosswalk"


@dataclass(frozen=True)
class Proposed:
    """An aim that a measure may implement. `words` are those of the measure, exactly as they stand.

    On the ground of a crosswalk `words` name the provision it leads from, `reason` is that of the tie
    and `relation` its kind.
    """

    aim: int
    sureness: Sureness
    ground: Ground
    words: str
    reason: str = ""
    relation: str = ""


def propose(measure: Measure, aims: Aims, words: Words) -> list[Proposed]:
    """Return what a measure may implement, the surest first, each aim once.

    Where it names an action, the objective above it is not proposed beside it.
    """
    found: dict[int, Proposed] = {}
    for one in (*_by_reference(measure, aims), *_by_words(measure, aims, words)):
        there = found.get(one.aim)
        if there is None or one.sureness > there.sureness:
            found[one.aim] = one
    covered = {above for key in found for above in aims.above(key)[1:]}
    kept = [one for key, one in found.items() if key not in covered]
    return sorted(kept, key=lambda one: -one.sureness)


def _by_reference(measure: Measure, aims: Aims) -> Iterator[Proposed]:
    for one in references_in(measure, aims):
        sureness, ground = (
            (Sureness.NAMED, Ground.REFERENCE) if one.is_named else (Sureness.HINT, Ground.NUMBER)
        )
        yield Proposed(one.aim.key, sureness, ground, one.words)


def _by_words(measure: Measure, aims: Aims, words: Words) -> Iterator[Proposed]:
    stretches = stretches_of(measure.text)
    numbers = aims.by_number
    for number, quote in told_in(stretches, words.telling_by_stem):
        if number in numbers:
            yield Proposed(numbers[number].key, Sureness.LIKELY, Ground.WORDS, quote)
    yield from _by_subject(measure, aims, words, stretches)
    for key, quote in told_in(stretches, aims.titles_by_stem):
        yield Proposed(key, Sureness.LIKELY, Ground.TITLE, quote)


def _by_subject(
    measure: Measure, aims: Aims, words: Words, stretches: list[Stretch]
) -> Iterator[Proposed]:
    """Give what a text speaks of where its subject is that of the framework, or that of its plan is."""
    found = [
        (aims.by_number[number].key, quote)
        for number, quote in told_in(stretches, words.within_by_stem)
        if number in aims.by_number
    ]
    if not found:
        return
    if speaks_of(stretches, words.subject):
        sureness = Sureness.LIKELY
    elif speaks_of(stretches_of("\n".join(measure.around)), words.subject):
        sureness = Sureness.HINT
    else:
        return
    for key, quote in found:
        yield Proposed(key, sureness, Ground.WORDS, quote)

"""Who took part in a meeting: those named with it, and those told of in the sentences after it.

Examples: "The Norlandic side was headed by ...", "Taking part were ...", "It was opened by ...".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.encounters import HEADED

if TYPE_CHECKING:
    from servanda.reading.finding.actors import Actor
    from servanda.reading.finding.encounters import Encounter
    from servanda.reading.finding.subjects import SubjectFinder
    from servanda.reading.finding.text import Text

_FOLLOWING_HEADING = 6  # lines under a heading that list them
_FOLLOWING = 3  # sentences after a meeting in which participants may be told


@dataclass(frozen=True, slots=True)
class Participants:
    """The parties and people of a meeting."""

    parties: tuple[str, ...]
    people: tuple[str, ...]


def participants_of(
    text: Text, subjects: SubjectFinder, encounter: Encounter, *, until: int
) -> Participants:
    """Gather who took part, up to the word `until` where the next meeting begins."""
    first, last = encounter.who or (encounter.first, encounter.last)
    actors = [actor for actor in subjects.in_words(first, last) if actor.kind != "pronoun"]
    for begin, end in _told_after(text, encounter, until):
        actors.extend(actor for actor in subjects.in_words(begin, end) if actor.kind != "pronoun")
    parties = _distinct([a for a in actors if a.kind != "body"])
    bodies = _distinct([a for a in actors if a.kind == "body"])
    people = tuple(dict.fromkeys(a.person for a in actors if a.person))
    return Participants(parties or bodies, people)


def _told_after(text: Text, encounter: Encounter, until: int) -> list[tuple[int, int]]:
    """Give the sentences after a meeting, in its paragraph, that say who took part."""
    here = text.sentence_of(text.words[encounter.last - 1].start)
    told = text.lists.phrases("meetings", "taking_part")
    found = []
    headed = encounter.rule == HEADED
    following = _FOLLOWING_HEADING if headed else _FOLLOWING
    for sentence in text.sentences[here.number + 1 : here.number + 1 + following]:
        if sentence.last > until or not (headed or sentence.paragraph == here.paragraph):
            break
        if told.any_in(text.words, sentence.first, sentence.last):
            found.append((sentence.first, sentence.last))
    return found


def _distinct(actors: list[Actor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for actor in actors for name in actor.names if name))

"""Places where a person is meant by the post alone: "la ministre", "el representante", after its holder.

Where qualities follow the noun, a post begins with the word by which its holder is meant later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading.finding.noun_first.phrases import is_noun_first
from servanda.reading.finding.words import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from servanda.reading.finding.person_mentions import PersonMention
    from servanda.reading.finding.text import Text


def find_post_references(
    text: Text, people: Sequence[PersonMention]
) -> Iterator[tuple[int, int, PersonMention]]:
    """Give the words after an article that mean a person, and the one told last before them."""
    if not is_noun_first(text.lists):
        return
    held: dict[str, list[PersonMention]] = {}
    for person in people:
        for said in _heads(person.title or ""):
            held.setdefault(said, []).append(person)
    lists = Phrases(held.items())
    for match in lists.all_in(text.words, 0, len(text.words)):
        before = [one for one in match.value if one.last <= match.first]
        goes_on = text.stands(match.last, "of") or _is_named(text, match.last)
        if before and text.stands(match.first - 1, "the") and not goes_on:
            yield match.first, match.last, before[-1]


def _is_named(text: Text, index: int) -> bool:
    """Tell whether a name follows, so that another person may be meant."""
    return index < len(text.words) and text.words[index].is_capital


def _heads(title: str) -> Iterator[str]:
    """Give the first two words of a post and the first: "directrice générale", "directrice"."""
    words = title.split()
    if len(words) > 1:
        yield " ".join(words[:2])
    if words:
        yield words[0]

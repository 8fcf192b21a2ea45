"""For which state or organization each person acts, where the post does not name it itself."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.person_mentions import PersonMention
    from servanda.reading.finding.text import Text
    from servanda.reading.model import Body, Party


def find_affiliations(
    text: Text,
    names: tuple[Mention, ...],
    people: Iterable[PersonMention],
    *,
    parties: Mapping[str, Party],
    bodies: Mapping[str, Body],
) -> dict[str, str]:
    """Give the name of the party of each person, by the person's name."""
    by_kind: dict[str, list[Mention]] = defaultdict(list)
    for mention in names:
        if mention.key in parties:
            by_kind[parties[mention.key].kind].append(mention)
    most = {
        kind: Counter(m.key for m in mentions).most_common(1)[0][0]
        for kind, mentions in by_kind.items()
    }
    everyone = tuple(people)
    finder = _Finder(text, by_kind, most, parties, bodies, everyone)
    found = {}
    told_together = 0
    for person in everyone:
        told_together = told_together + 1 if person.rule == "one of several" else 0
        name = finder.party_of(person, told_together)
        if name:
            found[person.name] = name
    return found


@dataclass(frozen=True, slots=True)
class _Finder:
    text: Text
    by_kind: Mapping[str, list[Mention]]
    most: Mapping[str, str]
    parties: Mapping[str, Party]
    bodies: Mapping[str, Body]
    people: tuple[PersonMention, ...]

    def party_of(self, person: PersonMention, told_together: int) -> str | None:
        """Find the party that a post names, stands for, or that the paragraph is about."""
        title = (person.title or "").casefold()
        stands_for = self._organization_of(title)
        if stands_for:
            return stands_for
        heads = self.text.lists.words("posts", "of_state", "posts")
        governments = self.text.lists.words("agencies", "government", "words")
        key = person.party.key if person.party else ""
        named = self.parties.get(key) or self.bodies.get(key)
        if named and named.name not in governments:
            return named.name
        if not title or title in self.text.lists.words("posts", "private", "posts"):
            return None
        if any(head.casefold() in title for head in heads):
            return self._state_of(person, told_together)
        return self._nearest(person, "international_organization", 0)

    def _state_of(self, person: PersonMention, told_together: int) -> str | None:
        """Find the state of a minister told without one: never that of whom the minister met."""
        met = self._met_by(person)
        found = self._nearest(person, "state", told_together)
        if found is None or found not in met:
            return found
        states = Counter(m.key for m in self.by_kind.get("state", []))
        names = [self.parties[key].name for key, _ in states.most_common()]
        return next((name for name in names if name not in met), None)

    def _met_by(self, person: PersonMention) -> frozenset[str]:
        """Give the states whose people a person meets in the same sentence."""
        sentence = self.text.sentence_of(self.text.words[person.first].start)
        met = set()
        for other in self.people:
            key = other.party.key if other.party else ""
            state = self.parties.get(key)
            here = sentence.first <= other.first < sentence.last and other is not person
            if here and state and self._is_met(person, other):
                met.add(state.name)
        return frozenset(met)

    def _is_met(self, person: PersonMention, other: PersonMention) -> bool:
        """Tell whether "met", "received" or "with" stands between two people."""
        first, second = sorted((person, other), key=lambda one: one.first)
        verbs = self.text.lists.phrases("meetings", "verbs")
        between = range(first.last, second.first)
        partner = any(self.text.stands(place, "with") for place in between)
        return partner or verbs.any_in(self.text.words, first.last, second.first)

    def _organization_of(self, title: str) -> str | None:
        for post, organization in self.text.lists.pairs("posts", "organization_of"):
            if title == post.casefold() or title.endswith(f" {post.casefold()}"):
                party = self.parties.get(f"organization {organization}")
                return party.name if party else organization
        return None

    def _nearest(self, person: PersonMention, kind: str, back: int) -> str | None:
        """Give the last such party named before in the paragraph, else the one named most."""
        of_kind = self.by_kind.get(kind, [])
        begin = self.text.paragraph_begin(person.first)
        first = bisect_left(of_kind, begin, key=lambda m: m.first)
        last = bisect_left(of_kind, person.first, key=lambda m: m.first)
        before = of_kind[first:last]
        if before and back:
            distinct = list(dict.fromkeys(m.key for m in reversed(before)))
            return self.parties[distinct[max(0, 2 - back) % len(distinct)]].name
        if before:
            return self.parties[before[-1].key].name
        most = self.most.get(kind)
        return self.parties[most].name if most else None

"""Who may do something in a sentence: parties, people, and the words that stand for them.

Examples of such words: "the parties", "both sides", "the Government", "it", "she".
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from servanda.reading.finding.noun_first.phrases import is_noun_first
from servanda.reading.finding.parties import acts, place_of_side
from servanda.reading.finding.person_names import surnames
from servanda.reading.finding.post_references import find_post_references
from servanda.reading.finding.words import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.person_mentions import PersonMention
    from servanda.reading.finding.text import Text
    from servanda.reading.model import Body, Party


_LOOK_BACK = 200  # actors before "the parties" among which these are looked for


@dataclass(frozen=True, slots=True)
class Actor:
    """Words `first` to before `last` mean these parties.

    `kind` is party, body, person, both (several at once) or pronoun; `person` is a name.
    """

    first: int
    last: int
    names: tuple[str, ...]
    kind: str
    person: str | None = None


@dataclass(slots=True)
class Cast:
    """Builds the actors of one text in the order of the text, remembering who came before."""

    text: Text
    parties: Mapping[str, Party]
    bodies: Mapping[str, Body]
    actors: list[Actor] = field(default_factory=list)
    _told: Counter[str] = field(default_factory=Counter)
    _states: dict[str, int] = field(default_factory=dict)
    _first: dict[str, None] = field(default_factory=dict)
    _person: Actor | None = None
    _kinds: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Look up once what kind each party is of."""
        self._kinds = {party.name: party.kind for party in self.parties.values()}

    def admit(
        self, names: Iterable[Mention], people: Iterable[PersonMention], known: Mapping[str, str]
    ) -> tuple[Actor, ...]:
        """Gather all actors; `known` gives the party of each person by name."""
        found = [
            *self._named(names),
            *self._people(people, known),
            *self._references(),
        ]
        taken: set[int] = set()
        order = {"person": 0, "party": 1, "body": 1}
        kept = []
        for actor in sorted(found, key=lambda a: (order.get(a.kind, 2), a.first - a.last)):
            place = range(actor.first, actor.last)
            if not taken.intersection(place):
                taken.update(place)
                kept.append(actor)
        for actor in sorted(kept, key=lambda a: a.first):
            self._remember(actor if actor.names else self._resolved(actor))
        return tuple(actor for actor in self.actors if actor.names)

    def _remember(self, actor: Actor) -> None:
        """Keep an actor, and what is asked of all before: who was told first, last, most."""
        self.actors.append(actor)
        self._told.update(actor.names)
        self._person = actor if actor.person else self._person
        if actor.kind == "party":
            self._first.update(dict.fromkeys(name for name in actor.names if name))
        states = [name for name in actor.names if self._kind(name) == "state"]
        if len(states) == 1 and actor.kind in {"party", "person"}:
            self._states[states[0]] = self._states.pop(states[0], 0) + 1

    def _kind(self, name: str) -> str:
        return self._kinds.get(name, "")

    def _named(self, names: Iterable[Mention]) -> Iterable[Actor]:
        for mention in names:
            if mention.family == "party" and mention.key in self.parties:
                party = self.parties[mention.key]
                if acts(self.text, mention):
                    yield Actor(*place_of_side(self.text, mention), (party.name,), "party")
            elif mention.family == "body" and mention.key in self.bodies:
                yield Actor(mention.first, mention.last, (self.bodies[mention.key].name,), "body")

    def _people(self, people: Iterable[PersonMention], known: Mapping[str, str]) -> Iterable[Actor]:
        everyone = list(people)
        for person in everyone:
            names = (known[person.name],) if person.name in known else ()
            yield Actor(person.first, person.last, names or ("",), "person", person.name)
        later = Phrases(surnames(person.name for person in everyone), exact=True)
        for match in later.all_in(self.text.words, 0, len(self.text.words)):
            name = match.value
            yield Actor(match.first, match.last, (known.get(name, ""),), "person", name)
        for first, last, one in find_post_references(self.text, everyone):
            yield Actor(first, last, (known.get(one.name, ""),), "person", one.name)

    def _references(self) -> Iterable[Actor]:
        lists = self.text.lists
        keys = ["both", "single", "government"]
        keys += ["organization"] if is_noun_first(lists) else []
        for key in keys:
            phrases = lists.phrases("references", key)
            for match in phrases.all_in(self.text.words, 0, len(self.text.words)):
                if key == "government" and self.text.stands(match.first - 1, "in"):
                    continue
                said = " ".join(word.folded for word in self.text.words[match.first : match.last])
                yield Actor(match.first, match.last, (), f"{key} {said}")
        yield from self._opening_groups()

    def _opening_groups(self) -> Iterable[Actor]:
        """Find "Ministers" and "Members" that open a sentence and name no state themselves."""
        groups = self.text.lists.phrases("references", "opening_groups")
        for sentence in self.text.sentences:
            match = groups.longest_at(self.text.words, sentence.first, sentence.last)
            if match and not self.text.stands(match.last, "of", "and", "from", ",", "for", "'s"):
                said = self.text.folded(match.first)
                yield Actor(match.first, match.last, (), f"both {said}")

    def _resolved(self, actor: Actor) -> Actor:
        """Give a reference the parties that it stands for."""
        key, said = actor.kind.split(" ", 1)
        if key == "both":
            group = self._group_before(actor.first)
            if any(word in self.text.lists.grammar("pairs") for word in said.split()):
                group = self._chief_two(group, countries=self._of_countries(said))
            return Actor(actor.first, actor.last, group, "both")
        if key in {"government", "organization"}:
            state = key == "government"
            named = self._state_before if state else self._organization_before
            return Actor(actor.first, actor.last, named(actor.first), "party")
        if said in self.text.lists.grammar("single_people"):
            person = self._person
            return Actor(
                actor.first,
                actor.last,
                person.names if person else (),
                "person",
                person.person if person else None,
            )
        return Actor(actor.first, actor.last, self._single_before(actor), "pronoun")

    def _of_countries(self, said: str) -> bool:
        """Tell "the two countries" from "both sides"."""
        return any(word in self.text.lists.grammar("countries") for word in said.split())

    def _group_before(self, index: int) -> tuple[str, ...]:
        """Give the parties of the nearest sentence before that tells of two or more."""
        here: int | None = None
        names: list[str] = []
        for actor in self.actors[: -_LOOK_BACK - 1 : -1]:
            if actor.last > index or actor.kind not in {"party", "person", "both"}:
                continue
            number = self._sentence(actor)
            if number != here:
                sides = self._sides(names)
                if len(sides) >= 2:
                    return sides
                here, names = number, []
            names[:0] = [name for name in actor.names if name]
        sides = self._sides(names)
        return sides if len(sides) >= 2 else self._first_two()

    def _chief_two(self, group: tuple[str, ...], *, countries: bool) -> tuple[str, ...]:
        """Give the two of a group that are named most, for "both sides", "the two countries"."""
        chosen = [name for name in group if not countries or self._kind(name) == "state"]
        if len(chosen) <= 2:
            return tuple(chosen) if len(chosen) == 2 else group
        chief = sorted(chosen, key=lambda name: -self._told[name])[:2]
        return tuple(name for name in chosen if name in chief)

    def _first_two(self) -> tuple[str, ...]:
        """Give the two parties named first in the text, none where there is only one."""
        first = tuple(islice(self._first, 2))
        return first if len(first) == 2 else ()

    def _sentence(self, actor: Actor) -> int:
        return self.text.sentence_of(self.text.words[actor.first].start).number

    def _sides(self, names: list[str]) -> tuple[str, ...]:
        """Give the states and organizations among names, else all of them."""
        chief = [n for n in names if self._kind(n) in {"state", "international_organization"}]
        return tuple(dict.fromkeys(chief if len(set(chief)) >= 2 else names))

    def _state_before(self, index: int) -> tuple[str, ...]:
        """Give the state named last in the paragraph, else the one that is named most."""
        here = self._paragraph(index)
        for actor in reversed(self.actors):
            if self._paragraph(actor.first) != here:
                break
            named = [name for name in actor.names if self._kind(name) == "state"]
            if len(named) == 1 and actor.kind in {"party", "person"}:
                return (named[0],)
        if self._states:
            return (max(reversed(self._states), key=lambda name: self._states[name]),)
        states = [name for name, kind in self._kinds.items() if kind == "state"]
        return tuple(states) if len(states) == 1 else ()

    def _organization_before(self, index: int) -> tuple[str, ...]:
        """Give the organization named last in the paragraph or the one before."""
        here = self._paragraph(index)
        for actor in reversed(self.actors):
            if self._paragraph(actor.first) < here - 1:
                break
            named = [n for n in actor.names if self._kind(n) == "international_organization"]
            if len(named) == 1 and actor.kind in {"party", "person"}:
                return (named[0],)
        return ()

    def _paragraph(self, index: int) -> int:
        return self.text.sentence_of(self.text.words[index].start).paragraph

    def _single_before(self, actor: Actor) -> tuple[str, ...]:
        """Give the party that opened this sentence, else the one before it."""
        here = self._sentence(actor)
        said = self.text.folded(actor.first)
        either = said in self.text.lists.grammar("either")  # "il", "elle": a person or a party
        opened: dict[int, tuple[str, ...]] = {}
        for other in reversed(self.actors):
            number = self._sentence(other)
            if number < here - 1:
                break
            kinds = {"party", "body", "both", "person"} if either else {"party", "body", "both"}
            alone = other.kind in kinds and len(other.names) == 1 and other.names[0]
            if alone and other.last <= actor.first:
                opened[number] = other.names
        return opened.get(here) or opened.get(here - 1) or ()

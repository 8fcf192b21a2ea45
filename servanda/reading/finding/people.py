"""People: a name beside a post, an honorific or an owner.

Examples: "Ada Berg, Minister of Fisheries of Norland", "Minister of Fisheries Ada Berg",
"Norland's Ada Berg", "Ada Berg (Head of Office)", "Ada Berg, who chairs the Council".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.finding.mentions import by_word
from servanda.reading.finding.posts import Post, PostReader
from servanda.reading.model import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text

_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named at words `first` to before `last`; `name_first` is where the name begins."""

    first: int
    last: int
    name_first: int
    name_last: int
    name: str
    title: str | None
    party: Mention | None
    rule: str


@dataclass(frozen=True, slots=True)
class PeopleFinder:
    """Finds people in one text in which everything else that is named is known."""

    text: Text
    reader: PostReader
    named: dict[int, Mention]

    def find(self) -> list[PersonMention]:
        """People in the order of the text, each once at the mention that says most."""
        found: list[PersonMention] = []
        index = 0
        while index < len(self.text.words):
            people = self._people_at(index)
            found.extend(people)
            index = max([index + 1, *(person.name_last for person in people)])
        return _one_each(found)

    def _people_at(self, index: int) -> list[PersonMention]:
        word = self.text.words[index]
        if word.is_sign:
            return []
        titled = self._titled_at(index)
        if titled:
            return titled
        name_first = self._past_honorifics(index)
        last = self._name_end(name_first)
        if last is None:
            return []
        found = self._described(index, name_first, last)
        return [found] if found else []

    def _titled_at(self, index: int) -> list[PersonMention]:
        """A post with the name after it: "Minister of Fisheries [,] Ada Berg"."""
        if index and self.text.folded(index - 1) == "-":
            return []
        post = self.reader.post_at(index)
        if post is None:
            return []
        begin = post.last + (self.text.folded(post.last) == ",")
        first = self._past_honorifics(begin)
        last = self._name_end(first)
        courtesy = self._past_honorifics(index) > index
        if last is None or (self._post_follows(last) and (courtesy or begin > post.last)):
            return []
        person = self._person(index, (first, last), post, "post before the name")
        second = self._past_honorifics(last + 1)
        end = self._name_end(second) if post.plural and self.text.folded(last) == "and" else None
        if end is None:
            return [person]
        title = post.title.removesuffix("s")
        return [
            replace(person, title=title, rule="one of several"),
            replace(self._person(index, (second, end), post, "one of several"), title=title),
        ]

    def _post_follows(self, last: int) -> bool:
        """True when a post stands after the name: that one is this person's."""
        return self.text.folded(last) == "," and self.reader.post_at(last + 1) is not None

    def _described(self, index: int, name_first: int, last: int) -> PersonMention | None:
        """A name followed by its post, or with nothing but an honorific or an owner."""
        place = (name_first, last)
        if self.text.folded(last) in {",", "("}:
            post = self._post_after(last + 1)
            if post:
                return self._person(index, place, post, "post after the name")
        if self.text.folded(last) in {"was", "is"}:
            post = self.reader.post_at(last + 1)
            if post and self.text.folded(post.last) in {",", ".", "", ";"}:
                return self._person(index, place, post, "post told of the name")
        owner = self._owner_before(index)
        if owner:
            return PersonMention(
                owner.first, last, *place, self._name(*place), None, owner, "name after its party"
            )
        of_party = self._party_after(last)
        if of_party and (index < name_first or self.text.folded(index - 1) in {"by", "under"}):
            return PersonMention(
                index,
                of_party.last,
                *place,
                self._name(*place),
                None,
                of_party,
                "name before its party",
            )
        if index < name_first and last - name_first > 1:
            return PersonMention(
                index, last, *place, self._name(*place), None, None, "name after an honorific"
            )
        return None

    def _post_after(self, index: int) -> Post | None:
        """A post in apposition, or told with a verb ("who heads ...")."""
        begin = self._past_honorifics(index)
        begin += begin > index and self.text.folded(begin) == "and"
        post = self.reader.post_at(begin)
        if post:
            return self._with_party(post)
        if self.text.folded(index) != "who":
            return None
        verb = self.text.lists.phrases("posts", "verbs").longest_at(self.text.words, index + 1)
        if verb is None:
            post = self.reader.post_at(self._past_being(index + 1))
            return post
        named = next(
            (
                self.named[i]
                for i in range(verb.last, min(verb.last + 4, len(self.text.words)))
                if i in self.named
            ),
            None,
        )
        return Post(index, named.last if named else verb.last, verb.value, named, plural=False)

    def _past_being(self, index: int) -> int:
        while self.text.folded(index) in {"has", "been", "is", "was", "had"}:
            index += 1
        return index

    def _with_party(self, post: Post) -> Post:
        """ "..., Coordinator for the South, for the Agency": the party may come last."""
        if post.party or self.text.folded(post.last) != ",":
            return post
        begin = post.last + 1
        if self.text.folded(begin) in {"for", "of"}:
            begin += 1 + (self.text.folded(begin + 1) == "the")
            party = self.reader.parties.get(begin)
            return replace(post, party=party) if party else post
        return post

    def _owner_before(self, index: int) -> Mention | None:
        """ "Norland's [Ada Berg]"."""
        if self.text.folded(index - 1) != "'s" or index < 2:
            return None
        owner = self.reader.parties.get(index - 2)
        return owner if owner and owner.kind == "state" else None

    def _party_after(self, last: int) -> Mention | None:
        if self.text.folded(last) != "of":
            return None
        begin = last + 1 + (self.text.folded(last + 1) == "the")
        party = self.reader.parties.get(begin)
        return party if party and party.first == begin else None

    def _person(self, first: int, place: tuple[int, int], post: Post, rule: str) -> PersonMention:
        party = post.party or self._party_after(place[1])
        last = max(place[1], post.last)
        if party and post.party is None:
            last = max(last, party.last)
        begin = self.reader.skip_times(first) if first == post.first else first
        return PersonMention(begin, last, *place, self._name(*place), post.title, party, rule)

    def _name(self, first: int, last: int) -> str:
        return " ".join(self.text.said(first, last).split())

    def _past_honorifics(self, index: int) -> int:
        honorifics = self.text.lists.exact_phrases("honorifics", "honorifics")
        while index < len(self.text.words):
            match = honorifics.longest_at(self.text.words, index)
            if not match:
                break
            index = match.last
        return index

    def _name_end(self, first: int) -> int | None:
        """The end of a person's name of two words or more, or None."""
        last, capitals = first, 0
        particles = self.text.lists.words("honorifics", "particles")
        while last < min(first + _LONGEST_NAME, len(self.text.words)):
            if self._is_name_word(last):
                capitals += 1
            elif not (
                capitals
                and self.text.folded(last) in particles
                and self._is_name_word(last + 1, last + 2)
            ):
                break
            last += 1
        return last if capitals >= 2 else None

    def _is_name_word(self, *indices: int) -> bool:
        for index in indices:
            if index < len(self.text.words) and self._fits_name(index):
                return True
        return False

    def _fits_name(self, index: int) -> bool:
        word = self.text.words[index]
        if not word.is_capital or word.is_number or len(word.text) < 2 or word.text.isupper():
            return False
        function = self.text.lists.words("references", "function", "words")
        dated = any(found.start <= word.start < found.end for found in self.text.dates)
        return word.folded not in function and index not in self.named and not dated


def find_people(text: Text, names: tuple[Mention, ...]) -> list[PersonMention]:
    """Every person whom the text names in full."""
    parties = by_word(m for m in names if m.family in {"party", "body"})
    regions = by_word(m for m in names if m.family == "place")
    finder = PeopleFinder(text, PostReader(text, parties, regions), by_word(names))
    return finder.find()


def _one_each(found: list[PersonMention]) -> list[PersonMention]:
    """The fullest mention of each person, in the order of first mention."""
    best: dict[str, PersonMention] = {}
    for person in found:
        known = best.get(person.name)
        if known is None or _weight(person) > _weight(known):
            best[person.name] = person
    return sorted(best.values(), key=lambda person: person.first)


def _weight(person: PersonMention) -> int:
    return 2 * bool(person.title) + bool(person.party)


def people_items(
    text: Text, people: list[PersonMention], affiliations: Mapping[str, str]
) -> tuple[Person, ...]:
    """Give people as items of a reading, with the party of each."""
    items = []
    for person in people:
        span = text.span(min(person.first, person.name_first), max(person.last, person.name_last))
        items.append(
            Person(
                name=person.name,
                post=person.title,
                organization=affiliations.get(person.name),
                quote=span.in_text(text.content),
                start=span.start,
                end=span.end,
                rule=person.rule,
            )
        )
    return tuple(items)


def surnames(people: list[PersonMention]) -> Iterator[tuple[str, PersonMention]]:
    """What a person is called later: the last word of the name, with its particles."""
    for person in people:
        words = person.name.split()
        start = len(words) - 1
        while start > 1 and words[start - 1][:1].islower():
            start -= 1
        yield " ".join(words[start:]), person

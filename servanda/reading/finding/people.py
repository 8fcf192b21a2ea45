"""People: a name beside a post, an honorific or an owner.

Examples: "Ada Berg, Minister of Fisheries of Norland", "Minister of Fisheries Ada Berg",
"Norland's Ada Berg", "Ada Berg (Head of Office)", "Ada Berg, who chairs the Council".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.finding.mentions import by_word
from servanda.reading.finding.noun_first.phrases import NounPhrases, is_noun_first
from servanda.reading.finding.noun_first.posts import NounFirstPostReader
from servanda.reading.finding.person_mentions import PersonMention
from servanda.reading.finding.person_names import NameReader
from servanda.reading.finding.posts import Post, PostReader
from servanda.reading.finding.single_names import find_single_names
from servanda.reading.model import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.posts import ReadsPosts
    from servanda.reading.finding.text import Text

_LIST_ENDS = frozenset({",", ";", ".", ")", "and"})
_NEAR = 4  # words within which "who heads ..." names its party


@dataclass(frozen=True, slots=True)
class PeopleFinder:
    """Finds people in one text in which everything else that is named is known."""

    text: Text
    reader: ReadsPosts
    names: NameReader

    def find(self) -> list[PersonMention]:
        """Find people in the order of the text, each once at the mention that says most."""
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
        titled = self._titled_at(index) if self.reader.may_begin(index) else []
        if titled or not self.names.may_begin(word):
            return titled
        name_first = self.names.past_honorifics(index)
        last = self.names.end_of_name(name_first)
        if last is None:
            return []
        place = (name_first, last)
        found = self._with_post(index, place) or self._with_party(index, place)
        return [found] if found else []

    def _titled_at(self, index: int) -> list[PersonMention]:
        """Find a post with the name after it: "Minister of Fisheries [,] Ada Berg"."""
        post = self.reader.post_at(index)
        if post is None:
            return []
        begin = post.last + (self.text.folded(post.last) == ",")
        first = self.names.past_honorifics(begin)
        last = self.names.end_of_name(first)
        courtesy = self.names.past_honorifics(index) > index
        if last is None or (self._post_follows(last) and (courtesy or begin > post.last)):
            return []
        person = self._person(index, (first, last), post, "post before the name")
        second = self.names.past_honorifics(last + 1)
        joined = post.plural and self.text.stands(last, "and")
        end = self.names.end_of_name(second) if joined else None
        title = self.reader.of_one(post)
        if end is None:
            others = list(self._of_other_parties(last, post)) if post.plural else []
            return [replace(person, title=title) if others else person, *others]
        other = self._person(index, (second, end), post, "one of several")
        return [replace(person, title=title, rule=other.rule), replace(other, title=title)]

    def _of_other_parties(self, index: int, post: Post) -> Iterator[PersonMention]:
        """Find "..., and of Sudland, Bo Dahl" after "the ministers of Norland, Ada Berg"."""
        title = self.reader.of_one(post)
        while True:
            begin = index + (self.text.folded(index) == ",")
            begin += self.text.stands(begin, "and")
            party = self._party_after(begin) if begin > index else None
            comma = party.last if party else index
            first = self.names.past_honorifics(comma + 1)
            end = self.names.end_of_name(first) if self.text.folded(comma) == "," else None
            if party is None or end is None:
                return
            name = self.names.said(first, end)
            yield PersonMention(begin, end, first, end, name, title, party, "one of several")
            index = end

    def _post_follows(self, last: int) -> bool:
        """Tell whether a post stands after the name: that one is this person's.

        Unless another name stands behind it: "..., Ada Berg, and the Minister of Sudland, Bo Dahl".
        """
        post = self.reader.post_at(last + 1) if self.text.folded(last) == "," else None
        if post is None:
            return False
        begin = self.names.past_honorifics(post.last + (self.text.folded(post.last) == ","))
        return self.names.end_of_name(begin) is None

    def _with_post(self, index: int, place: tuple[int, int]) -> PersonMention | None:
        """Find the post that follows a name: in apposition, in a bracket, or after "was"."""
        last = place[1]
        if self.text.folded(last) in {",", "("}:
            post = self._post_after(last + 1)
            if post is None:
                return None
            behind = self._behind_bracket(post.last)
            return self._person(index, place, behind or post, "post after the name")
        if self._is_line(index, last):
            post = self.reader.post_at(last)
            return self._person(index, place, post, "post under the name") if post else None
        if self.text.stands(last, "copulas"):
            post = self.reader.post_at(last + 1)
            if post and self.text.folded(post.last) in {",", ".", "", ";"}:
                return self._person(index, place, post, "post told of the name")
        return None

    def _is_line(self, first: int, last: int) -> bool:
        """Tell whether a name is a line of its own, as at the end of a letter."""
        sentence = self.text.sentence_of(self.text.words[first].start)
        return (sentence.first, sentence.last) == (first, last) and last < len(self.text.words)

    def _behind_bracket(self, last: int) -> Post | None:
        """Find the post behind a role in a bracket: "Ada Berg (Chair), Director of Fisheries"."""
        closed = self.text.folded(last) == ")" and self.text.folded(last + 1) == ","
        return self._post_after(last + 2) if closed else None

    def _with_party(self, index: int, place: tuple[int, int]) -> PersonMention | None:
        """Find a person named with a party or an honorific, but without a post."""
        name_first, last = place
        name = self.names.said(*place)
        owner = self._owner_before(index)
        if owner:
            rule = "name after its party"
            return PersonMention(owner.first, last, *place, name, None, owner, rule)
        courteous = index < name_first
        aside = courteous and self.text.folded(last) == ","
        of_party = self._party_after(last + aside)
        told = courteous or self.text.stands(index - 1, "by", "under")
        of_party = of_party if told else None
        listed = None if of_party else self._party_listed(last)
        bracketed = self.text.folded(last) == "("
        if listed and (courteous or bracketed or self.text.folded(listed.last) in {";", ")"}):
            rule = "name with its party in a list"
            return PersonMention(index, listed.last, *place, name, None, listed, rule)
        if of_party:
            rule = "name before its party"
            return PersonMention(index, of_party.last, *place, name, None, of_party, rule)
        if courteous:
            return PersonMention(index, last, *place, name, None, None, "name after an honorific")
        return None

    def _post_after(self, index: int) -> Post | None:
        """Read a post in apposition, or told with a verb ("who heads ...")."""
        begin = self.names.past_honorifics(index)
        begin += begin > index and self.text.stands(begin, "and")
        post = self.reader.post_at(begin) or self.reader.post_at(index)
        if post:
            return self._completed(post)
        if not self.text.stands(index, "who"):
            return None
        verb = self.text.lists.phrases("posts", "verbs").longest_at(self.text.words, index + 1)
        if verb is None:
            return self.reader.post_at(self._past_being(index + 1))
        near = range(verb.last, min(verb.last + _NEAR, len(self.text.words)))
        party = next((self.reader.parties[i] for i in near if i in self.reader.parties), None)
        return Post(index, party.last if party else verb.last, verb.value, party, plural=False)

    def _past_being(self, index: int) -> int:
        while self.text.stands(index, "be_forms", "have_forms"):
            index += 1
        return index

    def _party_listed(self, index: int) -> Mention | None:
        """Find the party in "Ada Berg, the Agency;", where nothing else follows of it."""
        if self.text.folded(index) not in {",", "("}:
            return None
        begin = index + 1 + self.text.stands(index + 1, "the")
        party = self.reader.parties.get(begin)
        whole = party is not None and party.first == begin and party.form in {"full", "short"}
        ends = party is not None and (
            party.last >= len(self.text.words)
            or self.text.folded(party.last) in _LIST_ENDS
            or self.text.sentence_of(self.text.words[begin].start).last == party.last
        )
        return party if whole and ends else None

    def _completed(self, post: Post) -> Post:
        """Add the party that comes last: "..., Coordinator for the South, for the Agency"."""
        if post.party or self.text.folded(post.last) != ",":
            return post
        listed = self._party_listed(post.last)
        if listed and listed.kind != "state":
            return replace(post, last=listed.last, party=listed)
        begin = post.last + 1
        if self.text.stands(begin, "for", "of"):
            begin += 1 + (self.text.stands(begin + 1, "the"))
            party = self.reader.parties.get(begin)
            return replace(post, party=party) if party else post
        return post

    def _owner_before(self, index: int) -> Mention | None:
        """Find the state in "Norland's [Ada Berg]"."""
        if self.text.folded(index - 1) != "'s" or index < 2:
            return None
        owner = self.reader.parties.get(index - 2)
        return owner if owner and owner.kind == "state" else None

    def _party_after(self, last: int) -> Mention | None:
        """Find the party in "Ada Berg of Norland"."""
        if not self.text.stands(last, "of"):
            return None
        begin = last + 1 + (self.text.stands(last + 1, "the"))
        party = self.reader.parties.get(begin)
        return party if party and party.first == begin else None

    def _person(self, first: int, place: tuple[int, int], post: Post, rule: str) -> PersonMention:
        after = self._party_after(place[1])
        party = post.party or after
        if (
            after
            and after.kind == "state"
            and post.party
            and post.party.kind == "government_agency"
        ):
            party = after
        last = max(place[1], post.last)
        if party and post.party is None:
            last = max(last, party.last)
        begin = self.reader.skip_times(first) if first == post.first else first
        name = self.names.said(*place)
        untold = post.title.casefold() in self.text.lists.words("posts", "untold")
        title = None if untold else post.title
        return PersonMention(begin, last, *place, name, title, party, rule)


def find_people(text: Text, names: tuple[Mention, ...]) -> list[PersonMention]:
    """Find every person whom the text names in full."""
    parties = by_word(m for m in names if m.family in {"party", "body"})
    regions = by_word(m for m in names if m.family == "place")
    reader: ReadsPosts = PostReader(text, parties, regions)
    if is_noun_first(text.lists):
        reader = NounFirstPostReader(text, parties, NounPhrases(text, by_word(names)))
    reading = NameReader(text, by_word(names))
    found = PeopleFinder(text, reader, reading).find()
    single = find_single_names(text, reader, reading, tuple(found))
    return sorted([*found, *single], key=lambda person: person.first)


def _one_each(found: list[PersonMention]) -> list[PersonMention]:
    """Keep the fullest mention of each person, in the order of the text."""
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

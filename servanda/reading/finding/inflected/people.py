"""People in any case: a name beside a post, a courtesy or a rank, or one that is told by its form.

Examples: «министра связи Норландии Аду Берг», «Ада Берг, глава миссии», «г-н Берг», «И. И. Лесов».
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.noun_phrases import cases_after
from servanda.reading.finding.inflected.person_names import NameReader, is_like_surname
from servanda.reading.finding.inflected.posts import Post, PostReader
from servanda.reading.finding.person_mentions import PersonMention
from servanda.reading.morphology import forms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from servanda.reading.finding.inflected.noun_phrases import PhraseReader
    from servanda.reading.finding.text import Text
    from servanda.reading.finding.words import Word

_POST_FOLLOWS = frozenset({",", "–", "—", "-", "("})
_MOST_HONORIFICS = 4
_EVERY_CASE = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person at a place, and the cases in which the place may stand."""

    mention: PersonMention
    cases: frozenset[str]


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """The people of a text at each full mention, and the posts told without a name."""

    people: tuple[FoundPerson, ...]
    posts: tuple[Post, ...]


def find_people(text: Text, phrases: PhraseReader) -> FoundPeople:
    """Find every place where a person is named in full, and every post without a name."""
    reader = PostReader(text, phrases)
    finder = _Finder(text, reader, NameReader(text, phrases.known))
    posts = {post.first: post for post in reader.find()}
    return finder.find(posts)


@dataclass(frozen=True, slots=True)
class _Finder:
    text: Text
    posts: PostReader
    names: NameReader

    def find(self, posts: dict[int, Post]) -> FoundPeople:
        people: list[FoundPerson] = []
        unnamed: list[Post] = []
        index = 0
        while index < len(self.text.words):
            post = posts.get(index)
            found = self._after_post(post) if post else self._untitled(index)
            if found:
                people.append(found)
                index = max(found.mention.last, found.mention.name_last, index + 1)
            elif post:
                unnamed.append(post)
                index = max(post.last, index + 1)
            else:
                index += 1
        return FoundPeople(tuple(people), tuple(unnamed))

    def past_honorifics(self, index: int) -> int:
        """Give the first word after «г-н», «генерал-полковник» and the like."""
        honorifics = self.text.lists.phrases("honorifics", "honorifics")
        for _ in range(_MOST_HONORIFICS):
            match = honorifics.longest_at(self.text.words, index)
            if not match:
                break
            index = match.last + (self.text.folded(match.last) == ".")
        return index

    def _after_post(self, post: Post) -> FoundPerson | None:
        """Read «министр связи Ада Берг»; after a comma only a name of two words is one."""
        comma = self.text.folded(post.last) == ","
        begin = self.past_honorifics(self._past_rank(post.last + comma))
        last = self.names.end_of_name(begin, led=not comma)
        words = self.names.count(begin, last)
        if not words or (comma and words < 2 and last - begin < 2):
            return None
        if words == 1 and last - begin == 1 and not self._takes_one_name(post):
            return None
        if post.number == "plur" or (comma and self._post_behind(last)):
            return None
        cases = self._agreeing(post.cases, begin, last)
        name = self.names.in_nominative(begin, last, cases)
        mention = PersonMention(
            post.first, last, begin, last, name, post.title, post.party, "post before the name"
        )
        return FoundPerson(mention, cases)

    def _past_rank(self, index: int) -> int:
        """Give the word after a second post without a comma: «глава бюро посол Ада Берг»."""
        post = self.posts.post_at(index, most=1)
        single = post is not None and post.first == index and post.last == index + 1
        return index + 1 if single else index

    def _takes_one_name(self, post: Post) -> bool:
        """Tell whether one name after a post is a person's: no large letter may go on."""
        after = self.text.words[post.last + 1 : post.last + 2]
        folded = self.text.folded(post.last)
        forms = forms_of(folded)
        name_like = (
            is_like_surname(folded)
            or not forms
            or any(f.traits & {"Surn", "Name"} or not f.known for f in forms)
        )
        return name_like and not (after and after[0].is_capital and not after[0].is_sign)

    def _agreeing(self, cases: frozenset[str], first: int, last: int) -> frozenset[str]:
        """Give the cases of a post that its name does not rule out."""
        told = self.names.cases_of(first, last)
        return cases & told or cases

    def _untitled(self, index: int) -> FoundPerson | None:
        """Read a name that begins here without a post before it."""
        begin = self.past_honorifics(index)
        courteous = begin > index
        last = self.names.end_of_name(begin)
        if last == begin:
            return None
        cases = cases_after(self.text, index - 1) or _EVERY_CASE
        cases = self._agreeing(cases, begin, last)
        post = self._post_behind(last)
        if not (courteous or post or self._is_full_name(begin, last)):
            return None
        if (
            not courteous
            and self.names.count(begin, last) < 2
            and not self._has_initial(begin, last)
        ):
            return None
        name = self.names.in_nominative(begin, last, cases)
        title = post.title if post else None
        party = post.party if post else None
        rule = "post after the name" if post else "name by its form"
        end = post.last if post else last
        return FoundPerson(PersonMention(index, end, begin, last, name, title, party, rule), cases)

    def _post_behind(self, last: int) -> Post | None:
        """Find the post in apposition: «Ада Берг, министр связи», «Берг А. А. – начальник»."""
        if self.text.folded(last) not in _POST_FOLLOWS:
            return None
        for index in range(last + 1, min(last + 5, len(self.text.words))):
            post = self.posts.post_at(index)
            if post:
                return post if post.first == last + 1 and post.number == "sing" else None
        return None

    def _has_initial(self, first: int, last: int) -> bool:
        return any(
            len(word.text.rstrip(".")) == 1 or "." in word.text for word in self._words(first, last)
        )

    def _words(self, first: int, last: int) -> tuple[Word, ...]:
        return self.text.words[first:last]

    def _is_full_name(self, first: int, last: int) -> bool:
        """Tell a first name with another word, or initials with a name."""
        if self._has_initial(first, last) and self.names.count(first, last):
            return True
        if self.names.count(first, last) < 2:
            return False
        return any(
            form.traits & {"Name"} and form.known
            for index in (first, last - 1)
            for form in forms_of(self.text.folded(index))
        )


def one_each(people: tuple[FoundPerson, ...]) -> list[PersonMention]:
    """Keep the mention of each person that says most, in the order of the text."""
    best: dict[str, PersonMention] = {}
    who = known_people(person.mention.name for person in people)
    for person in people:
        mention = person.mention
        key = who[mention.name]
        known = best.get(key)
        if known is None or _weight(mention) > _weight(known):
            best[key] = replace(mention, name=key)
    return sorted(best.values(), key=lambda mention: mention.first)


def known_people(names: Iterable[str]) -> dict[str, str]:
    """Give for each name the fullest under which the same person is told: «И. Лесов» is Илья Лесов."""
    told = list(dict.fromkeys(names))
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in sorted(told, key=lambda name: not _is_full(name)):
        for word in _parts(name)[0]:
            by_word[word].append(name)
    return {name: name if _is_full(name) else _fuller(name, by_word) for name in told}


def _fuller(name: str, by_word: Mapping[str, list[str]]) -> str:
    words, initials = _parts(name)
    for other in by_word.get(words[-1], ()) if words else ():
        own, letters = _parts(other)
        if not initials or initials[0] in {*letters, *(word[0] for word in own)}:
            return other
    return name


def _parts(name: str) -> tuple[list[str], list[str]]:
    """Part a name into its words and the letters of its initials."""
    words = name.split()
    return [w for w in words if "." not in w], [w[0] for w in words if "." in w]


def _is_full(name: str) -> bool:
    return len(_parts(name)[0]) > 1


def _weight(person: PersonMention) -> int:
    return 2 * bool(person.title) + bool(person.party)

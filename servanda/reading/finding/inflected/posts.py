"""Posts in any case: «региональным координатором МОМ по Центральной Азии», «замглавы МИД».

A post is adjectives, a head, and what it is over; posts of one person may be joined by a comma.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.lemma_phrases import lemma_phrases
from servanda.reading.finding.inflected.noun_phrases import Head
from servanda.reading.finding.inflected.phrase_tails import TailReader
from servanda.reading.morphology import forms_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.inflected.noun_phrases import PhraseReader
    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text

_BRACKET = re.compile(r" ?\([^()]{0,80}\)")
_JOINTS = frozenset({",", "-", "–", "—"})
_MOST_JOINED = 3


@dataclass(frozen=True, slots=True)
class Post:
    """A post at words `first` to before `last`, in base form, with the party it belongs to.

    `cases` are those it may stand in; `number` is sing or plur; `head` is the place of its noun;
    `others` are the parties beside the first in «послы Норландии и Остмарка».
    """

    first: int
    last: int
    head: int
    title: str
    party: Mention | None
    cases: frozenset[str]
    number: str
    others: tuple[Mention, ...] = ()

    @property
    def is_subject(self) -> bool:
        return "nomn" in self.cases


@dataclass(frozen=True, slots=True)
class PostReader:
    """Reads posts in one text in which parties are known."""

    text: Text
    phrases: PhraseReader

    def find(self) -> list[Post]:
        """Give all posts in the order of the text, those joined as one."""
        found, index = [], 0
        while index < len(self.text.words):
            post = self.post_at(index)
            if post:
                found.append(post)
            index = post.last if post else index + 1
        return found

    def post_at(self, index: int, *, most: int = _MOST_JOINED) -> Post | None:
        """Give the post whose head stands at this word; posts joined to it become part of it."""
        heads = lemma_phrases(self.text.lists.language, "posts", "heads")
        match = heads.longest_at(self.text.words, index)
        if match is None or self._is_named(index):
            return None
        noun = next((i for i in range(index, match.last) if self.phrases.noun_forms(i)), None)
        head = self.phrases.head_at(noun) if noun is not None else self._as_noun(index)
        if head is None:
            return None
        post = self._post(head, match.last)
        after = self._joined_after(post.last, most - 1)
        if after is None or not after.cases & post.cases:
            return post
        joint = self.text.said(post.last, post.last + 1)
        gap = "" if joint == "," else " "
        return Post(
            post.first,
            after.last,
            post.head,
            f"{post.title}{gap}{joint} {after.title}",
            post.party or after.party,
            post.cases & after.cases,
            post.number,
        )

    def _as_noun(self, index: int) -> Head | None:
        """Read «уполномоченный», an adjective that stands for a noun, with those before it."""
        forms = tuple(f for f in forms_of(self.text.folded(index)) if f.is_modifier)
        first = index
        while forms and first > 0 and not self._is_named(first - 1):
            before = [f for f in forms_of(self.text.folded(first - 1)) if f.is_modifier]
            agreeing = tuple(f for f in forms if any(b.agrees_with(f) for b in before))
            if not agreeing:
                break
            forms, first = agreeing, first - 1
        return Head(first, index, forms) if forms else None

    def _is_named(self, index: int) -> bool:
        known = self.phrases.known.get(index)
        return known is not None and known.family != "place" and known.form != "adjective"

    def _post(self, head: Head, end: int) -> Post:
        openers = frozenset(self.text.lists.words("posts", "openers"))
        last = TailReader(self.phrases).tail_end(end, head.cases, openers)
        first = head.first
        while self.text.stands(first - 1, "ranks"):
            first -= 1
        told = self.phrases.in_nominative(head, last)
        rank = " ".join(self.text.said(first, head.first).split()) if first < head.first else ""
        party = self._party_in(end, last)
        title = _BRACKET.sub("", told)
        if party and party.kind == "state" and party.last == last and last > end:
            title = _without(title, self.text.said(party.first, party.last))
        plural = all(form.number == "plur" for form in head.forms)
        title = f"{self._first_rank(rank, head)} {title}".strip()
        number = "plur" if plural else "sing"
        others = tuple(self._listed_after(party)) if party and plural else ()
        last = max(last, *(other.last for other in others)) if others else last
        return Post(first, last, head.noun, title, party, head.cases, number, others)

    def _listed_after(self, party: Mention) -> Iterator[Mention]:
        """Give the parties told with one by commas and «и», each of which has such a post."""
        other: Mention | None = party
        while other is not None:
            joined = self.text.folded(other.last) == "," or self.text.stands(other.last, "and")
            other = self.phrases.known.get(other.last + 1) if joined else None
            if other is None or other.family != "party" or not self.phrases.may_be(other, "gent"):
                return
            yield other

    def _first_rank(self, rank: str, head: Head) -> str:
        """Give «первый» for «первого замминистра»: ranks stand in the list in base form."""
        found = lemma_phrases(self.text.lists.language, "posts", "ranks")
        match = found.longest_at(self.text.words, head.first - 1) if rank else None
        return self.text.lists.words("posts", "ranks")[0] if match else ""

    def _party_in(self, first: int, last: int) -> Mention | None:
        """Give the party a post belongs to; states behind «в» and «по» are only where it is."""
        seen: set[int] = set()
        for index in range(first, last):
            known = self.phrases.known.get(index)
            if known is None or known.first in seen:
                continue
            seen.add(known.first)
            place = known.kind == "state" and self.text.stands(known.first - 1, "in", "about")
            if known.family in {"party", "body"} and known.form in {"full", "short"} and not place:
                return known
        return None

    def _joined_after(self, index: int, most: int) -> Post | None:
        """Give the post that goes on after a comma or a dash: «вице-премьер, министр …»."""
        joined = self.text.folded(index) in _JOINTS or self.text.stands(index, "and")
        if not joined or most < 1 or self.text.stands(index, "and"):
            return None
        for step in range(1, 5):
            post = self.post_at(index + step, most=most)
            if post:
                return post if post.first == index + 1 else None
        return None


def _without(title: str, owner: str) -> str:
    """Leave the state out of «министр связи Норландии»."""
    return title.removesuffix(" ".join(owner.split())).strip()

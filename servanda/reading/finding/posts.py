"""Posts: "Deputy Minister of Fisheries of Norland", "the Agency's Regional Director for the South".

A post is words of rank, a head ("Minister"), and what it is over; the organization stands
before it ("the Agency's") or after it ("of Norland").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text

_OPENINGS = ("times", "ranks", "heads", "plural_heads", "portfolios")
_NO_FURTHER = 14  # words; a post is not longer
_MOST_POSTS = 4  # posts of one person, told with "and"
_MOST_WORDS = 8  # words of rank or of time before a post


@dataclass(frozen=True, slots=True)
class Post:
    """A post at words `first` to before `last`; its party, when it is named with it."""

    first: int
    last: int
    title: str
    party: Mention | None
    plural: bool


class ReadsPosts(Protocol):
    """What a reader of posts can do, whatever the order of words in its language."""

    @property
    def parties(self) -> Mapping[int, Mention]:
        """The parties by each of their words."""

    def may_begin(self, index: int) -> bool:
        """Tell at once whether a post may begin at this word: at most words none does."""

    def post_at(self, index: int) -> Post | None:
        """Give the post that begins at this word."""

    def skip_times(self, index: int) -> int:
        """Past words before a post that are no part of it."""

    def of_one(self, post: Post) -> str:
        """Give the title of one of the people of whom a post is said."""


@dataclass(frozen=True, slots=True)
class PostReader:
    """Reads posts out of one text, in which parties are already known."""

    text: Text
    parties: Mapping[int, Mention]
    regions: Mapping[int, Mention]

    def may_begin(self, index: int) -> bool:
        """Tell at once whether a post may begin at this word: at most words none does."""
        word, lists = self.text.words[index], self.text.lists
        return index in self.parties or any(
            lists.phrases("posts", key).may_begin(word) for key in _OPENINGS
        )

    def post_at(self, index: int, *, most: int = _MOST_POSTS) -> Post | None:
        """Give the post that begins at this word, articles and words of time before it included.

        `most` is how many posts of one person may be joined in it.
        """
        first = self.skip_times(index)
        party, begin = self._party_before(first)
        standing = self._standing_for_party(first)
        if standing:
            return standing
        head_first = self._skip_ranks(begin)
        head = self._head_at(head_first)
        if head is None:
            return None
        head_last, plural = head
        last, tail, after = self._over(self._past_times(head_last))
        title = self._title(head_first if head_first == begin else begin, head_last, tail)
        more = self._further(last, most=most - 1) if most > 1 else None
        if more:
            return Post(
                index,
                more.last,
                f"{title}{_joint(self.text, last)}{more.title}",
                party or after or more.party,
                plural,
            )
        return Post(index, last, title, party or after, plural)

    def skip_times(self, index: int) -> int:
        """Past "the", "then", "at that time", "newly appointed"."""
        times = self.text.lists.phrases("posts", "times")
        for _ in range(_MOST_WORDS):
            match = times.longest_at(self.text.words, index)
            if not match:
                break
            index = match.last + (self.text.folded(match.last) == "," and match.last - index > 1)
        return index

    def of_one(self, post: Post) -> str:
        """Give "Minister of Fisheries" for "Ministers of Fisheries"."""
        return post.title.removesuffix("s")

    def _past_times(self, index: int) -> int:
        """Past "of the day", which says when and not over what."""
        match = self.text.lists.phrases("posts", "times_after").longest_at(self.text.words, index)
        return match.last if match else index

    def _party_before(self, index: int) -> tuple[Mention | None, int]:
        """Give the party that owns a post: "IOM [Coordinator]", "Norland's [Minister]"."""
        party = self.parties.get(index)
        if party is None or party.first != index:
            return None, index
        begin = party.last
        if self.text.folded(begin) == "'s" or self.text.folded(begin) == "'":
            begin = self._past_bracket(begin + 1)
        return party, self.skip_times(begin)

    def _standing_for_party(self, index: int) -> Post | None:
        """Give an organization whose name is a post: "United Nations High Commissioner for ..."."""
        party = self.parties.get(index)
        if party is None or party.first != index or party.form == "adjective":
            return None
        heads = self.text.lists.exact_phrases("posts", "heads")
        named = heads.any_in(self.text.words, party.first, party.last)
        of_party = (
            party.kind == "international_organization" and self.text.folded(index) != "office"
        )
        return (
            Post(index, party.last, party.name, party, plural=False) if named and of_party else None
        )

    def _skip_ranks(self, index: int) -> int:
        ranks = self.text.lists.phrases("posts", "ranks")
        heads = self.text.lists.phrases("posts", "heads")
        over = self.text.lists.exact_phrases("posts", "portfolios")
        for _ in range(_MOST_WORDS):
            match = ranks.longest_at(self.text.words, index) or over.longest_at(
                self.text.words, index
            )
            if not match or heads.longest_at(self.text.words, index):
                break
            index = match.last + (
                self.text.stands(match.last, "and") and self._is_over(match.last + 1)
            )
        return index

    def _is_over(self, index: int) -> bool:
        """Tell whether what a post is over stands at a word: "[Trade and] Industry Minister"."""
        over = self.text.lists.exact_phrases("posts", "portfolios")
        match = over.longest_at(self.text.words, index)
        return match is not None and self._head_at(match.last) is not None

    def _head_at(self, index: int) -> tuple[int, bool] | None:
        """Give the end of the head at a word, and whether it is said of several people."""
        if index >= len(self.text.words):
            return None
        heads = self.text.lists.phrases("posts", "heads")
        match = heads.longest_at(self.text.words, index)
        if match:
            longer = heads.longest_at(self.text.words, match.last)
            return (longer.last if longer else match.last), False
        plurals = self.text.lists.phrases("posts", "plural_heads")
        several = plurals.longest_at(self.text.words, index)
        return (several.last, True) if several else None

    def _over(self, index: int) -> tuple[int, str, Mention | None]:
        """Give what a post is over, from its first opener: the end, its words, the party in it."""
        tail, party = [], None
        limit = index + _NO_FURTHER
        while index < limit:
            begin = self._after_opener(index)
            named = self.parties.get(begin) if begin > index else None
            if named and named.first == begin and not self._is_region_list(named):
                party = party or named
                index = self._past_bracket(named.last)
                continue
            last = self._portfolio(begin) if begin > index else begin
            if last == begin:
                break
            tail.append(self.text.said(index, last))
            index = last
        return index, " ".join(tail), party

    def _is_region_list(self, named: Mention) -> bool:
        """States after "for", and whom an ambassador is sent to, are no party of a post."""
        opener = named.first - 1
        while self.text.stands(opener, "the"):
            opener -= 1
        sent = self.text.stands(opener, "to") and self.text.stands(opener - 1, "sent")
        return sent or (self.text.stands(opener, "for") and named.kind == "state")

    def _after_opener(self, index: int) -> int:
        begin = index
        if self.text.folded(begin) in self.text.lists.words("posts", "openers"):
            begin += 1
            while self.text.stands(begin, "articles"):
                begin += 1
        return begin

    def _portfolio(self, begin: int) -> int:
        """Give the end of a portfolio at a word: a listed one, a known name, or a run of capitals."""
        if begin >= len(self.text.words):
            return begin
        listed = self.text.lists.exact_phrases("posts", "portfolios").longest_at(
            self.text.words, begin
        )
        if listed:
            return self._joined_portfolio(listed.last)
        last = begin
        limit = self.text.sentence_of(self.text.words[begin].start).last
        while last < limit and self._in_portfolio(last):
            last += 1
        while last > begin and self.text.stands(last - 1, "and", ",", "the"):
            last -= 1
        return last

    def _joined_portfolio(self, last: int) -> int:
        """Pass over "and Social Protection" after "Labour"; both are on the list."""
        over = self.text.lists.exact_phrases("posts", "portfolios")
        if not self.text.stands(last, "and"):
            return last
        further = over.longest_at(self.text.words, last + 1)
        return further.last if further else last

    def _in_portfolio(self, index: int) -> bool:
        text = self.text
        word = text.words[index]
        if word.is_capital:
            return not self._ends_before(index)
        after = index + 1 + (text.stands(index + 1, "the"))
        joins = text.stands(index, "and", ",") and after < len(text.words)
        if not joins or not text.words[after].is_capital:
            return word.folded == "the" and text.words[index + 1].is_capital
        beside = [self._is_region(place) for place in (index - 1, after)]
        return all(beside) if text.stands(index, ",") else any(beside)

    def _ends_before(self, index: int) -> bool:
        """Tell whether a name begins here: after an honorific, or after "... Affairs"."""
        text = self.text
        if text.lists.exact_phrases("honorifics", "honorifics").longest_at(text.words, index):
            return True
        ended = text.folded(index - 1) in text.lists.words("posts", "portfolio_ends")
        return ended and index + 1 < len(text.words) and text.words[index + 1].is_capital

    def _is_region(self, index: int) -> bool:
        known = self.parties.get(index)
        return index in self.regions or (known is not None and known.kind == "state")

    def _past_bracket(self, index: int) -> int:
        """Past "(IOM)" and "(hereinafter - IOM, the Organization)"."""
        if self.text.folded(index) != "(":
            return index
        for last in range(index, min(index + 10, len(self.text.words))):
            if self.text.folded(last) == ")":
                return last + 1
        return index

    def _title(self, first: int, head_last: int, tail: str) -> str:
        head = " ".join(self.text.said(first, head_last).split())
        regions = self.text.lists.pairs("places", "spelled_out")
        for short, full in regions:
            tail = " ".join(full if word == short else word for word in tail.split())
        title = f"{head} {tail}".strip()
        return title[:1].upper() + title[1:]

    def _further(self, index: int, *, most: int) -> Post | None:
        """Give a second post of the same person: "Deputy Prime Minister and Foreign Minister"."""
        if not self.text.stands(index, "and", ","):
            return None
        begin = self._skip_ranks(index + 1)
        if self._head_at(begin) is None or not self.text.words[index + 1].is_capital:
            return None
        further = self.post_at(index + 1, most=most)
        return further if further and not further.plural else None


def _joint(text: Text, index: int) -> str:
    return " and " if text.stands(index, "and") else ", "

"""Posts in languages whose qualities follow the noun, and the party told with them.

Examples: "ministre déléguée chargée de la Pêche", "Premier ministre norlandais", "directora
ejecutiva del Fondo", "chef du bureau de Norbourg", "viceministro de Salud de Norlandia".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.posts import Post

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.noun_first.phrases import NounPhrases
    from servanda.reading.finding.text import Text

_MOST_POSTS = 4  # posts of one person, told with "and"
_MOST_WORDS = 8  # words of time before a post
_NO_FURTHER = 26  # words; a post is not longer


@dataclass(frozen=True, slots=True)
class NounFirstPostReader:
    """Reads posts out of one text, in which parties are already known."""

    text: Text
    parties: Mapping[int, Mention]
    phrases: NounPhrases

    def may_begin(self, index: int) -> bool:
        """Tell at once whether a post may begin at this word."""
        return not self.text.words[index].is_sign

    def post_at(self, index: int, *, most: int = _MOST_POSTS) -> Post | None:
        """Give the post that begins at this word, articles and words of time before it included."""
        first = self.skip_times(index)
        if first >= len(self.text.words):
            return None
        head = self._head_at(first)
        standing = self._standing_for_party(first)
        if standing:
            return standing
        if head is None:
            return None
        head_last, one = head
        plural = bool(one)
        last, title, party = self._over(first, head_last)
        if one:
            title = " ".join([one, *title.split()[head_last - first :]])
        further = self._further(last, most=most - 1) if most > 1 else None
        if further:
            joint = f"{title} {self.text.said(last, last + 1)} {further.title}"
            return Post(index, further.last, joint, party or further.party, plural)
        return Post(index, last, title, party, plural)

    def skip_times(self, index: int) -> int:
        """Past "the", "then", "newly appointed"."""
        times = self.text.lists.phrases("posts", "times")
        for _ in range(_MOST_WORDS):
            match = times.longest_at(self.text.words, index)
            if not match:
                break
            index = match.last
        return index

    def of_one(self, post: Post) -> str:
        """Give the title, which is told of one already."""
        return post.title

    def _standing_for_party(self, index: int) -> Post | None:
        """Give an organization whose name is a post: "Alto Comisionado de las Naciones Unidas ..."."""
        party = self.parties.get(index)
        if party is None or party.first != index or party.kind != "international_organization":
            return None
        heads = self.text.lists.phrases("posts", "organization_heads")
        if heads.longest_at(self.text.words, index) is None:
            return None
        return Post(index, party.last, party.name, party, plural=False)

    def _head_at(self, index: int) -> tuple[int, str] | None:
        """Give the end of the head at a word; for a head said of several people, that of one."""
        heads = self.text.lists.phrases("posts", "heads")
        match = heads.longest_at(self.text.words, index)
        named = self.parties.get(match.last - 1) if match else None
        if named and index < named.first:  # "presidente de la [República de Norlandia]"
            match = heads.longest_at(self.text.words, index, named.first)
        if match:
            return match.last, ""
        several = self.text.lists.phrases("posts", "plural_heads").longest_at(
            self.text.words, index
        )
        return (several.last, several.value) if several else None

    def _over(self, first: int, last: int) -> tuple[int, str, Mention | None]:
        """Give the end of a post, its words without the party told behind, and that party."""
        limit = min(self.text.sentence_of(self.text.words[first].start).last, first + _NO_FURTHER)
        party: Mention | None = None
        index = told = self._past_qualities(last, limit)
        while index < limit:
            named = self.parties.get(index)
            if named and named.first == index and named.form == "adjective":
                party, index = party or named, index + 1
                index = self._past_qualities(index, limit)
                continue
            begin = self._after_opener(index, limit)
            owner = self.parties.get(begin) if begin > index else None
            if owner and owner.first == begin:
                party = party or owner
                index = self._past_bracket(owner.last)
                continue
            end = self._portfolio(begin, limit) if begin > index else index
            if end == index:
                break
            index = end
            told = end if party is None else told
        return index, " ".join(self.text.said(first, told).split()), party

    def _past_qualities(self, index: int, limit: int) -> int:
        """Past "générale", "déléguée", but not past the adjective of a state."""
        while index < limit and index not in self.parties and self.phrases.is_quality(index, limit):
            index += 1
        return index

    def _after_opener(self, index: int, limit: int) -> int:
        """Give the first word after "of the", "in charge of", "and of"."""
        openers = self.text.lists.phrases("posts", "openers")
        begin = index + (self.text.stands(index, "and", ",") and self._is_listed(index, limit))
        match = openers.longest_at(self.text.words, begin, limit)
        if match is None:
            return begin if begin > index and not self.text.stands(index, ",") else index
        return self.phrases.past_articles(match.last)

    def _is_listed(self, index: int, limit: int) -> bool:
        """Tell "[Pêche] et de la Mer", "[Economía] y Finanzas" from what only follows a post."""
        openers = self.text.lists.phrases("posts", "openers")
        match = openers.longest_at(self.text.words, index + 1, limit)
        begin = self.phrases.past_articles(match.last) if match else index + 1
        if begin >= limit or begin in self.parties or not self.text.words[begin].is_capital:
            return False
        if match and self.text.stands(index, "and"):
            return True
        if self.text.stands(index, "and"):
            beside = self.text.words[index - 1].is_capital and self._head_at(index + 1) is None
            return beside and not self._is_name(begin)
        reach = range(begin + 1, min(begin + 10, limit))
        return match is not None and any(self.text.stands(place, "and") for place in reach)

    def _is_name(self, index: int) -> bool:
        """Tell whether two words with capitals stand there, as names of people are written."""
        after = index + 1 < len(self.text.words) and self.text.words[index + 1]
        return bool(
            after and after.is_capital and not self.phrases.is_quality(index + 1, index + 2)
        )

    def _portfolio(self, begin: int, limit: int) -> int:
        """Give the end of what a post is over at a word: a listed name, or a noun with its qualities."""
        listed = self.text.lists.phrases("posts", "portfolios").longest_at(
            self.text.words, begin, limit
        )
        if listed:
            return self.phrases.past_qualities(listed.last, limit)
        if begin >= limit or not self.phrases.is_noun(begin) or self._is_courtesy(begin):
            return begin
        known = self.phrases.known.get(begin)
        last = known.last if known and known.first == begin else begin + 1
        return self.phrases.past_qualities(last, limit)

    def _is_courtesy(self, index: int) -> bool:
        honorifics = self.text.lists.exact_phrases("honorifics", "honorifics")
        return honorifics.longest_at(self.text.words, index) is not None

    def _past_bracket(self, index: int) -> int:
        """Past "(OIM)"."""
        if self.text.folded(index) != "(":
            return index
        for last in range(index, min(index + 10, len(self.text.words))):
            if self.text.folded(last) == ")":
                return last + 1
        return index

    def _further(self, index: int, *, most: int) -> Post | None:
        """Give a second post of the same person: "Premier ministre et ministre de la Pêche"."""
        if not self.text.stands(index, "and", ","):
            return None
        begin = index + 1
        if self._head_at(begin) is None:
            return None
        further = self.post_at(begin, most=most)
        return further if further and not further.plural else None

"""For which party each person acts, where the post does not name it: «министр Берг», «он»."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.lemma_phrases import lemma_phrases
from servanda.reading.finding.mentions import fold_name
from servanda.reading.finding.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.person_mentions import PersonMention
    from servanda.reading.finding.text import Text

_MINISTRY = "министерство"
_MOST_MINISTRIES = 100  # no government has more
_NEAR = 200  # mentions before a person among which the party is looked for


def party_keys(
    text: Text, names: tuple[Mention, ...], people: Iterable[PersonMention]
) -> dict[str, str]:
    """Give the key of the party of each person, by the person's name."""
    parties = [m for m in names if m.family in {"party", "body"}]
    agencies = (m for m in parties if m.kind == "government_agency")
    named = {fold_name(m.name): m.key for m in agencies if _MINISTRY in m.key}
    finder = _Finder(text, parties, tuple(islice(named.items(), _MOST_MINISTRIES)))
    found = {}
    for person in people:
        key = finder.key_of(person)
        if key:
            found[person.name] = key
    return found


@dataclass(frozen=True, slots=True)
class _Finder:
    text: Text
    mentions: list[Mention]
    ministries: tuple[tuple[str, str], ...]

    def key_of(self, person: PersonMention) -> str | None:
        title = (person.title or "").casefold()
        known = self._organization_of(title)
        if known:
            return known
        if person.party:
            return person.party.key
        if not title or title in self.text.lists.words("posts", "private", "posts"):
            return None
        return self._ministry_of(title) or self._by_rank(title, person)

    def _organization_of(self, title: str) -> str | None:
        """Give the organization whose post this is by its name alone."""
        for post, organization in self.text.lists.pairs("posts", "organization_of"):
            key = f"organization {organization}"
            whole = title == post or title.startswith(f"{post} ")
            if whole and any(mention.key == key for mention in self.mentions):
                return key
        return None

    def _ministry_of(self, title: str) -> str | None:
        """Find «Министерство связи» for «министр связи», where the text names it."""
        words = title.split()
        posts = [i for i, word in enumerate(words) if word in {"министр", "министра"}]
        tail = " ".join(words[posts[0] + 1 :]) if posts else ""
        if not tail:
            return None
        wanted = f"{fold_name('министерство ' + tail)}"
        return next((key for name, key in self.ministries if name.startswith(wanted)), None)

    def _by_rank(self, title: str, person: PersonMention) -> str | None:
        """Give the nearest party of the kind that such a post belongs to."""
        language = self.text.lists.language
        words = split_words(title)
        bare = len(words) == 1 or words[0].folded.startswith("перв")
        heads = lemma_phrases(language, "posts", "of_state", "posts")
        ministers = lemma_phrases(language, "posts", "of_agency", "posts")
        if bare and ministers.any_in(words, 0, len(words)):
            ministry = "министр" in title
            agencies = frozenset({"government_agency"})
            found = self._nearest(person, agencies, ministry=ministry)
            if found:
                return found
        if heads.any_in(words, 0, len(words)):
            return self._nearest(person, frozenset({"state"})) or self._most("state")
        wanted = frozenset({"international_organization", "civil_society"})
        return self._nearest(person, wanted) or self._nearest(person, frozenset({"state"}))

    def _nearest(
        self, person: PersonMention, kinds: frozenset[str], *, ministry: bool = False
    ) -> str | None:
        """Give the party of such a kind told last before a person, else first behind."""
        place = bisect_left(self.mentions, person.first, key=lambda mention: mention.first)
        before = reversed(self.mentions[max(0, place - _NEAR) : place])
        after = self.mentions[place : place + _NEAR]
        for mention in (*before, *after):
            if mention.kind in kinds and (not ministry or _MINISTRY in mention.key):
                return mention.key
        return None

    def _most(self, kind: str) -> str | None:
        keys = Counter(mention.key for mention in self.mentions if mention.kind == kind)
        return max(keys, key=lambda key: keys[key]) if keys else None

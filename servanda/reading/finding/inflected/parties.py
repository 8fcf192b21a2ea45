"""Parties of an inflected text: which of the named states and organizations act or are dealt with.

A state is no party where it is only a setting («в Норландии», «по Норландии»); a capital stands
for its government only as the subject of a verb.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.lemma_phrases import lemma_phrases
from servanda.reading.finding.inflected.noun_phrases import PhraseReader, cases_after
from servanda.reading.finding.mentions import base_form, by_word, quote_with_abbreviation
from servanda.reading.model import Party
from servanda.reading.morphology import forms_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.person_mentions import PersonMention
    from servanda.reading.finding.text import Text

_VERBS = frozenset({"VERB", "ADJS", "PRTS"})
_NEAR = 4  # words behind a capital within which its verb stands


def find_parties(
    text: Text,
    names: tuple[Mention, ...],
    people: Iterable[PersonMention],
    *,
    referred: frozenset[str],
) -> dict[str, Party]:
    """Give the parties by key, in the order of the text; `referred` are keys meant by other words."""
    judge = Judge(text, PhraseReader(text, by_word(names)))
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in names:
        if mention.family == "party":
            groups[mention.key].append(mention)
    of_people = {person.party.key for person in people if person.party}
    found = {}
    for key, group in groups.items():
        acting = [mention for mention in group if judge.acts(mention)]
        if acting or key in of_people or key in referred:
            found[key] = _party(judge, group, acting)
    return found


class Judge:
    """Tells whether a mention is of a side."""

    def __init__(self, text: Text, phrases: PhraseReader) -> None:
        """Take the text and its names."""
        self.text, self.phrases = text, phrases

    def acts(self, mention: Mention) -> bool:
        """Tell a side from a setting or an owner."""
        if mention.kind != "state":
            return True
        if mention.form == "adjective":
            return is_side(self.text, mention.last)
        if mention.form == "seat":
            return self._is_government(mention)
        return not self._is_setting(mention.first) and self._is_named(mention)

    def _is_setting(self, index: int) -> bool:
        """Tell «в Норландии», «по Норландии», «долларов США»."""
        before = self.text.folded(index - 1)
        return before in self.text.lists.grammar("where", "about", "settings", "amounts")

    def _is_named(self, mention: Mention) -> bool:
        before = mention.first - 1
        if self.text.stands(before, "with", "between"):
            return not self._is_border(before - 1)
        if cases_after(self.text, before):
            return False
        return is_side(self.text, before) or self._stands_alone(mention)

    def _stands_alone(self, mention: Mention) -> bool:
        """Tell a state that acts or is given something from the owner in «граждане Норландии»."""
        dative = self.phrases.may_be(mention, "datv") and not self.phrases.may_be(mention, "gent")
        subject = self.phrases.may_be(mention, "nomn") and not self._is_visited(mention.first)
        listed = self.text.stands(mention.first - 1, "and", ",")
        other = self.phrases.known.get(mention.first - 2) if listed else None
        if other is not None and other.kind == "state" and other != mention:
            return self.acts(other)
        return dative or subject

    def _is_visited(self, index: int) -> bool:
        verbs = lemma_phrases(self.text.lists.language, "meetings", "verbs", "visited")
        return any(verbs.longest_at(self.text.words, index - back) for back in (1, 2))

    def _is_border(self, index: int) -> bool:
        borders = lemma_phrases(self.text.lists.language, "places", "borders")
        return borders.longest_at(self.text.words, index, index + 1) is not None

    def _is_government(self, mention: Mention) -> bool:
        """Tell a capital that acts: «Норбург намерен», «официальный Норбург»."""
        if self.text.words[mention.first].text.isupper() or cases_after(
            self.text, mention.first - 1
        ):
            return False
        if not self.phrases.may_be(mention, "nomn"):
            return False
        near = range(mention.last, min(mention.last + _NEAR, len(self.text.words)))
        for index in near:
            if self.text.words[index].is_sign:
                return False
            forms = forms_of(self.text.folded(index))
            if forms and forms[0].part in _VERBS:
                return True
        return False


def is_side(text: Text, index: int) -> bool:
    """Tell whether a word is such as «сторона», «делегация», «правительство»."""
    if not 0 <= index < len(text.words):
        return False
    sides = lemma_phrases(text.lists.language, "agencies", "government", "sides")
    return sides.longest_at(text.words, index, index + 1) is not None


def _party(judge: Judge, group: list[Mention], acting: list[Mention]) -> Party:
    text = judge.text
    full = [m for m in group if m.form in {"full", "inner"}]
    short = [m for m in group if m.form == "short"][:1]
    sides = set(acting)
    naming = [m for m in full if m in sides] or full
    best = max(naming or short or group, key=lambda m: len(m.name))
    state = best.form in {"seat", "adjective"}
    name = best.key.removeprefix("state ") if state else best.name
    telling = acting or group
    shown = next((m for m in telling if m.abbreviation), None) or next(
        (m for m in telling if m.name == name), telling[0]
    )
    quote, start, end = quote_with_abbreviation(text, shown)
    return Party(
        name=name,
        kind=best.kind,
        aliases=_aliases(judge, group, name, sides),
        quote=quote,
        start=start,
        end=end,
        rule=shown.rule,
    )


def _aliases(
    judge: Judge, group: list[Mention], name: str, acting: set[Mention]
) -> tuple[str, ...]:
    """Other names found: short forms, official names, capitals and «… сторона» that act."""
    found: dict[str, None] = {}
    for mention in group:
        if mention.form in {"full", "short"}:
            found.setdefault(mention.name)
            said = judge.text.said(mention.first, mention.last)
            if said.islower():
                found.setdefault(said)
        if mention.abbreviation:
            found.setdefault(mention.abbreviation)
        if mention.form == "seat" and mention in acting:
            found.setdefault(mention.name)
        if mention.form == "adjective" and mention in acting:
            plain = PhraseReader(judge.text, {})
            head = plain.head_at(mention.last, least=mention.first)
            found.setdefault(base_form(plain.in_nominative(head, mention.last + 1)))
    return tuple(alias for alias in found if alias != name)

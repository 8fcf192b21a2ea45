"""Short names that a text introduces once, «(ГМС)», «(далее – Комиссия)», and where they come back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.lemma_phrases import LemmaPhrases, lemma_phrases
from servanda.reading.finding.mentions import Mention, base_form, by_word, fold_name, longest_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.inflected.noun_phrases import PhraseReader
    from servanda.reading.finding.text import Text

_SIGNS = frozenset("\"'-–—,:")
_LONGEST_NAME = 12  # words before a bracket that may be the name it shortens
_MOST_WORDS = 4  # of a short name


def introduced_names(text: Text, phrases: PhraseReader, names: list[Mention]) -> list[Mention]:
    """Give mentions the short name in the bracket behind them; name what only has one."""
    ended = {mention.last: mention for mention in names}
    changed: dict[Mention, Mention] = {}
    added = []
    for opening, short in _brackets(text):
        mention = ended.get(opening)
        if mention is not None:
            changed[mention] = replace(mention, abbreviation=short)
        else:
            unnamed = _unnamed_before(text, phrases, opening, short=short)
            added.extend([unnamed] if unnamed else [])
    return longest_first([*(changed.get(m, m) for m in names), *added])


def _brackets(text: Text) -> Iterator[tuple[int, str]]:
    """Give each bracket that opens with a short name, and the name."""
    for opening, word in enumerate(text.words):
        if word.plain != "(":
            continue
        index = opening + 1
        while text.stands(index, "short_name_openers") or text.folded(index) in _SIGNS:
            index += 1
        last = index
        told = index > opening + 1
        while text.folded(last) not in {")", ",", ";", "", '"'}:
            last += 1
        short = text.said(index, last) if index < last <= index + _MOST_WORDS else ""
        if short and short[:1].isupper() and (told or _is_abbreviation(short)):
            yield opening, " ".join(short.split())


def _is_abbreviation(short: str) -> bool:
    letters = [c for c in short if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) * 2 > len(letters)


def _unnamed_before(
    text: Text, phrases: PhraseReader, opening: int, *, short: str
) -> Mention | None:
    """Find «Координационный центр бассейна Верхней реки (КЦБВР)»: the letters tell where it begins."""
    least = max(text.sentence_of(text.words[opening].start).first, opening - _LONGEST_NAME)
    if not _is_abbreviation(short):
        return None
    for first in range(least, opening - 1):
        word = text.words[first]
        fits = word.is_capital and word.folded[0] == short[0].casefold()
        if fits and first not in phrases.known and _spells(text, first, opening, short):
            nouns = [i for i in range(first, opening) if phrases.noun_forms(i)]
            noun = next((i for i in nouns if not phrases.is_modifier_at(i)), None)
            if noun is None:
                return None
            name = base_form(phrases.in_nominative(phrases.head_at(noun, least=first), opening))
            return _organization(text, (first, opening), name, short)
    return None


def _spells(text: Text, first: int, last: int, short: str) -> bool:
    """Tell whether the letters of a short name begin words of the full one, in order."""
    letters = [c for c in short.casefold() if c.isalpha()]
    for place in range(first, last):
        if letters and text.folded(place)[:1] == letters[0]:
            letters.pop(0)
    return len(letters) <= 1


def _organization(text: Text, place: tuple[int, int], name: str, short: str) -> Mention:
    encounters = lemma_phrases(text.lists.language, "meetings", "nouns")
    family = "meeting" if encounters.any_in(text.words, *place) else "party"
    rule = "organization named with its abbreviation"
    key = f"{family} {fold_name(name)}"
    return Mention(*place, family, "international_organization", name, key, "full", rule, short)


def later_names(text: Text, names: list[Mention]) -> list[Mention]:
    """Add the places where an introduced short name comes back, in any case."""
    meant: dict[str, Mention] = {}
    for mention in names:
        if mention.abbreviation:
            meant.setdefault(mention.abbreviation, mention)
    if not meant:
        return sorted(names, key=lambda m: (m.first, -m.last))
    names = [_as_introduced(mention, meant) for mention in names]
    taken = by_word(names)
    found = list(names)
    lists = LemmaPhrases(meant.items())
    for match in lists.all_in(text.words, 0, len(text.words)):
        free = not any(index in taken for index in range(match.first, match.last))
        if free and match.first > match.value.last and text.words[match.first].is_capital:
            name = match.value.abbreviation or ""
            found.append(_again(match.value, (match.first, match.last), name))
    return sorted(found, key=lambda m: (m.first, -m.last))


def _as_introduced(mention: Mention, meant: dict[str, Mention]) -> Mention:
    """Give an abbreviation the meaning that the text gave it, whatever the lists know."""
    other = meant.get(mention.name)
    if other is None or mention == other or other.first > mention.first:
        return mention
    return _again(other, (mention.first, mention.last), mention.name)


def _again(mention: Mention, place: tuple[int, int], name: str) -> Mention:
    return replace(
        mention,
        first=place[0],
        last=place[1],
        name=name,
        form="short",
        rule=f"{mention.rule}, short",
        abbreviation=None,
        period=None,
    )

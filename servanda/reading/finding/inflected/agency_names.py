"""Ministries, services, associations and companies named by their title, in any case.

Examples: «в Государственной миграционной службе», «замглавы МИД Кыргызстана», «кабмин».
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.lemma_phrases import (
    LemmaPhrases,
    lemma_names,
    lemma_phrases,
)
from servanda.reading.finding.inflected.phrase_tails import TailReader
from servanda.reading.finding.mentions import Mention, base_form, fold_name, longest_first
from servanda.reading.finding.wordlists import WordLists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.inflected.noun_phrases import PhraseReader
    from servanda.reading.finding.text import Text
    from servanda.reading.finding.words import Match

_NOT_WITHIN = frozenset({"от", "на", "о", "об", "в", "против", "между"})


def find_agencies(text: Text, phrases: PhraseReader) -> list[Mention]:
    """Give the mentions of agencies, associations and companies."""
    titled = longest_first(_titled(text, phrases))
    taken = {index for mention in titled for index in range(mention.first, mention.last)}
    organs = [m for m in _organs(text, phrases) if m.first not in taken]
    return _with_shared_state(text, longest_first([*titled, *organs]))


def _titled(text: Text, phrases: PhraseReader) -> Iterator[Mention]:
    heads = _heads(text.lists.language)
    index = 0
    while index < len(text.words):
        match = heads.longest_at(text.words, index)
        mention = _titled_at(text, phrases, match) if match else None
        if mention:
            yield mention
        index = max(index + 1, mention.last if mention else 0)


@cache
def _heads(language: str) -> LemmaPhrases[str]:
    """Give the nouns of titles with their kinds; what is listed whole is an agency's."""
    lists = WordLists(language)
    listed = [*lists.words("agencies", "whole"), *lists.words("agencies", "small")]
    agencies = [(one, "government_agency") for one in listed]
    return LemmaPhrases([*agencies, *lists.pairs("agencies", "heads")])


def _titled_at(text: Text, phrases: PhraseReader, match: Match[str]) -> Mention | None:
    """Read «Министерство труда», «Государственный комитет по статистике» around its noun."""
    noun = _noun_of(phrases, match)
    if noun is None:
        return None
    head = phrases.head_at(noun)
    first = min(head.first, match.first)
    while first < noun and not text.words[first].is_capital and first < head.noun:
        first += 1
    head = phrases.head_at(noun, least=first)
    whole = _is_listed(text, "whole", first, match.last)
    openers = text.lists.grammar("tail_openers") - _NOT_WITHIN
    last = TailReader(phrases).tail_end(match.last, head.cases, openers)
    small = not text.words[first].is_capital
    if small and not (last > match.last and _is_listed(text, "small", match.first, match.last)):
        return None
    if last == match.last and first == match.first and not whole and match.last - match.first < 2:
        return None
    name = base_form(phrases.in_nominative(head, last))
    return _mention((min(head.first, match.first), last), match.value, name, "named by its title")


def _noun_of(phrases: PhraseReader, match: Match[str]) -> int | None:
    """Give the noun on which a title turns: the first noun of the words on the list."""
    for place in range(match.first, match.last):
        forms = phrases.noun_forms(place)
        if forms and not phrases.is_modifier_at(place):
            return place
    return None


def _is_listed(text: Text, key: str, first: int, last: int) -> bool:
    found = lemma_phrases(text.lists.language, "agencies", key).longest_at(text.words, first, last)
    return found is not None


def _organs(text: Text, phrases: PhraseReader) -> Iterator[Mention]:
    """Find «МИД Туркменистана», «кабмин»: known whole, with the state that may stand behind."""
    organs = lemma_names(text.lists.language, "agencies", "organs", "government_agency")
    rows = text.lists.pairs("agencies", "same_as")
    fuller = dict(rows)
    for match in organs.all_in(text.words, 0, len(text.words)):
        last = _past_state(phrases, match.last)
        owner = f" {text.said(match.last, last)}" if last > match.last else ""
        said = match.value
        whole = fuller.get(said, said)
        name = base_form(whole) if said[:1].islower() else said
        place = (match.first, last)
        yield _mention(place, "government_agency", name + owner, "on the list", key=whole + owner)


def _past_state(phrases: PhraseReader, index: int) -> int:
    """Give the word after a state in the genitive that stands here, else the same word."""
    state = phrases.known.get(index)
    fits = state and state.first == index and state.kind == "state" and state.form == "full"
    return state.last if state and fits and phrases.may_be(state, "gent") else index


def _with_shared_state(text: Text, found: list[Mention]) -> list[Mention]:
    """Give both agencies the state in «служба и МИД Туркменистана», which stands but once."""
    shared: list[Mention] = []
    for place, mention in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        joined = after and after.first == mention.last + 1 and text.stands(mention.last, "and")
        owner = _owner_of(after) if after and joined else ""
        if owner and not _owner_of(mention):
            name = f"{mention.name} {owner}"
            shared.append(replace(mention, name=name, key=f"party {fold_name(name)}"))
        else:
            shared.append(mention)
    return shared


def _owner_of(mention: Mention) -> str:
    """Give the last word of a name that ends with a large letter: the state it belongs to."""
    words = mention.name.split()
    return (
        words[-1] if len(words) > 1 and words[-1][:1].isupper() and not words[-1].isupper() else ""
    )


def _mention(
    place: tuple[int, int], kind: str, name: str, how: str, *, key: str | None = None
) -> Mention:
    rule = f"{kind.replace('_', ' ')} {how}"
    return Mention(*place, "party", kind, name, f"party {fold_name(key or name)}", "full", rule)

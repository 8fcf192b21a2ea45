"""Short names that a text introduces once, in brackets or with "known as".

Examples: "Coastal Survey Agency (CSA)", "(hereinafter - the Protocol)", "known as the CSA".
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.reading.finding.mentions import Mention, base_form, fold_name
from servanda.reading.finding.noun_first.phrases import is_noun_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.extents import Surroundings
    from servanda.reading.finding.text import Text

_QUOTES = frozenset("\"'-–—,")
_LONGEST_SPELLED = 16  # words of a name before its abbreviation


def introduced_names(
    around: Surroundings, names: list[Mention], inner: list[Mention]
) -> list[Mention]:
    """Give mentions the abbreviation that follows them; make parties of names that only have one.

    `inner` are instruments named inside longer names: "(GCM)" after "Working Group on the
    Global Compact for Migration" belongs to the compact.
    """
    changed: dict[Mention, Mention] = {}
    added: list[Mention] = []
    ended: dict[int, list[Mention]] = defaultdict(list)
    for mention in (*inner, *names):
        ended[mention.last].append(mention)
    for opening in _openings(around.text):
        short = _short_in_bracket(around.text, opening)
        ending = ended.get(opening, [])
        fitting = [m for m in ending if short and _fits(m, short)]
        if fitting and short:
            changed[fitting[0]] = replace(fitting[0], abbreviation=short)
        elif short and not ending:
            unnamed = _unnamed_before(around, opening) or _spelled_before(around, opening, short)
            if unnamed and _fits(unnamed, short) and not _is_of_another(unnamed, short):
                added.append(replace(unnamed, abbreviation=short))
    return [*(changed.get(m, m) for m in (*names, *inner)), *added]


def _openings(text: Text) -> Iterator[int]:
    """Words after which a short name may be given: a bracket, or ", known as"."""
    for index, word in enumerate(text.words):
        if word.plain == "(" or (word.plain == "," and _known_as(text, index + 1) > index + 1):
            yield index


def _known_as(text: Text, index: int) -> int:
    """Give the first word after "known as", or the same word."""
    if index >= len(text.words):
        return index
    match = text.lists.phrases("grammar", "known_as").longest_at(text.words, index)
    return match.last if match else index


def _short_in_bracket(text: Text, opening: int) -> str | None:
    """Give the short name that stands first in a bracket, or None."""
    index = _known_as(text, opening + 1)
    while text.stands(index, "short_name_openers") or text.folded(index) in _QUOTES:
        index += 1
    if index >= len(text.words):
        return None
    last = index
    while last < len(text.words) and _is_short_word(text.words[last].text):
        last += 1
    return text.said(index, last) if index < last <= index + 3 else None


def _is_short_word(word: str) -> bool:
    return (word[0].isalpha() and word[:1].isupper()) or (word[0].isdigit() and word[-1:].isupper())


def _unnamed_before(around: Surroundings, last: int) -> Mention | None:
    """Give a run of capitals before a bracket that nothing else has named: an organization."""
    first = last
    while first > 0 and (
        around.is_name_word(first - 1)
        or (
            around.text.stands(first - 1, "name_joints")
            and first < last
            and first > 1
            and around.is_name_word(first - 2)
        )
    ):
        first -= 1
    while first < last and not around.is_name_word(first):
        first += 1
    if last - first < 2 or any(index in around.known for index in range(first, last)):
        return None
    name = base_form(around.text.said(first, last))
    encounter = around.text.lists.phrases("meetings", "nouns").ending_at(around.text.words, last)
    family = "meeting" if encounter else "party"
    rule = f"{'meeting' if encounter else 'organization'} named with its abbreviation"
    kind = "meeting" if encounter else "international_organization"
    return Mention(first, last, family, kind, name, f"{family} {fold_name(name)}", "full", rule)


def _spelled_before(around: Surroundings, last: int, short: str) -> Mention | None:
    """Give the words before a bracket whose first letters its short name spells, in small letters too.

    "l'Organisation norlandaise des ports (ONP)": where qualities follow the noun, capitals do not
    tell how far a name goes.
    """
    text = around.text
    if not is_noun_first(text.lists) or not short.isupper():
        return None
    begin = text.sentence_of(text.words[last].start).first
    for first in range(last - 2, max(begin, last - _LONGEST_SPELLED) - 1, -1):
        word = text.words[first]
        if word.is_sign and word.plain not in _QUOTES:
            return None
        initials = [text.folded(place)[:1] for place in range(first, last)]
        if word.is_capital and initials[0] == short[:1].casefold() and _spells(initials, short):
            name = base_form(text.said(first, last))
            nouns = text.lists.phrases("agencies", "nouns").longest_at(text.words, first)
            kind = nouns.value if nouns else "international_organization"
            rule = "organization named with its abbreviation"
            return Mention(
                first, last, "party", kind, name, f"party {fold_name(name)}", "full", rule
            )
    return None


def _spells(initials: list[str], short: str) -> bool:
    """Tell whether the letters of a short name are among first letters, in their order."""
    rest = iter(initials)
    return all(letter in rest for letter in short.casefold())


def _is_of_another(mention: Mention, short: str) -> bool:
    """Tell "Ada Dahl (AfDB)": two words, a person's name, and letters of an organization."""
    words = mention.name.split()
    letters = {c for c in short if c.isupper()}
    return len(words) == 2 and not letters <= {word[0].upper() for word in words}


def _fits(mention: Mention, short: str) -> bool:
    """Tell whether a short name can belong to the name: capitals of its words, or part of it."""
    letters = [c for c in short if c.isupper()]
    capitals = [word[0].upper() for word in re.split(r"[-'’\s]+", mention.name) if word]
    if fold_name(short) in fold_name(mention.name):
        return True
    if mention.form == "adjective" or mention.family == "place" or len(letters) < 2:
        return False
    return set(letters) <= set(capitals) or short[:1].isdigit() or letters[0] == capitals[0]

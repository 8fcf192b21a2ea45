"""Places where a thing is named again, by its abbreviation or by the noun of its name.

Examples: "the CSA" after "Coastal Survey Agency (CSA)"; "the Agency", "the agency" after it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.reading.finding.mentions import by_word
from servanda.reading.finding.noun_first.phrases import is_noun_first
from servanda.reading.finding.words import Phrases

if TYPE_CHECKING:
    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text
    from servanda.reading.finding.words import Match


def later_names(text: Text, names: list[Mention]) -> list[Mention]:
    """Give the mentions with those added that repeat an abbreviation or a noun."""
    abbreviations = _abbreviations(names)
    meant = dict(abbreviations)
    names = [_as_introduced(mention, meant) for mention in names]
    named = _repeated(text, names, abbreviations, definite=frozenset())
    articles = frozenset(text.lists.words("references", "short_names", "articles"))
    return _repeated(text, named, _nouns(text, named), definite=articles)


def _abbreviations(names: list[Mention]) -> list[tuple[str, Mention]]:
    short: dict[str, Mention] = {}
    for mention in names:
        if mention.abbreviation:
            short.setdefault(mention.abbreviation, mention)
    return list(short.items())


def _as_introduced(mention: Mention, meant: dict[str, Mention]) -> Mention:
    """Give an abbreviation the meaning that the text gave it, whatever the lists know."""
    other = meant.get(mention.name)
    if mention.form != "short" or other is None or other.first > mention.first:
        return mention
    return replace(
        other,
        first=mention.first,
        last=mention.last,
        name=mention.name,
        form="short",
        abbreviation=None,
        period=None,
    )


def _nouns(text: Text, names: list[Mention]) -> list[tuple[str, Mention]]:
    """For each full name, the ends of its first part: "Steering Committee", "Committee"."""
    allowed = frozenset(text.lists.words("references", "short_names", "nouns"))
    noun_first = is_noun_first(text.lists)
    found: list[tuple[str, Mention]] = []
    for mention in names:
        named = mention.form in {"full", "plain"} or " " in mention.name
        if not named or mention.kind == "state" or mention.form in {"adjective", "seat"}:
            continue
        name = mention.name.replace("’", "'")
        name = name.replace("'", "' ") if noun_first else mention.name
        words = _first_part(name, text.lists.grammar("tail_openers"))
        parts = _beginnings(words, allowed) if noun_first else _endings(words, allowed)
        for part in parts:
            if part != mention.name:
                found.extend((said, mention) for said in dict.fromkeys((part, part.casefold())))
    return found


def _endings(words: list[str], allowed: frozenset[str]) -> list[str]:
    """Give "Steering Committee" and "Committee" of "Joint Steering Committee"."""
    named = bool(words) and words[-1].casefold() in allowed
    return [" ".join(words[start:]) for start in range(len(words))] if named else []


def _beginnings(words: list[str], allowed: frozenset[str]) -> list[str]:
    """Give "comité technique" and "comité" of "comité technique conjoint"."""
    named = bool(words) and words[0].casefold() in allowed
    return [" ".join(words[:end]) for end in range(len(words), 0, -1)] if named else []


def _first_part(name: str, openers: frozenset[str]) -> list[str]:
    words: list[str] = []
    for word in name.split():
        if word in openers or word[0].isdigit():
            break
        words.append(word)
    return words


def _repeated(
    text: Text,
    names: list[Mention],
    phrases: list[tuple[str, Mention]],
    *,
    definite: frozenset[str],
) -> list[Mention]:
    """Add a mention wherever a phrase stands; each means the last thing so named before it."""
    taken = by_word(names)
    known: dict[str, list[Mention]] = {}
    for phrase, mention in phrases:
        known.setdefault(phrase, []).append(mention)
    for meant in known.values():
        meant.sort(key=lambda mention: mention.first)
    added = []
    lists = Phrases(known.items(), exact=True)
    for match in lists.all_in(text.words, 0, len(text.words)):
        free = not any(index in taken for index in range(match.first, match.last))
        if free and (not definite or _is_definite(text, match.first, match.last, definite)):
            added.extend(_again(text, match, match.value))
    return sorted([*names, *added], key=lambda m: (m.first, -m.last))


def _is_definite(text: Text, first: int, last: int, articles: frozenset[str]) -> bool:
    """Tell "the Agency" and "Agency's", false for "an agency" and "the Agency Council"."""
    owner = text.folded(last) == "'s" and text.words[first].is_capital
    goes_on = last < len(text.words) and text.words[last].is_capital
    of_another = text.stands(last, "of", "about", "for")
    return (text.folded(first - 1) in articles or owner) and not goes_on and not of_another


def _again(text: Text, match: Match[list[Mention]], meant: list[Mention]) -> list[Mention]:
    place = bisect_left(meant, match.first, key=lambda mention: mention.first)
    if not place:
        return []
    mention = meant[place - 1]
    name = text.said(match.first, match.last)
    rule = f"{mention.rule}, short"
    return [
        replace(
            mention,
            first=match.first,
            last=match.last,
            name=name,
            form="short",
            rule=rule,
            abbreviation=None,
            period=None,
        )
    ]

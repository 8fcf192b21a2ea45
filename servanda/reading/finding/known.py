"""States, organizations and places that the lists know by name, and names given in brackets."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from servanda.reading.finding.mentions import Mention, fold_name, longest_first
from servanda.reading.finding.noun_first.phrases import is_noun_first
from servanda.reading.finding.wordlists import WordLists, strings
from servanda.reading.finding.words import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.text import Text

# What a list says of a phrase: key, name, family, kind, form.
Known = tuple[str, str, str, str, str]


def find_known(text: Text) -> list[Mention]:
    """Mentions of all that the lists of states, organizations, instruments and places know."""
    phrases = _known_phrases(text.lists.language)
    found = []
    for match in phrases.all_in(text.words, 0, len(text.words)):
        key, name, family, kind, form = match.value
        rule = f"{kind.replace('_', ' ')} on the list, {form}"
        first = (
            _titled_from(text, match.first) if (kind, form) == ("state", "full") else match.first
        )
        found.append(Mention(first, match.last, family, kind, name, key, form, rule))
    return longest_first([*found, *_loosely_cased(text)])


def _loosely_cased(text: Text) -> Iterator[Mention]:
    """Find "Union Africaine" for "Union africaine", where capitals of qualities are free."""
    if not is_noun_first(text.lists):
        return
    for match in _organization_phrases(text.lists.language).all_in(text.words, 0, len(text.words)):
        key, name, family, kind, form = match.value
        if text.words[match.first].is_capital:
            rule = f"{kind.replace('_', ' ')} on the list, {form}"
            yield Mention(match.first, match.last, family, kind, name, key, form, rule)


def _titled_from(text: Text, first: int) -> int:
    """Give where the official title of a state begins: "Royaume du [Maroc]"."""
    titles = text.lists.exact_phrases("agencies", "government", "titles")
    before = first - 1
    while text.stands(before, "the"):
        before -= 1
    if not text.stands(before, "of"):
        return first
    title = titles.ending_at(text.words, before)
    return title.first if title else first


@cache
def _known_phrases(language: str) -> Phrases[Known]:
    return Phrases(known_entries(language), exact=True)


@cache
def _organization_phrases(language: str) -> Phrases[Known]:
    """Give the names of organizations of several words, to look up whatever their case."""
    named = _organizations(WordLists(language))
    return Phrases((name, known) for name, known in named if " " in name)


def known_entries(language: str) -> tuple[tuple[str, Known], ...]:
    """Give the phrases of the lists with what each names; of two that agree, the last."""
    lists = WordLists(language)
    entries = {
        **dict(_places(lists)),
        **dict(_states(lists)),
        **dict(_organizations(lists)),
        **dict(_named(lists, "instrument", "instruments")),
        **dict(_named(lists, "body", "bodies")),
    }
    return tuple(entries.items())


def _places(lists: WordLists) -> Iterator[tuple[str, Known]]:
    for key in ("cities", "regions"):
        for name in lists.words("places", key):
            yield name, (f"place {name}", name, "place", key, "full")


def _states(lists: WordLists) -> Iterator[tuple[str, Known]]:
    for state, row in lists.entries("states"):
        key = f"state {state}"
        for adjective in strings(row, "adjectives"):
            yield adjective, (key, state, "party", "state", "adjective")
        for capital in strings(row, "capitals"):
            yield capital, (key, capital, "party", "state", "seat")
        for form in strings(row, "cases"):
            yield form, (key, state, "party", "state", "full")
        for name in (state, *strings(row, "also")):
            short = name.isupper() or "." in name
            yield (
                name,
                (key, state if short else name, "party", "state", "short" if short else "full"),
            )


def _organizations(lists: WordLists) -> Iterator[tuple[str, Known]]:
    for name, row in lists.entries("organizations"):
        key, kind = f"organization {name}", str(row.get("kind", "international_organization"))
        family = "place" if row.get("role") == "region" else "party"
        for full in (name, *strings(row, "also")):
            yield full, (key, full, family, kind, "full")
        for form in strings(row, "cases"):
            yield form, (key, name, family, kind, "full")
        for short in strings(row, "short"):
            yield short, (key, short, family, kind, "short")


def _named(lists: WordLists, family: str, source: str) -> Iterator[tuple[str, Known]]:
    """Give instruments or bodies known whole, and the cases in which their names stand."""
    kinds = dict(lists.pairs(source, "known"))
    written = [*((name, name) for name in kinds), *lists.pairs(source, "cases")]
    for form, name in written:
        yield form, (f"{family} {fold_name(name)}", name, family, kinds[name], "full")

"""Everything that is named in a text: parties, instruments and bodies, each mention of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.reading.finding.abbreviations import introduced_names
from servanda.reading.finding.agencies import find_agencies
from servanda.reading.finding.extents import Surroundings
from servanda.reading.finding.identity import settle_keys
from servanda.reading.finding.known import find_known
from servanda.reading.finding.mentions import Mention, by_word, longest_first
from servanda.reading.finding.noun_first.phrases import is_noun_first
from servanda.reading.finding.noun_first.titles import find_noun_first_titles
from servanda.reading.finding.series_of_plans import split_series
from servanda.reading.finding.short_names import later_names
from servanda.reading.finding.titles import find_titles, title_rules
from servanda.reading.finding.told_towns import find_told_towns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.reading.finding.text import Text


def find_names(text: Text) -> tuple[Mention, ...]:
    """All mentions in the order of the text; mentions of one thing share their `key`.

    A longer name takes the place of the names inside it ("UN Network on Migration" is no
    mention of the UN), except for instruments named inside the name of a body.
    """
    known = find_known(text)
    known = longest_first([*known, *find_told_towns(text, known)])
    around = surroundings(text, known)
    titles = find_noun_first_titles(around) if is_noun_first(text.lists) else _titles(around)
    names = longest_first([*known, *titles])
    covering = by_word(names)
    inner = [_as_inner(m, covering) for m in known if _keeps_its_own(m, covering)]
    names = introduced_names(surroundings(text, names), names, inner)
    names = settle_keys(split_series(text, names))
    return tuple(later_names(text, names))


def _titles(around: Surroundings) -> list[Mention]:
    """Give the titles that are told by their capitals, with their qualities before the noun."""
    return [
        *find_agencies(around),
        *find_titles(around, title_rules(around.text, "instrument", "instruments")),
        *find_titles(around, title_rules(around.text, "body", "bodies")),
    ]


def surroundings(text: Text, known: list[Mention]) -> Surroundings:
    """Give what a title must respect in this text."""
    lists = text.lists
    return Surroundings(
        text,
        by_word(known),
        frozenset(lists.words("references", "function", "words")),
        frozenset(lists.words("references", "function", "at_start")),
        frozenset(lists.words("references", "closing", "words")),
    )


def _keeps_its_own(inner: Mention, covering: Mapping[int, Mention]) -> bool:
    """Tell an instrument in the name of a body, and an organization that ends a longer name."""
    around = covering.get(inner.first)
    if around is None or around == inner or around.last < inner.last:
        return False
    if inner.family == "instrument":
        return True
    return inner.kind == "international_organization" and inner.form == "full"


def _as_inner(inner: Mention, covering: Mapping[int, Mention]) -> Mention:
    """Let an organization inside a longer name lend its name only, unless it ends that name."""
    around = covering.get(inner.last - 1)
    ends = around is not None and around.last == inner.last and around.first < inner.first
    return inner if ends or inner.family != "party" else replace(inner, form="inner")

"""Instruments: plans, agreements, frameworks, reports and laws, each once with all its names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from servanda.reading.finding.mentions import base_form, fold_name, quote_with_abbreviation
from servanda.reading.model import Instrument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text


def find_instruments(text: Text, names: Iterable[Mention]) -> dict[str, Instrument]:
    """Give the instruments of a text by their key, in the order of first mention."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in names:
        if mention.family == "instrument":
            mentions[mention.key].append(mention)
    return {key: _instrument(text, group) for key, group in mentions.items()}


def _instrument(text: Text, group: list[Mention]) -> Instrument:
    named = [m for m in group if m.form != "short"] or group
    best = max(named, key=lambda m: (m.abbreviation is not None, len(m.name)))
    quote, start, end = quote_with_abbreviation(text, best)
    name = _without_passing(text, best.name)
    said = [base_form(text.said(m.first, m.last)) for m in group] + [m.name for m in named]
    differ = {
        fold: s
        for s in said
        if (fold := s.casefold()) not in {name.casefold(), (best.abbreviation or "").casefold()}
    }
    return Instrument(
        name=name,
        kind=best.kind,
        abbreviation=best.abbreviation,
        aliases=tuple(s for s in dict.fromkeys(differ.values()) if s[:1].isupper()),
        period=next((m.period for m in named if m.period), None),
        quote=quote,
        start=start,
        end=end,
        rule=best.rule,
    )


def _without_passing(text: Text, name: str) -> str:
    """Give a name without words that do not tell it apart ("draft", "consolidated")."""
    passing = text.lists.words("instruments", "particular", "passing")
    words = name.split()
    while len(words) > 1 and fold_name(words[0]) in passing:
        words = words[1:]
    return base_form(" ".join(words))

"""Several instruments named at once, told apart by years in a bracket.

Example: "two Coastal Action Plans on Erosion (CAP 2011-2013 and CAP 2014-2016)".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.reading.finding.extents import period_of
from servanda.reading.finding.mentions import fold_name

if TYPE_CHECKING:
    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text

_LONGEST_BRACKET = 24  # words


def split_series(text: Text, names: list[Mention]) -> list[Mention]:
    """Put one mention for each bracketed period in the place of the mention of them all."""
    result: list[Mention] = []
    for mention in names:
        one = _singular(text, mention)
        members = _members(text, mention, one) if one else []
        result.extend(members or [mention])
    return result


def _singular(text: Text, mention: Mention) -> str | None:
    """Give the name of one of them, when a mention names several."""
    if mention.family != "instrument":
        return None
    for plural, singular in text.lists.pairs("instruments", "plural"):
        if plural in mention.name:
            return mention.name.replace(plural, singular, 1)
    return None


def _members(text: Text, mention: Mention, one: str) -> list[Mention]:
    if text.folded(mention.last) != "(":
        return []
    closing = next(
        (
            i
            for i in range(mention.last, min(mention.last + _LONGEST_BRACKET, len(text.words)))
            if text.folded(i) == ")"
        ),
        None,
    )
    if closing is None:
        return []
    members = []
    begin = mention.last + 1
    for found in text.dates_in(text.words[begin].start, text.words[closing].start):
        period = period_of(found.edtf)
        first, last = text.word_at(found.start), text.word_at(found.end)
        while begin < first and text.stands(begin, "and", ",", ";", "for", "the"):
            begin += 1
        if period:
            short = text.said(begin, first) if begin < first else None
            name = f"{one} {text.said(first, last)}"
            members.append(
                replace(
                    mention,
                    first=begin,
                    last=last,
                    name=name,
                    period=period,
                    abbreviation=short,
                    key=f"instrument {fold_name(name)}",
                    rule=f"{mention.rule}, one of several",
                )
            )
        begin = last
    return members

"""Bodies: working groups, networks, commissions; and since when each exists."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from servanda.reading.finding.mentions import base_form, quote_of
from servanda.reading.model import Body

if TYPE_CHECKING:
    from collections.abc import Iterable

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text

_REACH = 14  # words between a body and the date that says since when


def find_bodies(text: Text, names: Iterable[Mention]) -> dict[str, Body]:
    """Give the bodies of a text by their key, in the order of first mention."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in names:
        if mention.family == "body":
            mentions[mention.key].append(mention)
    every = sorted((m for group in mentions.values() for m in group), key=lambda m: m.first)
    starts = [m.first for m in every if m.form != "short"]
    return {key: _body(text, group, starts) for key, group in mentions.items()}


def _body(text: Text, group: list[Mention], starts: list[int]) -> Body:
    named = [m for m in group if m.form != "short"] or group
    best = max(named, key=lambda m: (m.abbreviation is not None, len(m.name)))
    founded = [(m, date) for m in group if (date := _since(text, m, starts))]
    quote, start, end = quote_of(text, best)
    since = None
    if founded:
        told, (since, date_end) = founded[0]
        start, end = text.words[told.first].start, date_end
        quote = text.content[start:end]
    said = dict.fromkeys(
        name
        for m in group
        for name in (m.abbreviation, base_form(text.said(m.first, m.last)), m.name)
        if name
    )
    return Body(
        name=best.name,
        kind=best.kind,
        since=since,
        aliases=tuple(alias for alias in said if alias.casefold() != best.name.casefold()),
        quote=quote,
        start=start,
        end=end,
        rule=best.rule,
    )


def _since(text: Text, mention: Mention, starts: list[int]) -> tuple[str, int] | None:
    """Give the date after a verb of founding that follows a body, and where the date ends."""
    sentence = text.sentence_of(text.words[mention.first].start)
    place = bisect_right(starts, mention.first)
    after = next(iter(starts[place : place + 1]), len(text.words))
    limit = min(mention.last + _REACH, sentence.last, after)
    if limit <= mention.last:
        return None
    founded = text.lists.phrases("bodies", "particular", "founded").all_in(
        text.words, mention.last, limit
    )
    reach = text.words[limit - 1].end
    for verb in founded:
        begin = text.words[verb.last - 1].start
        for date in text.dates_in(begin, max(reach, begin)):
            if date.edtf and text.word_at(date.start) - verb.last <= 4:
                return date.edtf.removesuffix("/.."), date.end
    return None

"""Documents and bodies of an inflected text, each once with all its names; since when a body exists."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.clauses import verb_form
from servanda.reading.finding.inflected.lemma_phrases import lemma_phrases
from servanda.reading.finding.mentions import quote_of, quote_with_abbreviation
from servanda.reading.model import Body, Instrument

if TYPE_CHECKING:
    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text

_REACH = 9  # words between a body and the verb that says since when it exists
_NEAR = 7  # words between that verb and the date


def find_instruments(text: Text, names: tuple[Mention, ...]) -> tuple[Instrument, ...]:
    """Give the documents in the order of first mention."""
    return tuple(_instrument(text, group) for group in _groups(names, "instrument"))


def find_bodies(text: Text, names: tuple[Mention, ...]) -> dict[str, Body]:
    """Give the bodies of a text by their key, in the order of first mention."""
    return {group[0].key: _body(text, group) for group in _groups(names, "body")}


def _groups(names: tuple[Mention, ...], family: str) -> list[list[Mention]]:
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in names:
        if mention.family == family:
            groups[mention.key].append(mention)
    return list(groups.values())


def _best(group: list[Mention]) -> Mention:
    named = [m for m in group if m.form != "short"] or group
    return max(named, key=lambda m: (m.abbreviation is not None, len(m.name)))


def _aliases(group: list[Mention], best: Mention) -> tuple[str, ...]:
    own = {best.name.casefold(), (best.abbreviation or "").casefold()}
    names = dict.fromkeys(mention.name for mention in group)
    return tuple(name for name in names if name.casefold() not in own)


def _instrument(text: Text, group: list[Mention]) -> Instrument:
    best = _best(group)
    quote, start, end = quote_with_abbreviation(text, best)
    return Instrument(
        name=best.name,
        kind=best.kind,
        abbreviation=best.abbreviation,
        aliases=_aliases(group, best),
        period=next((m.period for m in group if m.period), None),
        quote=quote,
        start=start,
        end=end,
        rule=best.rule,
    )


def _body(text: Text, group: list[Mention]) -> Body:
    best = _best(group)
    quote, start, end = quote_of(text, best)
    since = next((found for m in group if (found := _since(text, m))), None)
    aliases = _aliases(group, best)
    if best.abbreviation:
        aliases = (best.abbreviation, *(a for a in aliases if a != best.abbreviation))
    return Body(
        name=best.name,
        kind=best.kind,
        since=since,
        aliases=aliases,
        quote=quote,
        start=start,
        end=end,
        rule=best.rule,
    )


def _since(text: Text, mention: Mention) -> str | None:
    """Give the date told with a verb of founding beside a body: «с мая 2020 года работает»."""
    sentence = text.sentence_of(text.words[mention.first].start)
    first = max(sentence.first, mention.first - _REACH)
    last = min(sentence.last, mention.last + _REACH)
    founded = lemma_phrases(text.lists.language, "bodies", "particular", "founded")
    for verb in founded.all_in(text.words, first, last):
        form = verb_form(text.folded(verb.first))
        if mention.first <= verb.first < mention.last or form is None or form.part == "INFN":
            continue
        begin = text.words[max(sentence.first, verb.first - _NEAR)].start
        end = text.words[min(sentence.last, verb.last + _NEAR) - 1].end
        for date in text.dates_in(begin, end):
            inside = (
                text.words[mention.first].start <= date.start < text.words[mention.last - 1].end
            )
            planned = date.edtf is None or date.edtf.startswith("..")
            if date.edtf and not inside and not planned:
                return date.edtf.removesuffix("/..")
    return None

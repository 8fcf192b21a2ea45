"""Earlier and later plans of a series, told by their years: «Первый такой план действовал в 2011–2013 годах»."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.reading.finding.extents import period_of
from servanda.reading.finding.mentions import by_word, fold_name

if TYPE_CHECKING:
    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text

_MOST_BEFORE = 20  # plans before among which the one like it is looked for
_NEAR = 8  # words between «такой план» and its years


def earlier_plans(text: Text, names: list[Mention]) -> list[Mention]:
    """Add a mention for each plan that is only told as one like a plan named before."""
    taken = by_word(names)
    found = list(names)
    plans = [m for m in names if m.family == "instrument" and m.period and "/" in m.period]
    for index in range(len(text.words)):
        if index not in taken and text.stands(index, "such"):
            told = _told_at(text, plans, index)
            found.extend([told] if told else [])
    return sorted(found, key=lambda m: (m.first, -m.last))


def _told_at(text: Text, plans: list[Mention], index: int) -> Mention | None:
    """Read «[первый] такой план … с 2011 по 2013 год» at the word «такой»."""
    noun = text.folded(index + 1)
    place = bisect_left(plans, index, key=lambda plan: plan.first)
    near = plans[max(0, place - _MOST_BEFORE) : place]
    before = [m for m in near if noun in m.name.casefold().split()]
    sentence = text.sentence_of(text.words[index].start)
    end = min(index + _NEAR, sentence.last)
    if not before or end <= index:
        return None
    dates = text.dates_in(text.words[index].start, text.words[end - 1].end)
    years = next((d for d in dates if (period_of(d.edtf) or "").count("/")), None)
    if years is None or years.edtf is None or years.edtf == before[-1].period:
        return None
    model = before[-1]
    name = model.name
    for old, new in zip((model.period or "").split("/"), years.edtf.split("/"), strict=True):
        name = name.replace(old, new)
    first = index - 1 if text.stands(index - 1, "no_quality") else index
    last = text.word_at(years.end)
    key = f"instrument {fold_name(name)}"
    return replace(model, first=first, last=last, name=name, key=key, period=years.edtf)

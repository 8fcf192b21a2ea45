"""Where something took place: the town or house after "in" and "at"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.reading.finding.mentions import Mention, NamedPlaces
    from servanda.reading.finding.text import Text

_LONGEST = 3  # words of the name of a town that no list knows


def place_near(text: Text, names: NamedPlaces, within: tuple[int, int], first: int) -> str | None:
    """Give the place told between two words, or before them in the same words; or None.

    Towns of the lists come first, then names after "in" that nothing else explains.
    """
    begin, last = within
    known = [m for m in names.between(first, last) if _is_place(text, m, begin)]
    after = [m for m in known if m.first >= begin]
    if known:
        chosen = after[0] if after else known[-1]
        return _in_one_line(text, chosen.first, chosen.last)
    unknown = unknown_town(text, names, begin, last)
    if unknown:
        return _in_one_line(text, *unknown)
    here = text.lists.phrases("places", "here")
    return dateline_of(text, names) if here.any_in(text.words, first, last) else None


def _is_place(text: Text, mention: Mention, verb: int) -> bool:
    """Tell whether "in" or "at" leads to a town, or to a state that is told as the venue."""
    before = text.folded(mention.first - 1)
    if before in text.lists.grammar("the"):
        before = text.folded(mention.first - 2)
    led = before == ":" and (mention.form == "seat" or mention.kind == "cities")
    if not led and before not in text.lists.grammar("where"):
        return False
    if mention.family == "place":
        return mention.kind == "cities"
    if mention.form == "seat":
        return True
    purpose = any(
        text.stands(i, "to") and not text.stands(i + 1, "infinitive_be")
        for i in range(verb + 1, mention.first)
    )
    return mention.kind == "state" and mention.form == "full" and not purpose


def unknown_town(text: Text, names: NamedPlaces, begin: int, last: int) -> tuple[int, int] | None:
    """Find "in Oakburg on" or "in Oakburg," where no list knows the name."""
    months = {
        text.word_at(date.start)
        for date in text.dates_in(text.words[begin].start, text.words[last - 1].end)
    }
    for place in range(begin, last - 1):
        if not text.stands(place, "in") or place in months:
            continue
        end = place + 1
        while end < last and _is_town_word(text, names, end) and end - place <= _LONGEST:
            end += 1
        closed = (
            end >= last or text.words[end].is_sign or text.stands(end, "where", "and", "articles")
        )
        if end > place + 1 and (closed or end in months):
            return place + 1, end
    return None


def _is_town_word(text: Text, names: NamedPlaces, index: int) -> bool:
    word = text.words[index]
    covered = index in names.name_words or any(
        m.first <= index < m.last for m in names.between(index - _LONGEST, index + 1)
    )
    dated = any(
        d.start <= word.start < d.end for d in text.dates_in(word.start - 30, word.end + 30)
    )
    return word.is_capital and not word.text.isupper() and not covered and not dated


def _in_one_line(text: Text, first: int, last: int) -> str:
    return " ".join(text.said(first, last).split())


def dateline_of(text: Text, names: NamedPlaces) -> str | None:
    """Give the town an item is dated from ("NORBURG, 5 May"), or None."""
    for mention in names.between(0, 3):
        if mention.form == "seat" or mention.family == "place":
            return mention.name
    first = text.words[: 1 + next((i for i, w in enumerate(text.words[:6]) if w.is_sign), 0)]
    if len(first) > 1 and all(word.text.isupper() for word in first[:-1]):
        return " ".join(word.text.capitalize() for word in first[:-1])
    return None

"""Where something took place: the town or house after "in" and "at"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.reading.finding.mentions import Mention, NamedPlaces
    from servanda.reading.finding.text import Text


def place_near(text: Text, names: NamedPlaces, within: tuple[int, int], first: int) -> str | None:
    """Give the place told between two words, or before them in the same words; or None."""
    begin, last = within
    places = [m for m in names.between(first, last) if _is_place(text, m)]
    after = [m for m in places if m.first >= begin]
    chosen = after[0] if after else (places[-1] if places else None)
    if chosen:
        return _town(text, chosen)
    here = text.lists.phrases("places", "here")
    return dateline_of(text, names) if here.any_in(text.words, first, last) else None


def _is_place(text: Text, mention: Mention) -> bool:
    before = text.folded(mention.first - 1)
    if before == "the":
        before = text.folded(mention.first - 2)
    if before not in text.lists.grammar("where"):
        return False
    if mention.family == "place":
        return mention.kind == "cities"
    return mention.form == "seat" or (mention.kind == "state" and mention.form == "full")


def _town(text: Text, mention: Mention) -> str:
    return " ".join(text.said(mention.first, mention.last).split())


def dateline_of(text: Text, names: NamedPlaces) -> str | None:
    """Give the town an item is dated from ("NORBURG, 5 May"), or None."""
    for mention in names.between(0, 3):
        if mention.form == "seat" or mention.family == "place":
            return mention.name
    first = text.words[: 1 + next((i for i, w in enumerate(text.words[:6]) if w.is_sign), 0)]
    if len(first) > 1 and all(word.text.isupper() for word in first[:-1]):
        return " ".join(word.text.capitalize() for word in first[:-1])
    return None

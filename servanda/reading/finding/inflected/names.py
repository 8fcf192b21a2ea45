"""Everything that is named in an inflected text: parties, documents and bodies, each mention."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.reading.finding.identity import settle_keys
from servanda.reading.finding.inflected.agency_names import find_agencies
from servanda.reading.finding.inflected.introduced import introduced_names, later_names
from servanda.reading.finding.inflected.listed_names import find_listed
from servanda.reading.finding.inflected.noun_phrases import PhraseReader
from servanda.reading.finding.inflected.plan_series import earlier_plans
from servanda.reading.finding.inflected.title_names import TitleReader
from servanda.reading.finding.mentions import by_word, fold_name, longest_first

if TYPE_CHECKING:
    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text


def find_names(text: Text) -> tuple[Mention, ...]:
    """All mentions in the order of the text; mentions of one thing share their `key`."""
    listed = find_listed(text)
    listed = [_with_years(m, PhraseReader(text, {})) for m in listed]
    phrases = PhraseReader(text, by_word(listed))
    agencies = find_agencies(text, phrases)
    known = longest_first([*listed, *agencies])
    wider = PhraseReader(text, by_word(known))
    titles = [
        *TitleReader(text, wider, "instrument", "instruments").find(),
        *TitleReader(text, wider, "body", "bodies").find(),
    ]
    names = longest_first([*known, *titles])
    covering = by_word(names)
    inside = (m for m in (*listed, *titles) if m.family == "instrument")
    inner = [m for m in inside if covering[m.first] != m and covering[m.first].last >= m.last]
    names = introduced_names(text, PhraseReader(text, by_word(names)), names)
    names = later_names(text, settle_keys([*names, *inner]))
    return tuple(earlier_plans(text, names))


def _with_years(mention: Mention, phrases: PhraseReader) -> Mention:
    """Add the years behind a listed document: «Конвенции о статусе беженцев 1951 года»."""
    last = phrases.years_end(mention.last) if mention.family == "instrument" else mention.last
    if last == mention.last:
        return mention
    name = f"{mention.name} {' '.join(phrases.text.said(mention.last, last).split())}"
    return replace(mention, last=last, name=name, key=f"instrument {fold_name(name)}")

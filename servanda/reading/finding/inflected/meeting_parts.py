"""What the words of a meeting say of it: when, where, in which form, whether it was or will be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from servanda.reading.edtf import bounds
from servanda.reading.finding.dates import Role
from servanda.reading.finding.extents import period_of
from servanda.reading.finding.inflected.clauses import verb_form
from servanda.reading.finding.inflected.lemma_phrases import LemmaPhrases, lemma_phrases
from servanda.reading.finding.meeting_dates import HELD, TO_COME, dates_among
from servanda.reading.finding.scenes import is_days
from servanda.reading.finding.wordlists import WordLists
from servanda.reading.morphology import forms_of

if TYPE_CHECKING:
    from servanda.reading.finding.dates import FoundDate
    from servanda.reading.finding.inflected.encounters import Encounter
    from servanda.reading.finding.mentions import NamedPlaces
    from servanda.reading.finding.text import Text

_ADJECTIVE = "ский"
_LEAST_STEM = 3


@dataclass(frozen=True, slots=True)
class MeetingParts:
    """Questions about the words of meetings in one text whose names are known."""

    text: Text
    names: NamedPlaces

    def _list(self, *keys: str) -> LemmaPhrases[str]:
        return lemma_phrases(self.text.lists.language, "meetings", *keys)

    def date_of(self, encounter: Encounter) -> FoundDate | None:
        """Choose the date nearest to the word of meeting, long spans left out."""
        words = (encounter.first, encounter.last)
        roles = HELD if self._is_over(encounter) else TO_COME
        told = dates_among(self.text, self.names, words, roles)
        dates = [date for date in told if "/" not in (period_of(date.edtf) or "")]
        middle = self.text.words[encounter.trigger].start
        dated = [date for date in dates if date.edtf]
        if dated:
            return min(dated, key=lambda d: (not is_days(d.edtf), abs(d.start - middle)))
        return next((date for date in dates if date.role is Role.RECURRING), None)

    def status_of(self, encounter: Encounter, date: FoundDate | None) -> str:
        """Tell whether a meeting was held, is planned, comes back or was called off."""
        words, first, last = self.text.words, encounter.first, encounter.last
        doubtful = self._list("status", "doubtful").any_in(words, first, last)
        if not doubtful and self._list("status", "cancelled").any_in(words, first, last):
            return "cancelled"
        recurring = self._list("status", "recurring").any_in(words, first, last)
        comes_back = date is not None and date.role is Role.RECURRING
        if (recurring or comes_back) and (date is None or date.edtf is None):
            return "recurring"
        if date and date.edtf and self.text.published and self._is_ahead(date.edtf):
            return "planned"
        over = self._is_over(encounter)
        planned = self._list("status", "planned").any_in(words, first, last)
        return "planned" if (planned or self._is_future(encounter)) and not over else "held"

    def _is_ahead(self, edtf: str) -> bool:
        earliest = bounds(edtf).earliest
        return earliest is not None and earliest.isoformat() > (self.text.published or "")

    def _verbs(self, encounter: Encounter) -> list[str]:
        tenses = []
        for place in range(encounter.first, encounter.last):
            form = verb_form(self.text.folded(place))
            if form is not None:
                tenses.append(form.tense if form.part == "VERB" else form.part)
        return tenses

    def was_only_planned(self, encounter: Encounter) -> bool:
        """Tell «планировалось провести»: nothing is said of whether it came to be."""
        plans = self._list("status", "planned")
        for place in range(encounter.first, encounter.last):
            form = verb_form(self.text.folded(place))
            past = form is not None and form.part == "VERB" and form.tense == "past"
            if (
                form
                and past
                and form.lemma.endswith("ся")
                and plans.longest_at(self.text.words, place, place + 1)
            ):
                return True
        return False

    def _is_over(self, encounter: Encounter) -> bool:
        """Tell whether the verb is in the past and says of itself that it was."""
        form = verb_form(self.text.folded(encounter.trigger))
        if form is not None and form.tense == "past" and form.part == "VERB":
            return True
        told, plans = self._list("taking_place"), self._list("status", "planned")
        past = (
            place
            for place in range(encounter.first, encounter.last)
            if (found := verb_form(self.text.folded(place)))
            and found.part == "VERB"
            and found.tense == "past"
            and not plans.longest_at(self.text.words, place)
        )
        return any(told.longest_at(self.text.words, place) for place in past)

    def _is_future(self, encounter: Encounter) -> bool:
        tenses = self._verbs(encounter)
        return "futr" in tenses or (bool(tenses) and set(tenses) == {"INFN"})

    def format_of(self, encounter: Encounter, place: str | None) -> str | None:
        for form in ("hybrid", "online", "in_person"):
            found = self._list("format", form)
            if found.any_in(self.text.words, encounter.first, encounter.last):
                return form
        return "in_person" if place else None

    def place_of(self, first: int, last: int) -> str | None:
        """Give the town or house after «в»: «в Ашхабаде», «в здании ГМС», «в узбекской столице»."""
        for mention in self.names.between(first, last):
            if mention.last > last or mention.form == "inner":
                continue
            town = mention.form == "seat" or mention.kind == "cities"
            if town and self.text.stands(mention.first - 1, "in", "town"):
                return mention.name
            if mention.form == "adjective" and self._is_capital(mention.last):
                return self._capital_of(mention.key.removeprefix("state "))
            if self._is_capital(mention.first - 1) and mention.kind == "state":
                return self._capital_of(mention.key.removeprefix("state "))
        return self._house_of(first, last) or self._town_adjective(first, last)

    def _is_capital(self, index: int) -> bool:
        return self.text.stands(index, "capital_town")

    def _capital_of(self, state: str) -> str | None:
        for name, row in self.text.lists.entries("states"):
            capitals = row.get("capitals")
            if name == state and isinstance(capitals, list) and capitals:
                return str(capitals[0])
        return None

    def _house_of(self, first: int, last: int) -> str | None:
        """Give «здание ГМС» for «в здании ГМС», and a ministry in which a meeting took place."""
        houses = lemma_phrases(self.text.lists.language, "places", "houses")
        for match in houses.all_in(self.text.words, first, last):
            if self.text.stands(match.first - 1, "in", "where"):
                owner = self._owner_after(match.last, last)
                noun = forms_of(self.text.folded(match.last - 1))[0].lemma
                return f"{noun} {owner}".strip()
        for mention in self.names.between(first, last):
            agency = mention.kind == "government_agency" and mention.form == "full"
            if agency and self.text.stands(mention.first - 1, "in"):
                return mention.name
        return None

    def _owner_after(self, index: int, last: int) -> str:
        """Give the name or the noun in the genitive behind a house: «здание ГМС», «здание агентства»."""
        owner = next((m for m in self.names.between(index, index + 1) if m.last <= last), None)
        if owner is None:
            forms = forms_of(self.text.folded(index)) if index < last else ()
            plain = bool(forms) and forms[0].part == "NOUN" and forms[0].case == "gent"
            return self.text.words[index].text if plain else ""
        return " ".join(self.text.said(owner.first, owner.last).split())

    def _town_adjective(self, first: int, last: int) -> str | None:
        """Give the town of «ашхабадская конференция»."""
        for place in range(first, last - 1):
            forms = forms_of(self.text.folded(place))
            lemma = forms[0].lemma if forms and forms[0].is_modifier else ""
            stem = lemma.removesuffix(_ADJECTIVE)
            noun = self._list("nouns").longest_at(self.text.words, place + 1)
            if noun and stem != lemma and len(stem) > _LEAST_STEM:
                towns = _towns(self.text.lists.language)
                found = next((town for town in towns if town.casefold().startswith(stem)), None)
                if found:
                    return found
        return None


@cache
def _towns(language: str) -> tuple[str, ...]:
    return tuple(t for _, row in WordLists(language).entries("states") for t in _capitals(row))


def _capitals(row: object) -> list[str]:
    capitals = row.get("capitals") if hasattr(row, "get") else None
    return [str(one) for one in capitals] if isinstance(capitals, list) else []

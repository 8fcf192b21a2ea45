"""Documents and bodies named by a title around its noun, in any case.

Examples: «Национального плана действий по охране берегов на 2020–2022 годы», «соглашение о
перевозках», «Межведомственная рабочая группа».
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.attribution import is_heading
from servanda.reading.finding.extents import period_of
from servanda.reading.finding.inflected.lemma_phrases import LemmaPhrases, lemma_phrases
from servanda.reading.finding.inflected.phrase_tails import TailReader
from servanda.reading.finding.mentions import Mention, base_form, fold_name
from servanda.reading.morphology import lemmas

if TYPE_CHECKING:
    from servanda.reading.finding.inflected.noun_phrases import Head, PhraseReader
    from servanda.reading.finding.text import Text
    from servanda.reading.finding.words import Match

_TITLE = 3  # lines over a text
_NEAR = 3  # words between «план» and its years
_WITH_YEAR = frozenset({"action_plan", "programme", "report", "project", "framework"})


@dataclass(frozen=True, slots=True)
class TitleReader:
    """Reads the titles of one family (`instrument`, `body`) in one text."""

    text: Text
    phrases: PhraseReader
    family: str
    source: str

    def find(self) -> list[Mention]:
        """Give all titles; bare nouns («план», «комиссия») are none."""
        nouns = self._list("nouns")
        found: list[Mention] = []
        index = 0
        while index < len(self.text.words):
            match = nouns.longest_at(self.text.words, index)
            mention = self._title(match) if match else None
            outer = found[-1] if found and index < found[-1].last else None
            if mention and (outer is None or mention.form == "full"):
                found.append(mention)
            index = max(index + 1, match.last if match else 0)
        return found

    def _list(self, *keys: str) -> LemmaPhrases[str]:
        return lemma_phrases(self.text.lists.language, self.source, *keys)

    def _title(self, match: Match[str]) -> Mention | None:
        noun = self._noun_of(match)
        if noun is None or self._is_passed_over(match):
            return None
        head = self.phrases.head_at(noun)
        first = min(head.first, match.first)
        openers = frozenset(self.text.lists.words(self.source, "particular", "openers"))
        last = TailReader(self.phrases).tail_end(match.last, head.cases, openers)
        of_report = match.value == "report" or not self.text.stands(last, "covering")
        years = self.phrases.years_end(last) if of_report else last
        if self._is_many(match, head) or self._is_own_title(match):
            return None
        if not self._is_particular(match, first, (last, years)):
            return None
        return self._mention(match, head, (first, max(last, years)))

    def _is_many(self, match: Match[str], head: Head) -> bool:
        """Tell «планы», «договоры» without a word that tells them apart."""
        many = all(form.number == "plur" for form in head.forms)
        quoted = self.text.folded(match.last) == '"'
        return (
            many
            and not quoted
            and not self._qualified(head.first, match)
            and (match.last - match.first == 1)
        )

    def _is_own_title(self, match: Match[str]) -> bool:
        """Tell «СОВМЕСТНОЕ ЗАЯВЛЕНИЕ» over a text, which names the text itself."""
        line = self.text.sentence_of(self.text.words[match.first].start)
        return match.value == "other" and line.number < _TITLE and is_heading(self.text, line)

    def _noun_of(self, match: Match[str]) -> int | None:
        places = range(match.first, match.last)
        nouns = [i for i in places if self.phrases.noun_forms(i)]
        return next((i for i in nouns if not self.phrases.is_modifier_at(i)), None)

    def _is_passed_over(self, match: Match[str]) -> bool:
        """Tell «протокол № 2», and what stands within another name."""
        known = self.phrases.known.get(match.first)
        inside = known is not None and known.form != "adjective"
        return inside or self.text.folded(match.last) in {"№", "n"}

    def _is_particular(self, match: Match[str], first: int, ends: tuple[int, int]) -> bool:
        """Tell a title from a bare noun: by a quality, a tail, years, a large letter, a quotation."""
        last, years = ends
        said = self._lemma_of(match)
        tail = self.text.folded(match.last) if last > match.last else self._inner_opener(match)
        large = self.text.words[first].is_capital and not self._opens_sentence(first)
        told = tail in self.text.lists.words(self.source, "particular", "plain_openers")
        quoted = tail == '"'
        if said in self._words("needs_capital"):
            whole = last > match.last and (large or self._qualified(first, match))
            dated = years > last and last - match.last < _NEAR
            return quoted or whole or dated or (told and self._qualified(first, match))
        if said in self._words("needs_about"):
            return quoted or told or (large and last > match.last)
        wide = large and (last > match.last or match.first > first or match.last - match.first > 1)
        alone = said in self._words("alone")
        return told or quoted or years > last or wide or alone or self._qualified(first, match)

    def _inner_opener(self, match: Match[str]) -> str:
        """Give the «о» within a listed «меморандум о сотрудничестве»."""
        plain = self._words("plain_openers")
        inside = (self.text.folded(place) for place in range(match.first, match.last))
        return next((word for word in inside if word in plain), "")

    def _words(self, key: str) -> tuple[str, ...]:
        return self.text.lists.words(self.source, "particular", key)

    def _lemma_of(self, match: Match[str]) -> str:
        """Give the noun as the list writes it."""
        for phrase, _ in self.text.lists.pairs(self.source, "nouns"):
            words = phrase.split()
            if len(words) == match.last - match.first and all(
                lemmas(word) & lemmas(self.text.folded(match.first + step))
                for step, word in enumerate(words)
            ):
                return phrase
        return ""

    def _opens_sentence(self, index: int) -> bool:
        sentence = self.text.sentence_of(self.text.words[index].start)
        return index == sentence.first or self.text.folded(index - 1) in {":", "-", "–", "—"}

    def _qualified(self, first: int, match: Match[str]) -> bool:
        """Tell whether an adjective before the noun makes it a particular thing."""
        qualities = self._list("particular", "qualities")
        return qualities.any_in(self.text.words, first, match.last)

    def _mention(self, match: Match[str], head: Head, place: tuple[int, int]) -> Mention:
        first, last = place
        text = self.text
        name = self.phrases.in_nominative(head, last)
        name = base_form(name.capitalize() if name.isupper() else name)
        name += "»" * (name.count("«") - name.count("»"))
        large = text.words[first].is_capital and not self._opens_sentence(first)
        start, end = text.words[first].start, text.words[last - 1].end
        dates = text.dates_in(start + 1, end)
        period = next((p for d in dates if (p := _period(match.value, d.edtf))), None)
        kind = match.value
        how = "by its title" if large else "in small letters"
        key = f"{self.family} {fold_name(name)}"
        rule = f"{kind.replace('_', ' ')} named {how}"
        form = "full" if large else "plain"
        return Mention(first, last, self.family, kind, name, key, form, rule, None, period)


def _period(kind: str, edtf: str | None) -> str | None:
    """Give the years in a title as a period: two years of anything, one year of a plan."""
    years = period_of(edtf)
    if years is None or "/" in years:
        return years
    if kind not in _WITH_YEAR:
        return None
    return f"../{years}" if kind == "framework" else years

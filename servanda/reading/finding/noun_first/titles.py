"""Plans, agreements, bodies and agencies named by their noun and what follows it.

Examples: "l'accord de siège", "Plan national de lutte contre la traite 2022-2026", "la Comisión
Mixta de Pesca", "ministère de la Santé publique", "Dirección General de Aduanas de Norlandia".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.extents import years_after
from servanda.reading.finding.mentions import Mention, base_form, fold_name
from servanda.reading.finding.noun_first.phrases import NounPhrases
from servanda.reading.finding.titles import opens_sentence, period_in_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.extents import Surroundings
    from servanda.reading.finding.words import Match


@dataclass(frozen=True, slots=True)
class _Titles:
    """The titles of one family ("instrument", "body", "party") by the list called `source`."""

    around: Surroundings
    phrases: NounPhrases
    family: str
    source: str

    def find(self) -> Iterator[Mention]:
        text = self.around.text
        nouns = text.lists.phrases(self.source, "nouns")
        index = 0
        while index < len(text.words):
            noun = nouns.longest_at(text.words, index)
            mention = self._title(noun) if noun else None
            if mention:
                yield mention
            index = max(index + 1, mention.last if mention else 0)

    def _title(self, noun: Match[str]) -> Mention | None:
        other = self.around.known.get(noun.first)
        if other and (other.last > noun.last or other.family != "party"):
            return None
        numbered = self.phrases.past_number(noun.last)
        if numbered > noun.last and self.around.text.folded(numbered) == ":":
            return None  # the label of a point: "Acuerdo 1:"
        end = self.phrases.end_of(numbered)
        end = max(end, years_after(self.around.text, end))
        first = self._with_ordinal(noun.first)
        if not self._is_particular(noun, numbered, end):
            return None
        return self._mention(first, end, noun.value)

    def _with_ordinal(self, first: int) -> int:
        """Take in a quality that stands before its noun: "Haut Comité", "Gran Comisión"."""
        text = self.around.text
        before = self._words("qualities_before")
        return first - 1 if first and text.folded(first - 1) in before else first

    def _is_particular(self, noun: Match[str], numbered: int, end: int) -> bool:
        """Tell a name from a noun that may mean any such thing."""
        text = self.around.text
        said = " ".join(word.folded for word in text.words[noun.first : noun.last])
        first = noun.first
        large = text.words[first].is_capital and not opens_sentence(text, first)
        if numbered > noun.last:
            return True
        if noun.value == "international_organization" and self._is_of_state(noun.last, end):
            return False
        if end == noun.last:
            several = noun.last - first > 1 or not text.stands(first - 1, "definite")
            alone = several and said in self._words("alone")
            return alone or (large and said in self._words("bare"))
        if said in self._words("needs_capital"):
            return text.words[first].is_capital
        return large or self._tells_apart(noun, end)

    def _is_of_state(self, first: int, last: int) -> bool:
        """Tell whether one state's quality follows: "Communauté nationale" is among no states."""
        own = self._words("qualities")
        return any(self.around.text.folded(place) in own for place in range(first, last))

    def _tells_apart(self, noun: Match[str], end: int) -> bool:
        """Tell whether what follows a noun in small letters says which one it is."""
        text = self.around.text
        said = " ".join(word.folded for word in text.words[noun.first : noun.last])
        if said not in self._words("weak"):
            return True
        rest = range(noun.last, end)
        before = noun.first - 1
        passed = text.stands(before, "ordinals", "coming") or (
            text.folded(before) in self._words("passing")
        )
        before -= passed
        if not (text.stands(before, "determiners") or opens_sentence(text, noun.first)):
            return False
        strong, qualities = self._words("strong_joints"), self._words("qualities")
        joints = text.lists.phrases("phrases", "joints").all_in(text.words, noun.last, end)
        if len(joints) > 1 or (joints and text.stands(noun.first - 1, "one")):
            return True
        return any(
            text.folded(place) in strong
            or text.folded(place) in qualities
            or text.words[place].is_capital
            or text.words[place].is_number
            for place in rest
        )

    def _words(self, key: str) -> tuple[str, ...]:
        return self.around.text.lists.words(self.source, "particular", key)

    def _mention(self, first: int, last: int, kind: str) -> Mention:
        text = self.around.text
        name = base_form(text.said(first, last))
        family = self.family
        form = "full" if text.words[first].is_capital else "plain"
        form = "full" if family == "party" else form
        period = period_in_title(text, (first, last), kind) if family == "instrument" else None
        how = "named by its title" if form == "full" else "named in small letters"
        how = "by its opening word" if family == "party" else how
        rule = f"{kind.replace('_', ' ')} {how}"
        key = f"{family} {fold_name(name)}"
        return Mention(first, last, family, kind, name, key, form, rule, None, period)


def find_noun_first_titles(around: Surroundings) -> list[Mention]:
    """Mentions of agencies, instruments and bodies that begin with their noun."""
    phrases = NounPhrases(around.text, around.known)
    families = (("party", "agencies"), ("instrument", "instruments"), ("body", "bodies"))
    return [
        mention
        for family, source in families
        for mention in _Titles(around, phrases, family, source).find()
    ]

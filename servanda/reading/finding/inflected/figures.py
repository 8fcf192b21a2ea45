"""Who is told of at each place of an inflected text, and in which case: parties, people, «стороны»."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.figure import Figure
from servanda.reading.finding.inflected.noun_phrases import PhraseReader, cases_after
from servanda.reading.finding.inflected.parties import Judge
from servanda.reading.finding.inflected.people import known_people
from servanda.reading.finding.inflected.references import Reference, find_references
from servanda.reading.finding.inflected.standing_for import Memory
from servanda.reading.finding.inflected.surnames import find_surnames
from servanda.reading.finding.mentions import by_word
from servanda.reading.morphology import CASES, forms_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from servanda.reading.finding.inflected.people import FoundPeople
    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text

_NAMES = frozenset({"Name", "Surn", "Patr"})
_EVERY = frozenset(CASES)


def find_figures(
    text: Text, names: tuple[Mention, ...], people: FoundPeople, keys: Mapping[str, str]
) -> tuple[Figure, ...]:
    """Give all figures in the order of the text; `keys` are the parties of people, by name."""
    finder = _Finder(text, PhraseReader(text, by_word(names)), names, keys)
    certain = [*finder.of_people(people), *finder.of_posts(people), *finder.of_names()]
    order = {"person": 0, "post": 0, "party": 1, "body": 1}
    taken: set[int] = set()
    kept: list[Figure] = []
    for figure in sorted(certain, key=lambda f: (order.get(f.kind, 2), f.first - f.last, f.first)):
        place = range(figure.first, figure.last)
        if not taken.intersection(place):
            taken.update(place)
            kept.append(figure)
    kept.extend(finder.of_surnames(people, taken))
    taken.update(i for figure in kept for i in range(figure.first, figure.last))
    kept.sort(key=lambda figure: figure.first)
    references = find_references(text, taken, people)
    return tuple(_resolved(text, names, kept, references))


@dataclass(frozen=True, slots=True)
class _Finder:
    text: Text
    phrases: PhraseReader
    names: tuple[Mention, ...]
    keys: Mapping[str, str]

    def of_people(self, people: FoundPeople) -> Iterator[Figure]:
        who = known_people(found.mention.name for found in people.people)
        for found in people.people:
            mention = found.mention
            first, last = (
                min(mention.first, mention.name_first),
                max(mention.last, mention.name_last),
            )
            cases = self._governed(first, found.cases)
            name = who[mention.name]
            key = self.keys.get(name)
            keys = (key,) if key else ()
            yield Figure(first, last, keys, "person", cases, "sing", "", name)

    def of_posts(self, people: FoundPeople) -> Iterator[Figure]:
        """Give posts told without a name but with their parties: «представитель МОМ»."""
        for post in people.posts:
            if post.party is not None:
                cases = self._governed(post.first, post.cases)
                keys = tuple(dict.fromkeys(one.key for one in (post.party, *post.others)))
                yield Figure(post.first, post.last, keys, "post", cases, post.number)

    def of_names(self) -> Iterator[Figure]:
        judge = Judge(self.text, self.phrases)
        for mention in self.names:
            if mention.family not in {"party", "body"} or not judge.acts(mention):
                continue
            if mention.form == "adjective":
                yield self._side(mention)
                continue
            cases, number, gender = self._form_of(mention)
            yield Figure(
                mention.first,
                mention.last,
                (mention.key,),
                mention.family,
                cases,
                number,
                gender,
                loose=self._is_loose(mention),
            )

    def of_surnames(self, people: FoundPeople, taken: set[int]) -> Iterator[Figure]:
        """Give people told again by their surname."""
        who = known_people(found.mention.name for found in people.people)
        names = dict.fromkeys(who.values())
        for first, last, name in find_surnames(self.text, names, taken):
            forms = [f for f in forms_of(self.text.folded(first)) if f.traits & _NAMES]
            cases = frozenset(form.case for form in forms) or _EVERY
            key = self.keys.get(name)
            keys = (key,) if key else ()
            yield Figure(
                first, last, keys, "person", self._governed(first, cases), "sing", "", name
            )

    def _side(self, mention: Mention) -> Figure:
        """Read «норландская сторона»: the noun behind the adjective tells the case."""
        forms = self.phrases.noun_forms(mention.last)
        cases = frozenset(form.case for form in forms) or _EVERY
        number = forms[0].number if forms else ""
        cases = self._governed(mention.first, cases)
        place = (mention.first, mention.last + 1)
        gender = forms[0].gender if forms else ""
        return Figure(*place, (mention.key,), "party", cases, number, gender)

    def _form_of(self, mention: Mention) -> tuple[frozenset[str], str, str]:
        """Give the cases, the number and the gender of a name where it stands."""
        for place in range(mention.first, mention.last):
            forms = self.phrases.noun_forms(place)
            declines = forms and not self.text.words[place].text.isupper()
            if declines and not self.phrases.is_modifier_at(place):
                head = self.phrases.head_at(place, least=mention.first)
                cases = self._governed(mention.first, head.cases)
                fitting = [f for f in head.forms if f.case in cases] or list(head.forms)
                fitting = [f for f in fitting if f.case == "nomn"] or fitting
                numbers = {f.number for f in fitting}
                return cases, numbers.pop() if len(numbers) == 1 else "", fitting[0].gender
        return self._governed(mention.first, _EVERY), "", gender_of(mention.key.partition(" ")[2])

    def _governed(self, first: int, cases: frozenset[str]) -> frozenset[str]:
        governed = cases_after(self.text, first - 1)
        if not governed:
            return cases
        return cases & governed or governed

    def _is_loose(self, mention: Mention) -> bool:
        """Tell an abbreviation behind a noun, as in «офис МОМ»: it may belong to the noun."""
        before = mention.first - 1
        if not self.text.words[mention.first].text.isupper() or before < 0:
            return False
        forms = forms_of(self.text.folded(before))
        return bool(forms) and forms[0].part == "NOUN"


def gender_of(name: str) -> str:
    """Give the gender of the noun on which a name in base form turns."""
    for word in name.split():
        forms = [f for f in forms_of(word.casefold().replace("ё", "е")) if f.part == "NOUN"]
        if forms and forms[0].known:
            return forms[0].gender if forms[0].case == "nomn" and forms[0].number == "sing" else ""
    return ""


def _resolved(
    text: Text, names: tuple[Mention, ...], kept: list[Figure], references: list[Reference]
) -> Iterator[Figure]:
    """Give figures and references in order, each reference with the parties it stands for."""
    memory = Memory(text, names)
    waiting = sorted(references, key=lambda one: one.first)
    merged: list[Figure | Reference] = sorted([*kept, *waiting], key=lambda one: one.first)
    for one in merged:
        if isinstance(one, Reference):
            meant = memory.meant_by(one)
            if meant is None:
                continue
            keys, person = meant
            figure = Figure(
                one.first, one.last, keys, one.kind, one.cases, one.number, one.gender, person
            )
        else:
            figure = one
        memory.remember(figure)
        yield figure

"""Words that stand for somebody named before: «стороны», «ведомство», «республика», «министр», «он»."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.lemma_phrases import lemma_names
from servanda.reading.finding.inflected.noun_phrases import cases_after
from servanda.reading.morphology import forms_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.inflected.people import FoundPeople
    from servanda.reading.finding.text import Text

_KEYS = ("delegation", "we", "both", "agency", "organization", "state", "body", "person")
_NOUNS = frozenset({"NOUN", "NPRO"})


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that mean somebody told before; `said` is their base form, `means` what they look for."""

    first: int
    last: int
    said: str
    means: str
    kind: str
    cases: frozenset[str]
    number: str
    gender: str


def find_references(text: Text, taken: set[int], people: FoundPeople) -> list[Reference]:
    """Give all references outside the words that name somebody."""
    found = list(_of_posts(text, taken, people))
    used = {index for one in found for index in range(one.first, one.last)} | taken
    for means in _KEYS:
        phrases = lemma_names(text.lists.language, "references", means)
        for match in phrases.all_in(text.words, 0, len(text.words)):
            place = range(match.first, match.last)
            if used.intersection(place) or text.stands(match.first, "possessive"):
                continue
            if _is_owned(text, match.last, taken, means):
                continue
            one = _reference(text, (match.first, match.last), match.value, means)
            if one:
                used.update(place)
                found.append(one)
    return found


def _of_posts(text: Text, taken: set[int], people: FoundPeople) -> Iterator[Reference]:
    """Give posts without a name or a party: «министр», «координатору»."""
    for post in people.posts:
        if post.party is None and not taken.intersection(range(post.first, post.last)):
            said = text.folded(post.head)
            forms = [f for f in forms_of(said) if f.part == "NOUN"]
            lemma = forms[0].lemma if forms else said
            cases = cases_after(text, post.first - 1)
            cases = (post.cases & cases or cases) if cases else post.cases
            means = "post" if post.number == "sing" else "posts"
            yield Reference(post.first, post.last, lemma, means, "person", cases, post.number, "")


def _is_owned(text: Text, last: int, taken: set[int], means: str) -> bool:
    """Tell «министерство» from «министерство Норландии» that the lists do not join."""
    return means in {"agency", "organization", "body"} and last in taken


def _reference(text: Text, place: tuple[int, int], said: str, means: str) -> Reference | None:
    first, last = place
    for index in range(first, last):
        forms = [f for f in forms_of(text.folded(index)) if f.part in _NOUNS and f.case]
        if not forms:
            continue
        governed = cases_after(text, first - 1)
        cases = frozenset(form.case for form in forms)
        cases = (cases & governed or governed) if governed else cases
        forms = [f for f in forms if f.case in cases] or forms
        numbers = {f.number for f in [f for f in forms if f.case == "nomn"] or forms}
        number = numbers.pop() if len(numbers) == 1 else ""
        if means == "both" and "plur" not in {f.number for f in forms if f.case in cases}:
            return None
        number = "plur" if means == "both" else number
        kind = {"both": "both", "person": "person", "body": "body"}.get(means, "party")
        gender = forms[0].gender if number == "sing" else ""
        return Reference(first, last, said, means, kind, cases, number, gender)
    return None

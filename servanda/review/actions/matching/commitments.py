"""Commitments that say the same: word for word, or nearly so at the same meeting."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.instruments.models import InstrumentKind, Provision
from servanda.registers.models import Desk
from servanda.review.actions.matching.agreeing import Agreeing
from servanda.review.actions.matching.found import MOST, Match, Wanted
from servanda.review.rules import LIKE, says_enough, word_set, words, words_but_dates

SAME_WORDS = _("it says the same")
SAME_MEETING = _("nearly the same words, agreed at the same meeting")
LIKE_WORDS = _("it says nearly the same")
OTHER_DATE = _("the same words with another date: the sources may differ on it")

MOST_KNOWN = 2000
FEWEST_WORDS = 3
"""Words beside the date by which a point is known again with another date."""
LABEL_LENGTH = 1000


@dataclass(frozen=True)
class Known:
    """A commitment of the register, and where it hangs."""

    uuid: UUID
    text: str
    instrument: int
    is_of_statement: bool


@dataclass(frozen=True)
class Asked:
    """The words of a commitment that is looked for; `rest` are those that tell no date."""

    words: frozenset[str]
    rest: frozenset[str]
    language: str

    @classmethod
    def by(cls, wanted: Wanted) -> "Asked":
        text = words(wanted.fields, "text")
        return cls(word_set(text), words_but_dates(text, wanted.language), wanted.language)

    def has_other_date(self, text: str) -> bool:
        """Tell whether a text says the same and differs in its date alone."""
        is_dated = self.rest != self.words and len(self.rest) >= FEWEST_WORDS
        if not is_dated or not self.rest < word_set(text):
            return False
        return self.rest == words_but_dates(text, self.language)


def commitments_alike(
    desk: Desk, wanted: Sequence[Wanted], *, among: Q | None = None
) -> list[list[Match]]:
    """Return, for each commitment that is wanted, those that say the same, the likest first.

    `among` narrows the commitments looked at, to those in the same words; else the latest 2000 are,
    and those that agree in all but their words or language come last.
    """
    if not wanted:
        return []
    rows = Provision.objects.visible_to(desk).commitments().filter(among or Q()).order_by("-id")
    columns = ("uuid", "label", "instrument_id", "instrument__kind")
    known = [
        Known(uuid, label, instrument, kind == InstrumentKind.STATEMENT)
        for uuid, label, instrument, kind in rows.values_list(*columns)[:MOST_KNOWN]
    ]
    by_word = _by_word(known)
    found = [_alike(one, known, by_word) for one in wanted]
    if among is not None:
        return found
    agreeing = Agreeing.among(desk, [(one.uuid, one.text, one.instrument) for one in known])
    return [
        [*those, *agreeing.matches(one, known={match.uuid for match in those})][:MOST]
        for one, those in zip(wanted, found, strict=True)
    ]


def near(wanted: Wanted) -> Q:
    """Return what to look among when only a sure match counts: the same words, the same record."""
    same = Q(label=words(wanted.fields, "text")[:LABEL_LENGTH])
    return same | Q(instrument=wanted.record) if wanted.record is not None else same


def _by_word(known: list[Known]) -> dict[str, list[int]]:
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(known):
        for word in word_set(one.text):
            by_word[word].append(number)
    return by_word


def _alike(wanted: Wanted, known: list[Known], by_word: dict[str, list[int]]) -> list[Match]:
    asked = Asked.by(wanted)
    common = Counter(number for word in asked.words for number in by_word.get(word, ()))
    found: list[tuple[float, int, Match]] = []
    for number, count in common.items():
        other = known[number]
        share = count / (len(asked.words) + len(word_set(other.text)) - count)
        has_other_date = asked.has_other_date(other.text)
        if share >= LIKE or has_other_date:
            why = OTHER_DATE if has_other_date else LIKE_WORDS
            found.append((-share, number, _match(wanted, other, why=why)))
    found.sort(key=lambda one: (not one[2].is_sure, one[0], one[1]))
    return [
        match if place == 0 else replace(match, is_sure=False)
        for place, (_share, _number, match) in enumerate(found[:MOST])
    ]


def _match(wanted: Wanted, known: Known, *, why: Promise) -> Match:
    """Tell how sure it is: at the same meeting, or word for word from another document.

    Two points of one reading that are merely alike are two points.
    """
    here = known.instrument == wanted.record
    if known.text == words(wanted.fields, "text")[:LABEL_LENGTH]:
        told_alone = wanted.record is None and known.is_of_statement and says_enough(known.text)
        return _of(known, SAME_WORDS, is_sure=here or told_alone)
    is_sure = here and known.uuid not in wanted.own
    return _of(known, SAME_MEETING if here else why, is_sure=is_sure)


def _of(known: Known, why: Promise, *, is_sure: bool) -> Match:
    return Match(Provision.KIND, known.uuid, known.text, why, is_sure=is_sure)

"""Commitments told in other words or another language, where parties, dates and instruments agree."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.instruments.models import (
    Instrument,
    InstrumentName,
    Provision,
    Responsibility,
    Timing,
    WordingText,
    is_present,
)
from servanda.reading.names import name_key
from servanda.reading.same_names import same_keys
from servanda.registers.models import Desk
from servanda.review.actions.matching.found import UNKNOWN, Match, Wanted, span_of
from servanda.review.rules import Span, is_abbreviation, shared, word_set, words

MOST_NAMES = 2000
SOMEWHAT_LIKE = 0.25

OTHER_DUE = _("in another language; the same parties and deadline")
OTHER_INSTRUMENT = _("in another language; the same parties and instrument")
OTHER_MEETING = _("in another language; the same parties at the same meeting")
LIKE_DUE = _("similar words; the same parties and deadline")


@dataclass(frozen=True)
class Point:
    """A commitment of the register: its text, and what else is known of it."""

    uuid: UUID
    text: str
    record: int
    language: str = ""
    due: Span = UNKNOWN
    parties: frozenset[UUID] = frozenset()


@dataclass
class Agreeing:
    """What is needed to see whether two commitments agree but for their words."""

    points: list[Point] = field(default_factory=list)
    names: dict[frozenset[str], set[UUID]] = field(default_factory=dict)
    _named_in: dict[str, set[UUID]] = field(default_factory=dict)

    @classmethod
    def among(cls, desk: Desk, rows: Collection[tuple[UUID, str, int]]) -> "Agreeing":
        """Return it for commitments given by name, text and instrument: four queries."""
        uuids = [uuid for uuid, _text, _record in rows]
        due, parties, languages = _due(uuids), _parties(uuids), _languages(uuids)
        points = [
            Point(
                uuid,
                text,
                record,
                languages.get(uuid, ""),
                due.get(uuid, UNKNOWN),
                frozenset(parties[uuid]),
            )
            for uuid, text, record in rows
        ]
        return cls(points, _names(desk))

    def matches(self, wanted: Wanted, *, known: Collection[UUID]) -> list[Match]:
        """Return the commitments that may be the one wanted, those `known` left out: never sure ones."""
        if not wanted.parties:
            return []
        found = [
            (rank, point, why)
            for point in self.points
            if point.uuid not in known and point.uuid not in wanted.own
            for rank, why in self._reasons(wanted, point)
        ]
        found.sort(key=lambda one: one[0])
        best = {point.uuid: (point, why) for _rank, point, why in reversed(found)}
        return [
            Match(Provision.KIND, point.uuid, point.text, why, is_sure=False)
            for point, why in reversed(best.values())
        ]

    def _reasons(self, wanted: Wanted, point: Point) -> Iterable[tuple[int, Promise]]:
        """Yield why two may be one, the best reason with the lowest number."""
        if not _fit(wanted.parties or frozenset(), point.parties):
            return
        due = span_of(words(wanted.fields, "due"))
        is_due = due not in (UNKNOWN, Span(None, None)) and due == point.due
        text = words(wanted.fields, "text")
        if not _other_language(wanted.language, point.language):
            if is_due and shared(word_set(text), word_set(point.text)) >= SOMEWHAT_LIKE:
                yield 3, LIKE_DUE
            return
        if is_due:
            yield 0, OTHER_DUE
        if self._named(text) & self._named(point.text):
            yield 1, OTHER_INSTRUMENT
        if wanted.record is not None and wanted.record == point.record:
            yield 2, OTHER_MEETING

    def _named(self, text: str) -> set[UUID]:
        """Return the instruments that a text names, by any of their names; looked up once a text."""
        if text not in self._named_in:
            said = word_set(text)
            named = (those for name, those in self.names.items() if name <= said)
            self._named_in[text] = set().union(*named)
        return self._named_in[text]


def _due(uuids: Collection[UUID]) -> dict[UUID, Span]:
    rows = Timing.objects.filter(
        is_present("wording__"), wording__provision__uuid__in=uuids
    ).values_list("wording__provision__uuid", "due_earliest", "due_latest")
    return {uuid: Span(first, last) for uuid, first, last in rows}


def _parties(uuids: Collection[UUID]) -> Mapping[UUID, set[UUID]]:
    rows = Responsibility.objects.filter(
        is_present("wording__"), wording__provision__uuid__in=uuids
    )
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for uuid, party in rows.values_list("wording__provision__uuid", "party__uuid"):
        found[uuid].add(party)
    return found


def _languages(uuids: Collection[UUID]) -> dict[UUID, str]:
    rows = WordingText.objects.filter(
        is_present("of__"), of__provision__uuid__in=uuids, is_original=True
    )
    return dict(rows.values_list("of__provision__uuid", "language"))


def _names(desk: Desk) -> dict[frozenset[str], set[UUID]]:
    """Return the instruments by the words of each name that tells which is meant."""
    instruments = Instrument.objects.visible_to(desk).agreed_texts()
    rows = InstrumentName.objects.filter(of__in=instruments).order_by("-id")
    found: dict[frozenset[str], set[UUID]] = defaultdict(set)
    for text, uuid in rows.values_list("text", "of__uuid")[:MOST_NAMES]:
        keys = {name_key(text), *same_keys(text)}
        for key in keys:
            if is_abbreviation(text) or " " in key:
                found[frozenset(key.split())].add(uuid)
    return found


def _fit(one: frozenset[UUID], other: frozenset[UUID]) -> bool:
    """Tell whether all parties of one are among those of the other."""
    return bool(one and other) and (one <= other or other <= one)


def _other_language(one: str, other: str) -> bool:
    return bool(one and other) and one != other

"""Entries that bear a name of a proposal: parties, persons, instruments."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from servanda.instruments.models import Instrument, InstrumentKind, InstrumentName
from servanda.parties.models import Party, PartyName, Person, PersonName
from servanda.reading.names import name_key, person_key
from servanda.registers.models import Desk
from servanda.review.actions.matching.found import MOST, UNKNOWN, Match, Wanted, span_of
from servanda.review.rules import SIDES, Span, telling_aliases, words

SAME_NAME = _("it bears this name")
OTHER_NAME = _("it bears one of the other names")
PART_OF_NAME = _("a part of the name is the same")
OTHER_PERIOD = _("it bears this name; the period is not the same or not known")

MOST_NAMES = 5000
KNOWN_BY_SHORT_NAME = frozenset({InstrumentKind.FRAMEWORK.value, InstrumentKind.LAW.value})


@dataclass(frozen=True)
class Bearer:
    """An entry that bears a name."""

    uuid: UUID
    label: str
    kind: str = ""
    period: Span = UNKNOWN


Bearers = dict[str, list[Bearer]]
"""By the key of a name: who bears it, the oldest entry first."""


def parties_alike(desk: Desk, wanted: Sequence[Wanted]) -> list[list[Match]]:
    """Return, for each party or body that is wanted, those that bear a name of it."""
    rows = PartyName.objects.filter(
        key__in=_keys(wanted), of__in=Party.objects.visible_to(desk)
    ).order_by("of_id")
    bearers: Bearers = defaultdict(list)
    for key, uuid, label, kind in rows.values_list("key", "of__uuid", "of__label", "of__kind"):
        bearers[key].append(Bearer(uuid, label, kind))
    return [_parties(one, bearers) for one in wanted]


def persons_alike(desk: Desk, wanted: Sequence[Wanted]) -> list[list[Match]]:
    """Return, for each person that is wanted, those of this name, then those of a part of it."""
    if not wanted:
        return []
    names = PersonName.objects.filter(of__in=Person.objects.visible_to(desk))
    keys = {person_key(words(one.fields, "name")) for one in wanted}
    columns = ("key", "of__uuid", "of__label")
    bearers: Bearers = defaultdict(list)
    for key, uuid, label in names.filter(key__in=keys).order_by("of_id").values_list(*columns):
        bearers[key].append(Bearer(uuid, label))
    others: Bearers = defaultdict(list)
    for key, uuid, label in names.order_by("-of_id").values_list(*columns)[:MOST_NAMES]:
        others[key].append(Bearer(uuid, label))
    return [_persons(one, bearers, others) for one in wanted]


def instruments_alike(desk: Desk, wanted: Sequence[Wanted]) -> list[list[Match]]:
    """Return, for each instrument that is wanted, those of its names.

    Two plans of one name and other years are two instruments; a short name alone ("CT NAP") does
    not tell which, but for a framework or a law.
    """
    instruments = Instrument.objects.visible_to(desk).agreed_texts()
    rows = InstrumentName.objects.filter(key__in=_keys(wanted), of__in=instruments)
    columns = ("of__uuid", "of__label", "of__kind", "of__period_earliest", "of__period_latest")
    bearers: Bearers = defaultdict(list)
    for key, uuid, label, kind, first, last in rows.order_by("of_id").values_list("key", *columns):
        bearers[key].append(Bearer(uuid, label, kind, Span(first, last)))
    return [_instruments(one, bearers) for one in wanted]


def _keys(wanted: Iterable[Wanted]) -> set[str]:
    return {key for one in wanted for key in (_full_key(one), *_alias_keys(one)) if key}


def _full_key(wanted: Wanted) -> str:
    return name_key(words(wanted.fields, "name"))


def _alias_keys(wanted: Wanted) -> list[str]:
    return [name_key(name) for name in telling_aliases(wanted.fields)]


def _by_name(wanted: Wanted, bearers: Bearers) -> tuple[list[Bearer], list[Bearer]]:
    """Return who bears the name itself, and who bears only one of the other names."""
    full = list(dict.fromkeys(bearers.get(_full_key(wanted), [])))
    keys = _alias_keys(wanted)
    others = dict.fromkeys(bearer for key in keys for bearer in bearers.get(key, []))
    return full, [bearer for bearer in others if bearer not in full]


def _parties(wanted: Wanted, bearers: Bearers) -> list[Match]:
    full, others = _by_name(wanted, bearers)
    matches = [
        Match(Party.KIND, bearer.uuid, bearer.label, SAME_NAME, is_sure=place == 0)
        for place, bearer in enumerate(full)
    ]
    for bearer in others:
        known_so = _is_known_by_short_name(wanted, bearer)
        is_sure = known_so and not full and len(others) == 1
        matches.append(Match(Party.KIND, bearer.uuid, bearer.label, OTHER_NAME, is_sure=is_sure))
    return matches[:MOST]


def _is_known_by_short_name(wanted: Wanted, bearer: Bearer) -> bool:
    """Tell whether another name than the full one is enough: IOM is, MFA is not.

    It is for States and international organizations, and where it is all the register knows.
    """
    if bearer.kind in SIDES and bearer.kind == words(wanted.fields, "kind"):
        return True
    return name_key(bearer.label) in _alias_keys(wanted)


def _persons(wanted: Wanted, bearers: Bearers, others: Bearers) -> list[Match]:
    key = person_key(words(wanted.fields, "name"))
    same = list(dict.fromkeys(bearers.get(key, [])))
    matches = [
        Match(Person.KIND, bearer.uuid, bearer.label, SAME_NAME, is_sure=place == 0)
        for place, bearer in enumerate(same)
    ]
    asked = frozenset(key.split())
    alike: dict[Bearer, bool] = {}
    for other, those in others.items():
        parts = frozenset(other.split())
        if other != key and asked and (parts <= asked or asked <= parts):
            alike |= dict.fromkeys(those, len(parts & asked) > 1)
    for bearer, is_much in alike.items():
        is_sure = is_much and len(alike) == 1 and not same
        if bearer not in same:
            matches.append(
                Match(Person.KIND, bearer.uuid, bearer.label, PART_OF_NAME, is_sure=is_sure)
            )
    return matches[:MOST]


def _instruments(wanted: Wanted, bearers: Bearers) -> list[Match]:
    full, others = _by_name(wanted, bearers)
    period = span_of(words(wanted.fields, "period"))
    fitting = [b for b in (*full, *others) if _may_be_one_period(period, b.period)]
    fitting.sort(key=lambda b: (b.period != period, b not in full))
    sure = _sure_instrument(wanted, period, [b for b in fitting if b in full])
    if sure is None:
        known = [b for b in fitting if b not in full and _short_name_tells(wanted, period, b)]
        sure = known[0] if len(known) == 1 and not full else None
    fitting.sort(key=lambda b: b != sure)
    return [
        Match(
            Instrument.KIND,
            bearer.uuid,
            bearer.label,
            SAME_NAME if bearer.period == period else OTHER_PERIOD,
            is_sure=bearer == sure,
        )
        for bearer in fitting[:MOST]
    ]


def _sure_instrument(wanted: Wanted, period: Span, full: list[Bearer]) -> Bearer | None:
    """Return the one of this name and period; without a period, the only one or that in force."""
    same = [bearer for bearer in full if bearer.period == period]
    if same or period != UNKNOWN or len(full) == 1:
        return next(iter(same or full), None)
    day = Span(wanted.day, wanted.day)
    in_force = [bearer for bearer in full if day.overlaps(bearer.period)]
    return in_force[0] if len(in_force) == 1 else None


def _short_name_tells(wanted: Wanted, period: Span, bearer: Bearer) -> bool:
    same_kind = bearer.kind == words(wanted.fields, "kind")
    if period != UNKNOWN or bearer.period != UNKNOWN:
        return same_kind and period == bearer.period
    return same_kind and bearer.kind in KNOWN_BY_SHORT_NAME


def _may_be_one_period(one: Span, other: Span) -> bool:
    """Tell whether two periods do not contradict each other."""
    if UNKNOWN in (one, other) or one == other:
        return True
    half_known = None in (one.latest, other.latest)
    return one.earliest == other.earliest and half_known

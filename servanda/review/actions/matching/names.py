"""Entries that bear a name of a proposal, in whatever language: parties and instruments."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.instruments.models import Instrument, InstrumentKind, InstrumentName
from servanda.parties.models import Party, PartyName
from servanda.reading.names import name_key
from servanda.reading.same_names import meaning_of, means_something, same_keys
from servanda.registers.models import Desk
from servanda.review.actions.matching.found import MOST, UNKNOWN, Match, Wanted, span_of
from servanda.review.rules import SIDES, Span, telling_aliases, words

SAME_NAME = _("it bears this name")
OTHER_NAME = _("it bears one of the other names")
OTHER_LANGUAGE = _("it bears this name in another language")
SAME_MEANING = _("its name means the same in another language")
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
Meanings = dict[frozenset[str], list[Bearer]]
"""By what the words of a name mean: who bears it."""


def parties_alike(desk: Desk, wanted: Sequence[Wanted]) -> list[list[Match]]:
    """Return, for each party or body that is wanted, those that bear a name of it."""
    names = PartyName.objects.filter(of__in=Party.objects.visible_to(desk))
    columns = ("of__uuid", "of__label", "of__kind")
    bearers: Bearers = defaultdict(list)
    rows = names.filter(key__in=_keys(wanted)).order_by("of_id").values_list("key", *columns)
    for key, uuid, label, kind in rows:
        bearers[key].append(Bearer(uuid, label, kind))
    meanings: Meanings = defaultdict(list)
    latest = names.order_by("-of_id").values_list("text", *columns)[:MOST_NAMES]
    for text, uuid, label, kind in latest if wanted else ():
        meanings[meaning_of(text)].append(Bearer(uuid, label, kind))
    return [_parties(one, bearers, meanings) for one in wanted]


def instruments_alike(desk: Desk, wanted: Sequence[Wanted]) -> list[list[Match]]:
    """Return, for each instrument that is wanted, those of its names.

    Two plans of one name and other years are two instruments; a short name alone ("CT NAP") does
    not tell which, but for a framework or a law.
    """
    instruments = Instrument.objects.visible_to(desk).agreed_texts()
    names = InstrumentName.objects.filter(of__in=instruments)
    columns = ("of__uuid", "of__label", "of__kind", "of__period_earliest", "of__period_latest")
    bearers: Bearers = defaultdict(list)
    rows = names.filter(key__in=_keys(wanted)).order_by("of_id").values_list("key", *columns)
    for key, uuid, label, kind, first, last in rows:
        bearers[key].append(Bearer(uuid, label, kind, Span(first, last)))
    meanings: Meanings = defaultdict(list)
    latest = names.order_by("-of_id").values_list("text", *columns)[:MOST_NAMES]
    for text, uuid, label, kind, first, last in latest if wanted else ():
        meanings[meaning_of(text)].append(Bearer(uuid, label, kind, Span(first, last)))
    return [_instruments(one, bearers, meanings) for one in wanted]


def _keys(wanted: Iterable[Wanted]) -> set[str]:
    own = {key for one in wanted for key in (_full_key(one), *_alias_keys(one)) if key}
    joined = {key for one in wanted for key in same_keys(words(one.fields, "name"))}
    return own | joined


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


def _elsewhere(wanted: Wanted, bearers: Bearers, known: Iterable[Bearer]) -> list[Bearer]:
    """Return who bears a name that the same thing has in another language, the known ones left out."""
    keys = same_keys(words(wanted.fields, "name")) - {_full_key(wanted)}
    found = dict.fromkeys(bearer for key in sorted(keys) for bearer in bearers.get(key, []))
    return [bearer for bearer in found if bearer not in set(known)]


def _of_same_meaning(wanted: Wanted, meanings: Meanings, known: Iterable[Bearer]) -> list[Bearer]:
    """Return whose name means the same word by word, where the words tell enough."""
    meaning = meaning_of(words(wanted.fields, "name"))
    found = meanings.get(meaning, []) if means_something(meaning) else []
    return [bearer for bearer in dict.fromkeys(found) if bearer not in set(known)]


def _parties(wanted: Wanted, bearers: Bearers, meanings: Meanings) -> list[Match]:
    full, others = _by_name(wanted, bearers)
    matches = [
        Match(Party.KIND, bearer.uuid, bearer.label, SAME_NAME, is_sure=place == 0)
        for place, bearer in enumerate(full)
    ]
    elsewhere = _elsewhere(wanted, bearers, full)
    others = [bearer for bearer in others if bearer not in elsewhere]
    for bearer in elsewhere:
        is_sure = not full and len(elsewhere) == 1
        matches.append(
            Match(Party.KIND, bearer.uuid, bearer.label, OTHER_LANGUAGE, is_sure=is_sure)
        )
    for bearer in others:
        known_so = _is_known_by_short_name(wanted, bearer)
        is_sure = known_so and not matches and len(others) == 1
        matches.append(Match(Party.KIND, bearer.uuid, bearer.label, OTHER_NAME, is_sure=is_sure))
    alike = _of_same_meaning(wanted, meanings, [*full, *elsewhere, *others])
    for bearer in alike:
        is_sure = not matches and len(alike) == 1
        matches.append(Match(Party.KIND, bearer.uuid, bearer.label, SAME_MEANING, is_sure=is_sure))
    return matches[:MOST]


def _is_known_by_short_name(wanted: Wanted, bearer: Bearer) -> bool:
    """Tell whether another name than the full one is enough: IOM is, MFA is not.

    It is for States and international organizations, and where it is all the register knows.
    """
    if bearer.kind in SIDES and bearer.kind == words(wanted.fields, "kind"):
        return True
    return name_key(bearer.label) in _alias_keys(wanted)


def _instruments(wanted: Wanted, bearers: Bearers, meanings: Meanings) -> list[Match]:
    full, others = _by_name(wanted, bearers)
    if not full:
        full = _elsewhere(wanted, bearers, ())
        full = full or _of_same_meaning(wanted, meanings, others)
    others = [bearer for bearer in others if bearer not in full]
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
            _why(wanted, bearer, period),
            is_sure=bearer == sure,
        )
        for bearer in fitting[:MOST]
    ]


def _why(wanted: Wanted, bearer: Bearer, period: Span) -> Promise:
    if bearer.period != period:
        return OTHER_PERIOD
    return SAME_NAME if name_key(bearer.label) == _full_key(wanted) else OTHER_NAME


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

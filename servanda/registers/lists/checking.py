"""What of a query a list knows; what it does not is left out and said in a sentence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import BooleanField, DateField, ForeignKey, Model
from django.utils.translation import gettext as _

from servanda.registers.lists.declaring import EntryList, Facet
from servanda.registers.lists.rights import field_at, related_at, visible
from servanda.registers.models import Desk, Entry
from servanda.registers.rules import writable
from servanda.registers.rules.lists import NO, NONE, YES, ListQuery
from servanda.search.rules import MOST_WORDS, Query, QueryTooLong, parsed

LONGEST_VALUE = 100


@dataclass(frozen=True)
class LeftOut:
    """Something asked that a list cannot answer, in a sentence.

    `unnamed` is the sentence for who did not ask it themself: it does not tell which value it was.
    """

    told: str
    unnamed: str = ""


@dataclass(frozen=True)
class Asked:
    """A query as a list can answer it.

    `held` are the values of each facet chosen as the table holds them, None where it holds none.
    `words` is None where the box narrows nothing. `left_out` is what the list does not know.
    """

    listed: EntryList
    query: ListQuery
    held: Mapping[str, tuple[object, ...]]
    words: Query | None
    left_out: tuple[LeftOut, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """The sentences on what was left out, for who asked it."""
        return tuple(one.told for one in self.left_out)

    @property
    def faults_of_others(self) -> tuple[str, ...]:
        """The same for who opens what somebody else asked, each once."""
        return tuple(dict.fromkeys(one.unnamed or one.told for one in self.left_out))


def asked(desk: Desk, listed: EntryList, query: ListQuery) -> Asked:
    """Check a query against a list; an entry of another register is as unknown as one that never was."""
    left_out: list[LeftOut] = []
    words = _words(query.words, left_out)
    chosen: dict[str, tuple[str, ...]] = {}
    held: dict[str, tuple[object, ...]] = {}
    for name, values in query.chosen.items():
        facet = listed.facet(name)
        if facet is None:
            left_out.append(LeftOut(unknown_filter(name)))
            continue
        known = held_values(desk, listed.model, facet, values)
        left_out += [_unknown(facet, value) for value in values if value not in known]
        if known:
            chosen[name] = tuple(known)
            held[name] = tuple(one for group in known.values() for one in group)
    column = _order(listed, query, left_out)
    kept = replace(
        query,
        words=query.words if words else "",
        chosen=chosen,
        columns=_columns(listed, query, left_out),
        order=column,
        descending=query.descending if column else False,
    )
    return Asked(listed, kept, held, words, tuple(left_out))


def unknown_filter(name: str) -> str:
    """Return the sentence on a filter that the list does not have."""
    return _("This list has no filter “%(name)s”.") % {"name": _shown(name)}


def held_values(
    desk: Desk, model: type[Model], facet: Facet, values: Iterable[str]
) -> dict[str, tuple[object, ...]]:
    """Return of these values of a facet those there can be, with what the table holds for each."""
    field, given = field_at(model, facet.field), [one for one in values if one != NONE]
    known: dict[str, tuple[object, ...]]
    if isinstance(field, ForeignKey):
        known = _linked(desk, related_at(model, facet.field), facet, given)
    elif isinstance(field, DateField):
        known = {one: (int(one),) for one in given if _is_year(one)}
    elif isinstance(field, BooleanField):
        known = {one: (one == YES,) for one in given if one in {YES, NO}}
    elif field.choices:
        codes = {str(code) for code, _label in field.flatchoices}
        known = {one: (one,) for one in given if one in codes}
    else:
        most = getattr(field, "max_length", None) or LONGEST_VALUE
        known = {one: (one,) for one in given if _is_plain(one, most)}
    return known | {one: (None,) for one in values if one == NONE}


def _words(typed: str, left_out: list[LeftOut]) -> Query | None:
    if not typed:
        return None
    try:
        query = parsed(writable(typed))
    except QueryTooLong:
        told = _(
            "This is too long to be looked for: give at most %(number)d words, or a phrase of it "
            "in quotation marks."
        )
        left_out.append(LeftOut(told % {"number": MOST_WORDS}))
        return None
    if query.asked:
        return query
    told = _(
        "What was typed has no letter or digit to look for, or only words that must be absent."
    )
    left_out.append(LeftOut(told))
    return None


def _columns(listed: EntryList, query: ListQuery, left_out: list[LeftOut]) -> tuple[str, ...]:
    unknown = [name for name in query.columns if listed.column(name) is None]
    told = _("This list has no column “%(name)s”.")
    left_out += [LeftOut(told % {"name": _shown(name)}) for name in unknown]
    return tuple(name for name in query.columns if name not in unknown)


def _order(listed: EntryList, query: ListQuery, left_out: list[LeftOut]) -> str:
    column = listed.column(query.order)
    if not query.order or (column and column.order):
        return query.order
    told = _("This list cannot be ordered by “%(name)s”.")
    left_out.append(LeftOut(told % {"name": _shown(query.order)}))
    return ""


def _linked(
    desk: Desk, related: type[Model], facet: Facet, given: Sequence[str]
) -> dict[str, tuple[object, ...]]:
    """Return the keys of linked rows: of entries by public name, of others all that bear the key."""
    found: dict[str, tuple[object, ...]] = {}
    if issubclass(related, Entry):
        named = {uuid: one for one in given if (uuid := _uuid(one))}
        seen = visible(desk, related).filter(uuid__in=named)
        return {named[uuid]: (pk,) for pk, uuid in seen.values_list("pk", "uuid")}
    keys = [one for one in given if _is_plain(one, LONGEST_VALUE)]
    rows = related._default_manager.filter(register=desk.register, **{f"{facet.key}__in": keys})
    for pk, key in rows.values_list("pk", facet.key):
        found[key] = (*found.get(key, ()), pk)
    return found


def _unknown(facet: Facet, value: str) -> LeftOut:
    told = _("%(name)s: “%(value)s” is not known here, and narrows nothing.")
    unnamed = _(
        "“%(name)s” narrows by something that is not there, or not shown to you: it is left out."
    )
    name = {"name": facet.title}
    return LeftOut(told % {**name, "value": _shown(value)}, unnamed % name)


def _is_plain(value: str, most: int) -> bool:
    return writable(value) == value and len(value) <= most


def _is_year(value: str) -> bool:
    """Tell whether a value is a year as a facet counts it: no database knows a year 0."""
    is_number = value.isascii() and value.isdigit() and len(value) <= 4
    return is_number and value == str(int(value)) and value != "0"


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _shown(typed: str) -> str:
    """Return what somebody typed into an address as a sentence may repeat it."""
    plain = writable(typed)
    return plain if len(plain) <= LONGEST_VALUE else f"{plain[:LONGEST_VALUE]}…"

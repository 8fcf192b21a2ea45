"""The entries that are known by a name: where the field at the head of a page leads straight."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from servanda.instruments.models import Instrument, Provision, Wording
from servanda.instruments.rules import Cited, read_citation
from servanda.parties.models import Party, Person
from servanda.portal.views.entries import EntryLink, named_link
from servanda.registers.models import Desk, Entry, Register

LONGEST_NAME: Final = 500
MOST_OF_A_KIND: Final = 12
_ORDER: Final = ("label", "pk")


@dataclass(frozen=True)
class Known:
    """An entry that bears a name, and its register."""

    register: Register
    link: EntryLink


def known_by_name(desks: Sequence[Desk], typed: str) -> list[Known]:
    """Return what a person may see that bears a name: at most five queries, however many the registers.

    Parties, persons and instruments under any spelling of it, instruments by their symbol, and the
    provision of an instrument by its number, as in `GCM 10` or `A/RES/73/195, para. 26 (c)`.
    """
    if not typed or len(typed) > LONGEST_NAME:
        return []
    at = {desk.register.pk: desk for desk in desks}
    bearers: list[Entry] = [
        *Party.objects.visible_at(desks).named(typed).order_by(*_ORDER)[:MOST_OF_A_KIND],
        *Person.objects.visible_at(desks).named(typed).order_by(*_ORDER)[:MOST_OF_A_KIND],
        *Instrument.objects.visible_at(desks).called(typed).order_by(*_ORDER)[:MOST_OF_A_KIND],
        *_provisions(desks, typed),
    ]
    return [_known(at[one.register_id], one) for one in bearers]


def _provisions(desks: Sequence[Desk], typed: str) -> Iterable[Provision]:
    """Return the provisions that a name and a number tell, each of an instrument that is seen."""
    cited = read_citation(typed)
    if cited is not None and cited.number:
        return _cited(desks, cited)
    name, _space, code = typed.rpartition(" ")
    if not name or not any(sign.isdigit() for sign in code):
        return []
    instruments = list(Instrument.objects.visible_at(desks).called(name.strip())[:MOST_OF_A_KIND])
    if not instruments:
        return []
    numbered = Wording.objects.visible_at(desks).present().filter(code=code)
    numbered = numbered.filter(provision__instrument__in=instruments)
    found = Provision.objects.visible_at(desks).filter(pk__in=numbered.values("provision"))
    return found.order_by(*_ORDER)[:MOST_OF_A_KIND]


def _cited(desks: Sequence[Desk], cited: Cited) -> Iterable[Provision]:
    """Return the provisions that a citation tells, each of an instrument that is seen."""
    instruments = Instrument.objects.visible_at(desks).called(cited.symbol)
    numbered = Wording.objects.visible_at(desks).present().cited_as(cited)
    numbered = numbered.filter(provision__instrument__in=instruments)
    found = Provision.objects.visible_at(desks).filter(pk__in=numbered.values("provision"))
    return found.order_by(*_ORDER)[:MOST_OF_A_KIND]


def _known(desk: Desk, one: Entry) -> Known:
    link = named_link(desk, one.KIND, one.uuid, label=str(one), handling=one.handling)
    return Known(desk.register, link)

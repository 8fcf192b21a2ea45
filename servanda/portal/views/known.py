"""The entries that are known by a name: where the field at the head of a page leads straight."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from servanda.instruments.models import Instrument, provisions_meant
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
        *provisions_meant(desks, typed).order_by(*_ORDER)[:MOST_OF_A_KIND],
    ]
    return [_known(at[one.register_id], one) for one in bearers]


def _known(desk: Desk, one: Entry) -> Known:
    link = named_link(desk, one.KIND, one.uuid, label=str(one), handling=one.handling)
    return Known(desk.register, link)

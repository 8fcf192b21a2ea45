"""Which provisions a person means who types an address, a citation, or a name and a number."""

import re
from collections.abc import Sequence

from django.db.models import Q

from servanda.instruments.models.instruments import Instrument
from servanda.instruments.models.labels import LabelKind, ProvisionLabel
from servanda.instruments.models.provisions import Provision, ProvisionQuerySet
from servanda.instruments.models.wordings import Wording
from servanda.instruments.rules import Cited, read_citation, without_kind
from servanda.registers.models import Desk

_PUBLIC_NAME = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def provisions_meant(desks: Sequence[Desk], typed: str) -> ProvisionQuerySet:
    """Return the provisions that are meant, of instruments that are seen at one of the desks.

    Known are `A/RES/73/195, para. 26 (c)`, `GCM 10` or `SDG target 10.7` (any name of an instrument
    and the number of its provision), and the address of the page of a provision. Where people speak
    of provisions by other numbers than the text bears, those count: `GCM 17` is objective 17.
    """
    seen = Provision.objects.visible_at(desks)
    named = _PUBLIC_NAME.findall(typed)
    if named:
        instruments = Instrument.objects.visible_at(desks)
        return seen.filter(uuid=named[-1], instrument__in=instruments)
    cited = read_citation(typed)
    if cited is not None and cited.number:
        return _numbered(desks, cited.symbol, cited)
    name, _space, code = typed.strip().rpartition(" ")
    if not name or not any(sign.isdigit() for sign in code):
        return seen.none()
    return _numbered(desks, without_kind(name), code)


def _numbered(desks: Sequence[Desk], name: str, number: Cited | str) -> ProvisionQuerySet:
    instruments = list(Instrument.objects.visible_at(desks).called(name).values_list("pk")[:12])
    wordings = Wording.objects.visible_at(desks).present()
    numbered = (
        wordings.cited_as(number) if isinstance(number, Cited) else wordings.filter(code=number)
    )
    within = [pk for (pk,) in instruments]
    numbered = numbered.filter(provision__instrument__in=within)
    seen = Provision.objects.visible_at(desks)
    if isinstance(number, Cited):
        return seen.filter(pk__in=numbered.values("provision"))
    spoken = ProvisionLabel.objects.filter(
        kind=LabelKind.NUMBER, text=number, provision__instrument__in=within
    )
    others = numbered.exclude(provision__instrument__in=spoken.values("provision__instrument"))
    return seen.filter(Q(pk__in=spoken.values("provision")) | Q(pk__in=others.values("provision")))

"""What is said of a provision, as a form, a workbook or a text hands it to an action."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.parties.models import Party
from servanda.progress.models import DelayReason, Said, ScaleValue, Update
from servanda.reading.edtf import EdtfError, bounds
from servanda.registers.models import put_date

MOST_PERCENT = 100
CURRENCY = re.compile("[A-Z]{3}")

VAGUE = ("as_of", "period", "next_step_by")
"""What is told by a vague date: EDTF, and words where it was told in words."""
PLAIN = (
    "narrative",
    "challenges",
    "way_forward",
    "delay",
    "reason_for_delay",
    "next_step",
    "percent",
    "spent",
    "currency",
)


@dataclass(frozen=True)
class Address:
    """An address on which something stands, and the day on which it was seen there."""

    url: str
    seen_on: date


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is said beside the value; each vague date as EDTF, with words where it was in words."""

    narrative: str = ""
    challenges: str = ""
    way_forward: str = ""
    delay: str = ""
    reason_for_delay: str = ""
    next_step: str = ""
    next_step_by: str | None = None
    next_step_by_words: str = ""
    percent: int | None = None
    spent: Decimal | None = None
    currency: str = ""
    as_of: str | None = None
    as_of_words: str = ""
    period: str | None = None
    period_words: str = ""


@dataclass(frozen=True)
class NewUpdate(Told):
    """What an update is made from.

    `value` is a code of the instrument's scale of status, or `scale:code` of another one of its scales.
    """

    assessor: Party
    value: str
    stated_on: date
    language: str = ""
    corrects: Update | None = None
    visibility: str = "register"
    addresses: tuple[Address, ...] = ()
    chosen: ScaleValue | None = None
    """The value itself, where it was chosen on a scale that the instrument may have no longer."""


def put_told(row: Said, told: Told) -> None:
    """Put what is said into an update, or an answer that may become one."""
    for name in PLAIN:
        setattr(row, name, getattr(told, name))
    for name in VAGUE:
        put_date(row, name, edtf=getattr(told, name), words=getattr(told, f"{name}_words"))


def told_fields(told: Told) -> dict[str, object]:
    """Return what is said as the columns have it, by which the same is found again."""
    fields: dict[str, object] = {name: getattr(told, name) for name in PLAIN}
    for name in VAGUE:
        fields[name] = getattr(told, name) or ""
        fields[f"{name}_words"] = getattr(told, f"{name}_words")
    return fields


def told_of(row: Said) -> Told:
    """Return what an update or an answer says, to be said again."""
    said: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    for name in VAGUE:
        said[name] = getattr(row, name) or None
        said[f"{name}_words"] = getattr(row, f"{name}_words")
    return Told(**said)


def check_told(told: Told, *, today: date) -> None:
    """Refuse what cannot be: a share over 100 per cent, money without currency, a state to come."""
    faults: dict[str, str] = {}
    if told.percent is not None and not 0 <= told.percent <= MOST_PERCENT:
        faults["percent"] = _("A share goes from 0 to 100 per cent.")
    if told.spent is not None and told.spent < 0:
        faults["spent"] = _("Money spent is not negative.")
    elif told.spent is not None and not CURRENCY.fullmatch(told.currency):
        faults["currency"] = _("Name the currency by its three letters, as USD or TMT.")
    if told.delay and told.delay not in DelayReason.values:
        faults["delay"] = _("%(code)s is no kind of reason; there are: %(known)s.") % {
            "code": told.delay,
            "known": ", ".join(DelayReason.values),
        }
    if is_to_come(told.as_of, today):
        faults["as_of"] = _("This day has not come yet: say of which day you know the state.")
    if is_to_come(told.period, today):
        faults["period"] = _("This period has not begun yet.")
    if faults:
        raise ValidationError(faults)


def is_to_come(edtf: str | None, today: date) -> bool:
    """Tell whether a vague date begins after a day; what is no date is told where it is put."""
    try:
        earliest = bounds(edtf).earliest if edtf else None
    except EdtfError:
        return False
    return earliest is not None and earliest > today

"""What `servanda brief` does once Django is set up: find register and series, make the brief."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from servanda.commands.errors import CommandError
from servanda.reading.names import name_key
from servanda.registers.actions import as_known, desk_in
from servanda.registers.models import Register
from servanda.reports.models import gather_brief, series_known
from servanda.reports.rules.brief import Variant
from servanda.reports.views.printing import extent_of, printed, with_checkpoint

if TYPE_CHECKING:
    from datetime import date

    from servanda.meetings.models import MeetingSeries
    from servanda.registers.models import Account, Desk
    from servanda.reports.rules.brief import Brief


@dataclass(frozen=True)
class Order:
    """Which brief is asked for, and by whom; `on` None is today, `known` None all that is known."""

    account: Account
    slug: str
    series: str | None
    on: date | None
    variant: str
    format: str
    known: date | None = None


def make_brief(order: Order) -> bytes:
    """Return the brief asked for, in the language of its register.

    Raises CommandError for a register that is not there or not open to the person, and where the
    series cannot be told; the sentence lists the series there are.
    """
    desk = desk_of(order.account, order.slug)
    language = desk.register.language
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    with translation.override(language):
        with as_known(desk.register, order.known) if order.known else nullcontext():
            found = _gathered(desk, order)
        return printed(with_checkpoint(found, desk.register), order.format)


def _gathered(desk: Desk, order: Order) -> Brief:
    on = order.on or desk.today
    found = gather_brief(
        desk,
        series=_series(list(series_known(desk, on=on)), order),
        on=on,
        variant=Variant(order.variant),
        extent=extent_of(order.format),
    )
    return replace(found, known=order.known)


def desk_of(account: Account, slug: str) -> Desk:
    """Return the desk of a person in a register; the sentence lists the registers there are."""
    desk = desk_in(slug, account)
    if desk is None:
        known = Register.objects.visible_to(account).values_list("slug", flat=True)
        listed = ", ".join(known) or "none yet"
        raise CommandError(f"There is no register “{slug}” for {account}. The registers: {listed}.")
    return desk


def _series(known: list[MeetingSeries], order: Order) -> MeetingSeries | None:
    """Return the series asked for; without a name, the only one, or None where there is none."""
    if order.series is None:
        if len(known) > 1:
            raise CommandError(
                f"“{order.slug}” has several series. Name one with --series:\n{_listed(known)}"
            )
        return known[0] if known else None
    wanted = name_key(order.series)
    found = [one for one in known if name_key(one.label) == wanted]
    found = found or [one for one in known if wanted in name_key(one.label)]
    if len(found) == 1:
        return found[0]
    if not known:
        raise CommandError(f"“{order.slug}” knows no series on this day. Leave --series out.")
    count = "several series" if found else "no series"
    raise CommandError(
        f"“{order.slug}” has {count} of the name “{order.series}”. Name one of these:\n"
        f"{_listed(found or known)}"
    )


def _listed(series: list[MeetingSeries]) -> str:
    return "\n".join(f"  {one.label}" for one in series)

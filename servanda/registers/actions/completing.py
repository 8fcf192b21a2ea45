"""Saying again what is said already: what it left open is added, nothing typed is lost in silence."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.registers.actions.changes import Changes
from servanda.registers.models import Entry


def complete(changes: Changes, stands: Entry, *, said: Entry, fields: Iterable[str]) -> None:
    """Let an entry tell of some fields what it left open and was said now; `said` is not stored.

    Of a vague date the words count where it had none; the same day in other words is the same said.
    Raises ValidationError, with the field, where the entry tells something else already.
    """
    is_more = False
    for field in fields:
        there, now = _told(stands, field), _told(said, field)
        if not any(now) or there == now:
            continue
        is_same_day = bool(there[0]) and there[0] == now[0]
        if is_same_day and any(there[1:]):
            continue
        if any(there) and not is_same_day:
            raise ValidationError(
                {field: _("This is said already, and tells something else here.")}
            )
        for column in _columns(said, field):
            setattr(stands, column, getattr(said, column))
        is_more = True
    if is_more:
        changes.update(stands)


def _told(entry: Entry, field: str) -> list[str]:
    names = [name for name in (field, f"{field}_words") if hasattr(entry, name)]
    return [str(getattr(entry, name)) for name in names]


def _columns(entry: Entry, field: str) -> list[str]:
    names = (field, f"{field}_words", f"{field}_earliest", f"{field}_latest")
    return [name for name in names if hasattr(entry, name)]

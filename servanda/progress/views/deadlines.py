"""When a provision is due, in words: a day, what it is counted from, a day that comes back each year."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from servanda.instruments.models import Unit
from servanda.instruments.rules import DueTold
from servanda.instruments.rules.deadlines import day_in_year, next_yearly
from servanda.progress.views.footnotes import told_date, told_day


def told_due(due: DueTold) -> str:
    """Return all that is said of when something is due, on one line."""
    words = _("“%(words)s”") % {"words": due.words} if due.words else ""
    return ", ".join(filter(None, [told_date(due.due), words, due.recurrence, told_beside(due)]))


def told_beside(due: DueTold) -> str:
    """Return what a deadline is counted from and by which day of a year it comes back; empty for none."""
    return ", ".join(filter(None, [told_counted(due), told_yearly(due)]))


def told_counted(due: DueTold) -> str:
    """Return what a deadline is counted from, and how long after or before it; empty for none."""
    if not due.relative_to:
        return ""
    event = due.relative_to
    if due.relative_day:
        event = _("%(event)s, %(day)s") % {"event": event, "day": told_date(due.relative_day)}
    if due.number is None:
        return _("counted from: %(event)s") % {"event": event}
    told = {"time": _time(abs(due.number), due.unit), "event": event}
    if due.number < 0:
        return _("%(time)s before: %(event)s") % told
    return _("%(time)s after: %(event)s") % told


def told_yearly(due: DueTold) -> str:
    """Return by which day something is due each year; empty for none."""
    day = day_in_year(due.yearly_by)
    if day is None:
        return ""
    return _("each year by %(day)s") % {"day": formats.date_format(day, _("F j"))}


def next_year_day(due: DueTold, on: date) -> str:
    """Return the next day by which something is due that comes back each year; empty for none."""
    day = next_yearly(due.yearly_by, on)
    return _("next by %(day)s") % {"day": told_day(day)} if day is not None else ""


def _time(number: int, unit: str) -> str:
    """Return a length of time as it stands behind *after* and *before*."""
    told = {
        Unit.DAY.value: ngettext("%(number)s day", "%(number)s days", number),
        Unit.WEEK.value: ngettext("%(number)s week", "%(number)s weeks", number),
        Unit.MONTH.value: ngettext("%(number)s month", "%(number)s months", number),
        Unit.YEAR.value: ngettext("%(number)s year", "%(number)s years", number),
    }
    return told[unit] % {"number": number}

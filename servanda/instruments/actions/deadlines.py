"""When a provision is due: on a day that is given, or on one that follows from another."""

from dataclasses import fields, replace

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from servanda.instruments.models import Timing, Unit, Wording, is_present
from servanda.instruments.models.parts import TIMING_COLUMNS
from servanda.instruments.rules import DueTold
from servanda.instruments.rules.deadlines import counted_from, day_in_year
from servanda.registers.actions import Changes
from servanda.registers.models import Entry, check_date, put_date


def due_asked(wording: Wording) -> DueTold:
    """Return when a wording is due as somebody would ask for it: a day that follows is not given."""
    timing = Timing.objects.filter(wording=wording).first()
    told = timing.told if timing is not None else DueTold()
    return replace(told, due="") if told.is_counted else told


def put_due(changes: Changes, wording: Wording, asked: DueTold) -> None:
    """Set when a wording is due; without anything said of it, nothing is.

    Raises ValidationError, with the field, for what says no time, or two times at once.
    """
    timing = Timing.objects.filter(wording=wording).first()
    if asked == DueTold():
        if timing is not None:
            changes.remove(timing)
        return
    _require_one_time(asked)
    stored = timing or Timing(wording=wording)
    for name, told in zip(TIMING_COLUMNS, fields(DueTold), strict=True):
        setattr(stored, name, getattr(asked, told.name))
    _put_day(stored, edtf=asked.due)
    if timing is None:
        changes.create(stored)
    else:
        changes.rewrite(stored)


def follow_day(changes: Changes, *, anchor: Entry, day: str) -> None:
    """Let all that is due so long after an entry, such as a meeting, follow its day; empty: not known.

    What past editions said stays as it was, and so does what more people see than the entry.
    """
    lasting = Q(wording__to_edition=None) | is_present("wording__")
    hanging = Timing.objects.filter(lasting, relative_entry=anchor.uuid, register=anchor.register)
    today = changes.mandate.desk.today
    timings = [
        timing
        for timing in hanging.exclude(relative_day=day).select_related("wording").order_by("pk")
        if not anchor.is_more_hidden_than(timing.wording, today)
    ]
    for timing in timings:
        timing.relative_day = day
        _put_day(timing, edtf=timing.due)
    changes.rewrite_all(timings)
    changes.count_all([timing.wording for timing in timings])


def _put_day(timing: Timing, *, edtf: str) -> None:
    """Set the day on which something is due: the one that follows, else one that is given."""
    told = timing.told
    if told.number is not None:
        edtf = counted_from(told.relative_day, told.number, told.unit)
    put_date(timing, "due", edtf=edtf or None, words=told.words)


def _require_one_time(asked: DueTold) -> None:
    if asked.relative_day:
        try:
            check_date(asked.relative_day)
        except ValidationError as error:
            raise ValidationError({"relative_day": error.messages}) from error
    if asked.yearly_by and day_in_year(asked.yearly_by) is None:
        told = _("Write the month and the day with two digits each: 03-01 is 1 March.")
        raise ValidationError({"yearly_by": told})
    if not asked.is_counted:
        return
    if asked.unit not in Unit.values:
        raise ValidationError({"unit": _("Say whether it is days, weeks, months or years.")})
    if not asked.relative_to:
        raise ValidationError({"relative_to": _("Say what it is counted from.")})
    if asked.due:
        told = _("Give the day on which it is due, or how long after another it is: not both.")
        raise ValidationError({"due": told})

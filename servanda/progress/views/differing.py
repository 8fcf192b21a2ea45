"""Where sources differ about an entry: what stands, and what each other source tells."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.progress.views.facts import Value
from servanda.progress.views.footnotes import Footnotes, Mark, passage_url, told_date, told_day
from servanda.registers.models import Desk, Entry
from servanda.sources.models import Difference, DifferenceState

LABELS: Mapping[str, Promise] = {
    "date": _("When"),
    "place": _("Where"),
    "format": _("Format"),
    "status": _("Status"),
    "since": _("Since"),
    "period": _("Period"),
    "due": _("Deadline"),
    "name": _("Name"),
    "by": _("Who"),
}
"""What the fields of which sources differ are called."""
DATES = frozenset({"date", "since", "period", "due"})


@dataclass(frozen=True)
class Told:
    """What a source tells otherwise, in its words, and what a person decided on it."""

    difference: Difference
    value: Value
    document: str
    url: str
    date: str
    decision: str

    @property
    def stands(self) -> bool:
        return self.difference.state == DifferenceState.TAKEN

    @property
    def is_open(self) -> bool:
        return self.difference.state == DifferenceState.OPEN


@dataclass(frozen=True)
class DifferingField:
    """A field of which sources differ; `url` leads to where a person decides, else it is empty."""

    field: str
    label: str | Promise
    stands: Value
    marks: list[Mark]
    told: list[Told]
    url: str

    @property
    def is_open(self) -> bool:
        return any(one.is_open for one in self.told)


def differing_on(
    desk: Desk, entry: Entry, footnotes: Footnotes, *, stands: Mapping[str, Value] | None = None
) -> list[DifferingField]:
    """Return the fields of an entry of which its sources differ: one query.

    `stands` holds the values that are no fields of the entry itself. What a source tells that the
    person may not see is left out.
    """
    found = Difference.objects.visible_to(desk).filter(entry=entry.uuid).with_sources()
    by_field: dict[str, list[Difference]] = defaultdict(list)
    for difference in found:
        by_field[difference.field].append(difference)
    given = stands or {}
    return [
        DifferingField(
            field,
            LABELS.get(field, field),
            given.get(field) or standing_value(entry, field),
            footnotes.marks(entry, field),
            [told_by(desk, entry, one) for one in rows],
            decision_url(desk, rows),
        )
        for field, rows in by_field.items()
    ]


def told_by(desk: Desk, entry: Entry, difference: Difference) -> Told:
    """Return what a source tells otherwise, as a page shows it."""
    document = difference.passage.version.document
    return Told(
        difference,
        _shown(entry, difference.field, difference.value, difference.words),
        document.title,
        passage_url(desk.register.slug, difference.passage),
        told_date(document.published),
        _decision(desk, difference),
    )


def standing_value(entry: Entry, field: str) -> Value:
    """Return what stands in a field of an entry, as a page shows it."""
    value = (
        entry.label if field == "name" and hasattr(entry, "label") else getattr(entry, field, "")
    )
    return _shown(entry, field, str(value), str(getattr(entry, f"{field}_words", "")))


def decision_url(desk: Desk, rows: Sequence[Difference]) -> str:
    """Return where a person decides which of the values stands; empty for who may not."""
    if not desk.can_edit or not rows:
        return ""
    first = next((row for row in rows if row.state == DifferenceState.OPEN), rows[0])
    return reverse("difference", kwargs={"slug": desk.register.slug, "uuid": first.uuid})


def _shown(entry: Entry, field: str, value: str, words: str) -> Value:
    if field in DATES:
        return Value(edtf=value, words=words)
    return Value(_choice(entry, field, value))


def _choice(entry: Entry, field: str, value: str) -> str:
    """Return a value in the words of its choices, where the field has some."""
    try:
        column = entry._meta.get_field(field)
    except FieldDoesNotExist:
        return value
    choices = dict(column.flatchoices) if isinstance(column, Field) else {}
    return str(choices.get(value, value))


def _decision(desk: Desk, difference: Difference) -> str:
    """Tell who decided, when and why; to people of the register only."""
    if desk.role is None or difference.decided_at is None:
        return ""
    day = told_day(difference.decided_at.date())
    return f"{difference.decided_by or ''}, {day}: {difference.reason}"

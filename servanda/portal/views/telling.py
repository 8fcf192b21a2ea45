"""What a change was, field by field, in the reader's words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, DateField, Field, Model
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from servanda.history.models import Change
from servanda.history.rules import FINGERPRINT
from servanda.portal.views.entries import KINDS, entry_links
from servanda.portal.views.parts import PARTS, Part
from servanda.progress.models import Scale, ScaleValue
from servanda.progress.views.facts import language_name
from servanda.progress.views.footnotes import told_day
from servanda.reading.edtf import EdtfError, describe
from servanda.registers.models import Desk, Row
from servanda.sources.models import Citation, Difference, Document, Passage

SILENT = frozenset(
    [
        "effective_visibility",
        "key",
        "script",
        "side",
        "subject",
        "subject_kind",
        "recorded_at",
        "merged_into",
        "run",
        "order",
        "rank",
        "start",
        "end",
        "found",
        "grounds",
        "accepted",
        "entry",
        "entry_kind",
        "decided_by",
        "decided_at",
    ]
)
"""Fields that follow from others, or say nothing to a person."""
DERIVED = ("_words", "_earliest", "_latest")

FIELD_WORDS: Mapping[str, str | Promise] = {
    "abbreviation": gettext_lazy("abbreviation"),
    "aliases": gettext_lazy("other names"),
    "assessor": gettext_lazy("assessor"),
    "by": gettext_lazy("who answers for it"),
    "corrects": gettext_lazy("corrects"),
    "debtor": gettext_lazy("who owes it"),
    "grounds": gettext_lazy("why it was proposed"),
    "due": gettext_lazy("due"),
    "instrument": gettext_lazy("instrument"),
    "kind": gettext_lazy("kind"),
    "label": gettext_lazy("text"),
    "made_from": gettext_lazy("made from"),
    "meeting": gettext_lazy("meeting"),
    "name": gettext_lazy("name"),
    "organization": gettext_lazy("organization"),
    "parent": gettext_lazy("stands under"),
    "parties": gettext_lazy("parties"),
    "people": gettext_lazy("people"),
    "post": gettext_lazy("post"),
    "provision": gettext_lazy("provision"),
    "quote": gettext_lazy("quotation"),
    "record": gettext_lazy("record of a meeting"),
    "series": gettext_lazy("meeting series"),
    "since": gettext_lazy("since"),
    "state": gettext_lazy("decision"),
    "status": gettext_lazy("status"),
    "text": gettext_lazy("text"),
    "value": gettext_lazy("value"),
}
"""Words of fields whose model has none for the reader."""


@dataclass(frozen=True)
class FieldStep:
    """One field before and after, in the reader's words; empty where there was nothing."""

    label: str
    before: str
    after: str


class Telling:
    """The words for what changes name: entries, quotations, values; five queries at most.

    `handling` are the markings of the entries that it names and of the documents that it quotes.
    """

    def __init__(self, desk: Desk, changes: Iterable[Change]) -> None:
        named = [
            (related.KIND, UUID(value))
            for change in changes
            if (related := related_row(change)) is not None
            for value in (change.before, change.after)
            if isinstance(value, str)
        ]
        links = entry_links(desk, [ref for ref in named if ref[0] in KINDS])
        self._words: dict[UUID, str] = {uuid: link.label for uuid, link in links.items()}
        self.handling = [link.handling for link in links.values()]
        self._add_quotations(desk, {uuid for kind, uuid in named if kind == Passage.KIND})
        self._add_values({uuid for kind, uuid in named if kind == ScaleValue.KIND})
        self._add_scales({uuid for kind, uuid in named if kind == Scale.KIND})

    def steps(self, changes: Iterable[Change]) -> list[FieldStep]:
        """Return what some changes of one record did, a new part of an entry as one step."""
        by_row: dict[UUID, list[Change]] = defaultdict(list)
        for change in changes:
            by_row[change.entry].append(change)
        return [step for rows in by_row.values() for step in self._steps_of_row(rows)]

    def _steps_of_row(self, changes: Sequence[Change]) -> list[FieldStep]:
        kind = changes[0].kind
        if kind == Citation.KIND:
            return [self._citation(changes)]
        if kind == Difference.KIND:
            return self._difference(changes)
        if kind in KINDS:
            return [self._field(change, KINDS[kind].model) for change in changes if speaks(change)]
        part = part_of(changes[0])
        if part is None:
            return []
        told = {c.field: c for c in changes}
        listed = [told[name] for name in part.told if name in told]
        before = ", ".join(filter(None, (self._value(c, part.model, c.before) for c in listed)))
        after = ", ".join(filter(None, (self._value(c, part.model, c.after) for c in listed)))
        return [FieldStep(str(part.label), before, after)] if before or after else []

    def _citation(self, changes: Sequence[Change]) -> FieldStep:
        told = {change.field: change for change in changes}
        kind = told["entry_kind"].after if "entry_kind" in told else None
        name = str(told["field"].after) if "field" in told else ""
        model = KINDS[kind].model if isinstance(kind, str) and kind in KINDS else None
        label = _("source of: %(field)s") % {"field": field_label(model, name)}
        quote = self._value(told["passage"], Citation, told["passage"].after)
        quoted = _("“%(words)s”") % {"words": quote} if quote else _("source not public")
        return FieldStep(label, "", quoted)

    def _difference(self, changes: Sequence[Change]) -> list[FieldStep]:
        """Tell what a source says otherwise, where that is new, and what was decided on it."""
        told = {change.field: change for change in changes}
        if "value" not in told:
            return [self._field(c, Difference) for c in changes if c.field == "state"]
        kind = told["entry_kind"].after if "entry_kind" in told else None
        model = KINDS[kind].model if isinstance(kind, str) and kind in KINDS else None
        name = str(told["field"].after) if "field" in told else ""
        label = _("a source tells otherwise: %(field)s") % {"field": field_label(model, name)}
        value = plain_words(field_of(model, name), told["value"].after)
        is_seen = bool(self._value(told["passage"], Difference, told["passage"].after))
        return [FieldStep(label, "", value if is_seen else _("source not public"))]

    def _field(self, change: Change, model: type[Model]) -> FieldStep:
        if change.salt is None:
            return FieldStep(field_label(model, change.field), "", _("erased"))
        return FieldStep(
            field_label(model, change.field),
            self._value(change, model, change.before),
            self._value(change, model, change.after),
        )

    def _value(self, change: Change, model: type[Model], value: object) -> str:
        """Return a value in words; of an entry the person may not see no more than that."""
        if value in (None, "", [], {}):
            return ""
        related = related_row(change)
        if related is not None:
            unseen = "" if related is Passage else _("an entry that is not shown here")
            return self._words.get(UUID(str(value)), unseen)
        return plain_words(field_of(model, change.field), value)

    def _add_quotations(self, desk: Desk, uuids: set[UUID]) -> None:
        if uuids:
            documents = Document.objects.visible_to(desk)
            found = Passage.objects.filter(uuid__in=uuids, version__document__in=documents)
            told = found.values_list("uuid", "quote", "version__document__handling")
            for uuid, quote, handling in told:
                self._words[uuid] = quote
                self.handling.append(handling)

    def _add_values(self, uuids: set[UUID]) -> None:
        if uuids:
            self._words |= {v.uuid: v.told for v in ScaleValue.objects.filter(uuid__in=uuids)}

    def _add_scales(self, uuids: set[UUID]) -> None:
        if uuids:
            self._words |= {one.uuid: one.told for one in Scale.objects.filter(uuid__in=uuids)}


def speaks(change: Change) -> bool:
    """Tell whether a field says something of its own to a person."""
    is_text_of_part = change.kind == "provision" and change.field == "label"
    is_fingerprint = str(change.after).startswith(FINGERPRINT)
    is_silent = change.field in SILENT or change.field.endswith(DERIVED)
    return not (is_text_of_part or is_fingerprint or is_silent)


def plain_words(field: "Field[object, object] | None", value: object) -> str:
    """Return a value that names no entry as the reader reads it: choices, dates, yes and no."""
    if field is not None and field.name == "language":
        return language_name(str(value))
    choices = dict(getattr(field, "flatchoices", None) or [])
    if isinstance(value, str | bool) and (value in choices or isinstance(field, BooleanField)):
        return str(choices.get(value) or (_("yes") if value else _("no")))
    if isinstance(field, DateField) and isinstance(value, str):
        return told_day(date.fromisoformat(value[:10]))
    if isinstance(value, dict | list):
        return _gathered(value)
    return _vague(field, str(value))


def _gathered(value: dict[str, object] | list[object]) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {told}" for name, told in value.items())
    return ", ".join(map(str, value))


def _vague(field: "Field[object, object] | None", value: str) -> str:
    if field is None or field_of(field.model, f"{field.name}_earliest") is None:
        return value
    try:
        return describe(value, get_language() or "en")
    except EdtfError:
        return value


def field_label(model: type[Model] | None, name: str) -> str:
    """Return the words of a field: those of its model where it has some, else those kept here."""
    field = field_of(model, name)
    own = getattr(field, "verbose_name", None)
    if isinstance(own, Promise):
        return str(own)
    return str(FIELD_WORDS.get(name, own or name.replace("_", " ")))


def field_of(model: type[Model] | None, name: str) -> "Field[object, object] | None":
    """Return the field of a model, None where it has none of this name."""
    if model is None:
        return None
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None


def part_of(change: Change) -> Part | None:
    """Return the kind of part that was changed; of those of one kind the first, they are told alike."""
    return next((part for part in PARTS if part.kind == change.kind), None)


def related_row(change: Change) -> type[Row] | None:
    """Return the table to which the changed field points, None for a plain value."""
    part = part_of(change)
    model: type[Model] | None = part.model if part else None
    if change.kind in KINDS:
        model = KINDS[change.kind].model
    if change.kind in (Citation.KIND, Difference.KIND):
        model = Citation if change.kind == Citation.KIND else Difference
    field = field_of(model, change.field)
    related = field.related_model if field is not None else None
    return related if isinstance(related, type) and issubclass(related, Row) else None

"""Who changed what, when and why: of a register, and of one entry field by field."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from servanda.history.models import Change, Record
from servanda.portal.views.deeds import DEEDS
from servanda.portal.views.entries import KINDS, EntryLink, entries_seen, entry_links
from servanda.progress.views.facts import Step
from servanda.registers.models import Account, Desk, Entry
from servanda.registers.views import RegisterRequest, register_page

PAGE = 50
NAMED = 6


@dataclass(frozen=True)
class Deed:
    """One record as a page tells it: who, when, what, on which entries, why."""

    number: int
    at: datetime
    who: str
    what: str | Promise
    reason: str
    entries: list[EntryLink]
    more: str


@dataclass(frozen=True)
class FieldStep:
    """One field before and after, in the reader's words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class EntryStep:
    """What one action changed on an entry."""

    deed: Deed
    fields: list[FieldStep]


@require_safe
@register_page
def history(request: RegisterRequest) -> HttpResponse:
    """Tell the history of a register, latest first, fifty records a page.

    Records that changed only what the person may not see are left out.
    """
    desk = request.desk
    before = _key(request.GET.get("older", ""))
    records = Record.objects.of_register(desk.register.uuid)
    if before is not None:
        records = records.filter(sequence__lt=before)
    found = list(records.order_by("-sequence")[: PAGE + 1])
    here = reverse("history", kwargs={"slug": desk.register.slug})
    context = {
        "deeds": [deed for deed in deeds_of(desk, found[:PAGE]) if deed.entries],
        "newer_url": here if before is not None else None,
        "older_url": f"{here}?older={found[PAGE - 1].sequence}" if len(found) > PAGE else None,
    }
    return render(request, "portal/history.html", context)


@require_safe
@register_page
def entry_history(request: RegisterRequest, kind: str, uuid: UUID) -> HttpResponse:
    """Tell the history of one entry, field by field, latest first."""
    desk = request.desk
    if kind not in KINDS:
        raise Http404
    entry = get_object_or_404(entries_seen(desk, kind), uuid=uuid)
    link = entry_links(desk, [(kind, uuid)])[uuid]
    records = list(Record.objects.of_register(desk.register.uuid).of_entry(uuid).order_by("-id"))
    changes = list(Change.objects.filter(record__in=records, entry=uuid).order_by("id"))
    deeds = deeds_of(desk, records)
    named = entry_links(desk, _named_entries(entry, changes))
    steps = [
        EntryStep(
            deed,
            [
                _field_step(entry, change, named)
                for change in changes
                if change.record_id == record.pk
            ],
        )
        for deed, record in zip(deeds, records, strict=True)
    ]
    context = {"entry": link, "steps": steps, "trail": [Step(link.label, link.url)]}
    return render(request, "portal/entry_history.html", context)


def deeds_of(desk: Desk, records: list[Record]) -> list[Deed]:
    """Return records as a page tells them; names of people only to people of the register."""
    changed = (
        Change.objects.filter(record__in=records, kind__in=KINDS)
        .values_list("record", "kind", "entry")
        .annotate(first=models.Min("id"))
        .order_by("first")
    )
    by_record: dict[int, list[tuple[str, UUID]]] = {record.pk: [] for record in records}
    for record, kind, entry, _first in changed:
        by_record[record].append((kind, entry))
    links = entry_links(desk, [ref for refs in by_record.values() for ref in refs])
    people = _people(desk, records)
    return [_deed(record, by_record[record.pk], links, people) for record in records]


def _deed(
    record: Record,
    changed: list[tuple[str, UUID]],
    links: dict[UUID, EntryLink],
    people: dict[UUID, str],
) -> Deed:
    entries = [links[uuid] for _kind, uuid in changed if uuid in links]
    hidden = len(entries) - NAMED
    more = ngettext("and one more", "and %(number)s more", hidden) % {"number": hidden}
    who = people.get(record.actor, "") if record.actor else _("The installation")
    return Deed(
        number=record.sequence,
        at=record.recorded_at,
        who=who,
        what=DEEDS.get(record.action, record.action),
        reason=record.reason,
        entries=entries[:NAMED],
        more=more if hidden > 0 else "",
    )


def _people(desk: Desk, records: Iterable[Record]) -> dict[UUID, str]:
    if desk.role is None:
        return {}
    actors = {record.actor for record in records if record.actor}
    return {account.uuid: str(account) for account in Account.objects.filter(uuid__in=actors)}


def _named_entries(entry: Entry, changes: Iterable[Change]) -> list[tuple[str, UUID]]:
    """Return the entries that the changed fields name."""
    named = []
    for change in changes:
        model = _related(entry, change.field)
        kind = getattr(model, "KIND", "")
        named += [(kind, UUID(v)) for v in (change.before, change.after) if kind in KINDS and v]
    return named


def _field_step(entry: Entry, change: Change, named: dict[UUID, EntryLink]) -> FieldStep:
    return FieldStep(
        label=_field_label(entry, change.field),
        before=_told(entry, change.field, change.before, named),
        after=_told(entry, change.field, change.after, named),
    )


def _told(entry: Entry, field: str, value: object, named: dict[UUID, EntryLink]) -> str:
    """Return a value as a person reads it: related entries by name, choices by their label."""
    if value in (None, ""):
        return ""
    if _related(entry, field) is not None:
        try:
            link = named.get(UUID(str(value)))
        except ValueError:
            link = None
        return link.label if link else _("an entry that is not shown here")
    choices = dict(getattr(entry._meta.get_field(field), "flatchoices", []) or [])
    return str(choices.get(value, value))


def _related(entry: Entry, field: str) -> object | None:
    try:
        return entry._meta.get_field(field).related_model
    except FieldDoesNotExist:
        return None


def _field_label(entry: Entry, field: str) -> str:
    try:
        return str(getattr(entry._meta.get_field(field), "verbose_name", field))
    except FieldDoesNotExist:
        return field


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None

"""Who changed what, when and why: of a register, and of one entry field by field."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.history.models import Change, Record
from servanda.history.models import RecordQuerySet as Records
from servanda.portal.forms.history import HistoryForm
from servanda.portal.views.deeds import DEEDS
from servanda.portal.views.entries import (
    KINDS,
    WITHOUT_PAGE,
    EntryLink,
    entries_seen,
    entry_links,
    marking_of,
)
from servanda.portal.views.parts import PARTS, parts_seen
from servanda.portal.views.records import Chosen, latest_deeds, people_of
from servanda.portal.views.telling import FieldStep, Telling
from servanda.progress.views.facts import Step
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page
from servanda.sources.models import Citation, Difference

PAGE = 50
LOOK_AT = 240
"""How many records are looked at for a page of what the person may see: always as many, so that a
page asks as often for few rows as for many."""


@dataclass(frozen=True)
class EntryStep:
    """What one action changed on an entry. `who` and `reason` are told in the register only."""

    number: int
    at: datetime
    who: str
    what: str | Promise
    reason: str
    fields: list[FieldStep]
    restore_url: str


@dataclass(frozen=True)
class Page:
    """Some records, latest first, and where the newer and the older ones are."""

    records: list[Record]
    newer_url: str | None
    older_url: str | None


@require_safe
@register_page
def history(request: RegisterRequest) -> HttpResponse:
    """Tell the history of a register, latest first, fifty records a page.

    Records that changed only what the person may not see are left out.
    """
    desk = request.desk
    labels = {name: kind.label for name, kind in KINDS.items()}
    form = HistoryForm(request.GET.dict(), desk=desk, kinds=labels, deeds=DEEDS)
    chosen = _chosen(form)
    before = _number(request.GET.get("older", ""))
    told = latest_deeds(desk, most=PAGE, look_at=LOOK_AT, before=before, chosen=chosen)
    here = reverse("history", kwargs={"slug": desk.register.slug})
    asked: dict[str, object] = {
        name: request.GET[name] for name in form.fields if request.GET.get(name)
    }
    older = {**asked, "older": told.older}
    context = {
        "form": form,
        "is_chosen": not chosen.is_open,
        "deeds": told.deeds,
        "handling": marking_of(desk, (link for deed in told.deeds for link in deed.entries)),
        "newer_url": _address(here, asked) if before is not None else None,
        "older_url": _address(here, older) if told.older is not None else None,
        "here": here,
    }
    return render(request, "portal/history.html", context, status=200 if form.is_valid() else 400)


def _address(here: str, asked: dict[str, object]) -> str:
    return f"{here}?{urlencode(asked)}" if asked else here


def _chosen(form: HistoryForm) -> Chosen:
    """Return which records are asked for; what cannot be followed is left out, and said."""
    form.is_valid()
    told = form.cleaned_data
    who = told.get("who")
    return Chosen(
        kind=told.get("kind") or None,
        actor=who.uuid if who else None,
        action=told.get("deed") or None,
        first=told.get("first"),
        last=told.get("last"),
    )


@require_safe
@register_page
def entry_history(request: RegisterRequest, kind: str, uuid: UUID) -> HttpResponse:
    """Tell the history of one entry and its parts, field by field, latest first."""
    desk = request.desk
    if kind not in KINDS:
        raise Http404
    entry = get_object_or_404(entries_seen(desk, kind), uuid=uuid)
    link = entry_links(desk, [(kind, entry.uuid)])[entry.uuid]
    changed = _changes_of(desk, link)
    names = {"slug": desk.register.slug, "kind": kind, "uuid": uuid}
    here = reverse("entry-history", kwargs=names)
    page = _page(_records_of(desk, changed), here, before=_number(request.GET.get("older", "")))
    changes = list(Change.objects.filter(changed, record__in=page.records).order_by("id"))
    telling = Telling(desk, changes)
    context = {
        "entry": link,
        "handling": desk.marking(entry.handling, *telling.handling),
        "access_url": reverse("entry-access", kwargs=names)
        if desk.can_edit and kind not in WITHOUT_PAGE
        else "",
        "steps": _steps(desk, link, page.records, _told(telling, changes)),
        "trail": [Step(_("To the entry"), link.url)] if link.url else [],
        "newer_url": page.newer_url,
        "older_url": page.older_url,
    }
    return render(request, "portal/entry_history.html", context)


def _number(mark: str) -> int | None:
    """Return the number of the record before which a page stands; None for the newest page."""
    return int(mark) if mark.isascii() and mark.isdigit() and len(mark) < 18 else None


def _page(records: Records, here: str, *, before: int | None) -> Page:
    """Return the fifty records before the one of a number, the latest without one."""
    if before is not None:
        records = records.filter(sequence__lt=before)
    found = list(records[: PAGE + 1])
    has_more = len(found) > PAGE
    return Page(
        records=found[:PAGE],
        newer_url=here if before is not None else None,
        older_url=f"{here}?older={found[PAGE - 1].sequence}" if has_more else None,
    )


def _changes_of(desk: Desk, entry: EntryLink) -> Q:
    """Select the changes of an entry, of its parts and of its sources, as far as they are seen."""
    chosen = Q(kind=entry.kind, entry=entry.uuid)
    for part in PARTS:
        if part.owner == entry.kind and part.kind != "passage":
            rows = parts_seen(desk, part).filter(**{f"{part.path}__uuid": entry.uuid})
            chosen |= Q(kind=part.kind, entry__in=rows.values("uuid"))
    cited = Citation.objects.filter(register=desk.register, entry=entry.uuid)
    chosen |= Q(kind=Citation.KIND, entry__in=cited.values("uuid"))
    differing = Difference.objects.visible_to(desk).filter(entry=entry.uuid)
    return chosen | Q(kind=Difference.KIND, entry__in=differing.values("uuid"))


def _records_of(desk: Desk, changed: Q) -> Records:
    changes = Change.objects.filter(changed, record=OuterRef("pk"))
    records = Record.objects.of_register(desk.register.uuid)
    return records.filter(Exists(changes)).order_by("-sequence")


def _told(telling: Telling, changes: Iterable[Change]) -> dict[int, list[FieldStep]]:
    """Return what changes did, by the key of their record."""
    by_record: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        by_record[change.record_id].append(change)
    return {record: telling.steps(some) for record, some in by_record.items()}


def _steps(
    desk: Desk, link: EntryLink, records: list[Record], fields: Mapping[int, list[FieldStep]]
) -> list[EntryStep]:
    people = people_of(desk, records)
    return [
        EntryStep(
            number=record.sequence,
            at=record.recorded_at,
            who=people.get(record.pk, ""),
            what=DEEDS.get(record.action, record.action),
            reason=record.reason if desk.role is not None else "",
            fields=fields.get(record.pk, []),
            restore_url=_restore_url(desk, link, record) if desk.can_edit else "",
        )
        for record in records
    ]


def _restore_url(desk: Desk, entry: EntryLink, record: Record) -> str:
    names = {"slug": desk.register.slug, "kind": entry.kind, "uuid": entry.uuid}
    return reverse("restore", kwargs={**names, "sequence": record.sequence})

"""One record of the history as a whole: every entry it changed, field by field, before and after."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.history.models import Change, Record
from servanda.portal.views.entries import KINDS, EntryLink, entry_links
from servanda.portal.views.parts import owners_of
from servanda.portal.views.people_deeds import people_steps
from servanda.portal.views.records import deed_of
from servanda.portal.views.telling import FieldStep, Telling
from servanda.progress.views.facts import Step
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page

PAGE = 25
"""So many entries a page; one that accepts a whole document changes hundreds."""


@dataclass(frozen=True)
class Changed:
    """What a record changed on one entry and its parts."""

    entry: EntryLink
    history_url: str
    fields: list[FieldStep]


@require_safe
@register_page
def record(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Tell what one record changed, as far as the person may see it, 25 entries a page."""
    desk = request.desk
    found = get_object_or_404(Record.objects.of_register(desk.register.uuid), uuid=uuid)
    deed = deed_of(desk, found)
    if deed is None:
        raise Http404
    every = list(found.changes.order_by("id"))
    changes = _by_entry(desk, every)
    start = _start(request.GET.get("from", ""), len(changes))
    here = request.path
    after = start + PAGE
    shown = changes[start:after]
    telling = Telling(desk, [change for _entry, some in shown for change in some])
    named = [*deed.entries, *(entry for entry, _some in shown)]
    people = people_steps(desk, every)
    context = {
        "deed": deed,
        "changed": [
            *(Changed(entry, "", steps) for entry, steps in people),
            *(
                Changed(entry, _history_url(desk, entry), telling.steps(some))
                for entry, some in shown
            ),
        ],
        "handling": desk.marking(*(entry.handling for entry in named), *telling.handling),
        "number": found.sequence,
        "trail": [Step(_("History"), reverse("history", kwargs={"slug": desk.register.slug}))],
        "earlier_url": f"{here}?from={max(0, start - PAGE)}" if start else None,
        "further_url": f"{here}?from={after}" if after < len(changes) else None,
    }
    return render(request, "portal/record.html", context)


def _start(mark: str, length: int) -> int:
    """Return the place of the first entry of a page; the first of all for what is no place."""
    number = int(mark) if mark.isascii() and mark.isdigit() and len(mark) < 9 else 0
    return number if number < length else 0


def _by_entry(desk: Desk, changes: list[Change]) -> list[tuple[EntryLink, list[Change]]]:
    """Return the changes of a record by the entry they belong to, in the order of the first one."""
    named = dict.fromkeys((change.kind, change.entry) for change in changes)
    owners = owners_of(desk, named)
    links = entry_links(desk, owners.values())
    grouped: dict[UUID, list[Change]] = defaultdict(list)
    for change in changes:
        owner = owners.get(change.entry)
        if owner is not None and owner[1] in links:
            grouped[owner[1]].append(change)
    return [(links[uuid], some) for uuid, some in grouped.items()]


def _history_url(desk: Desk, entry: EntryLink) -> str:
    if entry.kind not in KINDS:
        return ""
    names = {"slug": desk.register.slug, "kind": entry.kind, "uuid": entry.uuid}
    return reverse("entry-history", kwargs=names)

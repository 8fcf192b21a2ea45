"""Giving an entry the values again that it had after a record of its history."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.history.models import Change, Record
from servanda.portal.forms.entries import RestoreForm
from servanda.portal.views.entries import KINDS, entries_seen, entry_links
from servanda.portal.views.records import people_of
from servanda.portal.views.telling import Telling
from servanda.progress.views.facts import Step
from servanda.registers.actions import (
    EditConflict,
    Mandate,
    NotAllowed,
    restoration,
    restore_state,
)
from servanda.registers.models import Desk, Entry
from servanda.registers.views import RegisterRequest, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def restore(request: RegisterRequest, kind: str, uuid: UUID, sequence: int) -> HttpResponse:
    """Show what an entry would change by to be as it was after a record; bring that state back."""
    desk = request.desk
    if not desk.can_edit:
        raise PermissionDenied
    if kind not in KINDS:
        raise Http404
    entry = get_object_or_404(entries_seen(desk, kind), uuid=uuid)
    records = Record.objects.of_register(desk.register.uuid)
    record = get_object_or_404(records, sequence=sequence)
    form = RestoreForm(request.POST or None, initial={"revision": entry.revision})
    if request.method == "POST" and form.is_valid():
        done = _restored(request, form, entry, sequence)
        if done is not None:
            return done
    return _page(request, form, entry, record)


def _restored(
    request: RegisterRequest, form: RestoreForm, entry: Entry, sequence: int
) -> HttpResponse | None:
    told = form.cleaned_data
    mandate = Mandate(request.desk, told["reason"])
    try:
        restore_state(mandate, entry=entry, sequence=sequence, revision=told["revision"])
    except NotAllowed as error:
        raise Http404 from error
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return None
    except EditConflict:
        messages.warning(request, _("Somebody changed this meanwhile: look again."))
        return redirect(request.path)
    messages.success(request, _("Brought back. The history keeps both."))
    return redirect(_history_url(request.desk, entry))


def _page(
    request: RegisterRequest, form: RestoreForm, entry: Entry, record: Record
) -> HttpResponse:
    desk = request.desk
    link = entry_links(desk, [(entry.KIND, entry.uuid)])[entry.uuid]
    back = _history_url(desk, entry)
    changes = _changes(desk, entry, record)
    telling = Telling(desk, changes)
    context = {
        "entry": link,
        "record": record,
        "who": people_of(desk, [record]).get(record.pk, ""),
        "fields": telling.steps(changes),
        "form": form,
        "handling": desk.marking(entry.handling, *telling.handling),
        "trail": [Step(_("History: %(entry)s") % {"entry": link.label}, back)],
        "back_url": back,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/restore.html", context, status=status)


def _changes(desk: Desk, entry: Entry, record: Record) -> list[Change]:
    """Return what would change, as the history would tell it."""
    try:
        wanted = restoration(desk, entry, sequence=record.sequence)
    except (NotAllowed, ValidationError) as error:
        raise Http404 from error
    return [
        Change(
            kind=one.kind,
            entry=one.entry,
            field=one.field,
            before=one.before,
            after=one.after,
            salt=b"",  # without one it would be told as erased
        )
        for one in wanted
    ]


def _history_url(desk: Desk, entry: Entry) -> str:
    names = {"slug": desk.register.slug, "kind": entry.KIND, "uuid": entry.uuid}
    return reverse("entry-history", kwargs=names)

"""The page on which the agenda of a meeting is made: points added, moved, removed, past decisions first."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.meetings.actions import (
    add_agenda_item,
    move_item_down,
    move_item_up,
    put_past_decisions_first,
    remove_agenda_item,
)
from servanda.meetings.forms import AgendaItemForm
from servanda.meetings.models import AgendaItem, AgendaSubject, Meeting
from servanda.meetings.views.series import meeting_trail
from servanda.progress.views.entry_forms import require_editor
from servanda.progress.views.facts import Step
from servanda.registers.views import RegisterRequest, register_page

DEEDS: Final[Mapping[str, Callable[..., None]]] = {
    "up": move_item_up,
    "down": move_item_down,
    "remove": remove_agenda_item,
}
"""What a button beside a point does, by its name; its value is the public name of the point."""


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def agenda_edit(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show the agenda of a meeting with a button for each change, and do what was asked for."""
    desk = request.desk
    found = get_object_or_404(Meeting.objects.visible_to(desk), uuid=uuid)
    require_editor(desk)
    form = AgendaItemForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _is_done(request, found, form):
        return redirect("agenda-edit", slug=desk.register.slug, uuid=found.uuid)
    agenda = list(AgendaItem.objects.visible_to(desk).filter(meeting=found))
    has_past = any(item.about == AgendaSubject.PAST_DECISIONS for item in agenda)
    url = reverse("meeting", kwargs={"slug": desk.register.slug, "uuid": found.uuid})
    context = {
        "slug": desk.register.slug,
        "meeting": found,
        "url": url,
        "agenda": agenda,
        "may_begin": found.series_id is not None and not has_past,
        "form": form,
        "handling": desk.marking(found.handling, *(item.handling for item in agenda)),
        "trail": meeting_trail(desk, Step(found.label, url)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/agenda_edit.html", context, status=status)


def _is_done(request: RegisterRequest, found: Meeting, form: AgendaItemForm) -> bool:
    """Do what a button asks for; tell whether one did."""
    for name, act in DEEDS.items():
        if name in request.POST:
            act(request.mandate, item=_item(request, found, request.POST[name]))
            return True
    if "past" in request.POST:
        put_past_decisions_first(request.mandate, meeting=found)
        return True
    if form.is_valid():
        add_agenda_item(request.mandate, meeting=found, title=form.cleaned_data["title"])
        return True
    return False


def _item(request: RegisterRequest, found: Meeting, name: str) -> AgendaItem:
    try:
        uuid = UUID(name)
    except ValueError as error:
        raise Http404(_("There is no such page.")) from error
    items = AgendaItem.objects.visible_to(request.desk).filter(meeting=found)
    return get_object_or_404(items, uuid=uuid)

"""Whether a change of very many entries waits for the worker, is being made, or was made."""

from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.portal.actions import bulk_task
from servanda.portal.lists import ENTRY_LISTS
from servanda.portal.views.telling import field_label
from servanda.registers.views import RegisterRequest, register_page
from servanda.tasks.models import TaskState

LOOK_AGAIN: Final = 5
"""Seconds after which the page looks again."""


@require_safe
@register_page
def list_change_task(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show whether a change waits for the worker, is being made, was made, or could not be."""
    desk = request.desk
    found = bulk_task(desk.register, uuid)
    if found is None:
        raise Http404(_("There is no such page."))
    if not desk.can_edit:
        raise PermissionDenied
    task, listed = found.task, ENTRY_LISTS[found.kind]
    waits = task.state in {TaskState.WAITING, TaskState.RUNNING}
    context = {
        "listed": listed,
        "number": found.number,
        "field": field_label(listed.model, found.field),
        "why": found.why_for(desk.actor),
        "waits": waits,
        "is_running": task.state == TaskState.RUNNING,
        "has_failed": task.state == TaskState.FAILED,
        "back_url": reverse("list", kwargs={"slug": desk.register.slug, "kind": found.kind}),
    }
    response = render(request, "portal/list_change_task.html", context)
    if waits:
        response["Refresh"] = str(LOOK_AGAIN)
    return response

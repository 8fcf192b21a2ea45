"""The workbook in which a party answers a round: taken along, and brought back with the difference first."""

import base64
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from servanda.parties.models import Party
from servanda.progress.forms.workbooks import WorkbookForm
from servanda.progress.importing import Taken, look_at_workbook, make_workbook, take_workbook
from servanda.progress.views.facts import Step
from servanda.progress.views.tasks import require_assessor, rounds_seen
from servanda.reading.errors import DocumentError
from servanda.reading.formats import limit_notice
from servanda.registers.actions import NotAllowed
from servanda.registers.lists.rendering_xlsx import MEDIA_TYPE
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page
from servanda.sources.views.uploading import LimitedUpload, take_files, too_much_typed

LIMIT_BYTES = 2 * 1024 * 1024
"""A workbook of a party is no larger; 1,000 rows with all cells filled take a tenth of it."""


@require_safe
@register_page
def round_workbook(request: RegisterRequest, uuid: UUID, party: UUID) -> HttpResponse:
    """Give the workbook in which a party answers, in the language of the page."""
    desk = request.desk
    require_assessor(desk)
    asked = get_object_or_404(rounds_seen(desk).select_related("instrument"), uuid=uuid)
    answering = get_object_or_404(Party.objects.visible_to(desk), uuid=party)
    try:
        content = make_workbook(desk, asked=asked, party=answering)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("tasks", slug=desk.register.slug)
    headers = {"Content-Disposition": f'attachment; filename="{desk.register.slug}-answers.xlsx"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


@csrf_exempt  # checked in _workbook_new: the check reads the body, and the limit must stand first
@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def workbook_new(request: RegisterRequest) -> HttpResponse:
    """Show what would come of a workbook, cell by cell, then take it."""
    require_assessor(request.desk)
    guard = take_files(request, limit=LIMIT_BYTES)
    try:
        return _workbook_new(request, guard)
    except RequestDataTooBig:
        return too_much_typed(request)


@csrf_protect
def _workbook_new(request: RegisterRequest, guard: LimitedUpload) -> HttpResponse:
    if request.method != "POST":
        return _page(request, WorkbookForm())
    form = WorkbookForm(request.POST, request.FILES)
    if guard.too_large is not None:
        form.errors.clear()
        form.add_error("file", limit_notice(guard.too_large, limit_bytes=guard.limit).told(_))
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form)
    content, name = form.book()
    act = take_workbook if form.is_confirmed else look_at_workbook
    try:
        came = act(request.mandate, content=content, file_name=name)
    except DocumentError as error:
        form.add_error("file", error.told(_))
    except NotAllowed as error:
        form.add_error("file", str(error))
    except ValidationError as error:
        form.add_error("file", error)
    else:
        return _shown(request, came, form)
    return _page(request, form)


def _shown(request: RegisterRequest, came: Taken, form: WorkbookForm) -> HttpResponse:
    """Show what came of a workbook, and before it was taken, the button that takes it."""
    content, name = form.book()
    if form.is_confirmed:
        taken = len(came.taken)
        told = ngettext("%(number)d row was taken.", "%(number)d rows were taken.", taken)
        messages.success(request, told % {"number": taken})
    context = _around(request.desk) | {
        "came": came,
        "kept": "" if form.is_confirmed else base64.b64encode(content).decode(),
        "name": name,
    }
    return render(request, "progress/workbook_came.html", context)


def _page(request: RegisterRequest, form: WorkbookForm) -> HttpResponse:
    context = _around(request.desk) | {"form": form}
    status = 422 if form.is_bound else 200
    return render(request, "progress/workbook_new.html", context, status=status)


def _around(desk: Desk) -> dict[str, object]:
    url = reverse("tasks", kwargs={"slug": desk.register.slug})
    return {"slug": desk.register.slug, "trail": [Step(_("Tasks"), url)]}

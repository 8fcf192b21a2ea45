"""Adding a series, and changing what is known of it."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.meetings.actions import SeriesFacts, change_series, create_series
from servanda.meetings.forms import NewSeriesForm, SeriesForm
from servanda.meetings.models import MeetingSeries
from servanda.meetings.views.series import meeting_trail
from servanda.progress.views.entry_forms import (
    FormPage,
    conflict_page,
    form_page,
    require_editor,
    save_by_form,
    tell_faults,
)
from servanda.progress.views.facts import Step
from servanda.registers.actions import EditConflict
from servanda.registers.views import RegisterRequest, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def series_new(request: RegisterRequest) -> HttpResponse:
    """Add a series of meetings that no document was read for."""
    desk = request.desk
    require_editor(desk)
    page = FormPage(
        kind=_("Series"),
        heading=_("Add a series of meetings"),
        about="",
        url=reverse("meetings", kwargs={"slug": desk.register.slug}),
        save=_("Save the series"),
        trail=meeting_trail(desk),
    )
    form = NewSeriesForm(request.POST or None, desk=desk)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, page, form)
    try:
        found = create_series(request.mandate, new=form.new(), source=form.source)
    except ValidationError as error:
        tell_faults(form, error)
        return form_page(request, page, form)
    return redirect("series", slug=desk.register.slug, uuid=found.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def series_edit(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Change the facts of a series; whoever comes second sees both versions."""
    desk = request.desk
    found = get_object_or_404(MeetingSeries.objects.visible_to(desk), uuid=uuid)
    require_editor(desk)
    url = reverse("series", kwargs={"slug": desk.register.slug, "uuid": found.uuid})
    page = FormPage(
        kind=_("Series"),
        heading=_("Change the facts of the series"),
        about=found.label,
        url=url,
        save=_("Save the facts"),
        trail=meeting_trail(desk, Step(found.label, url)),
        handling=desk.marking(found.handling),
    )
    stands = {**SeriesForm.told_of(SeriesFacts.of(found)), "revision": found.revision}
    form = SeriesForm(request.POST or None, initial=stands, desk=desk, found=found)
    try:
        return save_by_form(
            request,
            page,
            form,
            lambda: change_series(
                request.mandate,
                series=found,
                facts=form.facts(),
                revision=form.cleaned_data["revision"] or 0,
                source=form.source,
            ),
        )
    except EditConflict:
        now = MeetingSeries.objects.get(pk=found.pk)
        shown = SeriesForm.told_of(SeriesFacts.of(now))
        return conflict_page(request, page, form, stands=shown, revision=now.revision)

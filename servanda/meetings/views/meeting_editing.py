"""Adding a meeting, and changing what is known of it: planned, held, postponed, cancelled."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.meetings.actions import MeetingFacts, change_meeting, create_meeting
from servanda.meetings.forms import MeetingForm, NewMeetingForm, link_seen
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.meetings.rules.rhythm import next_number
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
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def meeting_new(request: RegisterRequest) -> HttpResponse:
    """Add a meeting, planned or held, that no document was read for."""
    desk = request.desk
    require_editor(desk)
    page = FormPage(
        kind=_("Meeting"),
        heading=_("Add a meeting"),
        about="",
        url=reverse("meetings", kwargs={"slug": desk.register.slug}),
        save=_("Save the meeting"),
        trail=meeting_trail(desk),
    )
    initial = _of_series(desk, request.GET.get("series", ""))
    form = NewMeetingForm(request.POST or None, initial=initial, desk=desk)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, page, form)
    try:
        found = create_meeting(request.mandate, new=form.new(), source=form.source)
    except ValidationError as error:
        tell_faults(form, error)
        return form_page(request, page, form)
    return redirect("meeting", slug=desk.register.slug, uuid=found.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def meeting_edit(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Change the facts of a meeting; whoever comes second sees both versions."""
    desk = request.desk
    found = get_object_or_404(Meeting.objects.visible_to(desk), uuid=uuid)
    require_editor(desk)
    url = reverse("meeting", kwargs={"slug": desk.register.slug, "uuid": found.uuid})
    page = FormPage(
        kind=_("Meeting"),
        heading=_("Change the facts of the meeting"),
        about=found.label,
        url=url,
        save=_("Save the facts"),
        trail=meeting_trail(desk, Step(found.label, url)),
        handling=desk.marking(found.handling),
    )
    stands = {**_shown(desk, found), "revision": found.revision}
    form = MeetingForm(request.POST or None, initial=stands, desk=desk, found=found)
    try:
        return save_by_form(
            request,
            page,
            form,
            lambda: change_meeting(
                request.mandate,
                meeting=found,
                facts=form.facts(),
                revision=form.cleaned_data["revision"] or 0,
                source=form.source,
            ),
        )
    except EditConflict:
        now = Meeting.objects.get(pk=found.pk)
        shown = {name: value for name, value in _shown(desk, now).items() if name in form.fields}
        return conflict_page(request, page, form, stands=shown, revision=now.revision)


def _shown(desk: Desk, found: Meeting) -> dict[str, object]:
    facts = MeetingForm.told_of(MeetingFacts.of(found))
    return {name: value for name, value in facts.items() if name != "date_words"} | {
        "online": link_seen(desk, found)
    }


def _of_series(desk: Desk, asked: str) -> dict[str, object]:
    """Return what a new meeting of a series begins with: the series, and the number that is next."""
    try:
        series = MeetingSeries.objects.visible_to(desk).filter(uuid=UUID(asked)).first()
    except ValueError:
        return {}
    if series is None:
        return {}
    seen = Meeting.objects.visible_to(desk).filter(series=series)
    number = next_number(seen.values_list("number", flat=True))
    return {"series": series.uuid, "number": number}

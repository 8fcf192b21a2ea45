"""A deadline that is counted from a meeting of the register: chosen here, where meetings are known."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.instruments.actions import due_asked
from servanda.instruments.models import Provision
from servanda.instruments.rules import DueTold
from servanda.meetings.actions import count_from_meeting
from servanda.meetings.forms.deadlines import FromMeetingForm
from servanda.progress.views.deadlines import told_due
from servanda.progress.views.entry_forms import (
    FormPage,
    form_page,
    require_editor,
    save_by_form,
)
from servanda.progress.views.facts import Step
from servanda.progress.views.instrument import instrument_trail
from servanda.progress.views.points import entry_url, provisions_seen
from servanda.progress.views.text.amending import lasting_seen, mark_of, markings_of, seen_of
from servanda.registers.actions import EditConflict
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, TwoVersions, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def deadline_from_meeting(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Say how long before or after a meeting a provision is due; who comes second sees both versions."""
    desk = request.desk
    found = get_object_or_404(provisions_seen(desk), uuid=uuid)
    require_editor(desk)
    wording = lasting_seen(desk, found)
    if wording is None:
        raise Http404(_("There is no such page."))
    form = FromMeetingForm(
        request.POST or None, desk=desk, stands=due_asked(wording), seen=mark_of(wording)
    )

    def save() -> None:
        count_from_meeting(
            request.mandate,
            provision=found,
            meeting=form.cleaned_data["meeting"],
            told=form.due_told(),
            seen=seen_of(form.cleaned_data["seen"]),
        )

    page = _page(desk, found)
    try:
        return save_by_form(request, page, form, save)
    except EditConflict:
        return _conflict(request, page, found, form)


def _page(desk: Desk, found: Provision) -> FormPage:
    url = entry_url(desk, "provision", found)
    return FormPage(
        kind=_("Provision"),
        heading=_("Count its deadline from a meeting"),
        about=found.label,
        url=url,
        save=_("Save"),
        trail=instrument_trail(desk, Step(found.label, url)),
        handling=desk.marking(*markings_of(desk, found)),
    )


def _conflict(
    request: RegisterRequest, page: FormPage, found: Provision, form: FromMeetingForm
) -> HttpResponse:
    """Show what stands now beside what the person wanted; saving again replaces what stands."""
    now = lasting_seen(request.desk, found)
    data = request.POST.copy()
    data["seen"] = mark_of(now) if now is not None else ""
    form.data = data
    stands = told_due(due_asked(now)) if now is not None else ""
    wanted = form.due_told()
    named = wanted.relative_to or form.cleaned_data["meeting"].label
    told = told_due(
        DueTold(words=wanted.words, relative_to=named, number=wanted.number, unit=wanted.unit)
    )
    return form_page(request, page, form, differences=[TwoVersions(_("Due"), stands, told)])

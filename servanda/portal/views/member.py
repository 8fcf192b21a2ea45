"""One person of a register: their place, for whom they speak, and what an administrator does about them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from servanda.history.models import Record
from servanda.parties.actions import end_representation, represent
from servanda.parties.models import Representation
from servanda.portal.forms.entries import ReasonForm
from servanda.portal.forms.people import EndForm, PlaceForm, RepresentationForm
from servanda.portal.forms.seen import sealed
from servanda.portal.views.people import administrator_of, member_of, people_trail
from servanda.registers.actions import (
    ChangedMeanwhile,
    Place,
    change_place,
    end_sessions,
    restore_access,
    suspend,
)
from servanda.registers.models import Account, Assignment, Desk
from servanda.registers.models.people import ROLE_CHOICES
from servanda.registers.views import RegisterRequest, TwoVersions, register_page


@dataclass(frozen=True)
class Sent:
    """What was sent about a person and is shown again, with what is wrong or differs."""

    place: PlaceForm | None = None
    representing: RepresentationForm | None = None
    reason: ReasonForm | None = None
    differences: Sequence[TwoVersions] = ()


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def member(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show one person of the register; give them another role or side."""
    by = administrator_of(request)
    found = member_of(request.desk, uuid)
    if request.method != "POST":
        return member_page(request, found)
    form = PlaceForm(request.POST, desk=request.desk)
    if not form.is_valid():
        return member_page(request, found, Sent(place=form), status=422)
    try:
        change_place(
            by=by,
            assignment=found,
            seen=form.seen_place(request.desk.register),
            wanted=form.wanted(),
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return member_page(request, found, Sent(place=form), status=422)
    except ChangedMeanwhile:
        return _conflict(request, uuid, form.wanted())
    messages.success(request, _("Saved. It counts from now on."))
    return redirect("member", slug=request.desk.register.slug, uuid=uuid)


@require_POST
@register_page
def member_represent(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Let a person speak for a party."""
    administrator_of(request)
    found = member_of(request.desk, uuid)
    form = RepresentationForm(request.POST, desk=request.desk)
    if not form.is_valid():
        return member_page(request, found, Sent(representing=form), status=422)
    try:
        represent(request.mandate, account=found.account, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return member_page(request, found, Sent(representing=form), status=422)
    return redirect("member", slug=request.desk.register.slug, uuid=uuid)


@require_POST
@register_page
def representation_end(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Say on which day a person speaks for a party for the last time."""
    administrator_of(request)
    register = request.desk.register
    held = get_object_or_404(Representation, register=register, uuid=uuid)
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the last day, as in 2026-03-31."))
    else:
        try:
            end_representation(request.mandate, representation=held, until=form.last_day())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    place = get_object_or_404(Assignment, register=register, account=held.account_id)
    return redirect("member", slug=register.slug, uuid=place.uuid)


@require_POST
@register_page
def member_suspend(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Take a person's access away until restored."""
    told = _("%(name)s is suspended, and signed out everywhere.")
    return _done_for_a_reason(request, uuid, suspend, told)


@require_POST
@register_page
def member_restore(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Let a suspended person in again."""
    told = _("%(name)s is back, with the same role and side.")
    return _done_for_a_reason(request, uuid, restore_access, told)


@require_POST
@register_page
def member_end_sessions(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Sign a person out wherever they are signed in."""
    register = request.desk.register
    return _done(
        request,
        uuid,
        lambda by, found: end_sessions(by=by, account=found.account, register=register),
        _("%(name)s is signed out everywhere."),
    )


def member_page(
    request: RegisterRequest,
    found: Assignment,
    sent: Sent | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Show one person with the forms about them, as they stand or as they were sent."""
    desk, told = request.desk, sent or Sent()
    held = Representation.objects.filter(register=desk.register, account=found.account)
    context = {
        "member": found,
        "place": told.place or _place_form(desk, found, Place.of(found)),
        "differences": told.differences,
        "representing": told.representing
        or RepresentationForm(initial={"since": desk.today}, desk=desk),
        "representations": held.select_related("party").order_by("party__label", "since"),
        "today": desk.today,
        "slug": desk.register.slug,
        "why": told.reason or ReasonForm(),
        "suspended": _last_suspension(found),
        "trail": people_trail(desk),
    }
    return render(request, "portal/member.html", context, status=status)


def _last_suspension(found: Assignment) -> Record | None:
    """Return the record that suspended a person: it may be that of a hand-over."""
    if not found.is_suspended:
        return None
    records = Record.objects.filter(changes__entry=found.uuid, changes__field="is_suspended")
    return records.order_by("id").last()


def _place_form(desk: Desk, found: Assignment, shown: Place) -> PlaceForm:
    """Return the form of role and side with what is shown in it, over the state as it stands."""
    initial = {
        "role": shown.role,
        "side": shown.side.uuid if shown.side else None,
        "seen": sealed({"role": found.role, "side": found.side_id}),
    }
    return PlaceForm(initial=initial, desk=desk)


def _conflict(request: RegisterRequest, uuid: UUID, wanted: Place) -> HttpResponse:
    """Show what another administrator saved beside what this one wants; saving again decides."""
    found = member_of(request.desk, uuid)
    roles = dict(ROLE_CHOICES)
    told = [
        TwoVersions(_("Role"), str(roles[found.role]), str(roles[wanted.role])),
        TwoVersions(_("Side"), str(found.side or ""), str(wanted.side or "")),
    ]
    sent = Sent(
        place=_place_form(request.desk, found, wanted),
        differences=[one for one in told if one.stands != one.wanted],
    )
    return member_page(request, found, sent, status=409)


def _done_for_a_reason(
    request: RegisterRequest, uuid: UUID, act: Callable[..., None], told: str
) -> HttpResponse:
    """Do to a person what an administrator asked, with its reason; else ask for it."""
    administrator_of(request)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return member_page(request, member_of(request.desk, uuid), Sent(reason=form), status=422)
    reason = form.cleaned_data["reason"]
    return _done(request, uuid, lambda by, found: act(by=by, assignment=found, reason=reason), told)


def _done(
    request: RegisterRequest,
    uuid: UUID,
    act: Callable[[Account, Assignment], None],
    told: str,
) -> HttpResponse:
    """Do to a person what an administrator asked, tell so or why not, lead back to the person."""
    by = administrator_of(request)
    found = member_of(request.desk, uuid)
    try:
        act(by, found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, told % {"name": found.account})
        if found.account == request.desk.account:  # whoever did it to themself is signed out
            return redirect("registers")
    return redirect("member", slug=request.desk.register.slug, uuid=found.uuid)

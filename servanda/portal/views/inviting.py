"""Inviting somebody into a register: the form, the sheet to print, the letter."""

from smtplib import SMTPException
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from servanda.history.actions import current_note
from servanda.parties.actions import invite_to_represent, invited_party
from servanda.portal.forms.people import InvitationForm
from servanda.portal.views.people import administrator_of, people_trail
from servanda.registers.actions import invite, revoke_invitation
from servanda.registers.actions.mailing import KEPT_AS_FILES
from servanda.registers.models import Account, Invitation, Register
from servanda.registers.views import RegisterRequest, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def invitation_new(request: RegisterRequest) -> HttpResponse:
    """Ask who is invited; then show the code once, on a sheet to print, and mail it."""
    by = administrator_of(request)
    desk = request.desk
    if request.method != "POST":
        return _form_page(request, InvitationForm(desk=desk))
    form = InvitationForm(request.POST, desk=desk)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    try:
        invitation, code = _invite(by, desk.register, form)
    except ValidationError as error:
        form.add_error(None, error)
        return _form_page(request, form, status=422)
    return _sheet(request, invitation, code)


@require_POST
@register_page
def invitation_revoke(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Withdraw an invitation."""
    by = administrator_of(request)
    found = get_object_or_404(Invitation, register=request.desk.register, uuid=uuid)
    try:
        revoke_invitation(by=by, invitation=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The invitation is withdrawn: its code counts no more."))
    return redirect("people", slug=request.desk.register.slug)


def _invite(by: Account, register: Register, form: InvitationForm) -> tuple[Invitation, str]:
    new, representing, now = form.invitation(), form.representing(), timezone.now()
    if representing is None:
        return invite(by=by, register=register, new=new, now=now)
    return invite_to_represent(
        by=by, register=register, new=new, representing=representing, now=now
    )


def _form_page(
    request: RegisterRequest, form: InvitationForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "trail": people_trail(request.desk)}
    return render(request, "portal/invitation_new.html", context, status=status)


def _sheet(request: RegisterRequest, invitation: Invitation, code: str) -> HttpResponse:
    join = request.build_absolute_uri(reverse("join"))
    told: dict[str, object] = {
        "invitation": invitation,
        "register": invitation.register,
        "party": invited_party(invitation),
        "code": code,
        "letter_language": invitation.language or get_language(),
        "join_url": join,
        "address": f"{join}?{urlencode({'code': code})}",
    }
    context = {**told, "mailed": _mailed(invitation, told), "trail": people_trail(request.desk)}
    return render(request, "portal/invitation_sheet.html", context)


def _mailed(invitation: Invitation, told: dict[str, object]) -> str:
    """Mail an invitation; return `sent`, `kept` as a file, `failed`, or nothing without an address."""
    if not invitation.email:
        return ""
    with override(str(told["letter_language"])):
        subject = _("Invitation to %(register)s") % {"register": invitation.register}
        note = current_note(invitation.register.uuid)
        text = render_to_string("portal/mail/invitation.txt", {**told, "checkpoint": note})
    try:
        send_mail(" ".join(subject.split()), text, None, [invitation.email])
    except (SMTPException, OSError):
        return "failed"
    return "kept" if settings.EMAIL_BACKEND == KEPT_AS_FILES else "sent"

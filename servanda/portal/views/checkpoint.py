"""Where the history of a register stands, signed, for whoever will verify it later."""

from smtplib import SMTPException

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda.history.actions import current_note, verifier
from servanda.progress.views.facts import Step
from servanda.registers.actions import NotAllowed, mail_checkpoint
from servanda.registers.views import RegisterRequest, register_page


@require_safe
@register_page
def checkpoint(request: RegisterRequest) -> HttpResponse:
    """Show the checkpoint and the public key, and say how to verify by them."""
    register = request.desk.register
    back = reverse("history", kwargs={"slug": register.slug})
    context = {
        "note": current_note(register.uuid),
        "key": verifier(),
        "may_mail": request.desk.role is not None,
        "trail": [Step(_("History"), back)],
    }
    return render(request, "portal/checkpoint.html", context)


@require_safe
@register_page
def checkpoint_file(request: RegisterRequest) -> HttpResponse:
    """Give the checkpoint as a file, to be kept elsewhere."""
    register = request.desk.register
    note = current_note(register.uuid)
    response = HttpResponse(note, content_type="text/plain; charset=utf-8")
    size = note.split("\n")[1] if note else "0"
    name = f"checkpoint-{register.slug}-{size}.txt"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@register_page
def checkpoint_mail(request: RegisterRequest) -> HttpResponse:
    """Mail the checkpoint to whoever asks, of the people of the register."""
    account, register = request.desk.account, request.desk.register
    if account is None or request.desk.role is None:
        raise NotAllowed(_("Your role in this register does not allow this."))
    if not account.email:
        messages.error(request, _("Your account has no e-mail address: give it first."))
        return redirect("account")
    try:
        is_sent = mail_checkpoint(register, to=account.email, language=get_language() or "")
    except (SMTPException, OSError):
        messages.error(request, _("The letter could not be sent: save the checkpoint as a file."))
    else:
        told = _("There is no mail server: the letter is kept in the data folder.")
        sent = _("Sent to %(address)s.") % {"address": account.email}
        messages.success(request, sent if is_sent else told)
    return redirect("checkpoint", slug=register.slug)

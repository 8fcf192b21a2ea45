"""Where the history of a register stands, signed, for whoever will verify it later."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.history.actions import current_note, verifier
from servanda.progress.views.facts import Step
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

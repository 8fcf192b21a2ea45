"""Taking words out of a document: first every place is shown, then they are taken out."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from servanda.progress.views.facts import Step
from servanda.registers.actions import Mandate
from servanda.registers.views import RegisterRequest, register_page
from servanda.review.actions.redacting import Place, places_to_redact, redact_words
from servanda.review.forms import RedactForm
from servanda.sources.models import Document

MOST_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def document_redact(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Ask for the words and the reason, show each place, and take the words out.

    The words travel in the body of the request: an address would keep them in logs.
    """
    desk = request.desk
    if not desk.can_edit:
        raise PermissionDenied
    document = get_object_or_404(Document.objects.visible_to(desk), uuid=uuid)
    form = RedactForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return _page(request, document, form, places=[], status=status)
    words = form.cleaned_data["words"]
    try:
        if "redact" not in request.POST:
            return _page(request, document, form, places=places_to_redact(document, words))
        mandate = Mandate(desk, form.cleaned_data["reason"])
        number = redact_words(mandate, document=document, words=words)
    except ValidationError as error:
        form.add_error("words", ValidationError(error.messages))
        return _page(request, document, form, places=[], status=422)
    told = ngettext("Taken out at %(number)s place.", "Taken out at %(number)s places.", number) % {
        "number": number
    }
    messages.success(request, told)
    return redirect("document", slug=desk.register.slug, uuid=document.uuid)


def _page(
    request: RegisterRequest,
    document: Document,
    form: forms.Form,
    *,
    places: list[Place],
    status: int = 200,
) -> HttpResponse:
    names = {"slug": request.desk.register.slug, "uuid": document.uuid}
    back = reverse("document", kwargs=names)
    context = {
        "document": document,
        "form": form,
        "places": places[:MOST_SHOWN],
        "number": len(places),
        "left_out": max(0, len(places) - MOST_SHOWN),
        "handling": request.desk.marking(document.handling),
        "trail": [Step(document.title, back)],
        "back_url": back,
    }
    return render(request, "review/redact.html", context, status=status)

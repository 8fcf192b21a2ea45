"""Saying how an instrument stands to another one, and which documents hold its text."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from servanda.instruments.actions import (
    hold_text,
    relate_instruments,
    release_text,
    remove_relation,
)
from servanda.instruments.models import HeldText, Relation
from servanda.progress.forms.agreeing import HeldTextForm, RelationForm
from servanda.progress.views.entry_forms import save_by_form
from servanda.progress.views.instrument_editing import instrument_to_change, page_about
from servanda.registers.models.entries import is_seen_at
from servanda.registers.views import RegisterRequest, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def relation_new(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Say what an instrument follows, replaces, supplements, copies or was made because of."""
    desk = request.desk
    found = instrument_to_change(desk, uuid)
    page = page_about(
        desk, found, heading=_("Tie it to another instrument"), save=_("Save the tie")
    )
    form = RelationForm(request.POST or None, desk=desk, found=found)
    return save_by_form(
        request,
        page,
        form,
        lambda: relate_instruments(
            request.mandate,
            instrument=found,
            other=form.cleaned_data["other"],
            new=form.new(),
            source=form.source,
        ),
    )


@require_POST
@register_page
def relation_remove(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Take a tie between two instruments away; the history brings it back."""
    desk = request.desk
    both = is_seen_at(desk, "instrument__") & is_seen_at(desk, "other__")
    relation = get_object_or_404(Relation.objects.visible_to(desk).filter(both), uuid=uuid)
    found = instrument_to_change(desk, relation.instrument.uuid)
    remove_relation(request.mandate, relation=relation)
    messages.success(request, _("Taken away. The history of the instrument keeps it."))
    return redirect("instrument-edit", slug=desk.register.slug, uuid=found.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def held_text_new(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Name a document that holds the text of an instrument, or a part of it."""
    desk = request.desk
    found = instrument_to_change(desk, uuid)
    page = page_about(
        desk, found, heading=_("Name a document that holds it"), save=_("Save the document")
    )
    form = HeldTextForm(request.POST or None, desk=desk)
    return save_by_form(
        request,
        page,
        form,
        lambda: hold_text(
            request.mandate,
            instrument=found,
            document=form.cleaned_data["document"],
            part=form.cleaned_data["part"],
        ),
    )


@require_POST
@register_page
def held_text_remove(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Take back that a document holds the text of an instrument."""
    desk = request.desk
    rows = HeldText.objects.visible_to(desk).filter(is_seen_at(desk, "document__"))
    held = get_object_or_404(rows.select_related("instrument"), uuid=uuid)
    found = instrument_to_change(desk, held.instrument.uuid)
    release_text(request.mandate, held=held)
    messages.success(request, _("Taken away. The history of the instrument keeps it."))
    return redirect("instrument-edit", slug=desk.register.slug, uuid=found.uuid)

"""Saying how a party adopted an instrument, and changing what was said."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.instruments.actions import AdoptionFacts, add_adoption, change_adoption
from servanda.instruments.models import Adoption
from servanda.progress.forms.agreeing import AdoptionForm
from servanda.progress.views.entry_forms import conflict_page, save_by_form
from servanda.progress.views.instrument_editing import instrument_to_change, page_about
from servanda.registers.actions import EditConflict
from servanda.registers.models.entries import is_seen_at
from servanda.registers.views import RegisterRequest, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def adoption_new(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Say how a party adopted an instrument, or that it did not sign."""
    desk = request.desk
    found = instrument_to_change(desk, uuid)
    page = page_about(desk, found, heading=_("Say who adopted it"), save=_("Save the adoption"))
    form = AdoptionForm(request.POST or None, desk=desk, is_new=True)
    return save_by_form(
        request,
        page,
        form,
        lambda: add_adoption(
            request.mandate,
            instrument=found,
            party=form.cleaned_data["party"],
            facts=form.facts(),
            source=form.source,
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def adoption_edit(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Change how a party adopted an instrument; whoever comes second sees both versions."""
    desk = request.desk
    adoptions = Adoption.objects.visible_to(desk).filter(is_seen_at(desk, "party__"))
    adoption = get_object_or_404(adoptions.select_related("instrument", "party"), uuid=uuid)
    found = instrument_to_change(desk, adoption.instrument.uuid)
    heading = _("How %(party)s adopted it") % {"party": adoption.party}
    page = page_about(desk, found, heading=heading, save=_("Save the adoption"))
    stands = {**AdoptionForm.shown(AdoptionFacts.of(adoption)), "revision": adoption.revision}
    form = AdoptionForm(request.POST or None, initial=stands, desk=desk, is_new=False)
    try:
        return save_by_form(
            request,
            page,
            form,
            lambda: change_adoption(
                request.mandate,
                adoption=adoption,
                facts=form.facts(),
                revision=form.cleaned_data["revision"] or 0,
                source=form.source,
            ),
        )
    except EditConflict:
        now = Adoption.objects.get(pk=adoption.pk)
        shown = AdoptionForm.shown(AdoptionFacts.of(now))
        return conflict_page(request, page, form, stands=shown, revision=now.revision)

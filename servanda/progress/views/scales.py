"""On which scales updates on an instrument are given; whether what is said to be done is adequate."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.progress.actions import choose_scales, scales_of, verify_update
from servanda.progress.forms.scales import ScalesForm, VerificationForm
from servanda.progress.models import Core, ScaleKind, Update
from servanda.progress.models.scale_words import told_label
from servanda.progress.rules.scales import ShippedScale, shipped_scales
from servanda.progress.views.entry_forms import FormPage, save_by_form, tell_faults
from servanda.progress.views.instrument_editing import (
    editing_trail,
    instrument_to_change,
)
from servanda.progress.views.points import entry_url, provisions_seen
from servanda.progress.views.provision import provision_trail
from servanda.registers.actions import NotAllowed
from servanda.registers.views import RegisterRequest, register_page


@dataclass(frozen=True)
class ValueOnPage:
    """One value of a scale that comes with Servanda: its words, what it means, where it is from."""

    label: str
    core: str
    is_seen: bool
    source: str


@dataclass(frozen=True)
class ScaleOnPage:
    """One scale that comes with Servanda, with the kind of what it speaks of."""

    title: str
    kind: str
    values: list[ValueOnPage]


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def instrument_scales(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Choose on which scales updates on an instrument are given."""
    desk = request.desk
    found = instrument_to_change(desk, uuid)
    chosen = {scale.kind: scale.code for scale in scales_of(found)}
    data = request.POST if request.method == "POST" else None
    form = ScalesForm(data, initial=chosen, desk=desk)
    url = reverse("instrument-edit", kwargs={"slug": desk.register.slug, "uuid": found.uuid})
    if form.is_valid():
        try:
            choose_scales(request.mandate, instrument=found, chosen=form.chosen())
        except ValidationError as error:
            tell_faults(form, error)
        else:
            messages.success(request, _("Saved. The next update is given on these scales."))
            return redirect(url)
    context = {
        "instrument": found,
        "form": form,
        "url": url,
        "scales": list(map(_on_page, shipped_scales())),
        "trail": editing_trail(desk, found),
        "handling": desk.marking(found.handling),
    }
    status = 422 if form.is_bound else 200
    return render(request, "progress/scales.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def update_verify(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Say whether what an update tells as done is adequate."""
    desk = request.desk
    seen = Update.objects.visible_to(desk).filter(provision__in=provisions_seen(desk))
    update = get_object_or_404(seen.select_related("value", "provision", "assessor"), uuid=uuid)
    if not desk.can_assess:
        raise NotAllowed(_("Your role in this register does not allow adding updates."))
    label = update.provision.label
    page = FormPage(
        kind=_("Update"),
        heading=_("Is what was done adequate?"),
        about=Truncator(label).words(40),
        url=entry_url(desk, "provision", update.provision),
        save=_("Save the verification"),
        trail=provision_trail(desk, update.provision, itself=True),
        handling=desk.marking(update.handling),
    )
    form = VerificationForm(request.POST or None, desk=desk, update=update)
    return save_by_form(
        request,
        page,
        form,
        lambda: verify_update(request.mandate, update=update, new=form.new_verification()),
        part=f"update-{update.uuid}",
    )


def _on_page(scale: ShippedScale) -> ScaleOnPage:
    return ScaleOnPage(
        told_label(scale.title), str(ScaleKind(scale.kind).label), list(_values(scale))
    )


def _values(scale: ShippedScale) -> Iterator[ValueOnPage]:
    for value in scale.values:
        core = str(Core(value.core).label) if value.core else ""
        yield ValueOnPage(told_label(value.label), core, value.certainty == "seen", value.source)

"""Adding an instrument by hand, and changing what is known of it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from servanda.instruments.actions import (
    InstrumentFacts,
    add_instrument_name,
    change_instrument,
    create_instrument,
)
from servanda.instruments.models import Instrument, InstrumentName
from servanda.progress.forms.agreeing import InstrumentForm, NewInstrumentForm, TitleForm
from servanda.progress.views.agreeing import agreed_on, held_lines, relation_lines
from servanda.progress.views.entry_forms import (
    FormPage,
    conflict_page,
    form_page,
    require_editor,
    save_by_form,
    tell_faults,
)
from servanda.progress.views.facts import Step
from servanda.progress.views.instrument import instrument_trail
from servanda.progress.views.points import entry_url
from servanda.registers.actions import EditConflict
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def instrument_new(request: RegisterRequest) -> HttpResponse:
    """Add an instrument that no document was read for."""
    desk = request.desk
    require_editor(desk)
    page = FormPage(
        kind=_("Instrument"),
        heading=_("Add an instrument"),
        about="",
        url=reverse("instruments", kwargs={"slug": desk.register.slug}),
        save=_("Save the instrument"),
        trail=instrument_trail(desk),
    )
    form = NewInstrumentForm(request.POST or None, desk=desk)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, page, form)
    try:
        found = create_instrument(request.mandate, new=form.new(), source=form.source)
    except ValidationError as error:
        tell_faults(form, error)
        return form_page(request, page, form)
    messages.success(request, _("The instrument was saved. Now say who adopted it."))
    return redirect("instrument-edit", slug=desk.register.slug, uuid=found.uuid)


@require_safe
@register_page
def instrument_edit(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show all that may be changed of an instrument: its facts here, the rest on pages of its own."""
    desk = request.desk
    found = instrument_to_change(desk, uuid)
    agreed = agreed_on(desk, found)
    context = {
        "slug": desk.register.slug,
        "instrument": found,
        "adoptions": agreed.adoptions,
        "relations": relation_lines(desk, agreed),
        "held": held_lines(desk, agreed),
        "names": InstrumentName.objects.filter(of=found).order_by("id"),
        "trail": editing_trail(desk, found)[:-1],
        "handling": desk.marking(found.handling),
    }
    return render(request, "progress/instrument_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def instrument_facts(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Change the facts of an instrument; whoever comes second sees both versions."""
    desk = request.desk
    found = instrument_to_change(desk, uuid)
    page = page_about(desk, found, heading=_("Change its facts"), save=_("Save the facts"))
    stands = {**InstrumentForm.shown(InstrumentFacts.of(found)), "revision": found.revision}
    form = InstrumentForm(request.POST or None, initial=stands, desk=desk)
    try:
        return save_by_form(
            request,
            page,
            form,
            lambda: change_instrument(
                request.mandate,
                instrument=found,
                facts=form.facts(),
                revision=form.cleaned_data["revision"] or 0,
                source=form.source,
            ),
        )
    except EditConflict:
        now = Instrument.objects.get(pk=found.pk)
        shown = InstrumentForm.shown(InstrumentFacts.of(now))
        return conflict_page(request, page, form, stands=shown, revision=now.revision)


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def title_new(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Add a title of an instrument in a language."""
    desk = request.desk
    found = instrument_to_change(desk, uuid)
    page = page_about(desk, found, heading=_("Add a title"), save=_("Save the title"))
    form = TitleForm(request.POST or None)
    return save_by_form(
        request,
        page,
        form,
        lambda: add_instrument_name(
            request.mandate,
            instrument=found,
            text=form.cleaned_data["text"],
            language=form.cleaned_data["language"],
            kind=form.cleaned_data["kind"],
        ),
    )


def instrument_to_change(desk: Desk, uuid: UUID) -> Instrument:
    """Return an instrument that the person sees and may change."""
    found = get_object_or_404(Instrument.objects.visible_to(desk), uuid=uuid)
    require_editor(desk)
    return found


def page_about(desk: Desk, found: Instrument, *, heading: str, save: str) -> FormPage:
    """Return what stands around a form about an instrument."""
    return FormPage(
        kind=_("Instrument"),
        heading=heading,
        about=found.label,
        url=reverse("instrument-edit", kwargs={"slug": desk.register.slug, "uuid": found.uuid}),
        save=save,
        trail=editing_trail(desk, found),
        handling=desk.marking(found.handling),
    )


def editing_trail(desk: Desk, found: Instrument) -> list[Step]:
    """Return the way to a page on which an instrument is changed."""
    here = {"slug": desk.register.slug, "uuid": found.uuid}
    return instrument_trail(
        desk,
        Step(found.label, entry_url(desk, "instrument", found)),
        Step(_("What is known of it"), reverse("instrument-edit", kwargs=here)),
    )

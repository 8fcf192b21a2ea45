"""The pages on which an edition is opened, and put in force."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.instruments.actions import open_edition, put_in_force
from servanda.instruments.models import Edition, Instrument
from servanda.progress.forms.text import EditionForm, InForceForm
from servanda.progress.views.facts import Step
from servanda.progress.views.instrument import instrument_trail
from servanda.progress.views.points import entry_url
from servanda.progress.views.text.chosen import to_text
from servanda.progress.views.text.rows import edition_url, last_edition_seen
from servanda.registers.actions import EditConflict, NotAllowed
from servanda.registers.views import RegisterRequest, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def edition_new(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Open the next edition of an instrument, with its reason and its source."""
    desk = request.desk
    instrument = get_object_or_404(Instrument.objects.visible_to(desk), uuid=uuid)
    if not desk.can_edit:
        raise NotAllowed(_("Your role in this register does not allow this."))
    form = EditionForm(request.POST if request.method == "POST" else None, desk=desk)
    if request.method == "POST" and form.is_valid():
        try:
            open_edition(request.mandate, instrument=instrument, new=form.new())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return to_text(desk, instrument)
    return _page(request, instrument, form, heading=_("Open a new edition"), save=_("Open it"))


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def edition_in_force(request: RegisterRequest, uuid: UUID, number: int) -> HttpResponse:
    """Put an edition that is being made in force, from a day on."""
    desk = request.desk
    instrument = get_object_or_404(Instrument.objects.visible_to(desk), uuid=uuid)
    editions = Edition.objects.visible_to(desk).filter(instrument=instrument)
    found = get_object_or_404(editions.select_related("instrument"), number=number)
    if not desk.can_edit:
        raise NotAllowed(_("Your role in this register does not allow this."))
    if not found.is_draft:
        messages.info(request, _("This edition is in force already."))
        return redirect(edition_url(desk, found))
    told = {"date": found.date, "date_words": found.date_words, "revision": found.revision}
    form = InForceForm(request.POST if request.method == "POST" else None, initial=told)
    if request.method == "POST" and form.is_valid() and _is_put_in_force(request, found, form):
        return to_text(desk, instrument)
    heading = _("Put edition %(number)s in force?") % {"number": number}
    return _page(request, instrument, form, heading=heading, save=_("Put it in force"))


def _is_put_in_force(request: RegisterRequest, found: Edition, form: InForceForm) -> bool:
    told = form.cleaned_data
    try:
        put_in_force(
            request.mandate,
            edition=found,
            date=told["date"],
            words=told["date_words"],
            revision=told["revision"],
        )
    except ValidationError as error:
        form.add_error(None, error)
    except EditConflict:
        form.add_error(None, _("Somebody else changed this edition since you opened the page."))
    return not form.errors


def _page(
    request: RegisterRequest,
    instrument: Instrument,
    form: EditionForm | InForceForm,
    *,
    heading: str,
    save: str,
) -> HttpResponse:
    desk = request.desk
    url = entry_url(desk, "instrument", instrument)
    edition = last_edition_seen(desk, instrument)
    context = {
        "slug": desk.register.slug,
        "instrument": instrument,
        "form": form,
        "heading": heading,
        "save": save,
        "handling": desk.marking(instrument.handling, edition.handling if edition else ""),
        "trail": instrument_trail(desk, Step(instrument.label, url)),
    }
    status = 422 if form.errors else 200
    return render(request, "progress/edition_form.html", context, status=status)

"""The words, number and kind of one provision: a short page, which a row of the tree opens in its place."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.instruments.actions import Amendment, Seen, amend_provision
from servanda.instruments.models import Provision, Wording
from servanda.progress.forms.amending import RewordForm, typed_beside
from servanda.progress.views.facts import Step
from servanda.progress.views.instrument import instrument_trail
from servanda.progress.views.points import entry_url, provisions_seen
from servanda.progress.views.text.amending import (
    differing,
    lasting_seen,
    mark_of,
    markings_of,
    seen_of,
)
from servanda.progress.views.text.chosen import to_text
from servanda.registers.actions import EditConflict, NotAllowed
from servanda.registers.views import RegisterRequest, TwoVersions, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def reword(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Change the words, number and kind of a provision in the last edition of its instrument."""
    desk = request.desk
    found = get_object_or_404(provisions_seen(desk), uuid=uuid)
    if not desk.can_edit:
        raise NotAllowed(_("Your role in this register does not allow this."))
    wording = lasting_seen(desk, found)
    if wording is None:
        return _page(request, found, None)
    stands, mark = Amendment.of(wording), mark_of(wording)
    if request.method != "POST":
        return _page(request, found, RewordForm(stands=stands, seen=mark))
    if seen_of(request.POST.get("seen", "")) != Seen.of(wording):
        return _conflict(request, found, wording)
    form = RewordForm(request.POST, stands=stands, seen=mark)
    return _save(request, found, wording, form)


def _save(
    request: RegisterRequest, found: Provision, wording: Wording, form: RewordForm
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        is_done = amend_provision(
            request.mandate, provision=found, amendment=form.amendment(), seen=Seen.of(wording)
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _page(request, found, form, status=422)
    except EditConflict:
        return _conflict(request, found, lasting_seen(request.desk, found))
    return to_text(request.desk, found.instrument, at=found, is_done=is_done)


def _conflict(request: RegisterRequest, found: Provision, wording: Wording | None) -> HttpResponse:
    """Show what stands beside what the person wants; saving again replaces what stands."""
    if wording is None:
        return _page(request, found, None, status=409)
    stands = Amendment.of(wording)
    data = typed_beside(stands, request.POST)
    data["seen"] = mark_of(wording)
    form = RewordForm(data, stands=stands, seen=mark_of(wording))
    return _page(request, found, form, status=409, differences=differing(stands, form.wanted()))


def _page(
    request: RegisterRequest,
    found: Provision,
    form: RewordForm | None,
    *,
    status: int = 200,
    differences: list[TwoVersions] | None = None,
) -> HttpResponse:
    """Show the form; None where the provision was withdrawn, and nothing is changed."""
    desk, instrument = request.desk, found.instrument
    url = entry_url(desk, "instrument", instrument)
    context = {
        "slug": desk.register.slug,
        "provision": found,
        "form": form,
        "differences": differences or [],
        "url": entry_url(desk, "provision", found),
        "handling": desk.marking(*markings_of(desk, found)),
        "trail": instrument_trail(desk, Step(instrument.label, url)),
    }
    return render(request, "progress/reword.html", context, status=status)

"""Saying what became of a party, and who took the chair of a body."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from servanda.meetings.forms import ChairForm, SuccessionForm
from servanda.meetings.views.party import party_trail
from servanda.parties.actions import put_chair, remove_succession, succeed_party
from servanda.parties.models import Party, PartyKind, Succession
from servanda.progress.views.entry_forms import FormPage, require_editor, save_by_form
from servanda.progress.views.facts import Step
from servanda.progress.views.points import entry_url
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def succession_new(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Say what became of a party and who acts in its place from when."""
    desk = request.desk
    found = _to_change(desk, uuid)
    page = _page(desk, found, heading=_("What became of this party"), save=_("Save it"))
    form = SuccessionForm(request.POST or None, desk=desk, found=found)
    return save_by_form(
        request,
        page,
        form,
        lambda: succeed_party(
            request.mandate,
            party=found,
            successor=form.cleaned_data["successor"],
            new=form.new(),
            source=form.source,
        ),
    )


@require_POST
@register_page
def succession_remove(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Take back what was said to have become of a party."""
    desk = request.desk
    rows = Succession.objects.seen_at(desk).select_related("party")
    succession = get_object_or_404(rows, uuid=uuid)
    found = _to_change(desk, succession.party.uuid)
    remove_succession(request.mandate, succession=succession)
    messages.success(request, _("Taken away. The history of the party keeps it."))
    return redirect(entry_url(desk, "party", found))


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def chair_new(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Say which party presides over a body from when; the chair before it ends then."""
    desk = request.desk
    found = get_object_or_404(Party.objects.visible_to(desk), uuid=uuid)
    require_editor(desk)
    if found.kind != PartyKind.BODY:
        raise Http404(_("There is no such page."))
    page = _page(desk, found, heading=_("Who presides over it"), save=_("Save the chair"))
    form = ChairForm(request.POST or None, desk=desk, found=found)
    return save_by_form(
        request,
        page,
        form,
        lambda: put_chair(
            request.mandate,
            body=found,
            new=form.new(),
            source=form.source,
        ),
    )


def _to_change(desk: Desk, uuid: UUID) -> Party:
    found = get_object_or_404(Party.objects.visible_to(desk), uuid=uuid)
    require_editor(desk)
    return found


def _page(desk: Desk, found: Party, *, heading: str, save: str) -> FormPage:
    url = entry_url(desk, "party", found)
    return FormPage(
        kind=_("Party"),
        heading=heading,
        about=found.label,
        url=url,
        save=save,
        trail=[*party_trail(desk), Step(found.label, url)],
        handling=desk.marking(found.handling),
    )

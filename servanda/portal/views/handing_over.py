"""Handing over all that a person holds in a register to a successor, in one step."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.parties.actions import hand_over as hand_over_to
from servanda.parties.models import Representation
from servanda.portal.forms.people import HandOverForm
from servanda.portal.views.people import administrator_of, member_of, people_trail
from servanda.registers.actions import Mandate
from servanda.registers.models import Assignment
from servanda.registers.views import RegisterRequest, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def hand_over(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show what goes over, ask to whom and why, and hand it over."""
    administrator_of(request)
    found = member_of(request.desk, uuid)
    if request.method != "POST":
        return _page(request, found, HandOverForm(source=found))
    form = HandOverForm(request.POST, source=found)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    successor: Assignment = form.cleaned_data["successor"]
    mandate = Mandate(request.desk, form.cleaned_data["reason"])
    try:
        hand_over_to(mandate, source=found, successor=successor.account)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _page(request, found, form, status=422)
    messages.success(
        request,
        _("%(name)s has taken over from %(former)s, who is suspended.")
        % {"name": successor.account, "former": found.account},
    )
    if found.account == request.desk.account:  # who handed over their own is signed out
        return redirect("registers")
    return redirect("member", slug=request.desk.register.slug, uuid=successor.uuid)


def _page(
    request: RegisterRequest, found: Assignment, form: HandOverForm, *, status: int = 200
) -> HttpResponse:
    desk = request.desk
    held = Representation.objects.filter(register=desk.register, account=found.account)
    context = {
        "member": found,
        "form": form,
        "held": held.during(desk.today, None).select_related("party").order_by("party__label"),
        "today": desk.today,
        "slug": desk.register.slug,
        "trail": people_trail(desk, found),
    }
    return render(request, "portal/hand_over.html", context, status=status)

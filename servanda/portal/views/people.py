"""The people of a register: who works in it, and who is invited."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.parties.models import Party, Representation
from servanda.portal.views.people_deeds import deeds_about_people
from servanda.progress.views.facts import Step
from servanda.registers.actions import NotAllowed
from servanda.registers.models import Account, Assignment, Desk, Invitation
from servanda.registers.rules import Ability
from servanda.registers.views import RegisterRequest, register_page


@dataclass(frozen=True)
class Member:
    """A person of the register with the parties they speak for today."""

    assignment: Assignment
    speaks_for: list[str]


@dataclass(frozen=True)
class Invited:
    """An invitation that waits, with the party the person will speak for, if any."""

    invitation: Invitation
    party: Party | None


def administrator_of(request: RegisterRequest) -> Account:
    """Return who asks, an administrator of the register; refuse everybody else."""
    account = request.desk.account
    if account is None or not request.desk.may(Ability.ADMINISTER):
        raise NotAllowed(_("Only an administrator of the register does this."))
    return account


@require_safe
@register_page
def people(request: RegisterRequest) -> HttpResponse:
    """List who works in the register, the invitations that wait, and what was done about them."""
    administrator_of(request)
    desk = request.desk
    waiting = Invitation.objects.filter(register=desk.register).waiting(timezone.now())
    context = {
        "members": _members(desk),
        "invitations": _invited(desk, waiting.select_related("side")),
        "deeds": deeds_about_people(desk),
        "slug": desk.register.slug,
    }
    return render(request, "portal/people.html", context)


def member_of(desk: Desk, uuid: UUID) -> Assignment:
    """Return the place of a person in the register, 404 for one in another register."""
    places = Assignment.objects.select_related("account", "side", "register")
    return get_object_or_404(places, register=desk.register, uuid=uuid)


def people_trail(desk: Desk, found: Assignment | None = None) -> list[Step]:
    """Return the way to a page about the people, or about one of them."""
    slug = desk.register.slug
    steps = [Step(_("People"), reverse("people", kwargs={"slug": slug}))]
    if found is not None:
        there = reverse("member", kwargs={"slug": slug, "uuid": found.uuid})
        steps.append(Step(str(found.account), there))
    return steps


def _members(desk: Desk) -> list[Member]:
    places = Assignment.objects.filter(register=desk.register).select_related("account", "side")
    held = Representation.objects.filter(register=desk.register).on(desk.today)
    spoken: dict[int, list[str]] = {}
    for one in held.select_related("party").order_by("party__label"):
        spoken.setdefault(one.account_id, []).append(one.party.label)
    ordered = places.order_by("is_suspended", "account__name", "account__username")
    return [Member(place, spoken.get(place.account_id, [])) for place in ordered]


def _invited(desk: Desk, waiting: Iterable[Invitation]) -> list[Invited]:
    listed = list(waiting)
    named = {one.party for one in listed if one.party}
    parties = {party.uuid: party for party in Party.objects.visible_to(desk).filter(uuid__in=named)}
    return [Invited(one, parties.get(one.party) if one.party else None) for one in listed]

"""The list of parties, bodies and persons of a register."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.parties.models import Party, PartyKind, PartyName, Person, Post, Tenure
from servanda.registers.models import Desk
from servanda.registers.models.entries import NameKind
from servanda.registers.views import RegisterRequest, register_page


@dataclass(frozen=True)
class PartyLine:
    """A party in the list, with its abbreviation and the party it is part of."""

    party: Party
    abbreviation: str
    parent: Party | None


@dataclass(frozen=True)
class Group:
    """The parties of one kind."""

    kind: str
    title: str
    lines: list[PartyLine]


@dataclass(frozen=True)
class PersonLine:
    """A person in the list, with the posts in which sources show them, latest first."""

    person: Person
    tenures: list[Tenure]


@require_safe
@register_page
def parties(request: RegisterRequest) -> HttpResponse:
    desk = request.desk
    listed = list(Party.objects.visible_to(desk).order_by("label"))
    persons = _persons(desk)
    named = [*listed, *(line.person for line in persons)]
    context = {
        "desk": desk,
        "slug": desk.register.slug,
        "groups": _groups(listed, _abbreviations(listed)),
        "persons": persons,
        "handling": desk.marking(*(entry.handling for entry in named)),
        "documents": desk.can_edit,
    }
    return render(request, "parties/party_list.html", context)


@require_safe
@register_page
def post(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Lead from a post to its place on the page of its organization, else to the list."""
    desk = request.desk
    found = get_object_or_404(Post.objects.visible_to(desk), uuid=uuid)
    parties_seen = Party.objects.visible_to(desk)
    organization = parties_seen.filter(posts=found).first()
    slug = desk.register.slug
    if organization is None:
        return redirect(reverse("parties", kwargs={"slug": slug}) + "#persons")
    page = reverse("party", kwargs={"slug": slug, "uuid": organization.uuid})
    return redirect(f"{page}#post-{found.uuid}")


def _groups(listed: list[Party], abbreviations: dict[int, str]) -> list[Group]:
    seen = {party.pk: party for party in listed}
    lines: dict[str, list[PartyLine]] = defaultdict(list)
    for party in listed:
        parent = seen.get(party.parent_id or 0)
        lines[party.kind].append(PartyLine(party, abbreviations.get(party.pk, ""), parent))
    return [Group(kind, _title(kind), lines[kind]) for kind in PartyKind if lines[kind]]


def _abbreviations(listed: Iterable[Party]) -> dict[int, str]:
    names = PartyName.objects.filter(
        of__in=[party.pk for party in listed], kind=NameKind.ABBREVIATION
    )
    return dict(names.order_by("-id").values_list("of", "text"))


def _persons(desk: Desk) -> list[PersonLine]:
    organizations = Party.objects.visible_to(desk)
    seen = Q(post__organization=None) | Q(post__organization__in=organizations)
    tenures: dict[int, list[Tenure]] = defaultdict(list)
    for tenure in (
        Tenure.objects.visible_to(desk)
        .filter(seen, post__in=Post.objects.visible_to(desk))
        .select_related("post__organization")
        .order_by(F("known_until").desc(nulls_last=True), "-id")
    ):
        tenures[tenure.person_id].append(tenure)
    persons = Person.objects.visible_to(desk).order_by("label")
    return [PersonLine(person, tenures[person.pk]) for person in persons]


def _title(kind: str) -> str:
    titles = {
        PartyKind.STATE: _("States"),
        PartyKind.GOVERNMENT_AGENCY: _("Government agencies"),
        PartyKind.INTERNATIONAL_ORGANIZATION: _("International organizations"),
        PartyKind.BODY: _("Bodies"),
        PartyKind.CIVIL_SOCIETY: _("Civil society"),
        PartyKind.COMPANY: _("Companies"),
        PartyKind.OTHER: _("Other parties"),
    }
    return titles[PartyKind(kind)]

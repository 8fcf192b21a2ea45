"""What a person sees who changed a proposal that somebody else decided on meanwhile."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from servanda.registers.views import RegisterRequest, TwoVersions
from servanda.review.forms import LABELS, ChangeForm, choice_label
from servanda.review.models import Proposal
from servanda.review.rules import FIELDS
from servanda.review.views.cards import entry_url, title_of


def two_versions(
    request: RegisterRequest, decided: Proposal, second: ChangeForm, *, told: str
) -> HttpResponse:
    """Show what was accepted or rejected beside what the person typed, field by field.

    Nothing of theirs was saved. What stands can be taken back, or opened again, on the card.
    """
    slug = request.desk.register.slug
    stands = decided.accepted or decided.found
    pairs = [
        TwoVersions(
            str(LABELS[name]),
            _shown(decided.kind, name, stands.get(name)),
            _shown(decided.kind, name, second.cleaned_data.get(name)),
        )
        for name in FIELDS[decided.kind]
    ]
    names = {"slug": slug, "uuid": decided.uuid}
    context = {
        "title": title_of(decided.kind, decided.found),
        "told": told,
        "differences": [pair for pair in pairs if pair.stands != pair.wanted],
        "card_url": reverse("proposal", kwargs=names),
        "entry_url": entry_url(slug, decided.entry_kind, decided.entry) if decided.entry else "",
    }
    return render(request, "review/proposal_conflict.html", context, status=409)


def _shown(kind: str, name: str, value: object) -> str:
    """Return a value as a person reads it: several ones in a line each, a choice by its word."""
    if value in (None, "", []):
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(str(one) for one in value)
    return choice_label(kind, name, str(value))

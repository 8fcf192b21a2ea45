"""How often what reading found was right so far in a register, by kind and by rule."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page
from servanda.review.models import Proposal, ProposalKind
from servanda.review.rules import Tallies, Tally, tallies
from servanda.review.views.access import require_editor
from servanda.review.views.reasons import sentence_of_rule

MOST = 200


@dataclass(frozen=True)
class TallyRow:
    """One line of the table: a kind or a rule, and its tally."""

    label: str | Promise
    tally: Tally
    rule: str = ""


def tallies_of(desk: Desk) -> Tallies:
    """Return how what the person may see was decided in their register: one query."""
    return tallies(Proposal.objects.visible_to(desk).decided().counted_by_rule())


def kind_rows(so_far: Tallies) -> list[TallyRow]:
    """Return a line for each kind of which something was decided."""
    there = [kind for kind in ProposalKind if kind.value in so_far.by_kind]
    return [TallyRow(kind.label, so_far.by_kind[kind.value]) for kind in there]


@require_safe
@register_page
def review_tally(request: RegisterRequest) -> HttpResponse:
    """Show how often each kind and each rule was accepted, changed and rejected."""
    require_editor(request.desk)
    so_far = tallies_of(request.desk)
    slug = request.desk.register.slug
    context = {
        "slug": slug,
        "kinds": kind_rows(so_far),
        "rules": _rule_rows(so_far)[:MOST],
        "trail": [{"label": _("Review"), "url": reverse("review-queue", kwargs={"slug": slug})}],
    }
    return render(request, "review/tally.html", context)


def _rule_rows(so_far: Tallies) -> list[TallyRow]:
    """Return a line for each rule, those that were most often wrong first.

    Rules that are told by the same sentence stand in one line.
    """
    labels = {kind.value: kind.label for kind in ProposalKind}
    told: dict[tuple[str, str], Tally] = {}
    for (kind, rule), tally in so_far.by_rule.items():
        key = kind, sentence_of_rule(rule)
        told[key] = told.get(key, Tally()) + tally
    rows = [TallyRow(labels[kind], tally, sentence) for (kind, sentence), tally in told.items()]
    return sorted(rows, key=lambda row: (-row.tally.rejected, -row.tally.decided, row.rule))

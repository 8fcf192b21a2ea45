"""The page on which proposed ties to objectives are confirmed or declined, one by one or many at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.instruments.actions import ProposedTie, confirm_ties, decline_ties
from servanda.instruments.models import Provision
from servanda.instruments.rules.proposing import Ground, Proposed, Sureness
from servanda.progress.views.coverage.asked import Coverage, coverage_asked
from servanda.progress.views.coverage.frameworks import FALLBACK, Outline
from servanda.progress.views.coverage.matrix import Objective
from servanda.progress.views.coverage.offers import Offer, offers_in
from servanda.progress.views.coverage.pages import Choice, objective_url
from servanda.progress.views.entry_forms import require_editor
from servanda.progress.views.points import entry_url, provisions_seen
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page

SHOWN: Final = 50
SURENESS: Final[Mapping[Sureness, str | Promise]] = {
    Sureness.NAMED: gettext_lazy("named in the text"),
    Sureness.LIKELY: gettext_lazy("likely"),
    Sureness.HINT: gettext_lazy("a hint"),
}
_LEAST: Final[Mapping[Sureness, str | Promise]] = {
    Sureness.NAMED: gettext_lazy("Named in the text"),
    Sureness.LIKELY: gettext_lazy("Likely ones too"),
    Sureness.HINT: gettext_lazy("Hints too"),
}
_RELATIONS: Final[Mapping[str, str | Promise]] = {
    "equal": gettext_lazy("It implements what is the same as this: %(words)s"),
    "subset": gettext_lazy("It implements a part of this: %(words)s"),
    "superset": gettext_lazy("It implements what this is a part of: %(words)s"),
    "intersects": gettext_lazy("It implements what overlaps with this: %(words)s"),
}
_GROUNDS: Final[Mapping[Ground, str | Promise]] = {
    Ground.REFERENCE: gettext_lazy("It names the objective: “%(words)s”"),
    Ground.NUMBER: gettext_lazy("It gives the number, not the framework: “%(words)s”"),
    Ground.WORDS: gettext_lazy("Its words speak of it: “%(words)s”"),
    Ground.TITLE: gettext_lazy("It has the words of the title: “%(words)s”"),
}


@dataclass(frozen=True)
class OfferRow:
    """A proposed tie as the page shows it; `name` is what is sent back for it."""

    name: str
    measure: Provision
    url: str
    objective: Objective
    objective_url: str
    sureness: str | Promise
    reason: str


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def coverage_proposals(request: RegisterRequest) -> HttpResponse:
    """Show which objectives measures may implement, with the reason; tie or decline those chosen."""
    desk = request.desk
    require_editor(desk)
    found = coverage_asked(desk, request.GET.dict())
    if found is None:
        return redirect("coverage", slug=desk.register.slug)
    outline, offers = offers_in(desk, found.framework, get_language() or FALLBACK)
    if request.method == "POST":
        _answer(request, outline, offers)
        return redirect(request.get_full_path())
    least = _least(request.GET.get("sure", ""))
    listed = [one for one in offers if one.proposed.sureness >= least]
    page = Paginator(listed, SHOWN).get_page(request.GET.get("page"))
    measures = provisions_seen(desk).in_bulk([one.measure for one in page.object_list])
    context = {
        "slug": desk.register.slug,
        "coverage": found,
        "coverage_url": found.url(),
        "frameworks": [
            Choice(one.label, _url(found, framework=str(one.uuid)), one == found.framework)
            for one in found.frameworks
        ],
        "sure": [
            Choice(str(label), _url(found, sure=str(int(one))), one == least)
            for one, label in _LEAST.items()
        ],
        "rows": [_row(desk, outline, one, measures[one.measure]) for one in page.object_list],
        "number": len(listed),
        "others": len(offers) - len(listed),
        "is_ticked": request.GET.get("ticked") == "yes",
        "tick_url": _url(found, sure=str(int(least)), page=str(page.number), ticked="yes"),
        "newer_url": _page_url(found, least, page.number - 1) if page.has_previous() else None,
        "older_url": _page_url(found, least, page.number + 1) if page.has_next() else None,
        "handling": desk.marking(
            *(mark for one in measures.values() for mark in (one.handling, one.instrument.handling))
        ),
    }
    return render(request, "progress/coverage_proposals.html", context)


def reason_of(proposed: Proposed) -> str:
    """Return the sentence that says why a tie is proposed, in the language of the reader."""
    sentence = (
        _RELATIONS[proposed.relation]
        if proposed.ground == Ground.CROSSWALK
        else _GROUNDS[proposed.ground]
    )
    told = str(sentence) % {"words": proposed.words}
    return f"{told} ({proposed.reason})" if proposed.reason else told


def ties_of(desk: Desk, offers: Sequence[Offer]) -> list[ProposedTie]:
    """Return offers as what an action takes: two queries for any number."""
    measures = provisions_seen(desk).in_bulk([one.measure for one in offers])
    aims = Provision.objects.in_bulk([one.aim for one in offers])
    return [
        ProposedTie(measures[one.measure], aims[one.aim], reason_of(one.proposed)) for one in offers
    ]


def _answer(request: RegisterRequest, outline: Outline, offers: Sequence[Offer]) -> None:
    """Do what the person said of the chosen ties; what is not offered any more is left alone and told."""
    chosen = set(request.POST.getlist("chosen"))
    names = _names(request.desk, outline, offers)
    meant = [one for one in offers if names[one.measure, one.aim] in chosen]
    if not meant:
        messages.warning(
            request, _("Nothing was chosen that is still proposed: tick some ties first.")
        )
        return
    ties = ties_of(request.desk, meant)
    if request.POST.get("do") == "decline":
        number = decline_ties(request.mandate, ties=ties)
        told = ngettext(
            "%(number)s tie is not proposed again.",
            "%(number)s ties are not proposed again.",
            number,
        )
    else:
        number = confirm_ties(request.mandate, ties=ties)
        told = ngettext("%(number)s tie was made.", "%(number)s ties were made.", number)
    messages.success(request, told % {"number": number})
    if len(meant) < len(chosen):
        messages.warning(request, _("Some of the chosen ties were made or changed meanwhile."))


def _names(desk: Desk, outline: Outline, offers: Iterable[Offer]) -> Mapping[tuple[int, int], str]:
    keys = {one.measure for one in offers}
    uuids = dict(provisions_seen(desk).filter(pk__in=keys).order_by().values_list("pk", "uuid"))
    return {
        (one.measure, one.aim): f"{uuids[one.measure]} {outline.objectives[one.aim].uuid}"
        for one in offers
    }


def _row(desk: Desk, outline: Outline, offer: Offer, measure: Provision) -> OfferRow:
    objective = outline.objectives[offer.aim]
    return OfferRow(
        name=f"{measure.uuid} {objective.uuid}",
        measure=measure,
        url=entry_url(desk, "provision", measure),
        objective=objective,
        objective_url=objective_url(desk.register.slug, objective.uuid),
        sureness=SURENESS[offer.proposed.sureness],
        reason=reason_of(offer.proposed),
    )


def _least(asked: str) -> Sureness:
    """Return how sure a proposal must be at least; likely where the address says nothing known."""
    return next((one for one in Sureness if asked == str(int(one))), Sureness.LIKELY)


def _url(found: Coverage, **asked: str) -> str:
    return found.url("coverage-proposals", scheme="", **asked)


def _page_url(found: Coverage, least: Sureness, page: int) -> str:
    return _url(found, sure=str(int(least)), page=str(page))

"""Search in a register, or in all that a person may open: what is found within rights, best first."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from servanda.portal.views.hits import marking_of_hits, results_of
from servanda.portal.views.known import Known, known_by_name
from servanda.portal.views.narrowing import address, choices_in, filters_of
from servanda.registers.actions import desks_of
from servanda.registers.models import Desk
from servanda.registers.rules import writable
from servanda.registers.views import RegisterRequest, account_of, register_page
from servanda.search.models import Filters, Found, search
from servanda.search.rules import MOST_WORDS, Query, QueryTooLong, parsed

PAGE: Final = 20
MOST_PAGES: Final = 50


@require_safe
@register_page
def search_page(request: RegisterRequest) -> HttpResponse:
    """Show what the words of `q` find, narrowed by `kind`, `language` and `year`, a page at a time.

    With `go` and a name that one entry alone bears, lead to that entry.
    """
    return _answer(request, [request.desk], "portal/search.html")


@never_cache
@require_safe
def search_all(request: HttpRequest) -> HttpResponse:
    """Show the same of all registers that the person may open, narrowed by `register` as well."""
    return _answer(request, desks_of(account_of(request)), "portal/search_all.html")


def _answer(request: HttpRequest, desks: Sequence[Desk], template: str) -> HttpResponse:
    typed = writable(request.GET.get("q", "")).strip()
    context: dict[str, object] = {"typed": typed, "help": not typed, "desks": desks}
    try:
        query = parsed(typed)
    except QueryTooLong:
        context["error"] = _(
            "This is too long to be looked for: give at most %(number)d words, or a phrase of it "
            "in quotation marks."
        ) % {"number": MOST_WORDS}
        return render(request, template, context, status=422)
    filters = filters_of(request, desks)
    known = known_by_name(_narrowed(desks, filters), typed)
    if "go" in request.GET and len(known) == 1:
        return redirect(known[0].link.url)
    if "go" in request.GET and typed:
        context["not_led"] = _why_not_led(known)
    context |= {"known": known, "asks_nothing": bool(typed) and not query.asked}
    return render(request, template, context | _found(request, desks, query, filters, known))


def _found(
    request: HttpRequest,
    desks: Sequence[Desk],
    query: Query,
    filters: Filters,
    known: Sequence[Known],
) -> dict[str, object]:
    """Return a page of hits as the template shows it, with its handling marking."""
    page = _page(request)
    first = (page - 1) * PAGE
    found = search(query, [desk.sight for desk in desks], filters, first=first, most=PAGE)
    results = results_of(desks, found.pieces, query)
    return {
        "found": found,
        "results": results,
        "handling": marking_of_hits(results, known),
        "facets": choices_in(request, found, filters, desks),
        "newer_url": address(request, page=page - 1) if page > 1 else None,
        "older_url": address(request, page=page + 1) if _goes_on(found, page) else None,
    }


def _narrowed(desks: Sequence[Desk], filters: Filters) -> list[Desk]:
    return [desk for desk in desks if filters.register in {None, desk.register.pk}]


def _why_not_led(known: Sequence[Known]) -> str:
    if known:
        return _("Several entries bear this name: choose one of them.")
    return _(
        "No party, person or instrument that you may see bears this name: here is where its "
        "words stand."
    )


def _page(request: HttpRequest) -> int:
    page = request.GET.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1
    return min(max(1, number), MOST_PAGES)


def _goes_on(found: Found, page: int) -> bool:
    return page < MOST_PAGES and (found.is_more or found.count > page * PAGE)

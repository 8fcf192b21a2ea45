"""Search in a register: what is found within rights, best first, with its words marked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.instruments.models import Instrument
from servanda.meetings.models import AgendaItem
from servanda.parties.models import Party, Person
from servanda.portal.views.entries import KINDS, EntryLink, entry_links, named_link
from servanda.registers.models import Desk
from servanda.registers.rules import STRICTNESS, visible_kinds, writable
from servanda.registers.views import RegisterRequest, register_page
from servanda.search.models import Facet, Filters, Found, Piece, Sight, search
from servanda.search.rules import MOST_WORDS, Query, QueryTooLong, Stretch, marked, parsed, snippet

PAGE: Final = 20
MOST_PAGES: Final = 50
LONGEST_NAME: Final = 500
MOST_CHOICES: Final = 12
"""Values of a facet that are shown; those with the most hits."""
KIND_LABELS: Final = {kind: known.label for kind, known in KINDS.items()} | {
    AgendaItem.KIND: gettext_lazy("point of an agenda")
}
_WORDS_IN_ADDRESS = 6


@dataclass(frozen=True)
class Result:
    """One hit: its kind, the entry that shows it, the words in which it was found, where a click leads.

    `handling` are the markings of what its words are taken from and of what shows them.
    """

    kind_label: str | Promise
    link: EntryLink
    url: str
    title: list[Stretch]
    lines: list[Stretch]
    language: str
    piece: Piece
    handling: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """A value to narrow the hits to, or the one they are narrowed to."""

    label: str | Promise
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Choices:
    """The values of one facet."""

    label: str
    choices: list[Choice]


@require_safe
@register_page
def search_page(request: RegisterRequest) -> HttpResponse:
    """Show what the words of `q` find, narrowed by `kind`, `language` and `year`, a page at a time.

    With `go` and a name that one entry alone bears, lead to that entry.
    """
    desk = request.desk
    typed = request.GET.get("q", "").strip()
    context: dict[str, object] = {"typed": typed, "help": not typed}
    try:
        query = parsed(typed)
    except QueryTooLong:
        context["error"] = _(
            "This is too long to be looked for: give at most %(number)d words, or a phrase of it "
            "in quotation marks."
        ) % {"number": MOST_WORDS}
        return render(request, "portal/search.html", context, status=422)
    known = _known_by_name(desk, typed)
    if "go" in request.GET and len(known) == 1:
        return redirect(known[0].url)
    if "go" in request.GET and typed:
        context["not_led"] = _why_not_led(known)
    filters, page = _filters(request), _page(request)
    first = (page - 1) * PAGE
    found = search(query, [sight(desk)], filters, first=first, most=PAGE)
    results = results_of(desk, found.pieces, query)
    context |= {
        "known": known,
        "found": found,
        "results": results,
        "handling": marking_of_hits(desk, results, known),
        "facets": _facets(request, found, filters),
        "newer_url": _address(request, page=page - 1) if page > 1 else None,
        "older_url": _address(request, page=page + 1) if _goes_on(found, page) else None,
        "asks_nothing": bool(typed) and not query.asked,
    }
    return render(request, "portal/search.html", context)


def marking_of_hits(desk: Desk, results: Iterable[Result], known: Iterable[EntryLink] = ()) -> str:
    """Return the handling marking of hits and of the entries known by the name that was typed."""
    of_hits = [handling for result in results for handling in result.handling]
    return desk.marking(*(link.handling for link in known), *of_hits)


def _why_not_led(known: Sequence[EntryLink]) -> str:
    if known:
        return _("Several entries bear this name: choose one of them.")
    return _(
        "No party, person or instrument that you may see bears this name: here is where its "
        "words stand."
    )


def sight(desk: Desk) -> Sight:
    """Return what the person at a desk may find."""
    openness = max(STRICTNESS[kind] for kind in visible_kinds(desk.role))
    side = desk.side_id if desk.role is not None else None
    return Sight(desk.register.pk, openness, side, desk.can_edit, desk.today)


def results_of(desk: Desk, pieces: Sequence[Piece], query: Query) -> list[Result]:
    """Return the hits with their words marked; a hit whose entry is not seen is left out."""
    named = [(piece.shown_kind, piece.shown) for piece in pieces]
    named += [(piece.kind, piece.entry) for piece in pieces if piece.kind in KINDS]
    links = entry_links(desk, named)
    return [_result(piece, links, query) for piece in pieces if _is_seen(piece, links)]


def _is_seen(piece: Piece, links: Mapping[UUID, EntryLink]) -> bool:
    return piece.shown in links and (piece.kind not in KINDS or piece.entry in links)


def _result(piece: Piece, links: Mapping[UUID, EntryLink], query: Query) -> Result:
    shown = links[piece.shown]
    lines = snippet(piece.text, piece.language, query) if piece.text else []
    title = marked(piece.title or shown.label, piece.language, query)
    url = shown.url + _place(piece, lines)
    handling = (links.get(piece.entry, shown).handling, shown.handling)
    return Result(
        _kind_label(piece.kind), shown, url, title, lines, piece.language, piece, handling
    )


def _kind_label(kind: str) -> str | Promise:
    return KIND_LABELS.get(kind, kind)


def _place(piece: Piece, lines: Iterable[Stretch]) -> str:
    """Lead a browser to the words on the page: a text directive, which others pass over."""
    told = [one.text for one in lines]
    places = [number for number, one in enumerate(lines) if one.is_marked]
    if piece.kind != "document" or not places:
        return ""
    words = " ".join("".join(told[places[0] :]).split()[:_WORDS_IN_ADDRESS])
    return f"#text:~:text={quote(words, safe='')}"


def _known_by_name(desk: Desk, typed: str) -> list[EntryLink]:
    """Return the parties, persons and instruments that bear a name, under any spelling of it."""
    if not typed or len(typed) > LONGEST_NAME:
        return []
    bearers = [
        *Party.objects.visible_to(desk).named(typed)[:3],
        *Person.objects.visible_to(desk).named(typed)[:3],
        *Instrument.objects.visible_to(desk).named(typed)[:3],
    ]
    return [
        named_link(desk, one.KIND, one.uuid, label=one.label, handling=one.handling)
        for one in bearers
    ]


def _filters(request: HttpRequest) -> Filters:
    """Read what the hits are narrowed to; what is no value of a filter narrows nothing."""
    year = request.GET.get("year", "")
    return Filters(
        kind=writable(request.GET.get("kind", ""))[:40],
        language=writable(request.GET.get("language", ""))[:10],
        year=int(year) if year.isascii() and year.isdigit() and len(year) <= 4 else None,
    )


def _page(request: HttpRequest) -> int:
    page = request.GET.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1
    return min(max(1, number), MOST_PAGES)


def _goes_on(found: Found, page: int) -> bool:
    return page < MOST_PAGES and (found.is_more or found.count > page * PAGE)


def _facets(request: HttpRequest, found: Found, filters: Filters) -> list[Choices]:
    labels = {"kind": _("Kind"), "year": _("Year"), "language": _("Language")}
    return [
        Choices(label, choices)
        for field, label in labels.items()
        if (choices := _choices(request, found, field, getattr(filters, field)))
    ]


def _choices(
    request: HttpRequest, found: Found, field: str, chosen: str | int | None
) -> list[Choice]:
    facets = [facet for facet in found.facets if facet.field == field][:MOST_CHOICES]
    if chosen and not facets:
        facets = [Facet(field, chosen, 0)]  # so that it can be given up
    if field == "year":
        facets.sort(key=lambda facet: facet.value, reverse=True)
    if len(facets) < 2 and not chosen:
        return []
    return [
        Choice(
            _label(field, facet.value),
            facet.count,
            _address(request, **{field: "" if chosen else str(facet.value)}),
            is_chosen=bool(chosen),
        )
        for facet in facets
    ]


def _label(field: str, value: str | int) -> str | Promise:
    if field == "kind":
        return _kind_label(str(value))
    if field == "language":
        return _language(str(value))
    return str(value)


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _address(request: HttpRequest, **changed: str | int) -> str:
    """Return the address of this page with some of its parameters changed."""
    kept = {
        name: request.GET[name] for name in ("q", "kind", "year", "language") if name in request.GET
    }
    parameters = {name: value for name, value in {**kept, **changed}.items() if value}
    return f"{request.path}?{urlencode(parameters)}"

"""What the hits of a search may be narrowed to: read from the address, and shown with counts."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from servanda.portal.views.choices import Choice, Choices
from servanda.portal.views.hits import kind_label
from servanda.registers.models import Desk, Register
from servanda.registers.rules import writable
from servanda.search.models import Facet, Filters, Found

MOST_CHOICES: Final = 12
"""Values of a facet that are shown at once; those with the most hits."""
IN_ADDRESS: Final = ("q", "register", "kind", "year", "language")


def filters_of(request: HttpRequest, desks: Sequence[Desk]) -> Filters:
    """Read what the hits are narrowed to; what is no value of a filter narrows nothing."""
    year = request.GET.get("year", "")
    slugs = {desk.register.slug: desk.register.pk for desk in desks}
    return Filters(
        kind=writable(request.GET.get("kind", ""))[:40],
        language=writable(request.GET.get("language", ""))[:10],
        year=int(year) if year.isascii() and year.isdigit() and len(year) <= 4 else None,
        register=slugs.get(request.GET.get("register", "")),
    )


def choices_in(
    request: HttpRequest, found: Found, filters: Filters, desks: Sequence[Desk]
) -> list[Choices]:
    """Return the facets of what was found with their values; registers only where there are several."""
    registers = {desk.register.pk: desk.register for desk in desks}
    labels = {"kind": _("Kind"), "year": _("Year"), "language": _("Language")}
    if len(registers) > 1:
        labels = {"register": _("Register"), **labels}
    facets = []
    for field, label in labels.items():
        chosen = getattr(filters, field)
        values = _values(found, field, chosen)
        choices = [_choice(request, facet, chosen, registers) for facet in values]
        if len(choices) > 1 or chosen:
            facets.append(Choices(field, label, choices[:MOST_CHOICES], choices[MOST_CHOICES:]))
    return facets


def address(request: HttpRequest, **changed: str | int) -> str:
    """Return the address of this page with some of its parameters changed."""
    kept = {name: request.GET[name] for name in IN_ADDRESS if name in request.GET}
    parameters = {name: value for name, value in {**kept, **changed}.items() if value}
    return f"{request.path}?{urlencode(parameters)}"


def _values(found: Found, field: str, chosen: str | int | None) -> list[Facet]:
    """Return the values of a facet: those with the most hits first, but years the latest first."""
    values = [facet for facet in found.facets if facet.field == field]
    if chosen and not values:
        return [Facet(field, chosen, 0)]  # so that it can be given up
    if field == "year":
        return sorted(values, key=lambda facet: facet.value, reverse=True)
    return values


def _choice(
    request: HttpRequest,
    facet: Facet,
    chosen: str | int | None,
    registers: Mapping[int, Register],
) -> Choice:
    label, value = _told(facet, registers)
    url = address(request, **{facet.field: "" if chosen else value})
    return Choice(label, facet.count, url, is_chosen=bool(chosen))


def _told(facet: Facet, registers: Mapping[int, Register]) -> tuple[str | Promise, str]:
    """Return what a value is called, and how it stands in an address."""
    value = str(facet.value)
    if facet.field == "register":
        register = registers[int(facet.value)]
        return register.title, register.slug
    if facet.field == "kind":
        return kind_label(value), value
    if facet.field == "language":
        return _language(value), value
    return value, value


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code

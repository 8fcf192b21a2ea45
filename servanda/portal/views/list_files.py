"""A list as a file, written while it is read: what its page shows, as CSV or as a workbook."""

from collections.abc import Callable, Iterator
from typing import Final

from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from servanda.portal.lists import ENTRY_LISTS
from servanda.registers.lists import Export, ListQuery, asked
from servanda.registers.lists.rendering_csv import MEDIA_TYPE as CSV
from servanda.registers.lists.rendering_xlsx import MEDIA_TYPE as XLSX
from servanda.registers.views import RegisterRequest, register_page

Pairs = list[tuple[str, str]]
Pieces = Callable[[Export], Iterator[bytes]]
_FORMS: Final[dict[str, tuple[str, Pieces]]] = {
    "csv": (CSV, Export.csv),
    "xlsx": (XLSX, Export.xlsx),
}


@require_safe
@register_page
def list_csv(request: RegisterRequest, kind: str) -> HttpResponseBase:
    """Give a list as CSV."""
    return _file(request, kind, "csv")


@require_safe
@register_page
def list_xlsx(request: RegisterRequest, kind: str) -> HttpResponseBase:
    """Give a list as a workbook."""
    return _file(request, kind, "xlsx")


def pairs_of(request: RegisterRequest) -> Pairs:
    """Return what the address asks for, in its order."""
    return [(name, value) for name, values in request.GET.lists() for value in values]


def list_url(request: RegisterRequest, kind: str, pairs: Pairs) -> str:
    """Return the address of a list with what is asked of it."""
    page = reverse("list", kwargs={"slug": request.desk.register.slug, "kind": kind})
    return f"{page}?{urlencode(pairs)}" if pairs else page


def _file(request: RegisterRequest, kind: str, form: str) -> HttpResponseBase:
    """Give the file; what the list does not know is said on its page, and nothing is given."""
    desk, listed = request.desk, ENTRY_LISTS.get(kind)
    if listed is None:
        raise Http404
    pairs = pairs_of(request)
    checked = asked(desk, listed, ListQuery.from_pairs(kind, pairs).whole())
    if checked.faults:
        return redirect(list_url(request, kind, pairs))
    media_type, pieces = _FORMS[form]
    name = f"{desk.register.slug}-{kind}-{desk.today.isoformat()}.{form}"
    return StreamingHttpResponse(
        pieces(Export(desk, checked)),
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )

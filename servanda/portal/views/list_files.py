"""A list as a file, written while it is read: what its page shows, as CSV or as a workbook."""

from collections.abc import Callable, Iterator
from typing import Final

from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from servanda.portal.views.list_addresses import list_of, list_url, pairs_of
from servanda.registers.lists import Export, ListQuery, asked
from servanda.registers.lists.rendering_csv import MEDIA_TYPE as CSV
from servanda.registers.lists.rendering_xlsx import MEDIA_TYPE as XLSX
from servanda.registers.views import RegisterRequest, register_page

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


def _file(request: RegisterRequest, kind: str, form: str) -> HttpResponseBase:
    """Give the file; what the list does not know is said on its page, and nothing is given."""
    desk, listed, pairs = request.desk, list_of(kind), pairs_of(request)
    checked = asked(desk, listed, ListQuery.from_pairs(kind, pairs).whole())
    if checked.faults:
        return redirect(list_url(desk, kind, pairs))
    media_type, pieces = _FORMS[form]
    name = f"{desk.register.slug}-{kind}-{desk.today.isoformat()}.{form}"
    return StreamingHttpResponse(
        pieces(Export(desk, checked)),
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )

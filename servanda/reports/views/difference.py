"""The difference of two editions as a file: Word for those who read it, a workbook for those who count."""

from collections.abc import Iterator
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.progress.views.text.difference import Two
from servanda.progress.views.text.edition import told_edition
from servanda.progress.views.text.rows import editions_seen
from servanda.registers.lists.rendering_csv import Cell
from servanda.registers.lists.rendering_xlsx import MEDIA_TYPE as XLSX
from servanda.registers.lists.rendering_xlsx import Sheet, xlsx_pieces
from servanda.registers.views import RegisterRequest, register_page
from servanda.reports.rules.difference_docx import DifferencePaper, difference_docx
from servanda.reports.views.printing import media_type


@require_safe
@register_page
def difference_as_docx(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Give a difference as a Word file."""
    two = _two(request, uuid)
    reason = two.after.reason
    paper = DifferencePaper(
        title=_("What differs between two editions: %(title)s")
        % {"title": two.after.instrument.label},
        editions=f"{told_edition(two.before)} → {told_edition(two.after)}",
        reason=_("Why it was made: %(reason)s") % {"reason": reason} if reason else "",
        language=translation.get_language() or "en",
        marking=_marking(two),
        nothing=_("These two editions say the same."),
    )
    made = difference_docx(paper, two.told())
    return HttpResponse(made, content_type=media_type("docx"), headers=_headers(two, "docx"))


@require_safe
@register_page
def difference_as_xlsx(request: RegisterRequest, uuid: UUID) -> HttpResponseBase:
    """Give a difference as a workbook: a row for each thing that is otherwise."""
    two = _two(request, uuid)
    head = [
        _("Number"),
        _("Provision"),
        _("What became of it"),
        _("Field"),
        told_edition(two.before),
        told_edition(two.after),
    ]
    sheet = Sheet(_("Difference"), head, markings=lambda: filter(None, [_marking(two)]))
    pieces = xlsx_pieces(sheet, [list(zip(*_rows(two), strict=True))])
    return StreamingHttpResponse(pieces, content_type=XLSX, headers=_headers(two, "xlsx"))


def _two(request: RegisterRequest, uuid: UUID) -> Two:
    editions = editions_seen(request.desk, uuid)
    if not editions:
        raise Http404(_("There is no such page."))
    return Two.asked(request.desk, editions, request.GET.dict())


def _rows(two: Two) -> Iterator[tuple[Cell, ...]]:
    for change in two.told():
        for field in change.fields:
            ways = ", ".join(change.ways)
            yield change.code, change.text, ways, field.label, field.before, field.after


def _marking(two: Two) -> str:
    return two.desk.marking(two.after.instrument.handling, *two.handling())


def _headers(two: Two, suffix: str) -> dict[str, str]:
    name = f"{two.desk.register.slug}-editions-{two.before.number}-{two.after.number}.{suffix}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}

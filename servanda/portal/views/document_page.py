"""One page of a PDF as a picture, with the passages that entries stand on marked."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.portal.views.cited import Cited, cited_passages, markings_on, standing_on
from servanda.portal.views.entries import EntryLink
from servanda.portal.views.versions import Shown, version_shown
from servanda.progress.views.facts import Step
from servanda.reading.formats import Page
from servanda.reading.formats.pdf_pictures import PageSize
from servanda.reading.formats.pdf_places import Box
from servanda.registers.views import RegisterRequest, register_page
from servanda.sources.models import Document
from servanda.sources.rules import lines_apart
from servanda.sources.views.pictures import boxes_of_spans, size_of_page


@dataclass(frozen=True)
class Rectangle:
    """A stretch of a line on the picture, in its dots."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Mark:
    """A passage on the picture: the name of its place, its words, where it leads, its lines."""

    anchor: str
    quote: str
    first: EntryLink | None
    rectangles: list[Rectangle]


@require_safe
@register_page
def document_page(request: RegisterRequest, uuid: UUID, number: int) -> HttpResponse:
    """Show a page of a document's PDF, of the newest version unless asked, and what stands on it."""
    desk = request.desk
    found = get_object_or_404(Document.objects.visible_to(desk), uuid=uuid)
    shown = version_shown(found, request.GET.get("version", ""))
    page = _page(shown, number)
    if shown is None or page is None:
        raise Http404(_("This document has no such page."))
    cited = [
        one
        for one in cited_passages(desk, found, shown, standing_on(desk, found))
        if one.start is not None and one.start < page.end and page.start < (one.end or 0)
    ]
    size = size_of_page(shown.version, number)
    asides = [aside for aside in shown.version.asides if aside[0] == number]
    context = {
        "document": found,
        "version": shown.version,
        "is_newest": shown.is_newest,
        "number": number,
        "size": size,
        "marks": _marks(shown, page, cited, size),
        "cited": cited,
        "text": shown.version.text[page.start : page.end].strip(),
        "lines_apart": lines_apart(asides),
        "trail": _trail(desk.register.slug, found),
        "handling": desk.marking(found.handling, *markings_on(one.entries for one in cited)),
        "desk": desk,
    }
    return render(request, "portal/document_page.html", context)


def _page(shown: Shown | None, number: int) -> Page | None:
    """Return a page of a version that can be shown as a picture, None where there is none."""
    if shown is None or not shown.version.has_pictures:
        return None
    pages = (Page(*place) for place in shown.version.pages)
    return next((page for page in pages if page.number == number), None)


def _marks(shown: Shown, page: Page, cited: list[Cited], size: PageSize) -> list[Mark]:
    spans = [(one.start or 0, one.end or 0) for one in cited]
    boxes = boxes_of_spans(shown.version, page, spans)
    return [
        Mark(
            one.anchor,
            one.quote,
            one.entries[0] if one.entries else None,
            [_rectangle(box, size) for box in on_page],
        )
        for one, on_page in zip(cited, boxes, strict=True)
    ]


def _rectangle(box: Box, size: PageSize) -> Rectangle:
    left, top = round(box.left * size.width), round(box.top * size.height)
    right, bottom = round(box.right * size.width), round(box.bottom * size.height)
    return Rectangle(left, top, max(right - left, 1), max(bottom - top, 1))


def _trail(slug: str, document: Document) -> list[Step]:
    return [
        Step(_("Documents"), reverse("documents", kwargs={"slug": slug})),
        Step(document.title, reverse("document", kwargs={"slug": slug, "uuid": document.uuid})),
    ]

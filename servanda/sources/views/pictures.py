"""The pages of a PDF as pictures, and where words stand on them."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.reading.errors import DocumentError
from servanda.reading.formats import Page
from servanda.reading.formats.pdf_pictures import WIDTH, PageSize, page_picture, page_size
from servanda.reading.formats.pdf_places import Box, boxes_on
from servanda.registers.actions import desk_at
from servanda.registers.views import RegisterRequest, register_page
from servanda.sources.actions import kept_file
from servanda.sources.models import Document, Version
from servanda.sources.rules import Span, recognised_boxes

KEPT_SECONDS = 3600
"""How long a browser keeps a picture that anyone may see without asking for it again."""


@require_safe
@register_page
def document_page_picture(request: RegisterRequest, uuid: UUID, number: int) -> HttpResponseBase:
    """Give the picture of a page of a PDF, of its newest version unless asked.

    It follows from the file alone; a browser keeps it where anyone may see the document.
    """
    document = get_object_or_404(Document.objects.visible_to(request.desk), uuid=uuid)
    version = version_asked(document, request.GET.get("version", ""))
    if version is None or not version.has_pictures:
        raise Http404(_("This document has no such page."))
    if not _is_for_anyone(request, document):
        return _picture(version, number)
    etag = f'"{version.sha256}-{number}-{WIDTH}"'
    response = get_conditional_response(request, etag=etag) or _picture(version, number)
    response.headers["ETag"] = etag
    patch_cache_control(response, private=True, max_age=KEPT_SECONDS)
    return response


def _is_for_anyone(request: RegisterRequest, document: Document) -> bool:
    anyone = desk_at(request.desk.register, None)
    return (
        anyone is not None and Document.objects.visible_to(anyone).filter(pk=document.pk).exists()
    )


def _picture(version: Version, number: int) -> HttpResponse:
    try:
        picture = page_picture(_file_of(version), number)
    except DocumentError as damage:
        raise Http404(_missing()) from damage
    if picture is None:
        raise Http404(_("This document has no such page."))
    headers = {"X-Content-Type-Options": "nosniff"}
    return HttpResponse(picture, content_type="image/png", headers=headers)


def version_asked(document: Document, asked: str) -> Version | None:
    """Return the version of this number without its text, the newest unless asked."""
    versions = document.versions.defer(*Version.long_fields()).order_by("-number")
    return next((one for one in versions if not asked or str(one.number) == asked), None)


def size_of_page(version: Version, number: int) -> PageSize:
    """Return the size of the picture of a page; 404 where there is no such page or file."""
    try:
        size = page_size(_file_of(version), number)
    except DocumentError as damage:
        raise Http404(_missing()) from damage
    if size is None:
        raise Http404(_("This document has no such page."))
    return size


def boxes_of_spans(version: Version, page: Page, spans: Sequence[Span]) -> list[Sequence[Box]]:
    """Return the boxes of stretches of a version's text on one of its pages."""
    if version.boxes:
        return [*recognised_boxes(version.boxes, spans)]
    try:
        return [*boxes_on(_file_of(version), page, text=version.text, spans=spans)]
    except DocumentError as damage:
        raise Http404(_missing()) from damage


def _file_of(version: Version) -> Path:
    place = kept_file(version.sha256)
    if not place.is_file():
        raise Http404(_missing())
    return place


def _missing() -> str:
    return _("The file is missing: the administrator can restore it from a backup.")

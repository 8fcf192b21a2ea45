"""Bringing a document in from a page; a file that is too large is refused while it streams.

No page takes files unless it calls `take_files` before anything reads the form: elsewhere a request
that carries a file is cut off (FILE_UPLOAD_HANDLERS), so nobody fills the disk from the sign-in page.
"""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.uploadhandler import (
    FileUploadHandler,
    MemoryFileUploadHandler,
    SkipFile,
    StopUpload,
    TemporaryFileUploadHandler,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from servanda.reading.errors import DocumentError
from servanda.reading.formats import limit_notice
from servanda.registers.actions import NotAllowed
from servanda.registers.rules import Ability
from servanda.registers.views import RegisterRequest, register_page
from servanda.sources.actions import PASTED, Ingested, ingest
from servanda.sources.forms import NewDocumentForm

CUT_OFF = 4
"""A request this many times over the limit is cut off. A smaller one is read to its end, unkept,
since a browser shows the answer only when it has sent everything."""


class NoUpload(FileUploadHandler):
    """Cuts off a request with a file where no file belongs."""

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        raise StopUpload(connection_reset=True)

    @override
    def file_complete(self, file_size: int) -> None:
        return None


class LimitedUpload(FileUploadHandler):
    """Lets a file pass to the next handler until it exceeds the limit, then drops it.

    `too_large` is then the name of the file.
    """

    def __init__(self, request: HttpRequest, *, limit: int) -> None:
        super().__init__(request)
        self.limit = limit
        self.is_hopeless = int(request.META.get("CONTENT_LENGTH") or 0) > CUT_OFF * limit
        self.too_large: str | None = None

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > self.limit:
            self.too_large = self.file_name or _("The file")
            if self.is_hopeless:
                raise StopUpload(connection_reset=True)
            raise SkipFile
        return raw_data

    @override
    def file_complete(self, file_size: int) -> None:
        return None


def take_files(request: HttpRequest, *, limit: int | None = None) -> LimitedUpload:
    """Let a request bring files up to a limit of bytes; call it before anything reads the form.

    The view is `csrf_exempt`, and what it calls next is `csrf_protect`: the check reads the form.
    """
    guard = LimitedUpload(request, limit=limit or settings.UPLOAD_LIMIT_BYTES)
    kept = (MemoryFileUploadHandler(request), TemporaryFileUploadHandler(request))
    request.upload_handlers = [guard, *kept]
    return guard


@csrf_exempt  # checked in _document_new: the check reads the body, and the limit must stand first
@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def document_new(request: RegisterRequest) -> HttpResponse:
    """Take a document in and go on to its review; reading begins there."""
    if not request.desk.may(Ability.EDIT):
        raise NotAllowed(_("Your role in this register does not allow this."))
    guard = take_files(request)
    try:
        return _document_new(request, guard)
    except RequestDataTooBig:
        return too_much_typed(request)


def too_much_typed(request: HttpRequest) -> HttpResponse:
    """Answer a form whose typed or pasted text exceeds the limit."""
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or settings.UPLOAD_LIMIT_BYTES
    sentence = limit_notice(PASTED, limit_bytes=limit).told(_)
    return render(request, "413.html", {"exception": sentence}, status=413)


@csrf_protect
def _document_new(request: RegisterRequest, guard: LimitedUpload) -> HttpResponse:
    if request.method != "POST":
        return _page(request, NewDocumentForm(desk=request.desk), status=200)
    form = NewDocumentForm(request.POST, request.FILES, desk=request.desk)
    if guard.too_large is not None:
        form.errors.clear()
        form.add_error("file", limit_notice(guard.too_large, limit_bytes=guard.limit).told(_))
        return _page(request, form, status=413)
    done = _ingested(request, form) if form.is_valid() else None
    if done is None:
        return _page(request, form, status=422)
    _tell(request, done)
    return redirect("review", slug=request.desk.register.slug, uuid=done.version.uuid)


def _page(request: RegisterRequest, form: NewDocumentForm, *, status: int) -> HttpResponse:
    return render(request, "sources/document_new.html", {"form": form}, status=status)


def _ingested(request: RegisterRequest, form: NewDocumentForm) -> Ingested | None:
    """Return what came of the upload, or None with the sentence on the form."""
    upload = form.upload()
    try:
        return ingest(request.mandate, upload=upload, facts=form.facts())
    except DocumentError as error:
        form.add_error("text" if upload.file_name == PASTED else "file", error.told(_))
    except ValidationError as error:
        form.add_error(None, error)
    return None


def _tell(request: RegisterRequest, done: Ingested) -> None:
    title = {"title": done.document.title}
    if done.is_new:
        messages.success(request, _("“%(title)s” was taken into the register.") % title)
    else:
        messages.warning(
            request, _("The same file is already in the register as “%(title)s”.") % title
        )
    for warning in done.version.told_warnings() if done.is_new else []:
        messages.warning(request, warning)

"""Bringing a new version of a document in, and two versions side by side."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from servanda.reading.errors import DocumentError
from servanda.reading.formats import limit_notice
from servanda.registers.actions import NotAllowed
from servanda.registers.rules import Ability
from servanda.registers.views import RegisterRequest, register_page
from servanda.sources.actions import PASTED, Ingested, add_version
from servanda.sources.forms import NewVersionForm
from servanda.sources.models import Document, Trace, Version
from servanda.sources.rules import Comparison, compare
from servanda.sources.views.uploading import LimitedUpload, take_files, too_much_typed


@csrf_exempt  # checked in _version_new: the check reads the body, and the limit must stand first
@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def document_version_new(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Take a file in as the newest version of a document and go on to its review."""
    document = get_object_or_404(Document.objects.visible_to(request.desk), uuid=uuid)
    if not request.desk.may(Ability.EDIT):
        raise NotAllowed(_("Your role in this register does not allow this."))
    guard = take_files(request)
    try:
        return _version_new(request, document, guard)
    except RequestDataTooBig:
        return too_much_typed(request)


@csrf_protect
def _version_new(
    request: RegisterRequest, document: Document, guard: LimitedUpload
) -> HttpResponse:
    if request.method != "POST":
        return _page(request, document, NewVersionForm(), status=200)
    form = NewVersionForm(request.POST, request.FILES)
    if guard.too_large is not None:
        form.errors.clear()
        form.add_error("file", limit_notice(guard.too_large, limit_bytes=guard.limit).told(_))
        return _page(request, document, form, status=413)
    done = _added(request, document, form) if form.is_valid() else None
    if done is None:
        return _page(request, document, form, status=422)
    _tell(request, done)
    return redirect("review", slug=request.desk.register.slug, uuid=done.version.uuid)


def _page(
    request: RegisterRequest, document: Document, form: NewVersionForm, *, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "document": document,
        "handling": request.desk.marking(document.handling),
    }
    return render(request, "sources/version_new.html", context, status=status)


def _added(request: RegisterRequest, document: Document, form: NewVersionForm) -> Ingested | None:
    """Return what came of the upload, or None with the sentence on the form."""
    upload = form.upload()
    try:
        return add_version(request.mandate, document=document, upload=upload)
    except DocumentError as error:
        form.add_error("text" if upload.file_name == PASTED else "file", error.told(_))
    except ValidationError as error:
        form.add_error(None, error)
    return None


def _tell(request: RegisterRequest, done: Ingested) -> None:
    told = {"title": done.document.title, "number": done.version.number}
    if not done.is_new:
        messages.warning(request, _("This very file is the newest version of “%(title)s”.") % told)
        return
    messages.success(request, _("Version %(number)s of “%(title)s” was taken in.") % told)
    gone = Trace.objects.filter(version=done.version, gone_since=done.version.number).count()
    if gone:
        sentence = ngettext(
            "%(count)s passage that was cited is gone from it: the page of the document names it.",
            "%(count)s passages that were cited are gone from it: the page of the document names them.",
            gone,
        )
        messages.warning(request, sentence % {"count": gone})
    for warning in done.version.told_warnings():
        messages.warning(request, warning)


@require_safe
@register_page
def document_compare(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show where two versions of a document differ, the newest two unless asked."""
    document = get_object_or_404(Document.objects.visible_to(request.desk), uuid=uuid)
    versions = list(document.versions.defer(*Version.long_fields()).order_by("number"))
    older = _asked(versions, request.GET.get("older", ""), len(versions) - 2)
    newer = _asked(versions, request.GET.get("newer", ""), len(versions) - 1)
    context = {
        "document": document,
        "handling": request.desk.marking(document.handling),
        "versions": versions,
        "older": older,
        "newer": newer,
        "comparison": _comparison(older, newer),
        "url": reverse(
            "document", kwargs={"slug": request.desk.register.slug, "uuid": document.uuid}
        ),
    }
    return render(request, "sources/document_compare.html", context)


def _asked(versions: list[Version], number: str, place: int) -> Version | None:
    """Return the version of a number, else the one at a place, None where there is none."""
    named = next((one for one in versions if str(one.number) == number), None)
    return named or (versions[place] if 0 <= place < len(versions) else None)


def _comparison(older: Version | None, newer: Version | None) -> Comparison:
    if older is None or newer is None:
        return Comparison()
    texts = dict(Version.objects.filter(pk__in=[older.pk, newer.pk]).values_list("pk", "text"))
    return compare(texts[older.pk], texts[newer.pk])

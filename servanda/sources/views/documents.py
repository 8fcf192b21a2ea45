"""The facts of a document, and its file."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from servanda.registers.actions import EditConflict, NotAllowed
from servanda.registers.models import Desk
from servanda.registers.rules import Ability
from servanda.registers.views import RegisterRequest, TwoVersions, register_page
from servanda.sources.actions import DocumentFacts, correct_document, kept_file
from servanda.sources.forms import EditDocumentForm
from servanda.sources.models import Document
from servanda.sources.views.pictures import version_asked


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def document_edit(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Correct the facts of a document; whoever comes second sees both versions."""
    desk = request.desk
    document = get_object_or_404(Document.objects.visible_to(desk), uuid=uuid)
    if not desk.may(Ability.EDIT):
        raise NotAllowed(_("Your role in this register does not allow this."))
    if request.method != "POST":
        return _edit_page(request, document, _form_of(document, desk))
    form = EditDocumentForm(request.POST, desk=desk)
    if not form.is_valid():
        return _edit_page(request, document, form, status=422)
    try:
        correct_document(
            request.mandate,
            document=document,
            facts=form.facts(),
            revision=form.cleaned_data["revision"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return _edit_page(request, document, form, status=422)
    except EditConflict:
        return _conflict_page(request, uuid, form.facts())
    return redirect("document", slug=desk.register.slug, uuid=document.uuid)


@require_safe
@register_page
def document_file(request: RegisterRequest, uuid: UUID) -> FileResponse:
    """Give the file of a version, the newest unless asked, as it came: saved, never shown in place."""
    document = get_object_or_404(Document.objects.visible_to(request.desk), uuid=uuid)
    version = version_asked(document, request.GET.get("version", ""))
    if version is None or not kept_file(version.sha256).is_file():
        raise Http404(_("The file is missing: the administrator can restore it from a backup."))
    if version.redactions:
        raise Http404(_("Words were taken out of this document: its file is not given out."))
    return FileResponse(
        kept_file(version.sha256).open("rb"),
        as_attachment=True,
        filename=version.file_name,
        content_type=version.media_type,
        headers={"X-Content-Type-Options": "nosniff"},
    )


def _edit_page(
    request: RegisterRequest, document: Document, form: EditDocumentForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "document": document,
        "handling": request.desk.marking(document.handling),
    }
    return render(request, "sources/document_edit.html", context, status=status)


def _form_of(document: Document, desk: Desk) -> EditDocumentForm:
    facts = DocumentFacts.of(document)
    return EditDocumentForm(initial={**vars(facts), "revision": document.revision}, desk=desk)


def _conflict_page(request: RegisterRequest, uuid: UUID, wanted: DocumentFacts) -> HttpResponse:
    """Show what stands beside what the person wanted; saving again replaces what stands."""
    document = get_object_or_404(Document.objects.visible_to(request.desk), uuid=uuid)
    stands = DocumentFacts.of(document)
    form = EditDocumentForm(
        initial={**vars(wanted), "revision": document.revision}, desk=request.desk
    )
    differences = [
        TwoVersions(
            str(form[name].label),
            form.shown(name, value),
            form.shown(name, getattr(wanted, name)),
        )
        for name, value in vars(stands).items()
        if value != getattr(wanted, name)
    ]
    context = {
        "form": form,
        "document": document,
        "handling": request.desk.marking(document.handling),
        "differences": differences,
    }
    return render(request, "sources/document_conflict.html", context, status=409)

"""A document: its facts, its text with the passages that entries stand on, and the way back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.portal.views.cited import cited_passages, markings_on, pieces_of, standing_on
from servanda.portal.views.versions import version_shown
from servanda.progress.views.facts import Step
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page
from servanda.review.models import Proposal
from servanda.sources.models import Document, Version
from servanda.sources.rules import lines_apart


@require_safe
@register_page
def document(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show a document with a version's text, the newest unless asked, and what stands on it."""
    desk = request.desk
    found = get_object_or_404(Document.objects.visible_to(desk), uuid=uuid)
    shown = version_shown(found, request.GET.get("version", ""))
    version = shown.version if shown else None
    standing = standing_on(desk, found)
    cited = cited_passages(desk, found, shown, standing) if shown else []
    context = {
        "document": found,
        "version": version,
        "versions": shown.versions if shown else [],
        "is_newest": shown is None or shown.is_newest,
        "pieces": pieces_of(version.text, cited) if version else [],
        "cited": [passage for passage in cited if passage.start is not None],
        "gone": [passage for passage in cited if passage.start is None],
        "whole": standing.get(None, []),
        "lines_apart": lines_apart(version.asides) if version else [],
        "open_proposals": _open_proposals(desk, version),
        "trail": [Step(_("Documents"), reverse("documents", kwargs={"slug": desk.register.slug}))],
        "handling": desk.marking(found.handling, *markings_on(standing.values())),
        "desk": desk,
    }
    return render(request, "portal/document.html", context)


def _open_proposals(desk: Desk, version: Version | None) -> int:
    if version is None or not desk.can_edit:
        return 0
    return Proposal.objects.visible_to(desk).open().filter(run__version=version).count()

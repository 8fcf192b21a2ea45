"""The review page of a version, having it read, and the documents that wait for a review."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda.reading import ReadingError
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page
from servanda.review.actions import ask_for_reading, read_version
from servanda.review.models import ProposalState, ReadingRun, ReadingRunQuerySet
from servanda.review.views.access import require_editor
from servanda.review.views.page import review_page, version_at
from servanda.sources.models import Document, Version

SHORT = 20_000
"""Characters up to which a text is read while the person waits."""
MOST = 200


@require_safe
@register_page
def review(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show the text of a version beside what was found in it."""
    return review_page(request, version_at(request.desk, uuid))


@require_POST
@register_page
def review_read(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Read a version: a short text at once, a long one as a task."""
    version = version_at(request.desk, uuid)
    try:
        if len(version.text) < SHORT:
            read_version(request.mandate, version=version)
        else:
            ask_for_reading(request.mandate, version=version)
    except ReadingError as error:
        told = {"title": version.document.title, "why": error.told(_)}
        messages.error(request, _("“%(title)s” could not be read: %(why)s") % told)
    return redirect("review", slug=request.desk.register.slug, uuid=uuid)


@require_safe
@register_page
def review_queue(request: RegisterRequest) -> HttpResponse:
    """List the documents whose proposals wait for a decision, and those not read yet."""
    require_editor(request.desk)
    is_open = Q(proposals__state=ProposalState.OPEN)
    runs = _latest_runs(request.desk).annotate(
        open=Count("proposals", filter=is_open), decided=Count("proposals", filter=~is_open)
    )
    unread = Version.objects.filter(
        document__in=Document.objects.visible_to(request.desk), runs=None
    )
    context = {
        "slug": request.desk.register.slug,
        "runs": list(runs.filter(open__gt=0).order_by("-id")[:MOST]),
        "unread": list(
            unread.select_related("document").defer(*Version.long_fields()).order_by("-id")[:MOST]
        ),
    }
    return render(request, "review/queue.html", context)


def _latest_runs(desk: Desk) -> ReadingRunQuerySet:
    """Return the latest reading of each version."""
    visible = ReadingRun.objects.visible_to(desk)
    latest = visible.values("version").annotate(latest=Max("pk")).values("latest")
    found = visible.filter(pk__in=latest).select_related("version__document")
    return found.defer(*Version.long_fields("version__"))

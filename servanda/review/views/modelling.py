"""The page on which a person lets a text go to a language model, and sees what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from servanda.registers.models import Desk
from servanda.registers.models.entries import VISIBILITY_CHOICES
from servanda.registers.views import RegisterRequest, register_page
from servanda.review.actions import (
    LONGEST_TEXT,
    ModelTrouble,
    ask_for_model_reading,
    endpoint,
    is_narrower,
    model_task,
)
from servanda.review.forms import PermissionForm, sentences
from servanda.review.models import ModelReading, ProposalKind, ReadingRun
from servanda.review.rules.model_answers import (
    FOUND_BEFORE,
    NOT_IN_FORM,
    NOT_IN_TEXT,
    NOT_JSON,
    TOO_MANY,
)
from servanda.review.views.page import LOOK_AGAIN, frame_of, latest_run, version_at
from servanda.sources.models import Version
from servanda.tasks.models import Task, TaskState

MOST = 5
WHY: dict[str, Promise] = {
    NOT_JSON: _("An answer for a part of the text is not in the form asked for"),
    NOT_IN_FORM: _("Not in the form asked for"),
    NOT_IN_TEXT: _("These words do not stand in the text"),
    FOUND_BEFORE: _("Found already"),
    TOO_MANY: _("More than is taken of one kind"),
}


@dataclass(frozen=True)
class LeftOutLine:
    """Something a model answered that is no proposal, in the reader's words."""

    kind: str
    quote: str
    why: str | Promise


@dataclass(frozen=True)
class ToldReading:
    """One time a model was asked: how far it is, and what was left out of its answer."""

    reading: ModelReading
    task: Task | None
    left_out: list[LeftOutLine]

    @property
    def has_failed(self) -> bool:
        return self.task is not None and self.task.state == TaskState.FAILED

    @property
    def waits(self) -> bool:
        return self.reading.read_at is None and not self.has_failed


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def review_model(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Tell what would leave the machine and where to; with the person's tick a worker sends it."""
    version = version_at(request.desk, uuid)
    run = latest_run(request.desk, version)
    if request.method != "POST":
        return _page(request, version, run, errors="", status=200)
    form = PermissionForm(request.POST)
    if run is None or not form.is_valid():
        return _page(request, version, run, errors=sentences(form), status=422)
    try:
        ask_for_model_reading(request.mandate, run=run, permission=form.permission())
    except ValidationError as error:
        return _page(request, version, run, errors=" ".join(error.messages), status=422)
    except ModelTrouble as error:
        return _page(request, version, run, errors=str(error), status=422)
    return redirect("review-model", slug=request.desk.register.slug, uuid=uuid)


def _page(
    request: RegisterRequest,
    version: Version,
    run: ReadingRun | None,
    *,
    errors: str,
    status: int,
) -> HttpResponse:
    desk = request.desk
    here = {"slug": desk.register.slug, "uuid": version.uuid}
    readings = list(_readings(desk, run)) if run else []
    try:
        named = endpoint()
    except ModelTrouble as error:
        named, errors = None, str(error)
    context = {
        **frame_of(desk, version),
        "run": run,
        "endpoint": named,
        "is_narrow": named is not None and is_narrower(version.document),
        "seen_by": dict(VISIBILITY_CHOICES)[version.document.effective_visibility],
        "is_too_long": len(version.text) > LONGEST_TEXT,
        "most": LONGEST_TEXT,
        "readings": readings,
        "review_url": reverse("review", kwargs=here),
        "errors": errors,
    }
    response = render(request, "review/model.html", context, status=status)
    if any(told.waits for told in readings):
        response["Refresh"] = f"{LOOK_AGAIN}; url={reverse('review-model', kwargs=here)}"
    return response


def _readings(desk: Desk, run: ReadingRun) -> Iterable[ToldReading]:
    for reading in ModelReading.objects.visible_to(desk).filter(run=run).order_by("-id")[:MOST]:
        yield ToldReading(reading, model_task(reading), list(_left_out(reading.left_out)))


def _left_out(kept: Iterable[dict[str, str]]) -> Iterable[LeftOutLine]:
    labels = dict(ProposalKind.choices)
    for one in kept:
        kind = str(labels.get(one["kind"], ""))
        yield LeftOutLine(kind, one["quote"], WHY.get(one["why"], one["why"]))

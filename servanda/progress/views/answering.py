"""Answering a question of a round, and what waits to be accepted: the form, accepting, sending back."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from servanda.progress.actions import (
    About,
    accept_answer,
    answer_to,
    last_word,
    save_draft,
    send_back,
    submit_answer,
    value_code,
)
from servanda.progress.forms.rounds import AnswerForm, JudgementForm
from servanda.progress.forms.telling import told_initial
from servanda.progress.models import Answer, AnswerState
from servanda.progress.views.entry_forms import require_editor, tell_faults
from servanda.progress.views.facts import Step
from servanda.progress.views.points import HIDDEN, entry_url, party_ties, provisions_seen
from servanda.progress.views.tasks import question_asked, require_assessor
from servanda.reading.errors import DocumentError
from servanda.reading.formats import limit_notice
from servanda.registers.models import Desk
from servanda.registers.rules import Visibility
from servanda.registers.views import RegisterRequest, register_page
from servanda.sources.models import Document
from servanda.sources.views.uploading import LimitedUpload, take_files


@csrf_exempt  # checked in _answering: the check reads the body, and the limit must stand first
@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def question_answer(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Answer a question: keep a draft, or submit."""
    question = question_asked(request.desk, uuid)
    return _answering(request, About.of(question), take_files(request))


@csrf_exempt  # checked in _answering: the check reads the body, and the limit must stand first
@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def answer_edit(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Change an answer that was sent back, or waits."""
    answer = _answer_seen(request.desk, uuid)
    require_assessor(request.desk)
    about = About(answer.provision, answer.party, answer.question, answer)
    return _answering(request, about, take_files(request))


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def answer(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show an answer that was submitted; accept it, or send it back with the reason."""
    desk = request.desk
    found = _answer_seen(desk, uuid)
    if request.method != "POST":
        form = JudgementForm(initial={"revision": found.saves})
        return _judging_page(request, found, form)
    require_editor(desk)
    form = JudgementForm(request.POST)
    if not form.is_valid():
        return _judging_page(request, found, form)
    try:
        _judge(request, found, form)
    except ValidationError as error:
        tell_faults(form, error)
        return _judging_page(request, found, form)
    if found.question is None:
        return redirect(entry_url(desk, "provision", found.provision))
    return redirect("round", slug=desk.register.slug, uuid=found.question.round.uuid)


@csrf_protect
def _answering(request: RegisterRequest, about: About, guard: LimitedUpload) -> HttpResponse:
    desk = request.desk
    instrument = about.provision.instrument
    present = about.answer or (answer_to(about.question) if about.question else None)
    if request.method != "POST":
        form = AnswerForm(initial=_initial(about, present), desk=desk, instrument=instrument)
        return _page(request, about, present, form)
    form = AnswerForm(request.POST, request.FILES, desk=desk, instrument=instrument)
    if guard.too_large is not None:
        form.add_error("file", limit_notice(guard.too_large, limit_bytes=guard.limit).told(_))
    if not form.is_valid():
        return _page(request, about, present, form)
    try:
        told = _keep(request, about, form)
    except DocumentError as error:
        form.add_error("file", error.told(_))
        return _page(request, about, present, form)
    except ValidationError as error:
        tell_faults(form, error)
        if any(one.code == "changed" for one in error.error_list) and present is not None:
            data = cast("QueryDict", form.data).copy()
            data["revision"] = str(present.saves)
            form.data = data
        return _page(request, about, present, form)
    messages.success(request, told)
    return redirect("tasks", slug=desk.register.slug)


def _keep(request: RegisterRequest, about: About, form: AnswerForm) -> str:
    """Keep what was typed, as a draft or submitted; return what is said of it."""
    named = {"provision": Truncator(about.provision.label).words(12)}
    if request.POST.get("deed") == "draft":
        save_draft(request.mandate, about=about, new=form.new_answer())
        return _("The draft on “%(provision)s” is kept. Submit it when it is ready.") % named
    kept = submit_answer(request.mandate, about=about, new=form.new_answer())
    if kept.state == AnswerState.ACCEPTED:
        return _("The answer on “%(provision)s” is an update now.") % named
    return _("The answer on “%(provision)s” was submitted; it waits to be accepted.") % named


def _initial(about: About, present: Answer | None) -> dict[str, object]:
    """Return what the form begins with: the draft, else the period that is asked for."""
    if present is not None:
        value = present.value
        return {
            **told_initial(present),
            "value": value_code(value.scale, value) if value else "",
            "visibility": present.visibility,
            "address": present.address,
            "seen_on": present.seen_on,
            "revision": present.saves,
        }
    period = about.question.round.period if about.question else ""
    return {"period": period, "visibility": Visibility.REGISTER}


def _page(
    request: RegisterRequest, about: About, present: Answer | None, form: AnswerForm
) -> HttpResponse:
    desk = request.desk
    url = reverse("tasks", kwargs={"slug": desk.register.slug})
    context = {
        "slug": desk.register.slug,
        "provision": about.provision,
        "url": entry_url(desk, "provision", about.provision),
        "tasks_url": url,
        "party": party_ties(desk, [about.party.pk]).get(about.party.pk, HIDDEN),
        "question": about.question,
        "present": present,
        "is_change": about.answer is not None,
        "files": _files(desk, present),
        "last": last_word(desk, about.question) if about.question else None,
        "form": form,
        "trail": [Step(_("Tasks"), url)],
        "handling": desk.marking(about.provision.handling),
    }
    return render(
        request, "progress/answer_form.html", context, status=422 if form.is_bound else 200
    )


def _files(desk: Desk, present: Answer | None) -> list[Document]:
    """Return the documents on which an answer stands, as far as the person may see them."""
    if present is None:
        return []
    keys = present.evidence.values("document")
    return list(Document.objects.visible_to(desk).filter(pk__in=keys).order_by("pk"))


def _answer_seen(desk: Desk, uuid: UUID) -> Answer:
    seen = Answer.objects.visible_to(desk).filter(provision__in=provisions_seen(desk))
    related = seen.select_related(
        "provision__instrument", "party", "question__round", "value__scale"
    )
    return get_object_or_404(related, uuid=uuid)


def _judge(request: RegisterRequest, found: Answer, form: JudgementForm) -> None:
    revision: int = form.cleaned_data["revision"]
    if request.POST.get("deed") == "send_back":
        reason: str = form.cleaned_data["reason"]
        send_back(request.mandate, answer=found, reason=reason, revision=revision)
        messages.success(request, _("Sent back; its author finds it among their tasks."))
    else:
        accept_answer(request.mandate, answer=found, revision=revision)
        messages.success(request, _("Accepted: it is an update now."))


def _judging_page(request: RegisterRequest, found: Answer, form: JudgementForm) -> HttpResponse:
    desk = request.desk
    context = {
        "slug": desk.register.slug,
        "answer": found,
        "may_judge": desk.can_edit and found.state == AnswerState.SUBMITTED,
        "may_change": desk.can_assess and found.state != AnswerState.ACCEPTED,
        "party": party_ties(desk, [found.party_id]).get(found.party_id, HIDDEN),
        "url": entry_url(desk, "provision", found.provision),
        "files": _files(desk, found),
        "form": form,
        "trail": [Step(_("Tasks"), reverse("tasks", kwargs={"slug": desk.register.slug}))],
        "handling": desk.marking(found.provision.handling),
    }
    return render(request, "progress/answer.html", context, status=422 if form.is_bound else 200)

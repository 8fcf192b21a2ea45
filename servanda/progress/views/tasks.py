"""What a person has to answer, and the rounds in which everybody is asked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.instruments.models import Instrument
from servanda.parties.models import Party
from servanda.progress.actions import answer_unchanged, delegate_question
from servanda.progress.forms.rounds import DelegateForm
from servanda.progress.models import (
    Answer,
    AnswerState,
    Question,
    QuestionQuerySet,
    Round,
    Update,
)
from servanda.progress.views.entry_forms import FormPage, save_by_form
from servanda.progress.views.facts import Step
from servanda.progress.views.points import HIDDEN, Tie, party_ties, provisions_seen
from servanda.registers.actions import NotAllowed
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page

ON_A_PAGE = 50


@dataclass(frozen=True)
class Task:
    """One question as the page of tasks tells it, with what the party said last."""

    question: Question
    text: str
    url: str
    party: Tie
    last: Update | None
    answer: Answer | None
    is_handed: bool
    today: date

    @property
    def state(self) -> str:
        return self.answer.state if self.answer else ""

    @property
    def is_given(self) -> bool:
        return self.state in {AnswerState.SUBMITTED, AnswerState.ACCEPTED}

    @property
    def is_late(self) -> bool:
        return not self.is_given and self.question.round.due < self.today


@require_safe
@register_page
def tasks(request: RegisterRequest) -> HttpResponse:
    """Show what the person has to answer, with the last answer beside each question."""
    desk = request.desk
    require_assessor(desk)
    questions = questions_seen(desk).asked_of(desk).in_open_rounds().in_order_of_need()
    page = Paginator(questions, ON_A_PAGE).get_page(request.GET.get("page"))
    own = Answer.objects.filter(register=desk.register, author=desk.account, question=None)
    waiting = own.exclude(state=AnswerState.ACCEPTED).select_related("provision")
    context = {
        "slug": desk.register.slug,
        "tasks": tasks_of(desk, page.object_list),
        "page": page,
        "workbooks": workbooks_of(desk),
        "own": list(waiting.filter(provision__in=provisions_seen(desk)).order_by("pk")[:ON_A_PAGE]),
        "rounds": list(rounds_seen(desk).order_by("-opened_on", "-pk")[:ON_A_PAGE])
        if desk.can_edit
        else [],
        "trail": [],
    }
    return render(request, "progress/tasks.html", context)


@dataclass(frozen=True)
class Workbook:
    """A workbook to take along: the round and the party for which it is, and where it is found."""

    round: str
    party: str
    url: str


def workbooks_of(desk: Desk) -> list[Workbook]:
    """Return the workbooks in which the parties that a person speaks for may answer: one query."""
    parties = Party.objects.represented_by(desk)
    asked = (
        questions_seen(desk).in_open_rounds().filter(party__in=parties).order_by("round", "party")
    )
    names = ("round__title", "party__label", "round__uuid", "party__uuid")
    return [
        Workbook(title, label, workbook_url(desk, asked, party))
        for title, label, asked, party in asked.values_list(*names).distinct()
    ]


def workbook_url(desk: Desk, asked: UUID, party: UUID) -> str:
    """Return the address of the workbook in which a party answers a round."""
    names = {"slug": desk.register.slug, "uuid": asked, "party": party}
    return reverse("round-workbook", kwargs=names)


@require_POST
@register_page
def question_unchanged(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Answer in one click that nothing has changed since the last word of the party."""
    question = question_asked(request.desk, uuid)
    try:
        answer_unchanged(request.mandate, question=question)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        told = {"provision": Truncator(question.provision.label).words(12)}
        messages.success(request, _("“%(provision)s”: answered that nothing has changed.") % told)
    return redirect("tasks", slug=request.desk.register.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def question_delegate(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Hand a question to a colleague, or take it back."""
    desk = request.desk
    question = question_asked(desk, uuid)
    url = reverse("tasks", kwargs={"slug": desk.register.slug})
    page = FormPage(
        kind=_("Question"),
        heading=_("Who answers it?"),
        about=Truncator(question.provision.label).words(40),
        url=url,
        save=_("Hand it on"),
        trail=[Step(_("Tasks"), url)],
        handling=desk.marking(question.provision.handling),
    )
    data = request.POST if request.method == "POST" else None
    form = DelegateForm(data, initial={"to": question.delegate}, desk=desk)
    return save_by_form(
        request,
        page,
        form,
        lambda: delegate_question(request.mandate, question=question, to=form.cleaned_data["to"]),
    )


def require_assessor(desk: Desk) -> None:
    """Refuse whoever may not say anything in the register."""
    if not desk.can_assess:
        raise NotAllowed(_("Your role in this register does not allow adding updates."))


def questions_seen(desk: Desk) -> QuestionQuerySet:
    """Return the questions on provisions that the person may see."""
    here = Question.objects.filter(register=desk.register, provision__in=provisions_seen(desk))
    return here.select_related("round", "provision", "party", "delegate")


def question_asked(desk: Desk, uuid: UUID) -> Question:
    """Return a question that is asked of the person, or of anybody where they edit."""
    require_assessor(desk)
    seen = questions_seen(desk)
    if not desk.can_edit:
        seen = seen.asked_of(desk)
    return get_object_or_404(seen.select_related("provision__instrument"), uuid=uuid)


def rounds_seen(desk: Desk) -> QuerySet[Round]:
    """Return the rounds on instruments that the person may see."""
    instruments = Instrument.objects.visible_to(desk)
    return Round.objects.filter(register=desk.register, instrument__in=instruments)


def tasks_of(desk: Desk, questions: Iterable[Question]) -> list[Task]:
    """Return questions as a page tells them: three queries for any number."""
    listed = list(questions)
    answers = {
        answer.question_id: answer
        for answer in Answer.objects.filter(question__in=listed).order_by("pk")
    }
    said: dict[tuple[int, int], Update] = {}
    for update in _last_words(desk, listed):
        said[update.provision_id, update.assessor_id] = update
    ties = party_ties(desk, [one.party_id for one in listed])
    slug = desk.register.slug
    return [
        Task(
            question=one,
            text=one.provision.label,
            url=reverse("provision", kwargs={"slug": slug, "uuid": one.provision.uuid}),
            party=ties.get(one.party_id, HIDDEN),
            last=said.get((one.provision_id, one.party_id)),
            answer=answers.get(one.pk),
            is_handed=one.delegate_id is not None and one.delegate != desk.account,
            today=desk.today,
        )
        for one in listed
    ]


def _last_words(desk: Desk, questions: Iterable[Question]) -> Iterable[Update]:
    by_party: dict[int, set[int]] = defaultdict(set)
    for one in questions:
        by_party[one.party_id].add(one.provision_id)
    provisions = set().union(*by_party.values()) if by_party else set()
    said = Update.objects.visible_to(desk).filter(
        provision__in=provisions, assessor__in=by_party.keys()
    )
    return said.stated_by(desk.today).last_words().select_related("value")

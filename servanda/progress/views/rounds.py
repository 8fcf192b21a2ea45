"""Opening a round of reporting, its board, closing its period and opening it again."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.instruments.models import Wording
from servanda.parties.models import Party
from servanda.progress.actions import close_round, open_round, reopen_round
from servanda.progress.forms.rounds import RoundForm
from servanda.progress.models import Answer, AnswerState, Question, Round
from servanda.progress.views.entry_forms import FormPage, form_page, require_editor, tell_faults
from servanda.progress.views.facts import Step
from servanda.progress.views.instrument_editing import editing_trail, instrument_to_change
from servanda.progress.views.points import Tie, entry_url, party_ties, provisions_seen
from servanda.progress.views.tasks import questions_seen, rounds_seen, workbook_url
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page

LISTED = 100
"""Answers that wait and questions without one, of which a board tells so many at once."""


@dataclass(frozen=True)
class Line:
    """How one party answered: how much was asked, and what became of it."""

    party: Tie
    asked: int
    accepted: int
    submitted: int
    sent_back: int
    workbook: str = ""
    """Where the workbook of the party is, while the round is open."""

    @property
    def silent(self) -> int:
        return self.asked - self.accepted - self.submitted - self.sent_back


@dataclass(frozen=True)
class Board:
    """A round as its secretariat sees it: line by line, what waits, and what nobody answered."""

    lines: list[Line]
    total: Line
    waiting: list[Answer]
    silent: list[Question]
    unasked: int


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def round_new(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Open a round on an instrument."""
    desk = request.desk
    found = instrument_to_change(desk, uuid)
    page = FormPage(
        kind=_("Round of reporting"),
        heading=_("Ask for news"),
        about=found.label,
        url=reverse("instrument-edit", kwargs={"slug": desk.register.slug, "uuid": found.uuid}),
        save=_("Open the round"),
        trail=editing_trail(desk, found),
        handling=desk.marking(found.handling),
    )
    form = RoundForm(request.POST or None, desk=desk, instrument=found)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, page, form)
    try:
        opened = open_round(request.mandate, instrument=found, new=form.new_round())
    except ValidationError as error:
        tell_faults(form, error)
        return form_page(request, page, form)
    messages.success(request, _("The round is open: who is asked finds it among their tasks."))
    return redirect("round", slug=desk.register.slug, uuid=opened.uuid)


@require_safe
@register_page
def round_board(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show who answered and who is late."""
    desk = request.desk
    found = round_to_lead(desk, uuid)
    tasks = reverse("tasks", kwargs={"slug": desk.register.slug})
    context = {
        "slug": desk.register.slug,
        "round": found,
        "instrument_url": entry_url(desk, "instrument", found.instrument),
        "board": board_of(desk, found),
        "is_late": found.closed_on is None and found.due < desk.today,
        "trail": [Step(_("Tasks"), tasks)],
        "handling": desk.marking(found.instrument.handling),
    }
    return render(request, "progress/round.html", context)


@require_POST
@register_page
def round_close(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Close a round and its period."""
    found = round_to_lead(request.desk, uuid)
    close_round(request.mandate, closing=found)
    messages.success(request, _("The round is closed, and its period with it."))
    return redirect("round", slug=request.desk.register.slug, uuid=found.uuid)


@require_POST
@register_page
def round_reopen(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Open a closed round again."""
    found = round_to_lead(request.desk, uuid)
    try:
        reopen_round(request.mandate, closed=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The round is open again."))
    return redirect("round", slug=request.desk.register.slug, uuid=found.uuid)


def round_to_lead(desk: Desk, uuid: UUID) -> Round:
    """Return a round on an instrument that the person sees and may change."""
    found = get_object_or_404(rounds_seen(desk).select_related("instrument"), uuid=uuid)
    require_editor(desk)
    return found


def board_of(desk: Desk, found: Round) -> Board:
    """Return the board of a round, of provisions and parties that the person may see: five queries."""
    parties = Party.objects.visible_to(desk)
    questions = list(questions_seen(desk).filter(round=found, party__in=parties).order_by("pk"))
    answers = {
        answer.question_id: answer
        for answer in Answer.objects.filter(question__round=found)
        .select_related("provision", "party", "question")
        .order_by("pk")
    }
    ties = party_ties(desk, [one.party_id for one in questions])
    states: dict[int, Counter[str]] = defaultdict(Counter)
    for one in questions:
        states[one.party_id][_state(answers.get(one.pk))] += 1
    books = {} if found.closed_on else _workbooks(desk, found, questions)
    lines = [
        replace(_line(ties[key], counted), workbook=books.get(key, ""))
        for key, counted in states.items()
        if key in ties
    ]
    given = [answers[one.pk] for one in questions if one.pk in answers]
    waiting = [one for one in given if one.state == AnswerState.SUBMITTED]
    silent = [one for one in questions if _state(answers.get(one.pk)) == ""]
    return Board(
        lines=sorted(lines, key=lambda line: (-line.silent, str(line.party.text).casefold())),
        total=_line(Tie(_("All together")), sum(states.values(), Counter())),
        waiting=waiting[:LISTED],
        silent=silent[:LISTED],
        unasked=_unasked(desk, found, questions),
    )


def _workbooks(desk: Desk, found: Round, questions: Iterable[Question]) -> dict[int, str]:
    """Return where the workbook of each party is that is asked."""
    return {one.party_id: workbook_url(desk, found.uuid, one.party.uuid) for one in questions}


def _state(answer: Answer | None) -> str:
    """Return what became of a question; a draft counts as nothing, as nobody but its author sees it."""
    return answer.state if answer is not None and answer.state != AnswerState.DRAFT else ""


def _line(party: Tie, counted: Counter[str]) -> Line:
    return Line(
        party,
        asked=counted.total(),
        accepted=counted[AnswerState.ACCEPTED],
        submitted=counted[AnswerState.SUBMITTED],
        sent_back=counted[AnswerState.SENT_BACK],
    )


def _unasked(desk: Desk, found: Round, questions: Iterable[Question]) -> int:
    """Count the commitments of the instrument about which nobody was asked."""
    commitments = provisions_seen(desk).commitments().filter(instrument=found.instrument)
    present = Wording.objects.visible_to(desk).present().filter(provision__in=commitments)
    asked = {one.provision_id for one in questions}
    return present.exclude(provision__in=asked).values("provision").distinct().count()

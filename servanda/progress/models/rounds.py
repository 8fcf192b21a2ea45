"""Rounds of reporting: what is asked of whom and by when, and what they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models import Instrument, Provision
from servanda.parties.models import Party
from servanda.progress.models.said import Said, said_constraints
from servanda.progress.models.scales import ScaleValue
from servanda.progress.models.updates import Update
from servanda.registers.models import Account, Row
from servanda.registers.models.entries import VISIBILITY_CHOICES
from servanda.registers.rules import Visibility
from servanda.sources.models import Document, Passage

if TYPE_CHECKING:
    from servanda.registers.models import Desk


class Round(Row):
    """One asking for news of an instrument's commitments over a period, until a day.

    Closed, its period is closed: what is said of it afterwards is said by the secretariat alone.
    """

    KIND: ClassVar[str] = "round"

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="rounds")
    title = models.CharField(_("title"), max_length=300)
    words = models.TextField(_("what is said to who is asked"), blank=True)
    period = models.CharField(_("period"), max_length=60)
    period_words = models.CharField(max_length=200, blank=True)
    period_earliest = models.DateField(null=True, blank=True)
    period_latest = models.DateField(null=True, blank=True)
    due = models.DateField(_("answers are due on"))
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "period"],
                condition=Q(closed_on=None),
                name="round_open_once",
                violation_error_message=_("A round for this period is open already."),
            )
        ]

    @override
    def __str__(self) -> str:
        return self.title


class QuestionQuerySet(models.QuerySet["Question"]):
    """Named selections of questions."""

    def asked_of(self, desk: Desk) -> QuestionQuerySet:
        """Return what the person has to answer: for a party they speak for, or handed to them.

        What was handed to a colleague is the colleague's; who speaks for the party still sees it.
        """
        if desk.account is None:
            return self.none()
        parties = Party.objects.represented_by(desk)
        mine = Q(party__in=parties) | Q(delegate=desk.account)
        return self.filter(mine, register=desk.register)

    def in_open_rounds(self) -> QuestionQuerySet:
        return self.filter(round__closed_on=None)

    def in_order_of_need(self) -> QuestionQuerySet:
        """Return what was not answered yet first, and of these what is due first."""
        given = Answer.objects.filter(question=OuterRef("pk"), state__in=GIVEN)
        return self.order_by(Exists(given), "round__due", "round", "pk")


class Question(Row):
    """What a round asks a party about one provision. Unique: round, provision, party."""

    KIND: ClassVar[str] = "question"
    PART_OF: ClassVar[str] = "round"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="questions")
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="questions")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="questions")
    delegate = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "provision", "party"], name="question_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.party}: {self.provision}"


class AnswerState(models.TextChoices):
    """How far an answer has come. It counts when it is accepted: then it is an update."""

    DRAFT = "draft", _("not submitted yet")
    SUBMITTED = "submitted", _("submitted")
    SENT_BACK = "sent_back", _("sent back")
    ACCEPTED = "accepted", _("accepted")


GIVEN = (AnswerState.SUBMITTED.value, AnswerState.ACCEPTED.value)


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Named selections of answers."""

    def visible_to(self, desk: Desk) -> AnswerQuerySet:
        """Return the answers that the person may see: their party's, and all for who edits.

        An answer is of nobody else's concern until it is an update.
        """
        here = self.filter(register=desk.register)
        if desk.account is None:
            return here.none()
        if desk.can_edit:
            # A draft is its author's: nobody judges what was not handed in.
            return here.filter(~Q(state=AnswerState.DRAFT) | Q(author=desk.account))
        own = Q(party__in=Party.objects.represented_by(desk)) | Q(author=desk.account)
        return here.filter(own | Q(question__delegate=desk.account))


class Answer(Row, Said):
    """What is said of a provision and does not count yet: a draft, or waiting to be accepted.

    Accepted, it is an update; until then no list, paper, search or standing knows of it.
    """

    KIND: ClassVar[str] = "answer"

    # to what
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="answers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="answers")
    # what is said
    value = models.ForeignKey(ScaleValue, on_delete=models.PROTECT, null=True, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    address = models.URLField(_("address"), max_length=500, blank=True)
    seen_on = models.DateField(_("seen on"), null=True, blank=True)
    visibility = models.CharField(
        _("visible to"),
        max_length=20,
        choices=VISIBILITY_CHOICES,
        default=Visibility.REGISTER.value,
    )
    corrects = models.ForeignKey(
        Update, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # life
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=20, choices=AnswerState.choices, default=AnswerState.DRAFT
    )
    saves = models.PositiveIntegerField(_("how often it was saved"), default=1, editable=False)
    stated_on = models.DateField(_("stated on"), null=True, blank=True)
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    sent_back_for = models.TextField(_("why it was sent back"), blank=True)
    update = models.OneToOneField(
        Update, on_delete=models.PROTECT, null=True, blank=True, related_name="answer"
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["register", "state"], name="answer_state")]
        constraints = said_constraints("answer")

    @override
    def __str__(self) -> str:
        return f"{self.party}: {self.provision}"


class AnswerEvidence(Row):
    """What an answer stands on: a document, or a passage of it. Unique: answer, document, passage."""

    KIND: ClassVar[str] = "answer_evidence"
    PART_OF: ClassVar[str] = "answer"

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="evidence")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(
        Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "answer",
                "document",
                Coalesce("passage", 0, output_field=models.BigIntegerField()),
                name="answer_evidence_once",
            )
        ]

    @override
    def __str__(self) -> str:
        return str(self.document)

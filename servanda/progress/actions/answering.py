"""Answering what a round asks, or what waits to be accepted: draft, submit, send back, accept."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from servanda.instruments.models import Provision
from servanda.parties.models import Party
from servanda.progress.actions.rounds import require_open
from servanda.progress.actions.scales import value_code, value_named
from servanda.progress.actions.telling import (
    Address,
    NewUpdate,
    Told,
    check_told,
    put_told,
    told_of,
)
from servanda.progress.actions.updating import NewEvidence, ingest_evidence, put_update, waits
from servanda.progress.models import Answer, AnswerEvidence, AnswerState, Question, Update
from servanda.registers.actions import Changes, Mandate, NotAllowed, change
from servanda.registers.models import Desk
from servanda.registers.rules import Ability, Visibility
from servanda.sources.actions import passage_at


@dataclass(frozen=True)
class About:
    """What an answer is about: a provision, in whose name, the question of a round, the answer so far."""

    provision: Provision
    party: Party
    question: Question | None = None
    answer: Answer | None = None

    @classmethod
    def of(cls, question: Question) -> "About":
        return cls(question.provision, question.party, question)


@dataclass(frozen=True)
class NewAnswer:
    """What is answered; `value` as in a new update, empty in a draft that has none yet."""

    told: Told
    value: str = ""
    visibility: str = "register"
    address: Address | None = None
    evidence: NewEvidence = field(default_factory=NewEvidence)
    corrects: Update | None = None
    stated_on: date | None = None
    """The day it was said, where that is another than the one on which it is submitted."""
    language: str = ""
    revision: int | None = None
    """Of the answer that the person saw; None where there was none."""


def save_draft(mandate: Mandate, *, about: About, new: NewAnswer) -> Answer:
    """Keep what was typed so far; nobody judges it before it is submitted.

    Raises ValidationError for a closed round, an answer that was accepted already, one that a
    colleague changed meanwhile, and what cannot be; NotAllowed for who is not asked.
    """
    with change(mandate, "save_answer", Ability.ASSESS) as changes:
        return _save(changes, about, new)


def submit_answer(mandate: Mandate, *, about: About, new: NewAnswer) -> Answer:
    """Hand an answer in. It waits to be accepted where the register says so; else it counts at once.

    Raises what `save_draft` raises, and ValidationError for an answer without a value.
    """
    with change(mandate, "submit_answer", Ability.ASSESS) as changes:
        answer = _save(changes, about, new)
        if answer.value is None:
            raise ValidationError({"value": _("Say how it stands before you submit.")})
        answer.state = AnswerState.SUBMITTED
        answer.submitted_on = mandate.desk.today
        answer.sent_back_for = ""
        changes.rewrite(answer)
        if not waits(mandate.desk):
            _accept(changes, answer)
    return answer


def answer_unchanged(mandate: Mandate, *, question: Question) -> Answer:
    """Answer that nothing has changed since the party's last word, and submit it.

    Raises ValidationError where the party has said nothing yet that the person may see.
    """
    last = last_word(mandate.desk, question)
    if last is None:
        raise ValidationError(_("There is no earlier answer to repeat: say how it stands."))
    register = mandate.desk.register
    with override(register.language):
        words = _("Nothing has changed since %(day)s.") % {"day": last.stated_on.isoformat()}
    told = Told(narrative=words, percent=last.percent, period=question.round.period)
    present = answer_to(question)
    new = NewAnswer(
        told,
        value=value_code(last.value.scale, last.value),
        visibility=last.visibility,
        language=register.language,
        revision=present.saves if present else None,
    )
    return submit_answer(mandate, about=About.of(question), new=new)


def accept_answer(mandate: Mandate, *, answer: Answer, revision: int) -> Update:
    """Accept an answer that was submitted: it becomes an update, stated on the day it was submitted.

    Raises ValidationError for one that is no longer as the person saw it, or does not wait.
    """
    with change(mandate, "accept_answer", Ability.EDIT) as changes:
        _require_waiting(answer, revision)
        return _accept(changes, answer)


def send_back(mandate: Mandate, *, answer: Answer, reason: str, revision: int) -> None:
    """Send an answer back with the reason, to be changed and submitted again."""
    with change(mandate, "send_back_answer", Ability.EDIT) as changes:
        _require_waiting(answer, revision)
        if not reason.strip():
            raise ValidationError(
                {"reason": _("Say why it is sent back, so that it can be mended.")}
            )
        answer.state = AnswerState.SENT_BACK
        answer.sent_back_for = reason.strip()
        answer.saves += 1
        changes.rewrite(answer)


def answer_to(question: Question) -> Answer | None:
    """Return the answer to a question, None before anything was typed."""
    return question.answers.order_by("pk").last()


def last_word(desk: Desk, question: Question) -> Update | None:
    """Return what the party said last of how the provision stands, as far as the person sees it."""
    said = Update.objects.visible_to(desk).filter(
        provision=question.provision_id, assessor=question.party_id
    )
    return said.stated_by(desk.today).last_words().select_related("value__scale").first()


def _save(changes: Changes, about: About, new: NewAnswer) -> Answer:
    mandate = changes.mandate
    _require_asked(mandate.desk, about)
    _require_in_time(mandate, about, new.told)
    check_told(new.told, today=mandate.desk.today)
    answer = _present(about)
    _require_as_seen(answer, new.revision)
    saved = answer or Answer(
        question=about.question,
        provision=about.provision,
        party=about.party,
        author=mandate.desk.account,
    )
    put_told(saved, new.told)
    _put_rest(mandate, saved, new)
    if answer is None:
        changes.create(saved)
    else:
        saved.saves += 1
        changes.rewrite(saved)
    _add_evidence(changes, saved, new.evidence)
    return saved


def _put_rest(mandate: Mandate, saved: Answer, new: NewAnswer) -> None:
    if new.visibility == Visibility.OWN_SIDE:
        raise ValidationError(
            {"visibility": _("An answer is read by the secretariat: choose who else sees it.")}
        )
    instrument = saved.provision.instrument
    saved.value = value_named(mandate, instrument, new.value) if new.value else None
    saved.language = new.language
    saved.visibility = new.visibility
    saved.corrects = new.corrects
    saved.stated_on = new.stated_on
    saved.address = new.address.url if new.address else ""
    saved.seen_on = new.address.seen_on if new.address else None


def _add_evidence(changes: Changes, saved: Answer, new: NewEvidence) -> None:
    """Let an answer stand on more; what it stands on already is not said twice."""
    there: set[tuple[int, int | None]] = set(
        saved.evidence.values_list("document_id", "passage_id")
    )
    ingested = ingest_evidence(changes.mandate, new.uploads, visibility=saved.visibility)
    pieces = [AnswerEvidence(answer=saved, document=one.document) for one in ingested]
    if new.version is not None:
        passage = passage_at(changes.mandate, new.version, new.start, new.end)
        document = passage.version.document
        pieces.append(AnswerEvidence(answer=saved, document=document, passage=passage))
    for piece in pieces:
        if (piece.document_id, piece.passage_id) not in there:
            there.add((piece.document_id, piece.passage_id))
            changes.create(piece)


def _present(about: About) -> Answer | None:
    """Return the answer that is worked on; what is said of a provision unasked is each time a new one."""
    if about.answer is not None or about.question is None:
        return about.answer
    return answer_to(about.question)


def _require_asked(desk: Desk, about: About) -> None:
    if desk.can_edit:
        return
    if about.question is None:
        is_theirs = Party.objects.represented_by(desk).filter(pk=about.party.pk).exists()
    else:
        is_theirs = Question.objects.asked_of(desk).filter(pk=about.question.pk).exists()
    if not is_theirs:
        raise NotAllowed(_("This is asked of somebody else."))


def _require_in_time(mandate: Mandate, about: About, told: Told) -> None:
    asked_in = about.question.round if about.question else None
    if asked_in is not None and asked_in.closed_on is not None and not mandate.desk.can_edit:
        raise ValidationError(
            _(
                "This round was closed on %(day)s: its period takes no answer any more. Ask the "
                "secretariat to open it again, or add an update for another period."
            )
            % {"day": asked_in.closed_on}
        )
    require_open(mandate, about.provision, told.period)


def _require_as_seen(answer: Answer | None, revision: int | None) -> None:
    if answer is None:
        return
    if answer.state == AnswerState.ACCEPTED:
        raise ValidationError(
            _("This answer was accepted already: add an update that corrects it.")
        )
    if answer.saves != revision:
        raise ValidationError(
            _(
                "A colleague changed this answer meanwhile. Look at what stands now; if you save "
                "again, yours replaces it."
            ),
            code="changed",
        )


def _require_waiting(answer: Answer, revision: int) -> None:
    stored = Answer.objects.get(pk=answer.pk)
    if stored.state != AnswerState.SUBMITTED:
        raise ValidationError(_("This answer does not wait to be accepted."))
    if stored.saves != revision:
        raise ValidationError(_("This answer was changed since you opened it: read it again."))


def _accept(changes: Changes, answer: Answer) -> Update:
    """Make an update of an answer; it was said on the day it was submitted."""
    assert answer.value is not None  # noqa: S101  asked for when it was submitted
    assert answer.submitted_on is not None  # noqa: S101  set when it was submitted
    seen_on = answer.seen_on or answer.submitted_on
    new = NewUpdate(
        answer.party,
        value_code(answer.value.scale, answer.value),
        answer.stated_on or answer.submitted_on,
        language=answer.language,
        visibility=answer.visibility,
        corrects=answer.corrects,
        addresses=(Address(answer.address, seen_on),) if answer.address else (),
        chosen=answer.value,
        **vars(told_of(answer)),
    )
    pieces = list(answer.evidence.select_related("document", "passage__version").order_by("pk"))
    answer.update = put_update(
        changes.mandate,
        provision=answer.provision,
        new=new,
        passages=[one.passage for one in pieces if one.passage is not None],
        documents=[one.document for one in pieces if one.passage is None],
    )
    answer.state = AnswerState.ACCEPTED
    changes.rewrite(answer)
    return answer.update

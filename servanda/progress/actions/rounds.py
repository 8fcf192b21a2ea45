"""Asking once: opening a round of reporting, handing a question to a colleague, closing the period."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.instruments.models import (
    Instrument,
    Provision,
    Responsibility,
    ResponsibilityRole,
    Wording,
)
from servanda.parties.models import Party
from servanda.progress.actions.telling import is_to_come
from servanda.progress.models import Question, Round
from servanda.registers.actions import Mandate, NotAllowed, change
from servanda.registers.models import Account, Assignment, Desk, put_date
from servanda.registers.rules import Ability
from servanda.registers.rules import may as role_may

ASKED = (ResponsibilityRole.LEAD, ResponsibilityRole.CO_LEAD, ResponsibilityRole.REPORTER)
"""Who is asked for news of a provision; a partner is not asked for what another one leads."""


@dataclass(frozen=True)
class NewRound:
    """What is asked: the news of a period (EDTF) by a day. `parties` are all who answer where None."""

    title: str
    period: str
    due: date
    words: str = ""
    parties: Collection[Party] | None = None
    under: Provision | None = None


def open_round(mandate: Mandate, *, instrument: Instrument, new: NewRound) -> Round:
    """Open a round: everybody who answers for a commitment of an instrument is asked about it.

    Raises ValidationError for a period that is none, has not begun or is asked for already, a day
    that is past, and where nobody answers for anything of what was chosen.
    """
    _check(mandate, instrument, new)
    with change(mandate, "open_round", Ability.EDIT) as changes:
        questions = _questions(mandate.desk, instrument, new)
        if not questions:
            raise ValidationError(
                _(
                    "Nobody is asked: no commitment that was chosen has a party that answers for "
                    "it. Say first who answers."
                )
            )
        opened = Round(
            instrument=instrument,
            title=new.title.strip(),
            words=new.words.strip(),
            due=new.due,
            opened_on=mandate.desk.today,
        )
        put_date(opened, "period", edtf=new.period)
        changes.create(opened)
        changes.create_all(
            [
                Question(round=opened, provision=provision, party=party)
                for provision, party in questions
            ]
        )
    return opened


def close_round(mandate: Mandate, *, closing: Round) -> None:
    """Close a round and its period: what was not answered by now is answered by nobody.

    What was submitted can still be accepted. Closed already, it stays closed since then.
    """
    with change(mandate, "close_round", Ability.EDIT) as changes:
        if closing.closed_on is None:
            closing.closed_on = mandate.desk.today
            changes.rewrite(closing)


def reopen_round(mandate: Mandate, *, closed: Round) -> None:
    """Open a closed round again, and its period.

    Raises ValidationError where another round for the same period was opened meanwhile.
    """
    with change(mandate, "reopen_round", Ability.EDIT) as changes:
        _require_no_other(closed.instrument, closed.period)
        closed.closed_on = None
        changes.rewrite(closed)


def delegate_question(mandate: Mandate, *, question: Question, to: Account | None) -> None:
    """Hand a question to a colleague who works in the register, or take it back (None).

    Raises NotAllowed for who is neither asked nor edits, ValidationError for a colleague who may
    not say anything there.
    """
    with change(mandate, "delegate_question", Ability.ASSESS) as changes:
        desk = mandate.desk
        represents = Party.objects.represented_by(desk).filter(pk=question.party_id).exists()
        if not represents and not desk.can_edit:
            raise NotAllowed(_("Only who speaks for the party hands its questions on."))
        if to is not None and not _may_answer(desk, to):
            raise ValidationError(
                {"to": _("This person does not add updates in this register: choose another one.")}
            )
        question.delegate = to
        changes.rewrite(question)


def require_open(mandate: Mandate, provision: Provision, period: str | None) -> None:
    """Refuse what a focal point says of a provision for a period that is closed."""
    if not period or mandate.desk.can_edit:
        return
    asked = Question.objects.filter(provision=provision, round__period=period)
    closed = asked.exclude(round__closed_on=None).order_by("-round__closed_on").first()
    if closed is None or asked.filter(round__closed_on=None).exists():
        return
    raise ValidationError(
        {
            "period": _(
                "This period is closed since %(day)s (%(round)s). Ask the secretariat to open it "
                "again, or name another period."
            )
            % {"day": closed.round.closed_on, "round": closed.round.title}
        }
    )


def _check(mandate: Mandate, instrument: Instrument, new: NewRound) -> None:
    if is_to_come(new.period, mandate.desk.today):
        raise ValidationError({"period": _("This period has not begun yet.")})
    if new.due < mandate.desk.today:
        raise ValidationError({"due": _("This day is past: nobody could answer by then.")})
    _require_no_other(instrument, new.period)


def _require_no_other(instrument: Instrument, period: str) -> None:
    if Round.objects.filter(instrument=instrument, period=period, closed_on=None).exists():
        raise ValidationError({"period": _("A round for this period is open already.")})


def _questions(desk: Desk, instrument: Instrument, new: NewRound) -> list[tuple[Provision, Party]]:
    """Return who is asked about what: the commitments that stand, by who answers for them."""
    provisions = Provision.objects.visible_to(desk).filter(instrument=instrument).commitments()
    present = (
        Wording.objects.visible_to(desk)
        .present()
        .filter(provision__in=provisions.standing_consent())
        .order_by("order", "rank", "id")
    )
    if new.under is not None:
        present = present.filter(provision__in=_below(desk, instrument, new.under))
    answering = Responsibility.objects.filter(wording__in=present.values("pk"), role__in=ASKED)
    order = {key: place for place, key in enumerate(present.values_list("pk", flat=True))}
    seen = set(Party.objects.visible_to(desk).values_list("pk", flat=True))
    if new.parties is not None:
        seen &= {party.pk for party in new.parties}
    rows = answering.select_related("party", "wording__provision")
    listed = sorted(rows, key=lambda row: (order[row.wording_id], row.pk))
    asked = ((row.wording.provision, row.party) for row in listed if row.party_id in seen)
    return list(dict.fromkeys(asked))


def _below(desk: Desk, instrument: Instrument, top: Provision) -> set[int]:
    """Return a provision and all that stands under it, by key."""
    rows = Wording.objects.visible_to(desk).present().filter(provision__instrument=instrument)
    parents = dict(rows.values_list("provision_id", "parent_id"))
    below = {top.pk}
    growing = True
    while growing:
        more = {key for key, parent in parents.items() if parent in below} - below
        below |= more
        growing = bool(more)
    return below


def _may_answer(desk: Desk, account: Account) -> bool:
    place = Assignment.objects.at_work().filter(register=desk.register, account=account).first()
    return place is not None and role_may(place.role, Ability.ASSESS)

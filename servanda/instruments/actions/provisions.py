"""Provisions with their first wording: text, who, when; and the ties between provisions."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.history.rules import JsonValue
from servanda.instruments.actions.amending import last_edition, lasting_wording
from servanda.instruments.models import (
    Consent,
    Edition,
    Instrument,
    MoneyLine,
    Provision,
    Responsibility,
    ResponsibilityRole,
    Timing,
    Wording,
    WordingText,
)
from servanda.instruments.rules import FIRST, MoneyTold, Place, between
from servanda.parties.models import Party
from servanda.registers.actions import Mandate, change
from servanda.registers.models import Row, put_date
from servanda.registers.rules import Ability

LABEL_LENGTH = 1000


@dataclass(frozen=True)
class Answering:
    """A party that answers for a provision beside those that lead: as what, and how it is written.

    Of those with the same number in `alternative` one is enough; `condition` is in words.
    """

    party: Party
    role: str = ResponsibilityRole.PARTNER.value
    by_consent: bool = False
    words: str = ""
    alternative: int | None = None
    condition: str = ""


@dataclass(frozen=True)
class NewProvision:
    """What a provision is made from.

    `due` is EDTF; what it is counted from stands in `relative_to`, of a `relative_kind` (CountedFrom),
    a meeting by its public name. `by` are the parties that answer for it in the lead, `beside`
    those in another role. It stands at the end of those under its parent where `place` says nothing else.
    `uuid` is its public name where that is given before it is made.
    """

    text: str
    kind: str
    language: str = "en"
    parent: Provision | None = None
    code: str = ""
    verb: str = ""
    strength: str = "agreed"
    due: str | None = None
    due_words: str = ""
    recurrence: str = ""
    relative_to: str = ""
    relative_kind: str = ""
    relative_entry: UUID | None = None
    by: tuple[Party, ...] = ()
    beside: tuple[Answering, ...] = ()
    money: tuple[MoneyTold, ...] = ()
    binds: bool = True
    visibility: str = "register"
    cells: dict[str, JsonValue] = field(default_factory=dict)
    place: Place | None = None
    uuid: UUID | None = None


def add_provision(mandate: Mandate, *, instrument: Instrument, new: NewProvision) -> Provision:
    """Add a provision, at its place or at the end, in the last edition of an instrument.

    In an edition that is being made it is a proposed one, seen by those who see the edition. Raises
    ValidationError for a parent of another instrument, and for one that was withdrawn.
    """
    with change(mandate, "add_provision", Ability.EDIT) as changes:
        edition = last_edition(instrument)
        _require_parent(instrument, new.parent)
        provision = changes.create(provision_of(instrument, edition, new))
        place = new.place or between(_last_place(instrument, new.parent), None)
        wording = changes.create(wording_of(provision, edition, replace(new, place=place)))
        for part in parts_said(wording, new):
            changes.create(part)
    return provision


def provision_of(instrument: Instrument, edition: Edition, new: NewProvision) -> Provision:
    """Return the provision that is to be made in an edition; it is not saved yet."""
    provision = Provision(
        instrument=instrument,
        added_in=edition,
        label=new.text[:LABEL_LENGTH],
        kind=new.kind,
        binds=new.binds,
        consent=Consent.PROPOSED if edition.is_draft else Consent.AGREED,
        visibility=new.visibility,
    )
    provision.uuid = new.uuid or provision.uuid
    return provision


def wording_of(provision: Provision, edition: Edition, new: NewProvision) -> Wording:
    """Return the first wording of a provision at its place; it is not saved yet."""
    order, rank = new.place or FIRST
    return Wording(
        provision=provision,
        from_edition=edition,
        parent=new.parent,
        order=order,
        rank=rank,
        code=new.code,
        verb=new.verb,
        strength=new.strength,
        cells=new.cells,
        visibility=new.visibility,
    )


def parts_said(wording: Wording, new: NewProvision) -> Iterator[Row]:
    """Give what a wording says, part by part: text, who answers for it, time, money."""
    yield WordingText(of=wording, language=new.language, text=new.text)
    yield from _responsibilities(wording, new)
    if new.due or new.due_words or new.recurrence or new.relative_to:
        yield _timing(wording, new)
    yield from (MoneyLine(wording=wording, **vars(line)) for line in new.money)


def _require_parent(instrument: Instrument, parent: Provision | None) -> None:
    if parent is None:
        return
    if parent.instrument_id != instrument.pk:
        raise ValidationError(_("A provision stands under one of its own instrument."))
    lasting_wording(parent)


def _last_place(instrument: Instrument, parent: Provision | None) -> Place | None:
    siblings = Wording.objects.filter(
        provision__instrument=instrument, parent=parent, to_edition=None
    )
    return siblings.order_by("order", "rank").values_list("order", "rank").last()


def _responsibilities(wording: Wording, new: NewProvision) -> list[Responsibility]:
    leading = [Responsibility(wording=wording, party=party) for party in new.by]
    return leading + [
        Responsibility(
            wording=wording,
            party=one.party,
            role=one.role,
            by_consent=one.by_consent,
            words=one.words,
            alternative=one.alternative,
            condition=one.condition,
        )
        for one in new.beside
    ]


def _timing(wording: Wording, new: NewProvision) -> Timing:
    timing = Timing(
        wording=wording,
        recurrence=new.recurrence,
        relative_to=new.relative_to,
        relative_kind=new.relative_kind,
        relative_entry=new.relative_entry,
    )
    put_date(timing, "due", edtf=new.due, words=new.due_words)
    return timing

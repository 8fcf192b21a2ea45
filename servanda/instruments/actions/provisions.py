"""Provisions with their first wording: text, who, when; and the ties between provisions."""

from dataclasses import dataclass, field

from servanda.history.rules import JsonValue
from servanda.instruments.models import (
    Instrument,
    Link,
    Provision,
    Responsibility,
    ResponsibilityRole,
    Timing,
    Wording,
    WordingText,
)
from servanda.parties.models import Party
from servanda.registers.actions import Changes, Mandate, change
from servanda.registers.models import put_date
from servanda.registers.rules import Ability

LABEL_LENGTH = 1000


@dataclass(frozen=True)
class Answering:
    """A party that answers for a provision beside those that lead: as what, and how it is written."""

    party: Party
    role: str = ResponsibilityRole.PARTNER.value
    by_consent: bool = False
    words: str = ""


@dataclass(frozen=True)
class NewProvision:
    """What a provision is made from.

    `due` is EDTF; `by` are the parties that answer for it in the lead, `beside` those in another
    role.
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
    by: tuple[Party, ...] = ()
    beside: tuple[Answering, ...] = ()
    binds: bool = True
    visibility: str = "register"
    cells: dict[str, JsonValue] = field(default_factory=dict)


def add_provision(mandate: Mandate, *, instrument: Instrument, new: NewProvision) -> Provision:
    """Add a provision at the end of its place in the present edition of an instrument."""
    provision = Provision(
        instrument=instrument,
        label=new.text[:LABEL_LENGTH],
        kind=new.kind,
        binds=new.binds,
        visibility=new.visibility,
    )
    with change(mandate, "add_provision", Ability.EDIT) as changes:
        changes.create(provision, under=[instrument])
        wording = _create_wording(changes, provision, new)
        text = WordingText(of=wording, language=new.language, text=new.text)
        changes.create(text)
        changes.create_all(_responsibilities(wording, new))
        if new.due or new.due_words or new.recurrence or new.relative_to:
            changes.create(_timing(wording, new))
    return provision


def _create_wording(changes: Changes, provision: Provision, new: NewProvision) -> Wording:
    edition = provision.instrument.editions.order_by("number").last()
    if edition is None:
        raise ValueError(f"{provision.instrument} has no edition.")
    siblings = Wording.objects.filter(
        provision__instrument=provision.instrument, parent=new.parent, to_edition=None
    )
    wording = Wording(
        provision=provision,
        from_edition=edition,
        parent=new.parent,
        order=siblings.count() + 1,
        code=new.code,
        verb=new.verb,
        strength=new.strength,
        cells=new.cells,
        visibility=new.visibility,
    )
    return changes.create(wording, under=[provision])


def _responsibilities(wording: Wording, new: NewProvision) -> list[Responsibility]:
    leading = [Responsibility(wording=wording, party=party) for party in new.by]
    return leading + [
        Responsibility(
            wording=wording,
            party=one.party,
            role=one.role,
            by_consent=one.by_consent,
            words=one.words,
        )
        for one in new.beside
    ]


def _timing(wording: Wording, new: NewProvision) -> Timing:
    timing = Timing(wording=wording, recurrence=new.recurrence, relative_to=new.relative_to)
    put_date(timing, "due", edtf=new.due, words=new.due_words)
    return timing


def link_provisions(
    mandate: Mandate, *, source: Provision, target: Provision, kind: str, reason: str = ""
) -> Link:
    """Tie one provision to another; the same tie is made once."""
    with change(mandate, "link_provisions", Ability.EDIT) as changes:
        found = Link.objects.filter(from_provision=source, to_provision=target, kind=kind).first()
        if found is not None:
            return found
        link = Link(from_provision=source, to_provision=target, kind=kind, reason=reason)
        link.visibility = source.visibility
        return changes.create(link, under=[source, target])

"""Saying what became of a party: renamed, merged, divided, abolished; who took the chair of a body."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.parties.models import Membership, Party, Succession, SuccessionKind
from servanda.registers.actions import Mandate, change, complete
from servanda.registers.models import put_date
from servanda.registers.rules import Ability, strictest
from servanda.sources.actions import Words, cite_words, remove_cited

CHAIR = "chair"
"""The role of a member that presides over a body, as readings and forms write it."""


@dataclass(frozen=True)
class NewSuccession:
    """What became of a party, and why; `date` is EDTF, empty where no source tells it."""

    kind: str
    date: str = ""
    date_words: str = ""
    reason: str = ""


@dataclass(frozen=True)
class NewChair:
    """Which party presides, and since when; `since` is EDTF, empty where no source tells it."""

    party: Party
    since: str = ""
    since_words: str = ""


def succeed_party(
    mandate: Mandate,
    *,
    party: Party,
    successor: Party | None,
    new: NewSuccession,
    source: Words | None = None,
) -> Succession:
    """Say what became of a party and which one acts in its place from the day; said once.

    Said again, it adds what was left open, and its source. A party that was divided has several
    successors, each said by itself. Raises ValidationError for a party that would succeed itself,
    be it through others, for a date that is none, and for what is said already in another way.
    """
    _check(party, successor, new)
    visible = [party.visibility, *([successor.visibility] if successor else [])]
    with change(mandate, "succeed_party", Ability.EDIT) as changes:
        succession = Succession(
            party=party,
            successor=successor,
            kind=new.kind,
            reason=new.reason,
            visibility=strictest(visible).value,
        )
        put_date(succession, "date", edtf=new.date or None, words=new.date_words)
        there = Succession.objects.filter(party=party, successor=successor).first()
        if there is not None:
            complete(changes, there, said=succession, fields=("kind", "date", "reason"))
            succession = there
        else:
            changes.create(succession)
        cite_words(mandate, entry=succession, words=source, fields=["kind"])
        return succession


def remove_succession(mandate: Mandate, *, succession: Succession) -> None:
    """Take back what was said to have become of a party; the history keeps it."""
    with change(mandate, "remove_succession", Ability.EDIT) as changes:
        remove_cited(changes, succession)


def put_chair(
    mandate: Mandate, *, body: Party, new: NewChair, source: Words | None = None
) -> Membership:
    """Say which party presides over a body from a day on; who did so before ends then.

    Raises ValidationError for a party that presides already, for a day that is none, and where
    somebody presides whom no day or an earlier one than their own would end.
    """
    with change(mandate, "put_chair", Ability.EDIT) as changes:
        chairs = Membership.objects.filter(body=body, role=CHAIR, until="", merged_into=None)
        if chairs.filter(party=new.party).exists():
            raise ValidationError({"chair": _("This party presides over it already.")})
        visibility = strictest([new.party.visibility, body.visibility]).value
        membership = Membership(party=new.party, body=body, role=CHAIR, visibility=visibility)
        put_date(membership, "since", edtf=new.since or None, words=new.since_words)
        for former in chairs:
            _require_later(membership, former)
            put_date(former, "until", edtf=new.since, words=new.since_words)
            changes.update(former)
        changes.create(membership)
        cite_words(mandate, entry=membership, words=source, fields=["role"])
        return membership


def _require_later(membership: Membership, former: Membership) -> None:
    """Refuse a chair that would end the one before it on no day, or before that one began."""
    if membership.since_latest is None:
        raise ValidationError(
            {"since": _("Say from which day, as a date: who presides now ends then.")}
        )
    if former.since_earliest is not None and membership.since_latest < former.since_earliest:
        raise ValidationError({"since": _("Who presides now does so from a later day.")})


def _check(party: Party, successor: Party | None, new: NewSuccession) -> None:
    if successor is None:
        if new.kind != SuccessionKind.ABOLISHED:
            raise ValidationError({"successor": _("Say which party acts in its place.")})
        return
    reached, beyond = {successor.pk}, {successor.pk}
    while beyond:
        rows = Succession.objects.filter(party__in=beyond).exclude(successor=None)
        beyond = {row.successor_id for row in rows if row.successor_id} - reached
        reached |= beyond
    if party.pk in reached:
        raise ValidationError({"successor": _("A party does not succeed itself.")})

"""Inviting somebody who will speak for a party; letting them speak once they have joined."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.parties.actions.representing import check_days
from servanda.parties.models import Party, Representation
from servanda.registers.actions import (
    NewInvitation,
    NewPerson,
    accept_invitation,
    change,
    invitation_for,
    invite,
    join,
    mandate_for,
    moved_to,
)
from servanda.registers.models import Account, Desk, Invitation, Register
from servanda.registers.rules import Ability


@dataclass(frozen=True)
class NewRepresentation:
    """For which party somebody will speak: from the day they join if no other, until a day or for ever."""

    party: Party
    since: date | None = None
    until: date | None = None


def invite_to_represent(
    *,
    by: Account,
    register: Register,
    new: NewInvitation,
    representing: NewRepresentation,
    now: datetime,
) -> tuple[Invitation, str]:
    """Ask a person into a register who will speak for a party; return what `invite` returns.

    Raises ValidationError for days in the wrong order, and for a party they would not see.
    """
    since, until = representing.since, representing.until
    check_days(since or timezone.localdate(now), until)
    named = replace(new, party=representing.party.uuid, since=since, until=until)
    with transaction.atomic():
        invitation, code = invite(by=by, register=register, new=named, now=now)
        if invited_party(invitation) is None:
            raise ValidationError(
                {"party": _("The invited person would not see this party: choose another one.")}
            )
    return invitation, code


def invited_party(invitation: Invitation) -> Party | None:
    """Return the party an invited person will speak for, as far as they will see it.

    One that was merged since is the one it was merged into.
    """
    if invitation.party is None:
        return None
    desk = Desk(
        invitation.register, None, invitation.role, invitation.side_id, timezone.localdate()
    )
    seen = Party.objects.visible_to(desk)
    found = seen.filter(uuid=invitation.party).first()
    if found is None and (there := moved_to(desk, invitation.party)) is not None:
        found = seen.filter(uuid=there).first()
    return found


def accept_to_represent(*, code: str, account: Account, now: datetime) -> None:
    """Let a person who has an account into a register, to speak for the party that was named.

    Raises what `accept_invitation` raises.
    """
    with transaction.atomic():
        invitation = _locked(code, now=now)
        accept_invitation(code=code, account=account, now=now)
        _represent(invitation, account, timezone.localdate(now))


def join_to_represent(*, code: str, new: NewPerson, now: datetime) -> Account:
    """Make an account for an invited person, who will speak for the party that was named.

    Raises what `join` raises.
    """
    with transaction.atomic():
        invitation = _locked(code, now=now)
        account = join(code=code, new=new, now=now)
        _represent(invitation, account, timezone.localdate(now))
    return account


def _locked(code: str, *, now: datetime) -> Invitation:
    """Return an invitation, its register locked first, as every change of a register does."""
    invitation = invitation_for(code, now=now)
    invitation.register.hold()
    return invitation


def _represent(invitation: Invitation, account: Account, today: date) -> None:
    """Let a person who has just joined speak, by the right of the invitation; days gone by are left."""
    party, until = invited_party(invitation), invitation.until
    since = invitation.since or today
    if party is None or (until is not None and until < since):
        return
    mandate = mandate_for(invitation.register, account)
    with change(mandate, "represent_as_invited", Ability.READ) as changes:
        changes.create(Representation(account=account, party=party, since=since, until=until))

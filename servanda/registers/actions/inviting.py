"""Inviting a person into a register by a code that counts once; accepting it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from servanda.history.rules import FieldChange
from servanda.registers.actions.recording import (
    Told,
    record_deed,
    require_administrator,
    told_fields,
    told_role,
    writable_facts,
)
from servanda.registers.actions.registering import create_account
from servanda.registers.models import Account, Assignment, Invitation, Register, Side
from servanda.registers.models.invitations import LASTS, code_hash, new_code
from servanda.registers.rules import RoleKind


class InvitationRefused(ValidationError):
    """The code lets nobody in: the message says why and what to do."""


@dataclass(frozen=True)
class NewInvitation:
    """Who is asked into a register, and as what."""

    name: str
    role: str
    side: Side | None = None
    email: str = ""
    language: str = ""
    party: UUID | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class NewPerson:
    """What a person chooses who has no account yet."""

    username: str
    password: str
    name: str


def invite(
    *, by: Account, register: Register, new: NewInvitation, now: datetime
) -> tuple[Invitation, str]:
    """Ask a person into a register; return the invitation and its code, which is kept nowhere.

    The code counts once and for fourteen days.
    """
    require_administrator(by, register)
    if new.role not in set(RoleKind):
        raise ValidationError({"role": _("There is no such role.")})
    if new.side is not None and new.side.register_id != register.pk:
        raise ValidationError({"side": _("This side is one of another register.")})
    code = new_code()
    invitation = Invitation(
        register=register,
        code_hash=code_hash(code),
        invited_by=by,
        invited_at=now,
        expires_at=now + LASTS,
        **vars(writable_facts(new)),
    )
    invitation.full_clean()
    with transaction.atomic():
        invitation.save()
        record_deed("invite", by, [_told(invitation)])
    return invitation, code


def revoke_invitation(*, by: Account, invitation: Invitation) -> None:
    """Withdraw an invitation that nobody accepted: its code counts no more."""
    require_administrator(by, invitation.register)
    with transaction.atomic():
        stored = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if stored.accepted_by_id is not None:
            raise ValidationError(_("This invitation was accepted already: suspend the person."))
        before = {"is_revoked": stored.is_revoked}
        stored.is_revoked = True
        stored.save(update_fields=["is_revoked"])
        told = told_fields(stored.KIND, stored.uuid, {"is_revoked": True}, before=before)
        record_deed("revoke_invitation", by, [told])


def invitation_for(code: str, *, now: datetime) -> Invitation:
    """Return the invitation of a code. Raises InvitationRefused with the sentence why it is none."""
    found = Invitation.objects.filter(code_hash=code_hash(code))
    invitation = found.select_related("register", "side", "invited_by").first()
    if invitation is None:
        raise InvitationRefused(
            _("There is no invitation with this code: compare it letter by letter.")
        )
    if invitation.accepted_by_id is not None:
        raise InvitationRefused(
            _("This invitation was used already: sign in with the account that was made with it.")
        )
    if invitation.is_revoked:
        raise InvitationRefused(_("This invitation was withdrawn: ask whoever invited you."))
    if invitation.expires_at <= now:
        raise InvitationRefused(
            _("This invitation was good until %(day)s: ask for a new one.")
            % {"day": date_format(invitation.expires_at)}
        )
    return invitation


def accept_invitation(*, code: str, account: Account, now: datetime) -> Assignment:
    """Let a person who has an account into the register of an invitation.

    Raises InvitationRefused for a code that does not count, or for who works there already.
    """
    with transaction.atomic():
        Invitation.objects.select_for_update().filter(code_hash=code_hash(code)).first()
        invitation = invitation_for(code, now=now)
        if Assignment.objects.filter(account=account, register=invitation.register).exists():
            raise InvitationRefused(
                _("You are in this register already. Its administrator can change your role.")
            )
        assignment = Assignment(
            account=account,
            register=invitation.register,
            role=invitation.role,
            side=invitation.side,
        )
        assignment.save()
        invitation.accepted_by = account
        invitation.save(update_fields=["accepted_by"])
        accepted = {"accepted_by": str(account.uuid)}
        told = [
            told_fields(assignment.KIND, assignment.uuid, told_role(assignment)),
            told_fields(invitation.KIND, invitation.uuid, accepted),
        ]
        record_deed("accept_invitation", account, told)
    return assignment


def join(*, code: str, new: NewPerson, now: datetime) -> Account:
    """Make an account for an invited person and let it into the register, or neither.

    The account takes e-mail and language from the invitation.
    """
    with transaction.atomic():
        invitation = invitation_for(code, now=now)
        account = create_account(by=None, **vars(new))
        account.email, account.language = invitation.email, invitation.language
        account.save(update_fields=["email", "language"])
        accept_invitation(code=code, account=account, now=now)
    return account


def _told(invitation: Invitation) -> list[FieldChange]:
    """Return what the history tells of an invitation: never its code, nor the address."""
    after: Told = {
        "register": str(invitation.register.uuid),
        "name": invitation.name,
        "role": invitation.role,
        "side": str(invitation.side.uuid) if invitation.side else None,
        "party": str(invitation.party) if invitation.party else None,
        "since": invitation.since.isoformat() if invitation.since else None,
        "until": invitation.until.isoformat() if invitation.until else None,
        "invited_by": str(invitation.invited_by.uuid),
    }
    return told_fields(invitation.KIND, invitation.uuid, after)

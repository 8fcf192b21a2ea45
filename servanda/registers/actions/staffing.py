"""Suspending a person or an account and letting them in again; ending all their sessions."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from servanda.history.rules import FieldChange
from servanda.registers.actions.mandates import NotAllowed
from servanda.registers.actions.recording import (
    Told,
    record_deed,
    require_administrator,
    require_operator,
    told_fields,
    told_role,
)
from servanda.registers.models import Account, Assignment, Register
from servanda.registers.rules import RoleKind

SUSPENDED = "is_suspended"


def suspend(*, by: Account, assignment: Assignment, reason: str = "") -> None:
    """Take a person's access to a register away until restored; all their sessions end at once."""
    require_administrator(by, assignment.register)
    with transaction.atomic():
        require_another_administrator(assignment)
        told = [_put(assignment, is_suspended=True), _ended(assignment.account)]
        record_deed("suspend", by, told, reason=reason)


def restore_access(*, by: Account, assignment: Assignment, reason: str = "") -> None:
    """Let a suspended person into the register again, with the role and side they had."""
    require_administrator(by, assignment.register)
    with transaction.atomic():
        told = [_put(assignment, is_suspended=False)]
        record_deed("restore_access", by, told, reason=reason)


def end_sessions(*, by: Account, account: Account, register: Register | None = None) -> None:
    """Sign an account out wherever it is signed in.

    A person may do it to their own account, an administrator to the people of the register.
    """
    if register is not None:
        require_administrator(by, register)
    works_there = Assignment.objects.filter(register=register, account=account).exists()
    if by != account and not works_there:
        raise NotAllowed(_("This person does not work in the register."))
    with transaction.atomic():
        record_deed("end_sessions", by, [_ended(account)])


def suspend_account(*, by: Account, account: Account, reason: str = "") -> None:
    """Let an account sign in nowhere any more, until restored."""
    require_operator(by, _("Only the operator suspends accounts."))
    if account.is_operator:
        raise ValidationError(_("The operator's own account cannot be suspended."))
    with transaction.atomic():
        held = account.assignments.filter(role=RoleKind.ADMINISTRATOR.value)
        if not all(_has_another_administrator(assignment) for assignment in held):
            raise ValidationError(  # without its name: the operator may not be in that register
                _(
                    "A register where they work would have no administrator left: "
                    "another one must be named there first. Until then another password, given by "
                    "“servanda manage changepassword”, keeps them out."
                )
            )
        told = [_put(account, is_active=False), _ended(account)]
        record_deed("suspend_account", by, told, reason=reason)


def restore_account(*, by: Account, account: Account, reason: str = "") -> None:
    """Let a suspended account sign in again."""
    require_operator(by, _("Only the operator restores accounts."))
    with transaction.atomic():
        record_deed("restore_account", by, [_put(account, is_active=True)], reason=reason)


def take_off_second_factors(*, by: Account, account: Account, reason: str = "") -> None:
    """Let an account sign in with the password alone again: its devices and codes are lost.

    All its sessions end, those on a lost device as well.
    """
    require_operator(by, _("Only the operator takes second factors off."))
    with transaction.atomic():
        factors = Authenticator.objects.filter(user=account)
        kinds = sorted(set(factors.values_list("type", flat=True)))
        if not kinds:
            raise ValidationError(_("This account has no second factor."))
        factors.delete()
        before = {"second_factors": ", ".join(kinds)}
        told = told_fields(account.KIND, account.uuid, {"second_factors": None}, before=before)
        record_deed("take_off_second_factors", by, [told, _ended(account)], reason=reason)


def pass_on_role(source: Assignment, successor: Account) -> list[FieldChange]:
    """Give a successor the role and side of a person, who is suspended; return what changed.

    Raises ValidationError for a successor of another side, whose notes they would else read, and
    for the person themself. Called inside a change, which writes the record.
    """
    if successor.pk == source.account.pk:
        raise ValidationError({"successor": _("Nobody takes over from themself.")})
    places = Assignment.objects.select_for_update(of=("self",)).filter(register=source.register)
    found = places.filter(account=successor).select_related("account", "register", "side").first()
    before = {**told_role(found), SUSPENDED: found.is_suspended} if found else {}
    place = found or Assignment(account=successor, register=source.register, role=source.role)
    if place.side_id and source.side_id and place.side_id != source.side_id:
        raise ValidationError({"successor": _("The successor stands on another side.")})
    place.role = max(place.role, source.role, key=[kind.value for kind in RoleKind].index)
    place.side = place.side or source.side
    place.is_suspended = False
    place.save()
    after = {**told_role(place), SUSPENDED: False}
    return [
        *told_fields(place.KIND, place.uuid, after, before=before),
        *_put(source, is_suspended=True),
        *_ended(source.account),
    ]


def require_another_administrator(assignment: Assignment) -> None:
    """Refuse to leave a register without anybody who administers it; called in a transaction."""
    if assignment.role != RoleKind.ADMINISTRATOR:
        return
    if not _has_another_administrator(assignment):
        raise ValidationError(
            _("“%(register)s” would have no administrator left: name another one first.")
            % {"register": assignment.register}
        )


def _has_another_administrator(assignment: Assignment) -> bool:
    everyone = Assignment.objects.filter(register=assignment.register_id).administrators()
    kept = everyone.at_work().order_by("pk").select_for_update(of=("self",))
    return any(other.pk != assignment.pk for other in list(kept))


def _put(row: Account | Assignment, **values: bool) -> list[FieldChange]:
    """Set what is so or not, and return what changed."""
    before: Told = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    return told_fields(row.KIND, row.uuid, values, before=before)


def _ended(account: Account) -> list[FieldChange]:
    """End all sessions of an account: they bear a number that does not count any more."""
    Account.objects.filter(pk=account.pk).update(sessions_ended=F("sessions_ended") + 1)
    account.refresh_from_db(fields=["sessions_ended"])
    after = {"sessions_ended": account.sessions_ended}
    return told_fields(account.KIND, account.uuid, after)

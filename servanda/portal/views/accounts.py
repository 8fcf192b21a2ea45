"""The accounts of the installation: its operator suspends them and takes second factors off."""

import re
from collections.abc import Callable, Mapping
from uuid import UUID

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from servanda.history.models import Record
from servanda.history.rules import INSTALLATION
from servanda.portal.forms.entries import ReasonForm
from servanda.portal.views.people_deeds import PersonalDeed, told_deeds
from servanda.registers.actions import (
    NotAllowed,
    restore_account,
    suspend_account,
    take_off_second_factors,
)
from servanda.registers.models import Account, Assignment
from servanda.registers.views import account_of

MOST = 100
"""How many accounts are listed at once, and records of one account."""


def operator_of(request: HttpRequest) -> Account:
    """Return who asks, the operator of the installation; refuse everybody else."""
    account = account_of(request)
    if account is None or not account.is_operator:
        raise NotAllowed(_("Only the operator of the installation sees its accounts."))
    return account


@never_cache
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """List who may sign in here, or those of a name."""
    operator_of(request)
    name = request.GET.get("q", "").replace("\x00", "").strip()
    words = re.escape(name)  # for icontains, SQLite knows Latin capitals alone
    found = Account.objects.filter(Q(name__iregex=words) | Q(username__iregex=words))
    factors = Authenticator.objects.filter(user=OuterRef("pk"))
    ordered = found.annotate(has_second_factor=Exists(factors)).order_by("name", "username")
    listed = list(ordered[: MOST + 1])
    context = {"accounts": listed[:MOST], "most": MOST, "name": name, "more": len(listed) > MOST}
    return render(request, "portal/accounts.html", context)


@never_cache
@require_safe
def one_account(request: HttpRequest, account: UUID) -> HttpResponse:
    """Show one account, what was done to it, and what the operator may do."""
    operator_of(request)
    return _page(request, get_object_or_404(Account, uuid=account))


@require_POST
def account_suspend(request: HttpRequest, account: UUID) -> HttpResponse:
    """Let an account sign in nowhere any more."""
    done = _("%(name)s is suspended, and signed out everywhere.")
    return _done(request, account, suspend_account, done)


@require_POST
def account_restore(request: HttpRequest, account: UUID) -> HttpResponse:
    """Let a suspended account sign in again."""
    return _done(request, account, restore_account, _("%(name)s may sign in again."))


@require_POST
def account_factors_off(request: HttpRequest, account: UUID) -> HttpResponse:
    """Let an account sign in with the password alone; the operator confirms first that it is them."""
    operator_of(request)
    raise_if_reauthentication_required(request, app="servanda.portal")
    done = _("%(name)s signs in with the password alone now, and sets up a new second factor.")
    return _done(request, account, take_off_second_factors, done)


def _done(request: HttpRequest, uuid: UUID, act: Callable[..., None], done: str) -> HttpResponse:
    """Do what was asked, with its reason, and tell so; else show the account with what is wrong."""
    by = operator_of(request)
    account = get_object_or_404(Account, uuid=uuid)
    form = ReasonForm(request.POST, auto_id=f"{act.__name__}_%s")
    if not form.is_valid():
        return _page(request, account, {act.__name__: form})
    try:
        act(by=by, account=account, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _page(request, account, {act.__name__: form})
    messages.success(request, done % {"name": account})
    if account == by:
        return redirect("sign-in")
    return redirect("one-account", account=account.uuid)


def _page(
    request: HttpRequest, account: Account, sent: Mapping[str, ReasonForm] | None = None
) -> HttpResponse:
    """Show an account with a form for each action on it, or the one that was sent, again."""
    names = (act.__name__ for act in (suspend_account, restore_account, take_off_second_factors))
    forms = {name: ReasonForm(auto_id=f"{name}_%s") for name in names} | dict(sent or {})
    context = {
        "account": account,
        "factors": _second_factors(account),
        "registers": account.assignments.count(),
        "deeds": _deeds(account),
        **forms,
    }
    return render(request, "portal/one_account.html", context, status=422 if sent else 200)


def _second_factors(account: Account) -> list[str]:
    """Return in words what the account has besides the password."""
    words = {
        Authenticator.Type.TOTP.value: _("code of an app"),
        Authenticator.Type.WEBAUTHN.value: _("passkey"),
        Authenticator.Type.RECOVERY_CODES.value: _("recovery codes"),
    }
    found = Authenticator.objects.filter(user=account).values_list("type", flat=True)
    return [words[kind] for kind in words if kind in set(found)]


def _deeds(account: Account) -> list[PersonalDeed]:
    """Return what was done to an account, latest first; what was done in its registers stays there."""
    told = Record.objects.of_register(INSTALLATION).of_entry(account.uuid)
    return told_deeds(told.exclude(changes__kind=Assignment.KIND)[:MOST])

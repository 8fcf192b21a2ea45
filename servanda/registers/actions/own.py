"""What a person does to their own account: facts, password, a letter when it is lost."""

from dataclasses import dataclass
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from servanda.registers.actions.recording import (
    Told,
    check_password,
    record_deed,
    told_fields,
    writable_facts,
)
from servanda.registers.models import Account
from servanda.tasks.actions import ask_for

LETTERS = "servanda.registers.actions.send_reset_letters"


@dataclass(frozen=True)
class AccountFacts:
    """What a person may change of their own account."""

    name: str
    email: str
    language: str

    @classmethod
    def of(cls, account: Account) -> "AccountFacts":
        return cls(account.name, account.email, account.language)


def change_account(*, account: Account, facts: AccountFacts) -> None:
    """Change the facts of one's own account; the history tells that the e-mail changed, not to what."""
    facts = writable_facts(facts)
    before: Told = {"name": account.name, "language": account.language}
    after: dict[str, str] = {"name": facts.name, "language": facts.language}
    if facts.email != account.email:
        after["email"] = "changed"
    account.name, account.email, account.language = facts.name, facts.email, facts.language
    account.full_clean()
    with transaction.atomic():
        account.save(update_fields=["name", "email", "language"])
        told = told_fields(account.KIND, account.uuid, after, before=before)
        record_deed("change_account", account, [told])


def change_own_password(*, account: Account, password: str) -> None:
    """Give one's own account another password: all other sessions end."""
    check_password(password, account)
    account.set_password(password)
    with transaction.atomic():
        account.save(update_fields=["password"])
        told = told_fields(account.KIND, account.uuid, {"password": "set"})
        record_deed("change_password", account, [told])


def tell_second_factors(*, account: Account) -> None:
    """Write that a person changed their own second factors, and of which kinds they have some now."""
    factors = Authenticator.objects.filter(user=account)
    kinds = ", ".join(sorted(set(factors.values_list("type", flat=True))))
    told = told_fields(account.KIND, account.uuid, {"second_factors": kinds or "none"})
    record_deed("change_second_factors", account, [told])


def ask_for_reset(email: str, *, site: str, language: str) -> None:
    """Let the worker send a letter by which a lost password is set anew.

    For an address that nobody has the same is done, and takes the same time: the worker finds
    out that there is nothing to send. The address itself is not kept.
    """
    found = Account.objects.filter(email__iexact=email, is_active=True).order_by("pk")
    names = [str(uuid) for uuid in found.values_list("uuid", flat=True) if email]
    arguments = {"accounts": " ".join(names), "site": site, "language": language}
    ask_for(LETTERS, key=f"reset {uuid4()}", arguments=arguments, at=timezone.now())


def send_reset_letters(arguments: dict[str, str]) -> None:
    """Send each account a letter with the address at which its password is set anew."""
    for uuid in arguments["accounts"].split():
        account = Account.objects.filter(uuid=uuid, is_active=True).exclude(email="").first()
        if account is None:
            continue
        name = {
            "uidb36": user_pk_to_url_str(account),
            "key": default_token_generator.make_token(account),
        }
        path = reverse("account_reset_password_from_key", kwargs=name)
        told = {"account": account, "address": f"{arguments['site'].rstrip('/')}{path}"}
        with override(account.language or arguments["language"] or "en"):
            text = render_to_string("portal/mail/reset.txt", told)
            send_mail(_("A new password for Servanda"), text, None, [account.email])

"""How django-allauth signs people in here: our words, our names, our counting of tries, secrets encrypted."""

import base64
import hashlib
from secrets import token_bytes
from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.registers.actions import change_own_password, tell_second_factors
from servanda.registers.models import Account

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest, HttpResponse

SILENT = frozenset({"account/messages/logged_in.txt", "account/messages/logged_out.txt"})
"""Messages not shown: the page itself tells whether somebody is signed in."""


class Doors(DefaultAccountAdapter):
    """Signing in with name and password, or a passkey."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "The user name and the password do not go together: check both."
        ),
        "too_many_login_attempts": _(
            "Too many wrong passwords for this name. Wait five minutes, then try again."
        ),
        "incorrect_password": _("This is not the password of your account."),
        "enter_current_password": _("This is not the password of your account."),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
    }

    @override
    def is_open_for_signup(self, request: "HttpRequest") -> bool:
        """Let nobody make an account without an invitation."""
        return False

    @override
    def _get_login_attempts_cache_key(self, request: "HttpRequest", **credentials: object) -> str:
        """Count wrong passwords by name and address: who guesses shuts themself out, not the other."""
        name = str(credentials.get("username", "")).casefold()
        return f"{self.get_client_ip(request)} {name}"

    @override
    def set_password(self, user: "AbstractBaseUser", password: str) -> None:
        if isinstance(user, Account):
            change_own_password(account=user, password=password)

    @override
    def send_notification_mail(
        self,
        template_prefix: str,
        user: "AbstractBaseUser",
        context: dict[str, object] | None = None,
        email: str | None = None,
    ) -> None:
        """Write what is told here once of each change to second factors into the history; mail nothing."""
        if template_prefix.startswith("mfa/") and isinstance(user, Account):
            tell_second_factors(account=user)

    @override
    def add_message(
        self,
        request: "HttpRequest",
        level: int,
        message_template: str | None = None,
        *args: object,
        **kwargs: object,
    ) -> None:
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *args, **kwargs)

    @override
    def post_login(
        self, request: "HttpRequest", user: "AbstractBaseUser", **kwargs: object
    ) -> "HttpResponse":
        """Lead on, with the pages in the language of the account."""
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        put_language(answer, user.language if isinstance(user, Account) else "")
        return answer


class Passwords(AuthenticationBackend):
    """Whose name and password these are."""

    @override
    def _authenticate_by_username(self, username: str, password: str) -> "AbstractBaseUser | None":
        """Take the one account of a name; the library takes none where two differ in case alone."""
        found = Account.objects.named(username).first()
        signed_in: AbstractBaseUser | None = self._check_password(found, password)
        return signed_in


class SecondFactors(DefaultMFAAdapter):
    """Passkeys, codes of an app, recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code or key does not fit. A code counts for half a minute."),
    }

    @override
    def build_totp_svg(self, url: str) -> str:
        """Draw nothing: the page draws the code itself."""
        return ""

    @override
    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    @override
    def decrypt(self, encrypted_text: str) -> str:
        """Return what was encrypted; after a change of the secret key, what no code fits."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(token_bytes(20)).decode()


def put_language(answer: "HttpResponse", language: str) -> None:
    """Let the browser keep the language of the pages, where one was chosen."""
    if language in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )


def drop_language(answer: "HttpResponse") -> None:
    """Let the browser forget the language of the pages: they come as it asks for them."""
    answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")


def _cipher() -> MultiFernet:
    """Return the cipher of the secret key, which also reads what former keys wrote."""
    keys = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    seeds = (hashlib.sha256(f"servanda second factor {key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(seed)) for seed in seeds])

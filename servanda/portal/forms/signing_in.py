"""What a person types to sign in, to confirm that it is them, and to guard their account."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from allauth.account import forms as account_forms
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as app_forms
from allauth.mfa.webauthn import forms as passkey_forms
from cryptography.exceptions import InvalidSignature
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.registers.actions import ask_for_reset

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

LONGEST = 4096
"""Signs of a password: a longer one would only keep the server busy."""


def _password(label: "_StrPromise", *, autocomplete: str) -> forms.CharField:
    attributes = {"autocomplete": autocomplete}
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs=attributes),
    )


def _code() -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    return forms.CharField(label=_("Code"), max_length=20, widget=forms.TextInput(attrs=attributes))


class SignInForm(account_forms.LoginForm):
    """Name and password."""

    field_order = ("username", "password", "remember")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["login"]
        attributes = {"autocomplete": "username", "autocapitalize": "none"}
        self.fields["username"] = forms.CharField(
            label=_("User name"), max_length=150, widget=forms.TextInput(attrs=attributes)
        )
        self.fields["password"] = _password(_("Password"), autocomplete="current-password")
        self.fields["remember"].label = _("Stay signed in for two weeks on this device")
        self.order_fields(self.field_order)

    @override
    def clean(self) -> dict[str, object] | None:
        """Give the library the name under the word it knows it by."""
        self.cleaned_data["login"] = self.cleaned_data.get("username", "")
        found: dict[str, object] | None = super().clean()
        return found


class ForgottenForm(account_forms.ResetPasswordForm):
    """The address of an account whose password is lost; known or not, the answer is the same."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(
            label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
        )

    @override
    def clean_email(self) -> str:
        """Take the address as it is: whose it is, is looked up by the worker."""
        email: str = self.cleaned_data["email"]
        return email

    @override
    def save(self, request: "HttpRequest", **kwargs: object) -> str:
        email: str = self.cleaned_data["email"]
        ask_for_reset(email, site=request.build_absolute_uri("/"), language=get_language() or "")
        return email


class NewPasswordForm(account_forms.ResetPasswordKeyForm):
    """A new password in place of a lost one."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _word_new_password(self)


class ChangePasswordForm(account_forms.ChangePasswordForm):
    """A new password in place of the one a person has."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = _password(
            _("Password until now"), autocomplete="current-password"
        )
        _word_new_password(self)


class ConfirmForm(account_forms.ReauthenticateForm):
    """The password once more, before something that guards the account is changed."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = _password(_("Password"), autocomplete="current-password")


class SecondFactorForm(factor_forms.AuthenticateForm):
    """The code of an app, or a recovery code, after the password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code()


class ConfirmBySecondFactorForm(factor_forms.ReauthenticateForm):
    """The code of an app, before something that guards the account is changed."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code()


class ActivateAppForm(app_forms.ActivateTOTPForm):
    """The first code of an app that is being set up."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code()


class UsePasskeyForm(passkey_forms.AuthenticateWebAuthnForm):
    """A passkey as the second factor."""

    @override
    def clean_credential(self) -> Authenticator:
        with _refused_when_broken():
            return super().clean_credential()


class SignInByPasskeyForm(passkey_forms.LoginWebAuthnForm):
    """A passkey in place of name and password."""

    @override
    def clean_credential(self) -> Authenticator:
        with _refused_when_broken():
            return super().clean_credential()


class ConfirmByPasskeyForm(passkey_forms.ReauthenticateWebAuthnForm):
    """A passkey, before something that guards the account is changed."""

    @override
    def clean_credential(self) -> Authenticator:
        with _refused_when_broken():
            return super().clean_credential()


class PasskeyForm(passkey_forms.AddWebAuthnForm):
    """A passkey or security key that is being added."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Name of the key"),
            required=False,
            max_length=100,
            help_text=_("So that you know it again, as “telephone” or “key on the ring”."),
        )
        self.fields["passwordless"] = forms.BooleanField(
            label=_("Sign in with it alone, without a password"),
            required=False,
            initial=True,
            help_text=_("The device then asks for your finger, face or number."),
        )

    @override
    def clean(self) -> dict[str, object]:
        with _refused_when_broken():
            found: dict[str, object] = super().clean()
        return found


class RenamePasskeyForm(passkey_forms.EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label=_("Name of the key"), max_length=100)


@contextmanager
def _refused_when_broken() -> Iterator[None]:
    """Refuse what no device gives, a forged signature too, in the words for a wrong code."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise get_adapter().validation_error("incorrect_code") from error
    except InvalidSignature as error:
        raise get_adapter().validation_error("incorrect_code") from error


def _word_new_password(form: forms.Form) -> None:
    """Put the two fields of a new password in our words, with the length they may have."""
    first, second = form.fields["password1"], form.fields["password2"]
    first.label, second.label = _("New password"), _("New password, once more")
    first.help_text = _("A phrase of several words is easily kept and hard to guess.")
    for field in (first, second):
        field.widget.attrs = {"autocomplete": "new-password", "maxlength": LONGEST}

"""Addresses of signing in and of guarding an account, under the names django-allauth knows them by.

Only what is used here has an address: nobody signs up, and no e-mail is managed, by the library.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

FORM = ["GET", "HEAD", "POST"]
PAGE = ["GET", "HEAD"]

SIGN_IN = (
    ("sign-in/", account.login, FORM, "sign-in"),
    ("sign-in/", account.login, FORM, "account_login"),
    ("sign-in/second-factor/", factors.authenticate, FORM, "mfa_authenticate"),
    ("sign-in/passkey/", passkeys.login_webauthn, FORM, "mfa_login_webauthn"),
    ("sign-in/suspended/", account.account_inactive, PAGE, "account_inactive"),
    ("sign-in/forgotten/", account.password_reset, FORM, "account_reset_password"),
    ("sign-in/forgotten/sent/", account.password_reset_done, PAGE, "account_reset_password_done"),
    (
        "sign-in/forgotten/done/",
        account.password_reset_from_key_done,
        PAGE,
        "account_reset_password_from_key_done",
    ),
    (
        "sign-in/forgotten/<slug:uidb36>/<str:key>/",
        account.password_reset_from_key,
        FORM,
        "account_reset_password_from_key",
    ),
)
GUARD = (
    ("account/password/", account.password_change, FORM, "account_change_password"),
    ("account/confirm/", account.reauthenticate, FORM, "account_reauthenticate"),
    ("account/confirm/code/", factors.reauthenticate, FORM, "mfa_reauthenticate"),
    (
        "account/confirm/passkey/",
        passkeys.reauthenticate_webauthn,
        FORM,
        "mfa_reauthenticate_webauthn",
    ),
    ("account/safety/", factors.index, PAGE, "mfa_index"),
    ("account/safety/app/", app.activate_totp, FORM, "mfa_activate_totp"),
    ("account/safety/app/off/", app.deactivate_totp, FORM, "mfa_deactivate_totp"),
    ("account/safety/codes/", codes.view_recovery_codes, PAGE, "mfa_view_recovery_codes"),
    (
        "account/safety/codes/new/",
        codes.generate_recovery_codes,
        FORM,
        "mfa_generate_recovery_codes",
    ),
    ("account/safety/passkeys/", passkeys.list_webauthn, PAGE, "mfa_list_webauthn"),
    ("account/safety/passkeys/add/", passkeys.add_webauthn, FORM, "mfa_add_webauthn"),
    ("account/safety/passkeys/<int:pk>/name/", passkeys.edit_webauthn, FORM, "mfa_edit_webauthn"),
    (
        "account/safety/passkeys/<int:pk>/remove/",
        passkeys.remove_webauthn,
        FORM,
        "mfa_remove_webauthn",
    ),
)

door_addresses: list[URLPattern] = [
    path(address, never_cache(require_http_methods(methods)(view)), name=name)
    for address, view, methods, name in (*SIGN_IN, *GUARD)
]

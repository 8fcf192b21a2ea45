"""Second factors: an app, recovery codes, passkeys."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from servanda.history.models import Record
from servanda.portal.tests.signing_in.signing import is_signed_in, send, shown
from servanda.registers.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now() -> str:
    counter = next(yield_hotp_counters_from_time())
    code: str = format_hotp_value(hotp_value(SECRET, counter))
    return code


def with_app(account) -> None:
    TOTP.activate(account, SECRET)


def confirm(client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_an_app_is_set_up_after_the_password_is_confirmed(client, anna):
    client.force_login(anna)
    there = reverse("mfa_activate_totp")
    assert client.get(there).url.startswith(reverse("account_reauthenticate"))
    confirm(client)
    page = shown(client.get(there))
    assert "qr-code" in page
    assert "This code or key does not fit" in shown(client.post(there, {"code": "000000"}))


def test_what_a_person_changes_of_their_second_factors_stands_in_the_history(
    client, anna, django_capture_on_commit_callbacks
):
    client.force_login(anna)
    confirm(client)
    with django_capture_on_commit_callbacks(execute=True):
        there = reverse("mfa_activate_totp")
        client.get(there)
        session = client.session
        session["mfa.totp.secret"] = SECRET
        session.save()
        client.post(there, {"code": code_now()})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    told = Record.objects.filter(action="change_second_factors").order_by("id")
    assert {record.actor for record in told} == {anna.uuid}
    assert [record.changes.get().after for record in told] == [
        "recovery_codes, totp",
        "recovery_codes, totp",
        "none",
    ]


def test_with_an_app_the_password_alone_does_not_sign_in(client, anna):
    with_app(anna)
    assert send(client, anna).url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    wrong = client.post(reverse("mfa_authenticate"), {"code": "123"})
    assert "does not fit" in shown(wrong)
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert is_signed_in(client)


def test_codes_are_not_guessed(client, anna):
    with_app(anna)
    send(client, anna)
    for _count in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "123"})
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert not is_signed_in(client)


def test_a_code_counts_once(client, anna):
    with_app(anna)
    code = code_now()
    for browser, signed_in in ((client, True), (Client(), False)):
        send(browser, anna)
        browser.post(reverse("mfa_authenticate"), {"code": code})
        assert is_signed_in(browser) is signed_in


def test_a_recovery_code_signs_in_once(client, anna):
    with_app(anna)
    client.force_login(anna)
    client.post(reverse("mfa_reauthenticate"), {"code": code_now()})
    client.post(reverse("mfa_generate_recovery_codes"))
    codes = re.findall(r"<code>(\w+)</code>", shown(client.get(reverse("mfa_view_recovery_codes"))))
    assert len(codes) == 10
    for browser, signed_in in ((Client(), True), (Client(), False)):
        send(browser, anna)
        browser.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert is_signed_in(browser) is signed_in


def test_secrets_of_second_factors_are_encrypted(anna):
    with_app(anna)
    kept = str(list(Authenticator.objects.values()))
    assert SECRET not in kept
    assert Authenticator.objects.get().wrap().validate_code(code_now())


def test_after_the_secret_key_changed_no_code_fits_and_nothing_breaks(client, anna, settings):
    with_app(anna)
    settings.SECRET_KEY = "another one"
    send(client, anna)
    assert "does not fit" in shown(client.post(reverse("mfa_authenticate"), {"code": code_now()}))
    settings.SECRET_KEY_FALLBACKS = [django_settings.SECRET_KEY, "for tests only"]
    cache.clear()
    send(client, anna)
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "{",
        "[]",
        "null",
        "1",
        "{}",
        '{"id": "x"}',
        '{"response": {"userHandle": "MQ"}}',
        '{"id": 1, "rawId": "eA", "type": "public-key", "response": {}}',
    ],
)
def test_a_forged_passkey_signs_nobody_in(client, anna, credential):
    there = reverse("mfa_login_webauthn")
    client.get(there, headers={"x-requested-with": "XMLHttpRequest"})
    assert client.post(there, {"credential": credential}).status_code in {200, 302}
    assert not is_signed_in(client)


def test_turning_the_app_off_asks_for_its_code_first(client, anna):
    with_app(anna)
    client.force_login(anna)
    assert client.post(reverse("mfa_deactivate_totp")).url.startswith("/account/confirm/")
    assert Authenticator.objects.filter(user=anna).exists()
    client.post(reverse("mfa_reauthenticate"), {"code": code_now()})
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=anna).exists()

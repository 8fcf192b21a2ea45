"""Signing in: wrong passwords, lost ones, second factors, suspended accounts."""

import importlib
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
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from servanda.history.models import Change, Record
from servanda.registers.actions import end_sessions, operator, restore_account, suspend_account
from servanda.registers.models import Account
from servanda.registers.tests.factories import PASSWORD, make_register, person
from servanda.tasks.actions import work_off
from servanda.tasks.models import Task

pytestmark = pytest.mark.django_db
NEW = "another long phrase of words"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def anna():
    anna = person(make_register(), "editor")
    anna.email = "anna@ministry.example"
    anna.save()
    return anna


def send(client, account, password=PASSWORD, **told):
    said = {"username": account.username, "password": password}
    return client.post(reverse("sign-in"), said, **told)


def is_signed_in(client) -> bool:
    return bool(client.get("/").wsgi_request.user.is_authenticated)


def shown(answer) -> str:
    return " ".join(answer.content.decode().split())


def code_now() -> str:
    counter = next(yield_hotp_counters_from_time())
    code: str = format_hotp_value(hotp_value(SECRET, counter))
    return code


def with_app(account) -> None:
    TOTP.activate(account, SECRET)


def confirm(client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


# Passwords


def test_a_name_is_known_in_any_case(client, anna):
    anna.username = "Anna"
    anna.save()
    client.post(reverse("sign-in"), {"username": " anna ", "password": PASSWORD})
    assert is_signed_in(client)


def test_a_wrong_password_and_an_unknown_name_get_the_same_sentence(client, anna):
    pages = [
        shown(client.post(reverse("sign-in"), {"username": name, "password": "wrong"}))
        for name in (anna.username, "nobody-at-all")
    ]
    plain = [re.sub(r'value="[^"]*"', "", page) for page in pages]
    assert "do not go together" in plain[0]
    assert plain[0] == plain[1]


def test_five_wrong_passwords_shut_the_guesser_out_for_a_while(client, anna):
    for _count in range(5):
        assert "do not go together" in shown(send(client, anna, "wrong"))
    assert "Too many wrong passwords" in shown(send(client, anna, "wrong"))
    assert "Too many wrong passwords" in shown(send(client, anna))
    assert not is_signed_in(client)


def test_whoever_guesses_does_not_shut_out_the_person_elsewhere(client, anna):
    for _count in range(9):
        send(client, anna, "wrong", REMOTE_ADDR="192.0.2.7")
    send(client, anna, REMOTE_ADDR="192.0.2.8")
    assert is_signed_in(client)


def test_who_tries_many_names_from_one_address_is_slowed_down(client, anna):
    for count in range(20):
        client.post(reverse("sign-in"), {"username": f"name{count}", "password": "wrong"})
    assert "Too many wrong passwords" in shown(send(client, anna))


def test_far_too_many_tries_get_a_page_that_says_so(client, anna):
    answers = [client.post(reverse("sign-in"), {}) for _count in range(31)]
    assert answers[-1].status_code == 429
    assert "Wait a few minutes" in shown(answers[-1])


def test_passwords_are_kept_with_argon2_outside_the_tests():
    hashers = importlib.import_module("servanda.settings").PASSWORD_HASHERS
    assert hashers[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"
    assert hashers != django_settings.PASSWORD_HASHERS


def test_nobody_signs_up(client):
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_a_changed_password_ends_the_other_sessions(client, anna):
    elsewhere = Client()
    elsewhere.force_login(anna)
    send(client, anna)
    said = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post(reverse("account_change_password"), said)
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    record = Record.objects.latest("id")
    assert (record.action, record.actor) == ("change_password", anna.uuid)
    assert NEW not in str(list(Change.objects.values()))


@pytest.mark.parametrize(
    ("old", "new", "again", "told"),
    [
        ("wrong", NEW, NEW, "not the password of your account"),
        (PASSWORD, "short", "short", "too short"),
        (PASSWORD, NEW, NEW + "!", "same password each time"),
    ],
)
def test_a_password_that_will_not_do_is_told(client, anna, old, new, again, told):
    client.force_login(anna)
    said = {"oldpassword": old, "password1": new, "password2": again}
    assert told in shown(client.post(reverse("account_change_password"), said))
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)


# Lost passwords


def ask(client, email):
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
    return re.sub(r'value="\w{64}"', "", shown(answer)), len(asked)


def work():
    work_off()


def letter_address(client, anna) -> str:
    ask(client, anna.email)
    work()
    found = re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))
    assert found
    return found[1]


def test_a_lost_password_gets_the_same_words_and_work_for_any_address(client, anna):
    known, unknown = ask(client, "ANNA@ministry.example"), ask(client, "nobody@ministry.example")
    assert known == unknown
    assert "If there is an account with this address" in known[0]
    assert not mail.outbox
    work()
    assert [letter.to for letter in mail.outbox] == [["anna@ministry.example"]]


def test_the_address_that_was_typed_is_not_kept(client, anna):
    ask(client, "nobody@ministry.example")
    assert "nobody" not in str(list(Task.objects.values()))


def test_a_suspended_account_gets_no_letter(client, anna):
    suspend_account(by=operator(), account=anna)
    ask(client, anna.email)
    work()
    assert not mail.outbox


def test_the_letter_sets_a_password_once_and_ends_all_sessions(client, anna):
    elsewhere = Client()
    elsewhere.force_login(anna)
    address = letter_address(client, anna)
    form = client.get(address, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    anna.refresh_from_db()
    assert anna.check_password(NEW)
    assert not is_signed_in(elsewhere)
    assert not is_signed_in(client)
    assert "was used already" in shown(client.get(address, follow=True))


@pytest.mark.parametrize("name", ["1", "zzz", "0", "9" * 40])
def test_a_forged_address_for_a_new_password_is_told(client, anna, name):
    there = reverse("account_reset_password_from_key", kwargs={"uidb36": name, "key": "forged"})
    for answer in (client.get(there), client.post(there, {"password1": NEW, "password2": NEW})):
        assert "was used already, or is older than a day" in shown(answer)
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)


def test_letters_are_counted(client, anna):
    for _count in range(5):
        ask(client, anna.email)
    answer = client.post(reverse("account_reset_password"), {"email": anna.email})
    assert answer.status_code == 429


# Suspended accounts


def test_a_suspended_account_reads_so_after_the_right_password_only(client, anna):
    suspend_account(by=operator(), account=anna)
    assert "do not go together" in shown(send(client, anna, "wrong"))
    answer = send(client, anna)
    assert "may not sign in at present" in shown(client.get(answer.url))
    assert not is_signed_in(client)
    restore_account(by=operator(), account=anna)
    send(client, anna)
    assert is_signed_in(client)


def test_a_session_of_a_suspended_account_ends_with_a_sentence_said_once(client, anna):
    client.force_login(anna)
    suspend_account(by=operator(), account=anna)
    assert "Your account is suspended" in shown(client.get("/"))
    assert "Your account is suspended" not in shown(client.get("/"))


def test_a_session_that_was_ended_elsewhere_says_so(client, anna):
    client.force_login(anna)
    end_sessions(by=anna, account=anna)
    assert "You were signed out everywhere" in shown(client.get("/"))


def test_a_visitor_is_told_nothing_of_sessions(client, anna):
    assert "signed out everywhere" not in shown(client.get("/"))


# Second factors


def test_an_app_is_set_up_after_the_password_is_confirmed(client, anna):
    client.force_login(anna)
    there = reverse("mfa_activate_totp")
    assert client.get(there).url.startswith(reverse("account_reauthenticate"))
    confirm(client)
    page = shown(client.get(there))
    assert "qr-code" in page
    assert "This code or key does not fit" in shown(client.post(there, {"code": "000000"}))


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


# The account


def facts(**told):
    return {"name": "Anna Berg", "email": "anna@ministry.example", "language": "ru"} | told


def test_a_person_changes_name_and_language(client, anna):
    client.force_login(anna)
    answer = client.post(reverse("account"), facts())
    assert answer.cookies[django_settings.LANGUAGE_COOKIE_NAME].value == "ru"
    anna.refresh_from_db()
    assert (anna.name, anna.language) == ("Anna Berg", "ru")


def test_the_e_mail_changes_after_the_person_confirmed(client, anna):
    client.force_login(anna)
    answer = client.post(reverse("account"), facts(email="berg@ministry.example"))
    assert answer.url.startswith(reverse("account_reauthenticate"))
    anna.refresh_from_db()
    assert anna.email == "anna@ministry.example"
    client.post(answer.url, {"password": PASSWORD})
    anna.refresh_from_db()
    assert anna.email == "berg@ministry.example"
    assert "berg@" not in str(list(Change.objects.values()))


def test_signing_in_brings_the_language_of_the_account(client, anna):
    Account.objects.filter(pk=anna.pk).update(language="ru")
    answer = send(client, anna)
    assert answer.cookies[django_settings.LANGUAGE_COOKIE_NAME].value == "ru"


def test_a_person_signs_out_everywhere(client, anna):
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.force_login(anna)
    client.post(reverse("end-own-sessions"))
    assert not is_signed_in(client)
    assert not is_signed_in(elsewhere)


def test_an_unknown_name_costs_as_many_hashes_as_a_known_one(client, anna, monkeypatch):
    hashed = []
    encode = MD5PasswordHasher.encode

    def count(*told):
        hashed.append(told)
        return encode(*told)

    monkeypatch.setattr(MD5PasswordHasher, "encode", count)
    costs = []
    for name in (anna.username, "nobody"):
        hashed.clear()
        client.post(reverse("sign-in"), {"username": name, "password": "wrong"})
        costs.append(len(hashed))
    assert costs == [1, 1]

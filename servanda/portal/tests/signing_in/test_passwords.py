"""Signing in with a password: wrong ones, too many tries, a changed one."""

import importlib
import re

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import NoReverseMatch, reverse

from servanda.history.models import Change, Record
from servanda.portal.tests.signing_in.signing import NEW, is_signed_in, send, shown
from servanda.registers.models import Account
from servanda.registers.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "typed"), [("Anna", " anna "), ("Анна.Б", "аННА.б")])
def test_a_name_is_known_in_any_case(client, anna, name, typed):
    anna.username = name
    anna.save()
    client.post(reverse("sign-in"), {"username": typed, "password": PASSWORD})
    assert is_signed_in(client)


def test_of_names_that_differ_in_case_alone_the_one_that_was_typed_counts(client, anna):
    Account.objects.filter(pk=anna.pk).update(username="анна")
    for name in ("Анна", "АННА"):
        Account.objects.create_account(username=name, password=NEW)
    client.post(reverse("sign-in"), {"username": "АННА", "password": PASSWORD})
    assert not is_signed_in(client)
    client.post(reverse("sign-in"), {"username": "анна", "password": PASSWORD})
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

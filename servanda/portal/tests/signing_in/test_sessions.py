"""Sessions: of suspended accounts, ended elsewhere, of a visitor; a person's own account."""

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from servanda.history.models import Change
from servanda.portal.tests.signing_in.signing import is_signed_in, send, shown
from servanda.registers.actions import end_sessions, operator, restore_account, suspend_account
from servanda.registers.models import Account
from servanda.registers.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


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


def facts(**told):
    return {"name": "Anna Berg", "email": "anna@ministry.example", "language": "ru"} | told


def test_a_person_changes_name_and_language(client, anna):
    client.force_login(anna)
    answer = client.post(reverse("account"), facts())
    assert answer.cookies[django_settings.LANGUAGE_COOKIE_NAME].value == "ru"
    anna.refresh_from_db()
    assert (anna.name, anna.language) == ("Anna Berg", "ru")


def test_pages_come_as_the_browser_asks_once_no_language_is_chosen(client, anna):
    client.force_login(anna)
    client.post(reverse("account"), facts())
    client.post(reverse("account"), facts(language=""))
    assert client.cookies[django_settings.LANGUAGE_COOKIE_NAME]["max-age"] == 0


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


@pytest.mark.parametrize(("asked", "seconds"), [({}, ""), ({"remember": "on"}, 14 * 24 * 3600)])
def test_a_session_lasts_until_the_browser_is_closed_unless_asked_to_be_kept(
    client, anna, asked, seconds
):
    said = {"username": anna.username, "password": PASSWORD}
    answer = client.post(reverse("sign-in"), said | asked)
    assert answer.cookies["sessionid"]["max-age"] == seconds


def test_a_person_signs_out_everywhere(client, anna):
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.force_login(anna)
    client.post(reverse("end-own-sessions"))
    assert not is_signed_in(client)
    assert not is_signed_in(elsewhere)

"""A lost password: the same words for any address, a letter that counts once."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from servanda.portal.tests.signing_in.signing import NEW, is_signed_in, shown
from servanda.registers.actions import operator, suspend_account
from servanda.registers.tests.factories import PASSWORD
from servanda.tasks.actions import work_off
from servanda.tasks.models import Task

pytestmark = pytest.mark.django_db


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

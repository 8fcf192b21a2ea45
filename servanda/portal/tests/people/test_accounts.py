"""The operator suspends accounts, lets them in again, and takes second factors off."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from servanda.history.models import Record
from servanda.portal.tests.people.asking import shown
from servanda.registers.actions import operator, suspend
from servanda.registers.models import Account, Assignment
from servanda.registers.tests.factories import PASSWORD, make_register, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(register):
    anna = person(register, "editor")
    Account.objects.filter(pk=anna.pk).update(name="Anna Berg")
    anna.refresh_from_db()
    return anna


def there(name: str, account: Account) -> str:
    return reverse(name, kwargs={"account": account.uuid})


def test_accounts_are_listed_and_found_by_their_name(client, anna):
    assert reverse("accounts") in shown(client.get("/"))
    page = shown(client.get(reverse("accounts")))
    assert there("one-account", anna) in page
    assert there("one-account", operator()) in page
    found = shown(client.get(reverse("accounts"), {"q": "berg"}))
    assert there("one-account", anna) in found
    assert there("one-account", operator()) not in found
    assert "No account has this name" in shown(client.get(reverse("accounts"), {"q": "Ivanov"}))


@pytest.mark.parametrize("words", ["оразова", "ОРАЗОВА", "  Майса Ора", "(мид"])
def test_a_name_is_found_in_any_script_large_or_small(client, anna, words):
    Account.objects.filter(pk=anna.pk).update(name="Майса Оразова (МИД)")
    assert there("one-account", anna) in shown(client.get(reverse("accounts"), {"q": words}))


def test_more_accounts_than_are_listed_are_told(client, anna, monkeypatch):
    monkeypatch.setattr("servanda.portal.views.accounts.MOST", 1)
    assert "The first account is listed" in shown(client.get(reverse("accounts")))


def test_an_account_is_suspended_with_a_reason_and_let_in_again(client, anna):
    browser = type(client)()
    browser.force_login(anna)
    assert client.post(there("account-suspend", anna)).status_code == 422
    said = {"reason": "Left the ministry."}
    page = shown(client.post(there("account-suspend", anna), said, follow=True))
    assert "Anna Berg is suspended, and signed out everywhere" in page
    assert "Suspended the account" in page
    assert "Left the ministry." in page
    assert not browser.get("/").wsgi_request.user.is_authenticated
    client.post(there("account-restore", anna), {"reason": "Came back."})
    anna.refresh_from_db()
    assert anna.is_active
    assert [record.reason for record in Record.objects.order_by("-id")[:2]] == [
        "Came back.",
        "Left the ministry.",
    ]


def test_why_an_account_cannot_be_suspended_is_told_at_the_form(client, anna):
    answer = client.post(there("account-suspend", operator()), {"reason": "A doubt."})
    assert answer.status_code == 422
    assert "own account cannot be suspended" in shown(answer)


def test_a_register_that_would_have_no_administrator_left_is_not_named_to_the_operator(
    client, anna
):
    register = make_register("closed")
    head = person(register, "administrator")
    suspend(by=head, assignment=Assignment.objects.get(register=register, account=operator()))
    client.force_login(operator())
    page = shown(client.post(there("account-suspend", head), {"reason": "A doubt."}))
    assert "would have no administrator left" in page
    assert register.title not in page


def test_second_factors_are_taken_off_once_the_operator_has_confirmed(client, register, anna):
    Authenticator.objects.create(user=anna, type=Authenticator.Type.TOTP, data={})
    assert "code of an app" in shown(client.get(there("one-account", anna)))
    said = {"reason": "The telephone was stolen."}
    by = operator()
    by.set_password(PASSWORD)
    by.save()
    client.force_login(by)
    asked = client.post(there("account-factors-off", anna), said)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert Authenticator.objects.exists()
    page = shown(client.post(asked.url, {"password": PASSWORD}, follow=True))
    assert "signs in with the password alone now" in page
    assert "Took the second factors off" in page
    assert "The telephone was stolen." in page
    assert not Authenticator.objects.exists()


def test_what_was_done_to_a_person_in_a_register_stays_there(client, register, anna):
    head = person(register, "administrator")
    suspend(
        by=head,
        assignment=Assignment.objects.get(register=register, account=anna),
        reason="Spoke to the press.",
    )
    page = shown(client.get(there("one-account", anna)))
    assert "Made the account" in page
    assert "Suspended a person" not in page
    assert "Spoke to the press." not in page


def test_what_was_done_in_registers_the_operator_is_not_in_is_not_told_by_name(client, anna):
    page = shown(client.get(there("one-account", anna)))
    assert "1 register" in page
    assert "Register r" not in page

"""Suspending, letting in again, ending sessions; a register keeps an administrator."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.urls import reverse

from servanda.history.models import Change, Record
from servanda.registers.actions import (
    NotAllowed,
    RegisterFacts,
    assign_role,
    change_register,
    desk_at,
    end_sessions,
    operator,
    restore_access,
    restore_account,
    suspend,
    suspend_account,
    take_off_second_factors,
)
from servanda.registers.models import Assignment, Register
from servanda.registers.tests.factories import make_register, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return make_register()


@pytest.fixture
def anna(register):
    return person(register, "editor")


def place(register, account) -> Assignment:
    return Assignment.objects.get(register=register, account=account)


def is_signed_in(client) -> bool:
    return bool(client.get("/").wsgi_request.user.is_authenticated)


def test_a_suspended_person_sees_nothing_and_is_let_in_again_as_before(register, anna):
    suspend(by=operator(), assignment=place(register, anna))
    assert desk_at(register, anna) is None
    restore_access(by=operator(), assignment=place(register, anna))
    assert desk_at(register, anna).role == "editor"


def test_a_suspended_person_sees_a_public_register_as_anyone_does():
    register = make_register("open", is_public=True)
    anna = person(register, "editor")
    suspend(by=operator(), assignment=place(register, anna))
    assert desk_at(register, anna).role is None


def test_suspending_in_one_register_leaves_the_others(register, anna):
    other = make_register("other")
    assign_role(by=operator(), register=other, account=anna, role="reader", side=None)
    suspend(by=operator(), assignment=place(register, anna))
    assert desk_at(other, anna).role == "reader"


def test_suspending_ends_the_sessions_at_once(client, register, anna):
    client.force_login(anna)
    assert client.get(reverse("register", kwargs={"slug": "r"})).status_code == 200
    suspend(by=operator(), assignment=place(register, anna))
    assert client.get(reverse("register", kwargs={"slug": "r"})).status_code == 404
    assert not is_signed_in(client)


def test_ending_the_sessions_signs_out_everywhere_and_changes_nothing_else(client, register, anna):
    client.force_login(anna)
    end_sessions(by=operator(), account=anna, register=register)
    assert not is_signed_in(client)
    client.force_login(anna)
    assert is_signed_in(client)
    assert desk_at(register, anna).role == "editor"


def test_a_person_ends_their_own_sessions_and_those_of_nobody_else(register, anna):
    end_sessions(by=anna, account=anna)
    with pytest.raises(NotAllowed):
        end_sessions(by=anna, account=person(register, "reader"))
    with pytest.raises(NotAllowed):
        end_sessions(by=operator(), account=person(None, None), register=register)


def test_an_account_that_is_suspended_signs_in_nowhere(client, anna):
    client.force_login(anna)
    suspend_account(by=operator(), account=anna)
    assert not is_signed_in(client)
    restore_account(by=operator(), account=anna)
    anna.refresh_from_db()
    client.force_login(anna)
    assert is_signed_in(client)


def test_only_the_operator_suspends_accounts(register, anna):
    head = person(register, "administrator")
    with pytest.raises(NotAllowed):
        suspend_account(by=head, account=anna)
    with pytest.raises(NotAllowed):
        restore_account(by=head, account=anna)
    with pytest.raises(ValidationError):
        suspend_account(by=operator(), account=operator())


def test_the_operator_takes_second_factors_off_and_the_history_says_why(client, anna):
    client.force_login(anna)
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=anna, type=kind, data={})
    take_off_second_factors(by=operator(), account=anna, reason="The telephone was stolen.")
    assert not Authenticator.objects.exists()
    assert not is_signed_in(client)
    record = Record.objects.latest("id")
    assert (record.action, record.reason) == (
        "take_off_second_factors",
        "The telephone was stolen.",
    )
    change = Change.objects.get(record=record, field="second_factors")
    assert (change.before, change.after) == ("recovery_codes, totp", None)


def test_second_factors_are_taken_off_by_the_operator_alone_and_where_there_are_any(register, anna):
    with pytest.raises(ValidationError, match="no second factor"):
        take_off_second_factors(by=operator(), account=anna)
    Authenticator.objects.create(user=anna, type=Authenticator.Type.TOTP, data={})
    with pytest.raises(NotAllowed):
        take_off_second_factors(by=person(register, "administrator"), account=anna)
    assert Authenticator.objects.exists()


@pytest.mark.parametrize("role", ["reader", "focal_point", "editor", "secretariat", None])
def test_only_an_administrator_suspends(register, anna, role):
    by = person(register, role)
    with pytest.raises(NotAllowed):
        suspend(by=by, assignment=place(register, anna))
    with pytest.raises(NotAllowed):
        restore_access(by=by, assignment=place(register, anna))
    with pytest.raises(NotAllowed):
        end_sessions(by=by, account=anna, register=register)


def test_a_suspended_administrator_administers_nothing(register, anna):
    head = person(register, "administrator")
    suspend(by=operator(), assignment=place(register, head))
    with pytest.raises(NotAllowed):
        suspend(by=head, assignment=place(register, anna))


def test_a_register_keeps_an_administrator(register):
    head = person(register, "administrator")
    suspend(by=head, assignment=place(register, operator()))
    with pytest.raises(ValidationError, match="no administrator left"):
        suspend(by=head, assignment=place(register, head))
    with pytest.raises(ValidationError, match="no administrator left"):
        assign_role(by=head, register=register, account=head, role="reader", side=None)
    with pytest.raises(ValidationError, match="no administrator left"):
        suspend_account(by=operator(), account=head)
    assert desk_at(register, head).role == "administrator"


def test_what_is_done_to_people_is_told_in_the_history(register, anna):
    suspend(by=operator(), assignment=place(register, anna))
    restore_access(by=operator(), assignment=place(register, anna))
    end_sessions(by=anna, account=anna)
    told = Record.objects.order_by("-id")[:3]
    assert [record.action for record in told] == ["end_sessions", "restore_access", "suspend"]
    assert [record.actor for record in told] == [anna.uuid, operator().uuid, operator().uuid]


def test_the_facts_of_a_register_are_changed_by_its_administrator(register, anna):
    facts = RegisterFacts("Cooperation", "ru", is_public=True, handling="For official use")
    with pytest.raises(NotAllowed):
        change_register(by=anna, register=register, facts=facts)
    change_register(by=operator(), register=register, facts=facts)
    stored = Register.objects.get()
    assert (stored.title, stored.language, stored.is_public) == ("Cooperation", "ru", True)
    assert Record.objects.latest("id").action == "change_register"

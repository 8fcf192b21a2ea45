"""Accounts, registers, sides, roles: who makes them, and what the history tells of it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from servanda.history.models import Change, Record
from servanda.history.rules import INSTALLATION
from servanda.registers.actions import (
    AccountFacts,
    NewInvitation,
    NotAllowed,
    RegisterFacts,
    assign_role,
    change_account,
    change_register,
    create_account,
    create_register,
    create_side,
    invite,
    operator,
    set_password,
)
from servanda.registers.actions.registering import NewRegister
from servanda.registers.models import Account, Assignment, Register
from servanda.registers.tests.factories import PASSWORD, make_register, person

pytestmark = pytest.mark.django_db


def told(action: str) -> dict[str, tuple[object, object]]:
    """Return before and after of each field in the last record of an action."""
    record = Record.objects.filter(register=INSTALLATION, action=action).first()
    assert record is not None
    return {
        f"{change.kind}.{change.field}": (change.before, change.after)
        for change in record.changes.all()
    }


def test_the_operator_is_made_once_and_the_history_tells_it():
    assert operator() == operator()
    assert Account.objects.get().is_operator
    assert told("make_operator") == {"account.is_operator": (None, True)}


def test_signs_that_a_terminal_obeys_are_not_written_in_names_and_titles():
    by, hidden = operator(), "Anna\u202e\x1b[31m"
    register = create_register(by=by, new=NewRegister("mine", hidden))
    anna = create_account(by=by, username="anna", password=PASSWORD, name=hidden)
    side = create_side(by=by, register=register, key="ours", title=hidden)
    new = NewInvitation(name=hidden, role="reader")
    invitation, _code = invite(by=by, register=register, new=new, now=timezone.now())
    change_account(account=anna, facts=AccountFacts(hidden, "", "en"))
    facts = RegisterFacts(hidden, "en", is_public=False, handling=hidden)
    change_register(by=by, register=register, facts=facts)
    register.refresh_from_db()
    written = [register.title, register.handling, anna.name, side.title, invitation.name]
    assert set(written) == {"Anna[31m"}
    assert "\\x1b" not in repr(list(Change.objects.values_list("after", flat=True)))


def test_nobody_signs_in_as_an_operator_without_a_password():
    assert not operator().has_usable_password()


FOR_OPERATORS = (
    lambda by: create_account(by=by, username="friend", password=PASSWORD),
    lambda by: set_password(by=by, account=by, password=PASSWORD),
    lambda by: create_register(by=by, new=NewRegister("mine", "Mine")),
)


@pytest.mark.parametrize("make", FOR_OPERATORS)
def test_only_the_operator_makes_accounts_passwords_and_registers(make):
    stranger = person(make_register(), "administrator")
    records, accounts = Record.objects.count(), Account.objects.count()
    with pytest.raises(NotAllowed):
        make(stranger)
    assert (Record.objects.count(), Account.objects.count()) == (records, accounts)
    assert Register.objects.count() == 1


@pytest.mark.parametrize(
    ("taken", "wanted"), [("Aina", "aINA"), ("Анна", "аННА"), ("Ähn.dr+b-c", "äHN.DR+B-C")]
)
def test_a_user_name_is_taken_in_any_letters(taken, wanted):
    create_account(by=operator(), username=taken, password=PASSWORD)
    with pytest.raises(ValidationError, match="already an account"):
        create_account(by=operator(), username=wanted, password=PASSWORD)
    create_account(by=operator(), username=f"{taken}a", password=PASSWORD)


def test_a_password_that_is_easily_guessed_is_refused():
    for password in ("short", "password1234", "12345678901"):
        with pytest.raises(ValidationError) as refused:
            create_account(by=operator(), username="aina", password=password)
        assert "password" in refused.value.message_dict
    assert Account.objects.count() == 1
    account = create_account(by=operator(), username="aina", password=PASSWORD)
    with pytest.raises(ValidationError):
        set_password(by=operator(), account=account, password="short")
    assert Account.objects.get(username="aina").check_password(PASSWORD)


def test_no_password_stands_in_the_history():
    account = create_account(by=operator(), username="aina", password=PASSWORD)
    set_password(by=operator(), account=account, password="another horse battery")
    account.refresh_from_db()
    said = str(list(Change.objects.values_list("before", "after")))
    assert "horse" not in said
    assert account.password not in said


def test_the_making_of_a_register_tells_who_may_see_it_and_its_first_administrator():
    register = make_register(is_public=True)
    found = told("create_register")
    assert found["register.is_public"] == (None, True)
    assert found["assignment.role"] == (None, "administrator")
    assert found["assignment.register"] == (None, str(register.uuid))


def test_a_short_name_is_of_one_register():
    make_register()
    with pytest.raises(ValidationError):
        make_register()
    assert Register.objects.count() == 1


def test_another_role_is_told_with_the_one_before():
    register = make_register()
    account = person(register, "reader")
    assign_role(by=operator(), register=register, account=account, role="editor", side=None)
    assert told("assign_role") == {"assignment.role": ("reader", "editor")}
    assert Assignment.objects.get(account=account).role == "editor"


def test_a_role_given_again_leaves_no_record():
    register = make_register()
    account = person(register, "reader")
    before = Record.objects.count()
    assign_role(by=operator(), register=register, account=account, role="reader", side=None)
    assert Record.objects.count() == before


def test_a_role_there_is_not_is_refused():
    register = make_register()
    account = person(register, "reader")
    with pytest.raises(ValidationError, match="no such role"):
        assign_role(by=operator(), register=register, account=account, role="king", side=None)
    assert Assignment.objects.get(account=account).role == "reader"


def test_a_side_of_another_register_is_refused():
    elsewhere = create_side(by=operator(), register=make_register("b"), key="ours", title="Ours")
    register = make_register("a")
    with pytest.raises(ValidationError, match="another register"):
        assign_role(
            by=operator(),
            register=register,
            account=person(None, None),
            role="reader",
            side=elsewhere,
        )


@pytest.mark.parametrize("role", ["reader", "focal_point", "editor", "secretariat", None])
def test_only_an_administrator_of_the_register_gives_roles_and_sides(role):
    register = make_register("a")
    account = person(register, role)
    other = person(make_register("b"), "administrator")
    for someone in (account, other):
        with pytest.raises(NotAllowed):
            create_side(by=someone, register=register, key="ours", title="Ours")
        with pytest.raises(NotAllowed):
            assign_role(
                by=someone, register=register, account=someone, role="administrator", side=None
            )


def test_a_suspended_administrator_gives_no_roles():
    register = make_register()
    account = person(register, "administrator")
    account.is_active = False
    account.save()
    with pytest.raises(NotAllowed):
        create_side(by=account, register=register, key="ours", title="Ours")


def test_a_side_has_a_key_of_its_own():
    register = make_register()
    create_side(by=operator(), register=register, key="ours", title="Ours")
    with pytest.raises(ValidationError):
        create_side(by=operator(), register=register, key="ours", title="Ours again")

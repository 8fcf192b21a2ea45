"""Invitations: a code that counts once, for fourteen days, in one register."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from servanda.history.models import Change, Record
from servanda.registers.actions import (
    InvitationRefused,
    NewInvitation,
    NewPerson,
    NotAllowed,
    accept_invitation,
    create_side,
    desk_at,
    invitation_for,
    invite,
    join,
    operator,
    revoke_invitation,
)
from servanda.registers.models import Account, Assignment, Invitation
from servanda.registers.models.invitations import code_hash, new_code
from servanda.registers.tests.factories import PASSWORD, make_register, person

pytestmark = pytest.mark.django_db
NOW = timezone.now()
ANNA = NewInvitation(name="Anna Berg", role="editor", email="anna@ministry.example", language="ru")
NEW = NewPerson(username="anna", password=PASSWORD, name="Anna Berg")


@pytest.fixture
def register():
    return make_register()


def asked(register, new=ANNA) -> tuple[Invitation, str]:
    return invite(by=operator(), register=register, new=new, now=NOW)


def test_an_invited_person_makes_an_account_with_role_and_side(register):
    side = create_side(by=operator(), register=register, key="ours", title="Ours")
    _invitation, code = asked(register, NewInvitation("Anna Berg", "editor", side, language="ru"))
    account = join(code=code, new=NEW, now=NOW)
    made = Assignment.objects.get(account=account)
    assert (made.register, made.role, made.side) == (register, "editor", side)
    assert (account.name, account.language) == ("Anna Berg", "ru")
    assert account.check_password(PASSWORD)


def test_a_person_with_an_account_joins_with_it(register):
    anna = person(make_register("other"), "reader")
    _invitation, code = asked(register)
    accept_invitation(code=code, account=anna, now=NOW)
    assert desk_at(register, anna).role == "editor"
    assert Account.objects.exclude(is_operator=True).count() == 1


def test_of_the_code_only_the_hash_is_kept_and_the_history_tells_nothing_of_it(register):
    invitation, code = asked(register)
    stored = Invitation.objects.values().get(pk=invitation.pk)
    plain = code.replace("-", "")
    assert all(code not in str(value) and plain not in str(value) for value in stored.values())
    told = Change.objects.filter(entry=invitation.uuid)
    assert {change.field for change in told} >= {"name", "role"}
    assert not {"code_hash", "email"} & {change.field for change in told}


@pytest.mark.parametrize(
    "typed", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}\n"]
)
def test_a_code_is_typed_from_paper_in_any_way(register, typed):
    invitation, code = asked(register)
    assert invitation_for(typed(code), now=NOW) == invitation


def test_two_codes_are_never_the_same():
    codes = {code_hash(new_code()) for _ in range(1000)}
    assert len(codes) == 1000


@pytest.mark.parametrize(
    "code", ["", "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA", "\x00", "é" * 25, "A" * 9999]
)
def test_a_forged_code_lets_nobody_in(register, code):
    asked(register)
    with pytest.raises(InvitationRefused, match="no invitation with this code"):
        join(code=code, new=NEW, now=NOW)
    assert not Account.objects.filter(username="anna").exists()


def test_a_code_counts_once(register):
    _invitation, code = asked(register)
    join(code=code, new=NEW, now=NOW)
    with pytest.raises(InvitationRefused, match="used already"):
        join(code=code, new=NewPerson("boris", PASSWORD, "Boris"), now=NOW)
    with pytest.raises(InvitationRefused, match="used already"):
        accept_invitation(code=code, account=person(None, None), now=NOW)
    assert not Account.objects.filter(username="boris").exists()


def test_a_code_counts_for_fourteen_days(register):
    _invitation, code = asked(register)
    fortnight = timedelta(days=14)
    still = NOW + fortnight - timedelta(seconds=1)
    assert invitation_for(code, now=still).accepted_by is None
    with pytest.raises(InvitationRefused, match="was good until"):
        join(code=code, new=NEW, now=NOW + fortnight)


def test_a_withdrawn_code_counts_no_more(register):
    invitation, code = asked(register)
    revoke_invitation(by=operator(), invitation=invitation)
    with pytest.raises(InvitationRefused, match="withdrawn"):
        join(code=code, new=NEW, now=NOW)


def test_an_accepted_invitation_is_not_withdrawn(register):
    invitation, code = asked(register)
    join(code=code, new=NEW, now=NOW)
    with pytest.raises(ValidationError, match="suspend the person"):
        revoke_invitation(by=operator(), invitation=invitation)


def test_who_is_in_the_register_keeps_their_role(register):
    reader = person(register, "reader")
    _invitation, code = asked(register)
    with pytest.raises(InvitationRefused, match="already"):
        accept_invitation(code=code, account=reader, now=NOW)
    assert desk_at(register, reader).role == "reader"
    assert invitation_for(code, now=NOW).accepted_by is None


def test_a_suspended_person_does_not_come_back_by_an_invitation(register):
    reader = person(register, "reader")
    Assignment.objects.filter(account=reader).update(is_suspended=True)
    _invitation, code = asked(register)
    with pytest.raises(InvitationRefused, match="already"):
        accept_invitation(code=code, account=reader, now=NOW)
    assert desk_at(register, reader) is None


@pytest.mark.parametrize("role", ["reader", "focal_point", "editor", "secretariat", None])
def test_only_an_administrator_invites_and_withdraws(register, role):
    invitation, _code = asked(register)
    with pytest.raises(NotAllowed):
        invite(by=person(register, role), register=register, new=ANNA, now=NOW)
    with pytest.raises(NotAllowed):
        revoke_invitation(by=person(register, role), invitation=invitation)


def test_an_administrator_of_another_register_invites_nobody_here(register):
    other = person(make_register("other"), "administrator")
    with pytest.raises(NotAllowed):
        invite(by=other, register=register, new=ANNA, now=NOW)


def test_a_role_there_is_not_and_a_side_of_another_register_are_refused(register):
    with pytest.raises(ValidationError):
        asked(register, NewInvitation("Anna", "emperor"))
    other = make_register("other")
    side = create_side(by=operator(), register=other, key="theirs", title="Theirs")
    with pytest.raises(ValidationError):
        asked(register, NewInvitation("Anna", "editor", side))


def test_an_account_that_cannot_be_made_leaves_the_invitation_open(register):
    _invitation, code = asked(register)
    with pytest.raises(ValidationError, match="too short"):
        join(code=code, new=NewPerson("anna", "short", "Anna"), now=NOW)
    assert invitation_for(code, now=NOW).accepted_by is None
    assert not Account.objects.filter(username="anna").exists()


def test_inviting_and_accepting_are_told_in_the_history(register):
    _invitation, code = asked(register)
    account = join(code=code, new=NEW, now=NOW)
    told = Record.objects.filter(action__in=["invite", "accept_invitation"]).order_by("id")
    assert [record.actor for record in told] == [operator().uuid, account.uuid]

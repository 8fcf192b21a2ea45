"""An invitation that names a party: who joins by it speaks for that party."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from servanda.history.models import Record
from servanda.parties.actions import (
    NewParty,
    NewRepresentation,
    accept_to_represent,
    create_party,
    invite_to_represent,
    invited_party,
    join_to_represent,
)
from servanda.parties.models import Representation
from servanda.registers.actions import (
    InvitationRefused,
    NewInvitation,
    NewPerson,
    create_side,
    merge,
    operator,
)
from servanda.registers.models import Account, Invitation
from servanda.registers.tests.factories import PASSWORD, administrator, make_register, person

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
ANNA = NewPerson(username="anna", password=PASSWORD, name="Anna Berg")


@pytest.fixture
def register():
    return make_register()


@pytest.fixture
def office(register):
    return create_party(administrator(register), new=NewParty("Office", "government_agency"))


def asked(party, *, role="focal_point", **days) -> str:
    """Invite Anna into the register of a party she will speak for; return the code."""
    _invitation, code = invite_to_represent(
        by=operator(),
        register=party.register,
        new=NewInvitation("Anna Berg", role),
        representing=NewRepresentation(party, **days),
        now=NOW,
    )
    return code


def test_who_joined_speaks_for_the_party_from_that_day_until_further_notice(register, office):
    later = NOW + timedelta(days=3)
    anna = join_to_represent(code=asked(office), new=ANNA, now=later)
    held = Representation.objects.get(account=anna)
    assert (held.party, held.since, held.until) == (office, TODAY + timedelta(days=3), None)
    record = Record.objects.of_register(register.uuid).latest("id")
    assert (record.action, record.actor) == ("represent_as_invited", anna.uuid)


def test_the_days_of_the_invitation_are_those_of_the_representation(office):
    days = {"since": TODAY - timedelta(days=9), "until": TODAY + timedelta(days=90)}
    anna = person(None, None)
    accept_to_represent(code=asked(office, **days), account=anna, now=NOW)
    held = Representation.objects.get(account=anna)
    assert (held.since, held.until) == (days["since"], days["until"])


def test_who_joins_after_the_last_day_works_there_and_speaks_for_nobody(office):
    code = asked(office, until=TODAY)
    anna = join_to_represent(code=code, new=ANNA, now=NOW + timedelta(days=1))
    assert anna.assignments.get().role == "focal_point"
    assert not Representation.objects.exists()


def test_a_refused_code_makes_no_account_and_nobody_speaks(office):
    code = asked(office)
    with pytest.raises(InvitationRefused):
        join_to_represent(code=code, new=ANNA, now=NOW + timedelta(days=15))
    assert not Account.objects.filter(username="anna").exists()
    assert not Representation.objects.exists()


def test_a_party_merged_meanwhile_is_the_one_it_was_merged_into(register, office):
    code = asked(office)
    stays = create_party(administrator(register), new=NewParty("The office", "government_agency"))
    merge(administrator(register), twin=office, into=stays, revisions=(1, 1))
    anna = join_to_represent(code=code, new=ANNA, now=NOW)
    assert Representation.objects.get(account=anna).party == stays


def test_days_in_the_wrong_order_are_refused(office):
    with pytest.raises(ValidationError, match="before the first one"):
        asked(office, since=date(2026, 2, 1), until=date(2026, 1, 1))
    with pytest.raises(ValidationError, match="before the first one"):
        asked(office, until=TODAY - timedelta(days=1))
    assert not Invitation.objects.exists()


def test_a_party_of_another_register_is_refused(register):
    there = create_party(administrator(make_register("other")), new=NewParty("Theirs", "other"))
    with pytest.raises(ValidationError, match="would not see this party"):
        invite_to_represent(
            by=operator(),
            register=register,
            new=NewInvitation("Anna Berg", "focal_point"),
            representing=NewRepresentation(there),
            now=NOW,
        )
    assert not Invitation.objects.exists()


def test_a_party_that_the_invited_person_would_not_see_is_refused(register):
    hidden = create_party(
        administrator(register), new=NewParty("Hidden", "other", visibility="restricted")
    )
    with pytest.raises(ValidationError, match="would not see this party"):
        asked(hidden)
    asked(hidden, role="secretariat")
    invitation = Invitation.objects.get()
    assert invited_party(invitation) == hidden
    invitation.role = "focal_point"
    assert invited_party(invitation) is None


def test_a_party_of_one_side_is_seen_by_who_is_invited_onto_it(register):
    ours = create_side(by=operator(), register=register, key="ours", title="Ours")
    mandate = administrator(register)
    secret = create_party(mandate, new=NewParty("Ours alone", "other"))
    type(secret).objects.filter(pk=secret.pk).update(
        effective_visibility="own_side", visibility="own_side", side=ours
    )
    for side, party in ((ours, secret), (None, None)):
        invitation = Invitation(
            register=register, role="focal_point", side=side, party=secret.uuid, name="Anna"
        )
        assert invited_party(invitation) == party

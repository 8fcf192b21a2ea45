"""Verification of what is said to be done, by somebody else than who said so."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from servanda.parties.actions import represent
from servanda.progress.actions import NewVerification, verify_update
from servanda.progress.models import Standing, Verification
from servanda.progress.tests.factories import Plan
from servanda.registers.actions import NotAllowed, mandate_for
from servanda.registers.tests.factories import administrator, make_register, mandate, person

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 1)


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register()))


@pytest.fixture
def editor(plan):
    return mandate(plan.mandate.desk.register, "editor")


def test_another_party_says_that_what_was_done_is_adequate(plan, editor):
    done = plan.say(plan.line, plan.office, "done", DAY)
    verify_update(editor, update=done, new=NewVerification(plan.arvenia, is_adequate=True))
    found = Verification.objects.get()
    assert (found.update, found.verifier, found.is_adequate) == (done, plan.arvenia, True)


def test_a_verification_leaves_the_update_and_the_standing_as_they_were(plan, editor):
    done = plan.say(plan.line, plan.office, "done", DAY)
    new = NewVerification(plan.arvenia, is_adequate=False, words="One language is missing.")
    verify_update(editor, update=done, new=new)
    assert Standing.objects.get(provision=plan.line).core == "done"


def test_who_said_so_does_not_verify_it(plan, editor):
    done = plan.say(plan.line, plan.office, "done", DAY)
    with pytest.raises(ValidationError, match="Somebody else than who said so"):
        verify_update(editor, update=done, new=NewVerification(plan.office, is_adequate=True))


def test_who_entered_it_does_not_verify_it_under_another_name(plan):
    done = plan.say(plan.line, plan.office, "done", DAY)
    with pytest.raises(ValidationError, match="You entered this update yourself"):
        verify_update(
            plan.mandate, update=done, new=NewVerification(plan.arvenia, is_adequate=True)
        )


def test_only_what_is_said_to_be_done_is_verified(plan, editor):
    open_still = plan.say(plan.line, plan.office, "in_progress", DAY)
    with pytest.raises(ValidationError, match="Only what is said to be done"):
        verify_update(
            editor, update=open_still, new=NewVerification(plan.arvenia, is_adequate=True)
        )


def test_what_is_not_adequate_lacks_something(plan, editor):
    done = plan.say(plan.line, plan.office, "done", DAY)
    with pytest.raises(ValidationError, match="Say what is lacking"):
        verify_update(editor, update=done, new=NewVerification(plan.arvenia, is_adequate=False))


def test_a_party_verifies_an_update_once_a_day(plan, editor):
    done = plan.say(plan.line, plan.office, "done", DAY)
    new = NewVerification(plan.arvenia, is_adequate=True)
    verify_update(editor, update=done, new=new)
    with pytest.raises(ValidationError, match="today already"):
        verify_update(editor, update=done, new=new)


def test_a_focal_point_verifies_in_the_name_of_their_party_alone(plan):
    officer = person(plan.mandate.desk.register, "focal_point")
    represent(plan.mandate, account=officer, party=plan.arvenia, since=DAY)
    focal = mandate_for(plan.mandate.desk.register, officer)
    done = plan.say(plan.line, plan.office, "done", DAY)
    with pytest.raises(ValidationError, match="You do not speak for this party"):
        verify_update(focal, update=done, new=NewVerification(plan.group, is_adequate=True))
    verify_update(focal, update=done, new=NewVerification(plan.arvenia, is_adequate=True))
    assert Verification.objects.count() == 1


def test_a_reader_verifies_nothing(plan):
    done = plan.say(plan.line, plan.office, "done", DAY)
    reader = mandate(plan.mandate.desk.register, "reader")
    with pytest.raises(NotAllowed):
        verify_update(reader, update=done, new=NewVerification(plan.arvenia, is_adequate=True))


@pytest.mark.slow
class TestOnPages:
    def test_the_provision_shows_who_verified_and_what_is_lacking(self, client, plan):
        done = plan.say(plan.line, plan.office, "done", DAY)
        client.force_login(person(plan.mandate.desk.register, "editor"))
        path = reverse("update-verify", kwargs={"slug": "r", "uuid": done.uuid})
        sent = {"verifier": plan.arvenia.uuid, "is_adequate": "no", "words": "One language."}
        answer = client.post(path, sent)
        page = client.get(answer.url).content.decode()
        assert "Found not adequate by Republic of Arvenia" in page
        assert "One language." in page

    def test_the_name_of_a_hidden_verifier_is_not_told(self, client, plan):
        done = plan.say(plan.line, plan.office, "done", DAY)
        editor = mandate(plan.mandate.desk.register, "editor")
        plan.visibility = "restricted"
        secret = plan.party("Secret Bureau", "other")
        verify_update(editor, update=done, new=NewVerification(secret, is_adequate=True))
        client.force_login(person(plan.mandate.desk.register, "reader"))
        path = reverse("provision", kwargs={"slug": "r", "uuid": plan.line.uuid})
        page = client.get(path).content.decode()
        assert "Verified as adequate by a party that is not public" in page
        assert "Secret Bureau" not in page

    def test_an_update_that_one_may_not_see_is_not_verified(self, client, plan):
        secret = plan.say(plan.line, plan.office, "done", DAY, visibility="restricted")
        client.force_login(person(plan.mandate.desk.register, "editor"))
        path = reverse("update-verify", kwargs={"slug": "r", "uuid": secret.uuid})
        assert client.get(path).status_code == 404

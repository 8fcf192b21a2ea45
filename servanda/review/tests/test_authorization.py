"""Every page of the review, for every role."""

import pytest
from django.test import Client
from django.urls import reverse

from servanda.parties.tests.authorization_rows import Row
from servanda.registers.tests.factories import administrator, make_register, person
from servanda.review.models import Proposal
from servanda.review.tests.authorization_rows import PUBLIC_ROWS, ROWS
from servanda.review.tests.factories import make_run, the
from servanda.sources.actions import DocumentFacts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def client_of(role: str, register) -> Client:
    client = Client()
    if role == "anonymous":
        return client
    if role == "stranger":
        account = person(None, None)
    elif role == "outsider":
        account = person(make_register("other"), "administrator")
    else:
        account = person(register, role)
    client.force_login(account)
    return client


OF_REGISTER = {"review-queue", "review-tally", "review-cases"}


def address(name: str, run) -> str:
    arguments = {"slug": run.register.slug}
    if name.startswith("proposal"):
        arguments["uuid"] = str(the(run, "party").uuid)
    elif name not in OF_REGISTER:
        arguments["uuid"] = str(run.version.uuid)
    return reverse(name, kwargs=arguments)


ROLES = sorted({row[2] for row in ROWS})


def answers(rows: list[Row], role: str, run) -> list[Row]:
    """Ask every address as one role; accepting everything comes last, since it changes the rest."""
    client = client_of(role, run.register)
    asked = sorted(
        (row for row in rows if row[2] == role), key=lambda row: row[0] == "review-accept-all"
    )
    return [
        (name, method, role, client.generic(method, address(name, run)).status_code)
        for name, method, _role, _status in asked
    ]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_its_answers_in_a_register_of_its_people(role):
    run = make_run(administrator(make_register()))
    expected = {row for row in ROWS if row[2] == role}
    assert set(answers(ROWS, role, run)) == expected


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_its_answers_in_a_public_register(role):
    facts = DocumentFacts(title="Press item", visibility="public")
    run = make_run(administrator(make_register(is_public=True)), facts=facts)
    expected = {row for row in PUBLIC_ROWS if row[2] == role}
    assert set(answers(PUBLIC_ROWS, role, run)) == expected


def test_a_restricted_document_is_not_there_for_an_editor():
    clerk = administrator(make_register())
    run = make_run(clerk, facts=DocumentFacts(title="Note", visibility="restricted"))
    client = client_of("editor", run.register)
    for name in ("review", "proposal"):
        assert client.get(address(name, run)).status_code == 404
    assert client.post(address("proposal-accept", run), {"revision": 1}).status_code == 404
    assert not Proposal.objects.exclude(state="open").exists()


def test_looking_changes_nothing():
    run = make_run(administrator(make_register()))
    client = client_of("editor", run.register)
    for name in ("review-read", "review-accept-all", "proposal-accept", "proposal-reject"):
        assert client.get(address(name, run)).status_code == 405

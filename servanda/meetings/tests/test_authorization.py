"""Every page of parties, instruments, progress and meetings answers each role as its rows say."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from servanda.meetings.tests import authorization_rows as meeting_rows
from servanda.meetings.tests.factories import Cooperation
from servanda.parties.actions import represent
from servanda.parties.models import Post
from servanda.parties.tests import authorization_rows as party_rows
from servanda.progress.tests import authorization_rows as progress_rows
from servanda.registers.models import Account, Assignment, Register
from servanda.registers.tests.factories import administrator, make_register, person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROOMS = (party_rows, progress_rows, meeting_rows)


def account_in(register: Register, role: str) -> Account | None:
    """Return a new person of a role; None for somebody who has not signed in."""
    if role == "anonymous":
        return None
    if role == "stranger":
        return person(None, None)
    if role == "outsider":
        return person(make_register("other"), "administrator", side="theirs")
    return person(register, role, side="ours")


def path_of(cooperation: Cooperation, name: str) -> str:
    update = cooperation.say(cooperation.line, cooperation.office, "done", date(2020, 6, 1))
    entry = {
        "post": Post.objects.first(),
        "instrument": cooperation.plan,
        "provision": cooperation.line,
        "update": update,
        "update-new": cooperation.line,
        "series": cooperation.series,
        "meeting": cooperation.held,
        "party": cooperation.arvenia,
        "person": cooperation.minister,
        "meeting-of-record": cooperation.record,
        "note-new": cooperation.held,
    }.get(name)
    names = {"slug": "r"} | ({"uuid": entry.uuid} if entry else {})
    if name == "note-new":
        names["kind"] = "meeting"
    return reverse(name, kwargs=names)


def wrong(register: Register, visibility: str, rows: list[party_rows.Row]) -> dict[str, int]:
    """Return the rows that do not hold, each with the status that came instead."""
    cooperation = Cooperation(administrator(register), visibility=visibility)
    accounts: dict[str, Account | None] = {}
    paths: dict[str, str] = {}
    found = {}
    for name, method, role, status in rows:
        if role not in accounts:
            accounts[role] = account_in(register, role)
            _let_speak(register, accounts[role], cooperation)
        if name not in paths:
            paths[name] = path_of(cooperation, name)
        client = Client()
        if account := accounts[role]:
            client.force_login(account)
        came = client.generic(method, paths[name]).status_code
        if came != status:
            found[f"{method} {name} as {role}"] = came
    return found


def _let_speak(register: Register, account: Account | None, cooperation: Cooperation) -> None:
    """Let a focal point speak for a party, for without one nothing can be said."""
    held = Assignment.objects.filter(register=register, account=account, role="focal_point")
    if account and held.exists():
        clerk, party = administrator(register), cooperation.arvenia
        represent(clerk, account=account, party=party, since=date(2020, 1, 1))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__.split(".")[1])
def test_a_register_that_is_not_public_answers_as_its_rows_say(room):
    assert not wrong(make_register(), "register", room.ROWS)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__.split(".")[1])
def test_a_public_register_answers_as_its_rows_say(room):
    assert not wrong(make_register(is_public=True), "public", room.PUBLIC_ROWS)


def test_restricted_entries_of_a_public_register_are_not_there_for_most():
    rows = [
        (name, "GET", role, 404)
        for name, method, role, status in meeting_rows.ROWS + progress_rows.ROWS
        if name != "meetings" and method == "GET" and role != "administrator"
    ]
    assert not wrong(make_register(is_public=True), "restricted", rows)

"""What is hidden leaves no word on any page or paper of those who may not see it.

A register is filled with open entries, and with hidden ones tied to them in every way there is. All
texts of hidden entries hold one word. Whoever may not see them opens every page that a link leads to,
takes the brief in every form, and must not meet the word, nor the public name of a hidden entry.
"""

import pytest
from django.test import Client
from django.urls import reverse

from servanda.portal.views.entries import KINDS
from servanda.registers.actions import mandate_for
from servanda.registers.tests.factories import administrator, make_register, person
from tests.leaks.hidden_world import WORD, HiddenWorld
from tests.leaks.meeting_words import found_by, own_addresses, status_of
from tests.leaks.open_world import OpenWorld

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MANY = pytest.mark.prove


READERS = ("reader", "focal_point")
ROLES = [None, "editor", *(pytest.param(role, marks=MANY) for role in READERS)]


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_restricted_entries_leave_no_word(role):
    register = make_register(is_public=True)
    clerk = administrator(register)
    hidden = HiddenWorld(clerk, OpenWorld(clerk), "restricted")
    client = Client()
    if role is not None:
        client.force_login(person(register, role, side="ours"))
    assert found_by(client, register, hidden) == []


@pytest.mark.slow
def test_entries_for_people_of_the_register_leave_no_word_to_a_visitor():
    register = make_register(is_public=True)
    clerk = administrator(register)
    hidden = HiddenWorld(clerk, OpenWorld(clerk), "register")
    assert found_by(Client(), register, hidden) == []


@pytest.mark.slow
@pytest.mark.parametrize("role", [None, *(pytest.param(r, marks=MANY) for r in READERS)])
def test_what_hangs_on_entries_under_embargo_leaves_no_word(role):
    register = make_register(is_public=True)
    clerk = administrator(register)
    hidden = HiddenWorld(clerk, OpenWorld(clerk), "public")
    hidden.keep_back()
    client = Client()
    if role is not None:
        client.force_login(person(register, role, side="ours"))
    assert found_by(client, register, hidden) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("administrator", "theirs"),
        pytest.param("administrator", None, marks=MANY),
        pytest.param("editor", "theirs", marks=MANY),
        pytest.param("reader", "theirs", marks=MANY),
    ],
)
def test_entries_of_one_side_leave_no_word_on_the_other(role, side):
    register = make_register()
    clerk = mandate_for(register, person(register, "administrator", side="ours"))
    world = OpenWorld(clerk, visibility="register")
    hidden = HiddenWorld(clerk, world, "own_side")
    client = Client()
    client.force_login(person(register, role, side=side))
    assert found_by(client, register, hidden) == []


@pytest.mark.slow
def test_who_sees_it_meets_the_word():
    """The test above would hold for an empty register as well."""
    register = make_register()
    clerk = mandate_for(register, person(register, "administrator", side="ours"))
    hidden = HiddenWorld(clerk, OpenWorld(clerk), "own_side")
    client = Client()
    account = clerk.desk.account
    assert account is not None
    client.force_login(account)
    for name in ("register", "parties", "meetings", "documents", "timeline", "history", "brief"):
        page = client.get(reverse(name, kwargs={"slug": "r"})).content.decode()
        assert WORD in page, name
    search = reverse("search", kwargs={"slug": "r"})
    assert WORD in client.get(search, {"q": f"{WORD[:-1]}*"}).content.decode()
    for entry in hidden.made:
        for address in own_addresses("r", entry)[-1:]:
            expected = 200 if entry.KIND in KINDS else 404
            assert status_of(client, address) == expected, address

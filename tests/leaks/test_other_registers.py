"""A register leaves no word in another: on pages, in letters, in refusals."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from servanda.registers.actions import (
    NewInvitation,
    NewPerson,
    NewRegister,
    create_register,
    create_side,
    invite,
    join,
    operator,
)
from servanda.registers.models import Assignment
from servanda.registers.tests.factories import PASSWORD, administrator, make_register, person
from servanda.tasks.actions import work_off
from tests.leaks.hidden_world import WORD, HiddenWorld
from tests.leaks.meeting_words import found_by, own_addresses, pages, status_of
from tests.leaks.open_world import OpenWorld

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.slow
def test_another_register_has_no_trace_of_this_one():
    here, there = make_register("here", is_public=True), make_register("there")
    clerk = administrator(there)
    hidden = HiddenWorld(clerk, OpenWorld(clerk), "public")
    own = OpenWorld(administrator(here))
    client = Client()
    client.force_login(person(here, "administrator", side="ours"))
    assert found_by(client, here, hidden) == []
    assert client.get(reverse("register", kwargs={"slug": "there"})).status_code == 404
    for entry in own.entries():
        for address in own_addresses("there", entry):
            assert status_of(client, address) == 404


@pytest.mark.slow
def test_people_letters_and_refusals_of_another_register_bear_no_word_of_this_one():
    here = make_register("here", is_public=True)
    there = create_register(by=operator(), new=NewRegister("there", f"{WORD} register"))
    create_side(by=operator(), register=there, key="side", title=f"{WORD} side")
    guest = NewInvitation(f"{WORD} guest", "editor", email="guest@ministry.example")
    invited, code = invite(by=operator(), register=there, new=guest, now=timezone.now())
    join(code=code, new=NewPerson("guest", PASSWORD, f"{WORD} guest"), now=timezone.now())
    client = Client()
    client.force_login(person(here, "administrator", side="ours"))
    mail.outbox = []
    told = [text for _address, text in pages(client, reverse("register", kwargs={"slug": "here"}))]
    new = {"name": "Anna", "role": "reader", "email": "anna@ministry.example"}
    told.append(
        client.post(reverse("invitation-new", kwargs={"slug": "here"}), new).content.decode()
    )
    for name in ("member", "hand-over", "invitation-revoke", "representation-end"):
        place = Assignment.objects.get(register=there, role="editor")
        for uuid in (place.uuid, invited.uuid):
            there_url = reverse(name, kwargs={"slug": "here", "uuid": uuid})
            told += [
                client.get(there_url).content.decode(),
                client.post(there_url).content.decode(),
            ]
    told += [client.get(reverse("join"), {"code": code}).content.decode()]
    client.post(reverse("account_reset_password"), {"email": "guest@ministry.example"})
    work_off()
    told += [str(letter.message()) for letter in mail.outbox if "guest@" not in letter.to[0]]
    assert len(mail.outbox) == 2
    assert not [text for text in told if WORD.casefold() in text.casefold()]

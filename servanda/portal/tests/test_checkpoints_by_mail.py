"""Checkpoints leave the machine in letters: asked for, with each invitation, by command."""

import pytest
from django.core import mail
from django.urls import reverse

from servanda.commands import main
from servanda.history.actions import signing_key
from servanda.history.rules import opened
from servanda.parties.actions import NewParty, create_party
from servanda.registers.tests.factories import administrator, make_register, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(settings, tmp_path):
    """A register with one record."""
    settings.DATA_DIR = tmp_path
    made = make_register("r", is_public=True)
    create_party(administrator(made), new=NewParty("Arvenia", "state", visibility="public"))
    return made


def note_in(text: str) -> str:
    """Return the checkpoint that stands in a letter."""
    lines = text.replace("\r\n", "\n").split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("servanda") and "/" in line)
    end = next(n for n, line in enumerate(lines) if line.startswith("— ")) + 1
    return "\n".join(lines[start:end]) + "\n"


def mailed_to(client, account):
    client.force_login(account)
    client.post(reverse("checkpoint-mail", kwargs={"slug": "r"}))
    return mail.outbox


def test_a_person_of_the_register_has_it_mailed(client, register):
    reader = person(register, "reader")
    reader.email = "anna@partner.example"
    reader.save()
    page = client.get(reverse("checkpoint", kwargs={"slug": "r"})).content.decode()
    assert "Mail it to me" not in page  # a visitor
    (letter,) = mailed_to(client, reader)
    page = client.get(reverse("checkpoint", kwargs={"slug": "r"})).content.decode()
    assert "Mail it to me" in page
    assert "Sent to anna@partner.example." in page
    assert letter.to == ["anna@partner.example"]
    assert letter.subject == "Checkpoint of Register r: 1 record"
    (attached,) = letter.attachments
    assert attached[0] == "checkpoint-r-1.txt"
    facts = opened(attached[1], signing_key().public_key())
    assert (facts.size, facts.register) == (1, register.uuid)
    assert attached[1] in letter.body


def test_who_has_no_address_is_led_to_where_it_is_given(client, register):
    client.force_login(person(register, "reader"))
    answer = client.post(reverse("checkpoint-mail", kwargs={"slug": "r"}))
    assert answer.url == reverse("account")
    assert mail.outbox == []


def test_a_letter_that_cannot_be_sent_is_told(client, register, monkeypatch):
    def refuse(_letter):
        raise OSError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    reader = person(register, "reader")
    reader.email = "anna@partner.example"
    reader.save()
    mailed_to(client, reader)
    page = client.get(reverse("checkpoint", kwargs={"slug": "r"})).content.decode()
    assert "The letter could not be sent" in page


def test_a_letter_of_a_marked_register_bears_the_marking(client, register):
    register.handling = "For official use"
    register.save()
    reader = person(register, "reader")
    reader.email = "anna@partner.example"
    reader.save()
    (letter,) = mailed_to(client, reader)
    assert letter.body.startswith("For official use\n")


def test_a_mailed_invitation_ends_with_a_checkpoint(client, register):
    client.force_login(person(register, "administrator"))
    told = {"name": "Boris", "role": "reader", "email": "boris@partner.example"}
    client.post(reverse("invitation-new", kwargs={"slug": "r"}), told)
    (letter,) = mail.outbox
    facts = opened(note_in(str(letter.body)), signing_key().public_key())
    assert (facts.size, facts.register) == (1, register.uuid)


def test_the_command_mails_it(register, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("servanda.commands.history.open_installation", lambda _options: None)
    assert main(["history", "--register", "r", "--mail", "auditor@partner.example"]) == 0
    (letter,) = mail.outbox
    assert letter.to == ["auditor@partner.example"]
    assert letter.attachments[0][0] == "checkpoint-r-1.txt"
    assert capsys.readouterr().out == "Sent to auditor@partner.example.\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--mail", ""], "'' is no e-mail address"),
        (["--mail", "a@b.example", "--output", "x"], "A letter is written into no file"),
    ],
)
def test_the_command_says_what_it_cannot_mail(register, monkeypatch, capsys, words, told):
    monkeypatch.setattr("servanda.commands.history.open_installation", lambda _options: None)
    assert main(["history", "--register", "r", *words]) != 0
    assert told in capsys.readouterr().err
    assert mail.outbox == []

"""An administrator invites by mail or by a printed code; an invited person comes in."""

import re
from datetime import date

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import Representation
from servanda.portal.tests.people.asking import path, shown
from servanda.registers.actions import desk_at, operator
from servanda.registers.models import Account, Invitation
from servanda.registers.tests.factories import (
    PASSWORD,
    administrator,
    make_register,
    person,
)

pytestmark = pytest.mark.django_db

CODE = re.compile(r"\b(?:[A-Z2-9]{5}-){4}[A-Z2-9]{5}\b")


def invited(client, **fields) -> tuple[str, str]:
    """Send the form; return the page that answers, and the code on it."""
    said = {"name": "Anna Berg", "role": "editor"}
    page = shown(client.post(path("invitation-new"), said | fields))
    return page, CODE.findall(page)[0]


def test_an_invitation_is_made_printed_and_mailed(client, register):
    page, code = invited(client, email="anna@ministry.example", language="ru")
    assert "was sent to anna@ministry.example" in page
    letter = mail.outbox[0]
    assert letter.to == ["anna@ministry.example"]
    assert code in letter.body
    assert f"http://testserver/join/?code={code}" in letter.body
    assert "Приглашение" in letter.subject


def test_the_sheet_is_in_the_language_of_the_letter_and_the_page_around_it_is_not(client, register):
    page, _code = invited(client, language="ru")
    assert "Введите этот код" in page
    assert "Type this code" not in page
    assert "The code is shown this once" in page
    page, _code = invited(client)
    assert "Type this code" in page


def test_without_an_address_nothing_is_mailed(client, register):
    page, _code = invited(client)
    assert not mail.outbox
    assert "was sent to" not in page


def test_without_a_mail_server_the_letter_is_kept_as_a_file(client, register, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    page, code = invited(client, email="anna@ministry.example")
    assert "kept as a file" in page
    assert code in next(tmp_path.iterdir()).read_text()


def test_a_mail_that_cannot_be_sent_is_told_and_the_invitation_stands(
    client, register, monkeypatch
):
    def refuse(*_args, **_kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("servanda.portal.views.inviting.send_mail", refuse)
    page, code = invited(client, email="anna@ministry.example")
    assert "could not be sent" in page
    assert CODE.fullmatch(code)
    assert Invitation.objects.count() == 1


def test_the_code_is_shown_once_and_on_no_other_page(client, register):
    _page, code = invited(client)
    for name in ("people", "history", "invitation-new"):
        assert code not in shown(client.get(path(name)))


def test_an_invited_person_makes_an_account_and_is_in(client, register):
    _page, code = invited(client)
    client.logout()
    page = shown(client.get(reverse("join"), {"code": code.lower()}))
    assert "Register r" in page
    new = {"username": "anna", "name": "Anna", "password": PASSWORD, "again": PASSWORD}
    answer = client.post(reverse("join"), {"code": code, **new})
    assert answer.url == path("register")
    assert "Welcome, Anna" in shown(client.get(answer.url))
    assert desk_at(register, Account.objects.get(username="anna")).role == "editor"


def test_an_invitation_names_the_party_and_who_joins_speaks_for_it(client, register):
    office = create_party(administrator(register), new=NewParty("Border office", "other"))
    page, code = invited(
        client,
        role="focal_point",
        party=office.uuid,
        until="2099-12-31",
        email="anna@ministry.example",
    )
    told = (
        "You will speak for Border office from the day you join. The last day is 31 December 2099."
    )
    assert told in page
    assert told in " ".join(str(mail.outbox[0].body).split())
    assert "Border office" in shown(client.get(path("people")))
    client.logout()
    assert told in shown(client.get(reverse("join"), {"code": code}))
    new = {"username": "anna", "name": "Anna", "password": PASSWORD, "again": PASSWORD}
    client.post(reverse("join"), {"code": code, **new})
    held = Representation.objects.get(account__username="anna")
    assert (held.party, held.since, held.until) == (
        office,
        timezone.localdate(),
        date(2099, 12, 31),
    )


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ({"since": "2026-01-01"}, "Choose the party for which these days count"),
        ({"until": "2020-01-01", "party": "office"}, "The last day is before the first one"),
        ({"party": "0199f6c0-0000-7000-8000-000000000000"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_with_party_and_days_is_told_at_the_form(client, register, days, told):
    office = create_party(administrator(register), new=NewParty("Border office", "other"))
    if days.get("party") == "office":
        days = {**days, "party": office.uuid}
    said = {"name": "Anna Berg", "role": "focal_point"}
    answer = client.post(path("invitation-new"), said | days)
    assert answer.status_code == 422
    assert told in shown(answer)
    assert not Invitation.objects.exists()


def test_who_joined_has_the_pages_in_the_language_of_the_invitation_until_the_browser_is_closed(
    client, register
):
    _page, code = invited(client, language="ru")
    client.logout()
    new = {"username": "anna", "name": "Anna", "password": PASSWORD, "again": PASSWORD}
    answer = client.post(reverse("join"), {"code": code, **new})
    assert answer.cookies[django_settings.LANGUAGE_COOKIE_NAME].value == "ru"
    assert answer.cookies["sessionid"]["max-age"] == ""
    assert "Добро пожаловать, Anna!" in shown(client.get(answer.url))


def test_a_person_with_an_account_accepts_with_it(client, register):
    _page, code = invited(client)
    boris = person(None, None)
    client.force_login(boris)
    assert "You are signed in as" in shown(client.get(reverse("join"), {"code": code}))
    client.post(reverse("join"), {"code": code})
    assert desk_at(register, boris).role == "editor"


def test_who_has_an_account_is_led_back_to_the_invitation_after_signing_in(client, register):
    _page, code = invited(client)
    client.logout()
    page = client.get(reverse("join"), {"code": code}).content.decode()
    found = re.search(r'href="(/sign-in/[^"]+)"', page[page.index("<main") :])
    assert found
    account = person(None, None)
    said = {"username": account.username, "password": PASSWORD}
    answer = client.post(found[1].replace("&amp;", "&"), said)
    assert answer.url == f"/join/?code={code}"


@pytest.mark.parametrize("code", ["AAAAA-AAAAA-AAAAA-AAAAA-AAAAA", "<b>", "x" * 5000])
def test_a_forged_code_gets_a_sentence_and_no_account(client, register, code):
    client.logout()
    for answer in (
        client.get(reverse("join"), {"code": code}),
        client.post(reverse("join"), {"code": code}),
    ):
        assert answer.status_code == 422
        assert "There is no invitation with this code" in shown(answer)
        assert "Register r" not in shown(answer)


def test_a_used_and_a_lapsed_and_a_withdrawn_code_are_told_apart(client, register):
    codes = [invited(client, name=name)[1] for name in ("used", "lapsed", "withdrawn")]
    Invitation.objects.filter(name="used").update(accepted_by=operator())
    Invitation.objects.filter(name="lapsed").update(expires_at=timezone.now())
    withdrawn = Invitation.objects.get(name="withdrawn")
    client.post(path("invitation-revoke", uuid=withdrawn.uuid))
    told = [shown(client.get(reverse("join"), {"code": code})) for code in codes]
    sentences = ("was used already", "was good until", "was withdrawn")
    assert all(sentence in page for sentence, page in zip(sentences, told, strict=True))


def test_two_passwords_that_differ_are_told(client, register):
    _page, code = invited(client)
    client.logout()
    new = {"username": "anna", "name": "Anna", "password": PASSWORD, "again": "another phrase"}
    answer = client.post(reverse("join"), {"code": code, **new})
    assert "The two passwords differ" in shown(answer)
    assert not Account.objects.filter(username="anna").exists()


def test_a_name_that_is_taken_is_told_at_its_field(client, register):
    taken = person(None, None).username
    _page, code = invited(client)
    client.logout()
    new = {"username": taken.upper(), "name": "A", "password": PASSWORD, "again": PASSWORD}
    answer = client.post(reverse("join"), {"code": code, **new})
    assert answer.status_code == 422
    assert "already an account of this name" in shown(answer)


def test_an_invitation_of_another_register_is_not_withdrawn_here(client, register):
    _page, _code = invited(client)
    uuid = Invitation.objects.get().uuid
    make_register("other")
    there = reverse("invitation-revoke", kwargs={"slug": "other", "uuid": uuid})
    assert client.post(there).status_code == 404
    assert not Invitation.objects.get().is_revoked

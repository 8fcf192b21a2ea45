"""The pages on which an administrator invites people, gives roles, suspends and hands over."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from servanda.history.models import Record
from servanda.parties.actions import NewParty, create_party, represent
from servanda.parties.models import Representation
from servanda.registers.actions import desk_at, operator, suspend
from servanda.registers.models import Account, Assignment, Invitation, Register, Side
from servanda.registers.tests.factories import (
    PASSWORD,
    administrator,
    make_register,
    person,
)

pytestmark = pytest.mark.django_db
CODE = re.compile(r"\b(?:[A-Z2-9]{5}-){4}[A-Z2-9]{5}\b")
TODAY = timezone.localdate()


@pytest.fixture
def register(client):
    register = make_register()
    client.force_login(operator())
    return register


def path(name: str, **names) -> str:
    return reverse(name, kwargs={"slug": "r", **names})


def place(register, account) -> Assignment:
    return Assignment.objects.get(register=register, account=account)


def shown(answer) -> str:
    return " ".join(answer.content.decode().split())


def seen(client, there: str) -> str:
    """Return what a form brings back of the state it was opened on."""
    found = re.search(r'name="seen" value="([^"]+)"', client.get(there).content.decode())
    assert found
    return found[1]


def invited(client, **fields) -> tuple[str, str]:
    """Send the form; return the page that answers, and the code on it."""
    said = {"name": "Anna Berg", "role": "editor"}
    page = shown(client.post(path("invitation-new"), said | fields))
    return page, CODE.findall(page)[0]


def test_the_list_tells_role_side_parties_and_state(client, register):
    anna = person(register, "focal_point", side="ours")
    head = administrator(register)
    office = create_party(head, new=NewParty("Migration office", "government_agency"))
    represent(head, account=anna, party=office, since=TODAY)
    page = shown(client.get(path("people")))
    assert all(word in page for word in ("focal point", "Ours", "Migration office", "never"))
    assert "suspended" not in page
    suspend(by=operator(), assignment=place(register, anna))
    assert "suspended" in shown(client.get(path("people")))


def test_an_invitation_is_made_printed_and_mailed(client, register):
    page, code = invited(client, email="anna@ministry.example", language="ru")
    assert "was sent to anna@ministry.example" in page
    letter = mail.outbox[0]
    assert letter.to == ["anna@ministry.example"]
    assert code in letter.body
    assert f"http://testserver/join/?code={code}" in letter.body
    assert "Приглашение" in letter.subject


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


def test_role_and_side_are_changed(client, register):
    anna = person(register, "reader", side="ours")
    there = path("member", uuid=place(register, anna).uuid)
    said = {"role": "editor", "side": "", "seen": seen(client, there)}
    assert client.post(there, said).url == there
    assert (place(register, anna).role, place(register, anna).side) == ("editor", None)


def test_the_last_administrator_keeps_the_role_and_is_told_why(client, register):
    there = path("member", uuid=place(register, operator()).uuid)
    said = {"role": "reader", "side": "", "seen": seen(client, there)}
    answer = client.post(there, said)
    assert answer.status_code == 422
    assert "no administrator left" in shown(answer)
    suspended = client.post(path("member-suspend", uuid=place(register, operator()).uuid))
    assert "no administrator left" in shown(client.get(suspended.url))
    assert place(register, operator()).role == "administrator"


def test_a_person_is_suspended_and_let_in_again(client, register):
    anna = person(register, "editor")
    there = {"uuid": place(register, anna).uuid}
    assert "is suspended, and signed out" in shown(
        client.post(path("member-suspend", **there), follow=True)
    )
    assert desk_at(register, anna) is None
    client.post(path("member-restore", **there))
    assert desk_at(register, anna).role == "editor"


def test_a_suspended_person_reads_on_the_first_page_that_they_are(client, register):
    anna = person(register, "editor")
    suspend(by=operator(), assignment=place(register, anna))
    anna.refresh_from_db()
    client.force_login(anna)
    assert "is suspended. Its administrator can restore it" in shown(client.get("/"))


def test_all_sessions_of_a_person_end(client, register):
    anna = person(register, "editor")
    elsewhere = type(client)()
    elsewhere.force_login(anna)
    client.post(path("member-end-sessions", uuid=place(register, anna).uuid))
    assert elsewhere.get(path("register")).status_code == 404


def test_a_party_is_given_and_ended(client, register):
    anna = person(register, "focal_point")
    office = create_party(administrator(register), new=NewParty("Office", "government_agency"))
    there = {"uuid": place(register, anna).uuid}
    said = {"party": office.uuid, "since": TODAY - timedelta(days=9)}
    client.post(path("member-represent", **there), said)
    held = Representation.objects.get()
    again = client.post(path("member-represent", **there), said)
    assert "already" in shown(again)
    end = path("representation-end", uuid=held.uuid)
    assert "Give the last day" in shown(client.post(end, {"until": "soon"}, follow=True))
    client.post(end, {"until": TODAY - timedelta(days=1)})
    assert not Representation.objects.on(TODAY).exists()


def test_all_is_handed_over_in_one_step_with_its_reason(client, register):
    anna = person(register, "focal_point", side="ours")
    boris = person(register, "reader")
    head = administrator(register)
    office = create_party(head, new=NewParty("Migration office", "government_agency"))
    represent(head, account=anna, party=office, since=TODAY - timedelta(days=9))
    there = path("hand-over", uuid=place(register, anna).uuid)
    assert "Migration office" in shown(client.get(there))
    said = {"successor": place(register, boris).uuid, "reason": "Anna left for another post."}
    client.post(there, said)
    assert desk_at(register, boris).role == "focal_point"
    assert desk_at(register, anna) is None
    record = Record.objects.latest("id")
    assert (record.action, record.reason) == ("hand_over", "Anna left for another post.")


def test_nothing_is_handed_over_to_another_side(client, register):
    anna = person(register, "focal_point", side="ours")
    other = person(register, "focal_point", side="theirs")
    there = path("hand-over", uuid=place(register, anna).uuid)
    said = {"successor": place(register, other).uuid, "reason": "Anna left."}
    assert "another side" in shown(client.post(there, said))
    assert desk_at(register, anna).role == "focal_point"


def test_a_register_is_started_by_the_operator_with_its_sides(client, register):
    said = {"title": "Cooperation", "slug": "cooperation", "language": "en", "is_public": "on"}
    answer = client.post(reverse("register-new"), said)
    made = Register.objects.get(slug="cooperation")
    assert made.is_public
    side = reverse("side-new", kwargs={"slug": "cooperation"})
    for title in ("Ministry", "Министерство", "Ministry"):
        client.post(side, {"title": title})
    keys = list(Side.objects.filter(register=made).values_list("key", flat=True).order_by("pk"))
    assert keys == ["ministry", "side", "ministry-2"]
    assert "Министерство" in shown(client.get(answer.url))


def test_a_short_name_that_is_taken_is_told(client, register):
    said = {"title": "Another", "slug": "r", "language": "en"}
    answer = client.post(reverse("register-new"), said)
    assert "already a register of this short name" in shown(answer)


def test_the_settings_of_a_register_are_changed(client, register):
    said = {"title": "New title", "language": "ru", "is_public": "on", "handling": "Internal"}
    there = path("register-settings")
    client.post(there, said | {"seen": seen(client, there)})
    register.refresh_from_db()
    assert (register.title, register.language, register.is_public) == ("New title", "ru", True)
    client.logout()
    assert "New title" in shown(client.get("/"))


@pytest.mark.parametrize("role", ["reader", "focal_point", "editor", "secretariat"])
def test_only_administrators_see_the_way_to_people_and_settings(client, register, role):
    page = shown(client.get(path("register")))
    assert path("people") in page
    assert path("register-settings") in page
    client.force_login(person(register, role))
    page = shown(client.get(path("register")))
    assert path("people") not in page
    assert path("register-settings") not in page


def test_the_second_of_two_administrators_sees_both_roles_and_decides(client, register):
    anna = person(register, "reader", side="ours")
    there = path("member", uuid=place(register, anna).uuid)
    mine = {"role": "secretariat", "side": "", "seen": seen(client, there)}
    theirs = {"role": "editor", "side": "", "seen": mine["seen"]}
    client.post(there, theirs)
    answer = client.post(there, mine)
    assert answer.status_code == 409
    page = shown(answer)
    rows = page[page.index("<tbody>") : page.index("</tbody>")]
    assert "editor" in rows
    assert "secretariat" in rows
    assert place(register, anna).role == "editor"
    again = re.search(r'name="seen" value="([^"]+)"', page)
    assert again
    client.post(there, mine | {"seen": again[1]})
    assert place(register, anna).role == "secretariat"


def test_the_second_of_two_administrators_sees_both_titles_and_decides(client, register):
    there = path("register-settings")
    begun = {"language": "en", "seen": seen(client, there)}
    client.post(there, begun | {"title": "Their title"})
    answer = client.post(there, begun | {"title": "My title", "is_public": "on"})
    assert answer.status_code == 409
    page = shown(answer)
    rows = page[page.index("<tbody>") : page.index("</tbody>")]
    assert all(word in rows for word in ("Their title", "My title", "yes", "no"))
    register.refresh_from_db()
    assert (register.title, register.is_public) == ("Their title", False)


@pytest.mark.parametrize("sent", ["", "forged", "e30:1abc:xyz"])
def test_a_form_that_does_not_tell_what_was_seen_saves_nothing(client, register, sent):
    said = {"title": "New title", "language": "en", "seen": sent}
    answer = client.post(path("register-settings"), said)
    assert answer.status_code == 422
    assert "open it again" in shown(answer)

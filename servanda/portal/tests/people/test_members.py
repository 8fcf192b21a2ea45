"""An administrator gives roles and parties, suspends, ends sessions and hands over."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from servanda.history.models import Record
from servanda.parties.actions import NewParty, create_party, hand_over, represent
from servanda.parties.models import Representation
from servanda.portal.tests.people.asking import path, seen, shown
from servanda.registers.actions import desk_at, operator, suspend
from servanda.registers.models import Assignment
from servanda.registers.tests.factories import (
    administrator,
    make_register,
    person,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def place(register, account) -> Assignment:
    return Assignment.objects.get(register=register, account=account)


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
    there = path("member-suspend", uuid=place(register, operator()).uuid)
    suspended = client.post(there, {"reason": "I leave."})
    assert "no administrator left" in shown(client.get(suspended.url))
    assert place(register, operator()).role == "administrator"


def test_a_person_is_suspended_and_let_in_again_and_the_history_says_why(client, register):
    anna = person(register, "editor")
    there = {"uuid": place(register, anna).uuid}
    said = {"reason": "A doubt about the telephone."}
    page = shown(client.post(path("member-suspend", **there), said, follow=True))
    assert "is suspended, and signed out" in page
    assert "A doubt about the telephone." in page
    assert desk_at(register, anna) is None
    client.post(path("member-restore", **there), {"reason": "It was found."})
    assert desk_at(register, anna).role == "editor"
    told = Record.objects.order_by("-id")[:2]
    assert [(record.action, record.reason) for record in told] == [
        ("restore_access", "It was found."),
        ("suspend", "A doubt about the telephone."),
    ]


def test_nobody_is_suspended_or_let_in_without_a_reason(client, register):
    anna = person(register, "editor")
    there = {"uuid": place(register, anna).uuid}
    assert client.post(path("member-suspend", **there)).status_code == 422
    assert desk_at(register, anna).role == "editor"
    suspend(by=operator(), assignment=place(register, anna))
    assert client.post(path("member-restore", **there), {"reason": " "}).status_code == 422
    assert desk_at(register, anna) is None


def test_who_leaves_a_register_is_led_to_the_first_page_and_told(client, register):
    person(register, "administrator")
    mine = place(register, operator())
    there = path("member-suspend", uuid=mine.uuid)
    page = shown(client.post(there, {"reason": "I leave."}, follow=True))
    assert "Local operator is suspended, and signed out everywhere" in page
    assert "Sign in to see the registers you work in" in page


def test_who_hands_over_their_own_is_led_to_the_first_page_and_told(client, register):
    successor = place(register, person(register, "administrator"))
    said = {"successor": successor.uuid, "reason": "I leave."}
    there = path("hand-over", uuid=place(register, operator()).uuid)
    page = shown(client.post(there, said, follow=True))
    assert "has taken over from Local operator" in page
    assert "Sign in to see the registers you work in" in page


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
    page = shown(client.get(path("member", uuid=place(register, anna).uuid)))
    assert "Anna left for another post." in page


def test_an_administrator_reads_a_hand_over_in_the_history_and_no_other_role_does(client, register):
    anna, boris = person(register, "focal_point"), person(register, "reader")
    office = create_party(administrator(register), new=NewParty("Office", "government_agency"))
    represent(administrator(register), account=anna, party=office, since=TODAY)
    hand_over(administrator(register), source=place(register, anna), successor=boris)
    page = shown(client.get(path("history")))
    assert "<strong>Handed over to a successor</strong>" in page
    assert str(anna) in page
    record = Record.objects.get(action="hand_over")
    page = shown(client.get(path("history-record", uuid=record.uuid)))
    assert all(told in page for told in (str(boris), "focal point", "Office"))
    assert not any(told in page for told in ("not there any more", "Take back"))
    there = path("history-record", uuid=record.uuid)
    assert "Первый день" in shown(client.get(there, headers={"accept-language": "ru"}))
    client.force_login(boris)
    assert "<strong>Handed over to a successor</strong>" not in shown(client.get(path("history")))
    assert client.get(path("history-record", uuid=record.uuid)).status_code == 404


def test_the_page_of_the_people_tells_what_was_done_about_them_with_the_reason(client, register):
    anna = person(register, "focal_point")
    office = create_party(administrator(register), new=NewParty("Office", "government_agency"))
    represent(administrator(register), account=anna, party=office, since=TODAY)
    suspend(by=operator(), assignment=place(register, anna), reason="She is away.")
    page = shown(client.get(path("people")))
    assert f'<strong>Suspended a person in a register</strong>: <span dir="auto">{anna}' in page
    assert "She is away." in page
    assert f'<strong>Named who speaks for a party</strong>: <span dir="auto">{anna}' in page


def test_what_was_done_about_the_people_of_another_register_is_not_told(client, register):
    other = person(make_register("other"), "reader")
    suspend(by=operator(), assignment=Assignment.objects.get(account=other), reason="Far away.")
    assert "Far away." not in shown(client.get(path("people")))


def test_nothing_is_handed_over_to_another_side(client, register):
    anna = person(register, "focal_point", side="ours")
    other = person(register, "focal_point", side="theirs")
    there = path("hand-over", uuid=place(register, anna).uuid)
    said = {"successor": place(register, other).uuid, "reason": "Anna left."}
    assert "another side" in shown(client.post(there, said))
    assert desk_at(register, anna).role == "focal_point"


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

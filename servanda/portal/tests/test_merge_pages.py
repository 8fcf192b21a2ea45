"""The pages on which two entries become one, and on which what was done is taken back."""

import re
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from servanda.history.models import Record
from servanda.instruments.actions import NewInstrument, create_instrument
from servanda.meetings.actions import NewMeeting, create_meeting
from servanda.parties.actions import NewParty, add_party_name, create_party, ensure_post
from servanda.parties.models import Party
from servanda.registers.models import Account, Register
from servanda.registers.tests.factories import administrator, make_register, mandate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def register() -> Register:
    return make_register("r")


@pytest.fixture
def client(register: Register) -> Client:
    made = Client()
    account = mandate(register, "editor").desk.account
    assert isinstance(account, Account)
    made.force_login(account)
    return made


@pytest.fixture
def pair(register: Register) -> tuple[Party, Party]:
    """A party and its twin, which bear one name in two scripts."""
    clerk = administrator(register)
    into = create_party(clerk, new=NewParty("Гаджиев и сыновья", "company"))
    twin = create_party(clerk, new=NewParty("Gadzhiev i synovia", "company"))
    add_party_name(clerk, party=twin, text="Гаджиев и сыновья", language="ru")
    return twin, into


def address(name: str, **kwargs: object) -> str:
    return reverse(name, kwargs={"slug": "r", **kwargs})


def merge_address(twin: Party, into: Party) -> str:
    return address("merge", kind="party", uuid=twin.uuid, into=into.uuid)


def last_record(register: Register) -> Record:
    return Record.objects.of_register(register.uuid).order_by("-sequence")[0]


def test_the_plan_after_a_plan_and_the_next_meeting_of_a_name_are_no_twins(client, register):
    clerk = administrator(register)
    for period in ("2016/2018", "2020/2022", "2021"):
        create_instrument(clerk, new=NewInstrument("Plan", "action_plan", period=period))
    for day in ("2020-02", "2021-02-17"):
        create_meeting(clerk, new=NewMeeting("Yearly meeting", "held", day))
    for name in ("Ministry", "Office"):
        ensure_post(
            clerk, title="Director", organization=create_party(clerk, new=NewParty(name, "other"))
        )
    found = re.findall(r'href="/r/r/twins/([^/"]+)/', client.get(address("twins")).content.decode())
    assert found == ["instrument"]  # the plans of 2020–2022 and of 2021 may be one


def test_entries_of_one_name_are_listed_with_the_way_to_merge_them(client, pair):
    twin, into = pair
    page = client.get(address("twins")).content.decode()
    found = re.findall(r'href="(/r/r/twins/party/[^"]+)"', page)
    assert found in ([merge_address(twin, into)], [merge_address(into, twin)])


def test_where_no_two_bear_one_name_that_is_said(client):
    assert b"No two entries bear the same name." in client.get(address("twins")).content


def test_two_others_are_named_by_their_addresses(client, pair):
    twin, into = pair
    told = {
        "twin": f"https://office.example{address('party', uuid=twin.uuid)}",
        "into": address("party", uuid=into.uuid),
    }
    answer = client.post(address("twins"), told)
    assert (answer.status_code, answer["Location"]) == (302, merge_address(twin, into))


@pytest.mark.parametrize("twin", ["", "a letter", "/r/r/party/", "/r/r/document/{uuid}/"])
def test_what_is_no_address_of_an_entry_is_said(client, pair, twin: str):
    told = {"twin": twin.format(uuid=uuid4()), "into": address("party", uuid=pair[1].uuid)}
    answer = client.post(address("twins"), told)
    assert answer.status_code == 422
    assert b"error" in answer.content


def test_two_entries_become_one_and_the_old_address_leads_on(client, pair, register):
    twin, into = pair
    page = client.get(merge_address(twin, into))
    assert "names" in page.content.decode()
    told = {"reason": "One company.", **revisions(page.content.decode())}
    answer = client.post(merge_address(twin, into), told)
    assert answer["Location"] == address("party", uuid=into.uuid)
    old = client.get(address("party", uuid=twin.uuid))
    assert (old.status_code, old["Location"]) == (302, address("party", uuid=into.uuid))
    assert last_record(register).reason == "One company."


def revisions(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(\w+_revision)" value="(\d+)"', page))


def test_the_page_of_entries_that_were_merged_leads_nowhere(client, pair):
    twin, into = pair
    told = {"reason": "One.", "twin_revision": 1, "into_revision": 1}
    told |= revisions(client.get(merge_address(twin, into)).content.decode())
    client.post(merge_address(twin, into), told)
    again = client.get(merge_address(twin, into))
    assert again.status_code == 302  # to the other, which cannot be merged into itself
    assert b"into itself" in client.get(again["Location"]).content


def test_an_address_that_was_merged_leads_on_for_those_only_who_see_the_other(
    client, pair, register
):
    twin, into = pair
    told = {"reason": "One.", **revisions(client.get(merge_address(twin, into)).content.decode())}
    client.post(merge_address(twin, into), told)
    Party.objects.filter(pk=into.pk).update(effective_visibility="restricted")
    assert client.get(address("party", uuid=twin.uuid)).status_code == 404
    assert client.get(address("party", uuid=uuid4())).status_code == 404


def test_what_was_changed_meanwhile_is_looked_at_again(client, pair):
    twin, into = pair
    told = {"reason": "One.", "twin_revision": twin.revision + 7, "into_revision": into.revision}
    answer = client.post(merge_address(twin, into), told)
    assert answer["Location"] == merge_address(twin, into)
    twin.refresh_from_db()
    assert twin.merged_into is None


def test_without_a_reason_nothing_is_merged_or_taken_back(client, pair, register):
    twin, into = pair
    told = {"reason": "", "twin_revision": twin.revision, "into_revision": into.revision}
    assert client.post(merge_address(twin, into), told).status_code == 422
    here = address("undo", uuid=last_record(register).uuid)
    assert client.post(here, {"reason": " "}).status_code == 422
    twin.refresh_from_db()
    assert twin.merged_into is None


def test_who_came_from_a_page_of_the_site_is_led_back_to_it(client, pair, register):
    here = address("undo", uuid=last_record(register).uuid)
    back = f"{address('history')}#card"
    shown = f"{here}?{urlencode({'next': back})}"
    assert f'href="{back}"' in client.get(shown).content.decode()
    assert client.post(shown, {"reason": "A slip."})["Location"] == back


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:x"])
def test_nobody_is_led_to_another_site(client, pair, register, elsewhere):
    here = address("undo", uuid=last_record(register).uuid)
    shown = f"{here}?{urlencode({'next': elsewhere})}"
    assert elsewhere not in re.sub(r"<form[^>]*>", "", client.get(shown).content.decode())
    assert client.post(shown, {"reason": "A slip."})["Location"] == address("history")


def test_what_was_done_is_taken_back_from_the_history(client, pair, register):
    here = address("undo", uuid=last_record(register).uuid)
    assert here in client.get(address("history")).content.decode()
    assert b"Take back what this did?" in client.get(here).content
    answer = client.post(here, {"reason": "It is another company."})
    assert answer["Location"] == address("history")
    assert not pair[0].names.filter(text="Гаджиев и сыновья").exists()
    assert b"This was undone already." in client.get(here).content
    assert "Took back what was done" in client.get(address("history")).content.decode()


def test_what_stands_in_the_way_is_named(client, pair, register):
    first = Record.objects.of_register(register.uuid).filter(action="create_party").last()
    twin, into = pair
    told = {"reason": "One.", **revisions(client.get(merge_address(twin, into)).content.decode())}
    client.post(merge_address(twin, into), told)
    here = address("undo", uuid=first.uuid)
    page = client.post(here, {"reason": "No."})
    assert (page.status_code, Party.objects.filter(pk=into.pk).exists()) == (422, True)
    assert b"Others have built on this since." in page.content


def test_what_was_changed_since_is_named_before_somebody_tries(client, pair, register):
    twin, into = pair
    told = {"reason": "One.", **revisions(client.get(merge_address(twin, into)).content.decode())}
    client.post(merge_address(twin, into), told)
    made = Record.objects.of_register(register.uuid).filter(changes__entry=twin.uuid).last()
    page = client.get(address("undo", uuid=made.uuid)).content
    assert b"Others have built on this since." in page


def test_a_reader_is_offered_no_way_to_take_back(register, pair):
    reader = Client()
    account = mandate(register, "reader").desk.account
    assert isinstance(account, Account)
    reader.force_login(account)
    assert "/undo/" not in reader.get(address("history")).content.decode()
    assert reader.get(address("undo", uuid=last_record(register).uuid)).status_code == 403


def test_a_record_of_another_register_is_not_there(client, pair):
    other = make_register("other")
    create_party(administrator(other), new=NewParty("Arvenia", "state"))
    here = address("undo", uuid=last_record(other).uuid)
    assert client.get(here).status_code == 404


def test_what_only_another_side_sees_is_not_taken_back(register, client):
    theirs = mandate(register, "editor", side="theirs")
    create_party(theirs, new=NewParty("Our agent", "other", visibility="own_side"))
    uuid: UUID = last_record(register).uuid
    assert client.post(address("undo", uuid=uuid), {"reason": "No."}).status_code == 404
    assert Party.objects.filter(label="Our agent").exists()

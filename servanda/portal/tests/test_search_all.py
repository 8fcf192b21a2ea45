"""Search in all registers that a person may open: what is found where, and what is never told."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from servanda.commands.searching import as_json, find
from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    create_instrument,
)
from servanda.parties.actions import NewParty, create_party, create_person
from servanda.parties.models import Party
from servanda.portal.tests.searching import bring, main_of
from servanda.registers.actions import assign_role, desks_of, mandate_for, operator
from servanda.registers.actions.staffing import suspend
from servanda.registers.models import Assignment, Register
from servanda.registers.tests.factories import administrator, make_register, person

pytestmark = pytest.mark.django_db


def everywhere(client, **parameters):
    return client.get(reverse("search-all"), parameters)


def joined(account, slug, role="reader", *, side=None):
    """Make a register in which somebody has a role; return the operator's mandate there."""
    register = make_register(slug)
    assign_role(by=operator(), register=register, account=account, role=role, side=side)
    return administrator(register)


@pytest.fixture
def reader(client):
    account = person(None, None)
    client.force_login(account)
    return account


def test_what_stands_in_several_registers_is_found_at_once_and_tells_its_register(client, reader):
    for slug in ("one", "two"):
        bring(joined(reader, slug), visibility="register")
    page = main_of(everywhere(client, q="officers"))
    assert "2 places" in page
    assert "In the 2 registers that you may open." in page
    for slug in ("one", "two"):
        assert f"<bdi>Register {slug}</bdi>" in page
        assert f'href="/r/{slug}/document/' in page


def test_hits_are_narrowed_by_register_and_widened_again(client, reader):
    for slug in ("one", "two"):
        bring(joined(reader, slug), visibility="register")
    assert "?q=officers&amp;register=two" in main_of(everywhere(client, q="officers"))
    page = main_of(everywhere(client, q="officers", register="two"))
    assert "1 place<" in page
    assert '<a href="/search/?q=officers" dir="auto" aria-current="true">Register two' in page
    assert "/r/one/" not in page


def test_a_register_that_one_may_not_open_leaves_no_trace(client, reader):
    bring(joined(reader, "mine"), visibility="register")
    other = administrator(make_register("secret"))
    bring(other, "The Quillfeather officers agreed.", title="Quillfeather")
    create_party(other, new=NewParty("Quillfeather", "company", visibility="public"))
    for typed in ("officers", "Quillfeather", "Quill*"):
        page = main_of(everywhere(client, q=typed))
        assert "Quillfeather</a>" not in page
        assert "secret" not in page
    assert "1 place<" in main_of(everywhere(client, q="officers"))
    assert "0 places" in main_of(everywhere(client, q="Quillfeather"))


@pytest.mark.parametrize("typed", ["officers", "Quillfeather"])
def test_the_filter_of_a_register_one_may_not_open_is_as_that_of_none(client, reader, typed):
    bring(joined(reader, "mine"), visibility="register")
    bring(administrator(make_register("secret")), "Quillfeather officers", title="Quillfeather")
    answers = [
        main_of(everywhere(client, q=typed, register=slug)).replace(slug, "…")
        for slug in ("secret", "nowhere")
    ]
    assert answers[0] == answers[1]


def test_each_register_is_searched_with_the_role_one_has_in_it(client, reader):
    for slug, role in (("read", "reader"), ("lead", "secretariat")):
        clerk = joined(reader, slug, role)
        for visibility in ("public", "register", "restricted"):
            bring(clerk, f"{slug} {visibility} canary", title=visibility, visibility=visibility)
    page = main_of(everywhere(client, q="canary"))
    assert "5 places" in page
    assert "2 places" in main_of(everywhere(client, q="canary", register="read"))
    assert "3 places" in main_of(everywhere(client, q="canary", register="lead"))


def test_who_was_suspended_finds_there_what_anyone_finds(client, reader):
    clerk = joined(reader, "mine", "editor")
    bring(clerk, visibility="register")
    assert "1 place<" in main_of(everywhere(client, q="officers"))
    place = Assignment.objects.get(account=reader)
    suspend(by=operator(), assignment=place)
    client.force_login(reader)
    assert "There is no register here that you may open." in main_of(everywhere(client))
    Register.objects.update(is_public=True)
    assert "0 places" in main_of(everywhere(client, q="officers"))


def test_a_visitor_finds_what_is_public_in_public_registers(client):
    for slug, is_public in (("open", True), ("closed", False)):
        clerk = administrator(make_register(slug, is_public=is_public))
        bring(clerk)
        bring(clerk, "Hidden officers", title="Hidden", visibility="register")
    page = main_of(everywhere(client, q="officers"))
    assert "1 place<" in page
    assert "/r/open/document/" in page
    assert "closed" not in page


def test_a_name_leads_to_its_entry_in_whichever_register_it_is(client, reader):
    ada = create_person(joined(reader, "one"), name="Ada Berg", visibility="register")
    url = reverse("person", kwargs={"slug": "one", "uuid": ada.uuid})
    assert everywhere(client, q="Ada Berg", go="1").url == url
    create_person(joined(reader, "two"), name="Ada Berg", visibility="register")
    several = main_of(everywhere(client, q="Ada Berg", go="1"))
    assert "Several entries bear this name: choose one of them." in several
    assert "person · <bdi>Register two</bdi>" in several
    assert everywhere(client, q="Ada Berg", go="1", register="one").url == url


def test_markings_of_registers_with_hits_stand_on_the_page_and_no_others(client, reader):
    for slug, text in (("one", "officers"), ("two", "wagons")):
        bring(joined(reader, slug), text, visibility="register")
        Register.objects.filter(slug=slug).update(handling=f"Marked {slug}")
    page = everywhere(client, q="officers").content.decode()
    assert '<p class="marking">Marked one</p>' in page
    assert "Marked two" not in page


@pytest.mark.parametrize(
    "more",
    [
        {"q": "a/\x00"}, {"register": "\x00"}, {"register": "'"}, {"page": "x"}, {"year": "99999"}, {"q": '"'},
        {"q": "*", "register": "mine"}, {"q": "NEAR("}, {"q": "\u202e\u200f"}, {"language": "../"},
    ],
)  # fmt: skip
def test_a_strange_question_gives_a_page(client, reader, more):
    bring(joined(reader, "mine"), visibility="register")
    assert everywhere(client, **{"q": "officers", **more}).status_code == 200


def test_a_page_pasted_is_told_to_shorten(client, reader):
    answer = everywhere(client, q="word " * 10_000)
    assert answer.status_code == 422
    assert "give at most 64 words" in main_of(answer)


def fill(reader, numbers):
    for number in numbers:
        clerk = joined(reader, f"r{number}", "editor")
        ours = create_party(clerk, new=NewParty("Train Office", "government_agency"))
        create_person(clerk, name="Train Berg")
        plan = create_instrument(clerk, new=NewInstrument("Train plan", "action_plan"))
        add_provision(clerk, instrument=plan, new=NewProvision("Train them", "measure", by=(ours,)))


def test_fifty_registers_are_asked_as_often_as_one(client, reader):
    counts, page = [], ""
    for numbers in (range(1), range(1, 50)):
        fill(reader, numbers)
        with CaptureQueriesContext(connection) as queries:
            page = main_of(everywhere(client, q="train"))
        counts.append(len(queries))
        assert f"{4 * numbers.stop} places" in page
    assert "and 38 more" in page
    assert counts[0] == counts[1] <= 12, counts


def test_what_is_seen_at_several_desks_is_what_is_seen_at_each(reader):
    for slug, role in (("a", "reader"), ("b", "editor"), ("c", "administrator"), ("d", None)):
        register = make_register(slug, is_public=role is None)
        place = person(register, "editor", side="ours")
        side = Assignment.objects.get(account=place, register=register).side
        if role is not None:
            assign_role(by=operator(), register=register, account=reader, role=role, side=side)
        clerk = mandate_for(register, place)
        for visibility in ("public", "register", "restricted", "own_side"):
            create_party(clerk, new=NewParty(visibility, "company", visibility=visibility))
        party = create_party(clerk, new=NewParty("later", "company", visibility="public"))
        Party.objects.filter(pk=party.pk).update(effective_embargo="2999-01-01")
    desks = desks_of(reader)
    each = [party for desk in desks for party in Party.objects.visible_to(desk)]
    assert {desk.register.slug for desk in desks} == {"a", "b", "c", "d"}
    assert len(each) == 3 + 4 + 5 + 1
    assert set(Party.objects.visible_at(desks)) == set(each)
    assert not Party.objects.visible_at([])


def test_the_list_of_registers_and_the_search_of_one_lead_to_the_search_of_all(client, reader):
    bring(joined(reader, "mine"), visibility="register")
    assert 'href="/search/"' in main_of(client.get("/"))
    page = main_of(client.get(reverse("search", kwargs={"slug": "mine"}), {"q": "border officers"}))
    assert 'href="/search/?q=border%20officers"' in page


def test_pages_outside_a_register_have_the_field_for_who_is_signed_in(client, reader):
    for address in (reverse("registers"), reverse("account")):
        assert '<form class="jump" role="search" action="/search/">' in (
            client.get(address).content.decode()
        )
    assert 'class="jump"' not in everywhere(client).content.decode()
    client.logout()
    assert 'class="jump"' not in client.get("/").content.decode()


def test_the_number_of_a_provision_leads_to_it(client, reader):
    clerk = joined(reader, "one")
    compact = NewInstrument("Global Compact for Migration", "framework", aliases=("GCM",))
    plan = create_instrument(clerk, new=compact)
    ten = add_provision(
        clerk, instrument=plan, new=NewProvision("Trafficking", "objective", code="10")
    )
    add_provision(clerk, instrument=plan, new=NewProvision("Borders", "objective", code="11"))
    url = reverse("provision", kwargs={"slug": "one", "uuid": ten.uuid})
    assert everywhere(client, q="GCM 10", go="1").url == url
    assert everywhere(client, q="gcm 12", go="1").status_code == 200


def test_a_symbol_leads_to_its_instrument(client, reader):
    new = NewInstrument("Concluding observations", "report", symbol="CEDAW/C/TKM/CO/5")
    found = create_instrument(joined(reader, "one"), new=new)
    url = reverse("instrument", kwargs={"slug": "one", "uuid": found.uuid})
    assert everywhere(client, q="CEDAW/C/TKM/CO/5", go="1").url == url
    assert everywhere(client, q="CEDAW/C/TKM/CO/6", go="1").status_code == 200


def test_the_terminal_searches_all_registers_where_none_is_named(reader):
    for slug in ("one", "two"):
        bring(joined(reader, slug), visibility="register")
    bring(administrator(make_register("secret")))
    told = json.loads(as_json(find(reader, "officers", slug=None, most=5)))
    assert {hit["register"] for hit in told["hits"]} == {"one", "two"} == set(told["registers"])

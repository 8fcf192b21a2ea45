"""The lists of all kinds of entries: each kind has one, each page tells what it may and no more."""

import re
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from servanda.instruments.actions import adopt_instrument
from servanda.instruments.models import Instrument
from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import Party
from servanda.portal.lists import ENTRY_LISTS, SECTIONS, WITHOUT_LIST
from servanda.portal.views.list_places import SHOWN_ON
from servanda.registers.actions import assign_role, mandate_for, operator
from servanda.registers.actions.finding import index_register
from servanda.registers.lists import ListQuery, asked, counting, counts, page
from servanda.registers.models import Desk, Entry, Side
from servanda.registers.rules import visible_kinds
from servanda.registers.tests.factories import person
from servanda.search.actions import put_pages
from tests.growing import grow
from tests.world import World, make_world

KINDS = sorted(ENTRY_LISTS)
NOWHERE = UUID(int=1)


def grown(slug: str, *, number: int) -> World:
    """Make a register with so many of every kind more, and an adoption."""
    world = make_world(slug, is_public=True)
    account = person(world.register, "administrator", side="ours")
    mandate = mandate_for(world.register, account)
    grow(world, mandate, number=number)
    plan = Instrument.objects.get(uuid=world.names["instrument"])
    state = Party.objects.get(uuid=world.names["party"])
    adopt_instrument(mandate, instrument=plan, party=state, date="2020-02")
    return world


@pytest.fixture
def world(db) -> World:
    return grown("r", number=2)


@pytest.fixture
def desk(world) -> Desk:
    account = person(world.register, "administrator", side="ours")
    return mandate_for(world.register, account).desk


@pytest.fixture
def client(desk) -> Client:
    browser = Client()
    browser.force_login(desk.account)
    return browser


def path(kind: str, query: str = "") -> str:
    return reverse("list", kwargs={"slug": "r", "kind": kind}) + query


def test_each_kind_of_entry_has_a_list_or_a_reason_why_not():
    kinds = {model.KIND for model in apps.get_models() if issubclass(model, Entry)}
    assert kinds == ENTRY_LISTS.keys() | WITHOUT_LIST.keys()
    assert not ENTRY_LISTS.keys() & WITHOUT_LIST.keys()
    assert all(WITHOUT_LIST.values())


def test_each_list_stands_in_one_section():
    assert sorted(kind for kinds in SECTIONS.values() for kind in kinds) == KINDS


def test_each_entry_that_a_list_names_has_a_page_that_shows_it():
    for kind, listed in ENTRY_LISTS.items():
        leading = [one for one in listed.columns if one.leads_to == ""]
        assert len(leading) == 1, kind
        assert (
            kind in SHOWN_ON
            or kind == "note"
            or reverse(kind, kwargs={"slug": "r", "uuid": NOWHERE})
        )


@pytest.mark.slow
def test_each_list_tells_all_its_columns_in_all_its_orders_at_any_size(desk):
    for kind, listed in ENTRY_LISTS.items():
        names = [("column", column.name) for column in listed.columns]
        for column in listed.columns:
            for sign in ("", "-") if column.order else ():
                query = ListQuery.from_pairs(kind, [*names, ("sort", sign + column.name)])
                checked = asked(desk, listed, query)
                found = page(desk, checked, size=100)
                assert len(found.rows) == counts(desk, checked).total > 0, (kind, column.name)
                assert not found.faults
                assert len({row.uuid for row in found.rows}) == len(found.rows)


@pytest.mark.slow
def test_each_value_of_each_facet_narrows_to_as_many_as_it_says(desk):
    for kind, listed in ENTRY_LISTS.items():
        for facet in counts(desk, asked(desk, listed, ListQuery(kind))).facets:
            for value in facet.values:
                query = ListQuery(kind).choosing(facet.facet.name, [value.value])
                checked = asked(desk, listed, query)
                assert counts(desk, checked).total == value.count, (kind, value)
                assert len(page(desk, checked, size=200).rows) == value.count, (kind, value)


@pytest.mark.slow
def test_nobody_sees_more_entries_in_a_list_than_they_may(world):
    stranger = mandate_for(world.register, person(None, None)).desk
    for kind, listed in ENTRY_LISTS.items():
        rows = page(stranger, asked(stranger, listed, ListQuery(kind)), size=200).rows
        entries = listed.model._default_manager.in_bulk([row.number for row in rows])
        kinds = {entry.effective_visibility for entry in entries.values()}
        assert kinds <= visible_kinds(None), kind


def test_a_page_names_its_columns_and_says_how_it_is_ordered(client):
    shown = client.get(path("document")).content.decode()
    assert re.search(r'<th scope="col" aria-sort="descending"><a href="[^"]*">Published on', shown)
    assert "Paper 1" in shown
    turned = client.get(path("document", "?sort=title")).content.decode()
    assert re.search(r'aria-sort="ascending"><a href="[^"]*sort=-title">Title', turned)


def test_each_row_has_a_cell_under_each_heading(client):
    page = client.get(path("document")).content.decode()
    head, body = page.split("<tbody>")
    rows = body.split("</tbody>")[0].split("<tr>")[1:]
    assert rows
    assert {len(re.findall(r"<t[hd][ >]", row)) for row in rows} == {head.count('scope="col"')}


def test_what_words_find_is_counted_anew_when_the_index_was_written_anew(world, desk):
    listed = ENTRY_LISTS["party"]
    checked = asked(desk, listed, ListQuery.from_pairs("party", [("words", "Turkmenistan")]))
    found = counts(desk, checked).total
    put_pages(desk.register.pk, [world.names["party"]], [])  # as after a fault of the index
    assert counts(desk, checked).total == found - 1
    for _lot in index_register(desk.register):
        pass
    assert counts(desk, checked).total == found


def test_a_facet_leads_to_what_it_counts_and_a_chip_gives_it_up(client):
    shown = client.get(path("party", "?kind=body")).content.decode()
    assert "Working group 1" in shown
    assert "Turkmenistan</a></th>" not in shown
    assert re.search(
        r'<a class="chip plain-chip" href="/r/r/list/party/" dir="auto">Kind: Body', shown
    )


def test_the_values_of_a_facet_that_are_not_shown_are_a_click_away(client, world):
    clerk = mandate_for(world.register, person(world.register, "administrator"))
    bodies = [create_party(clerk, new=NewParty(f"Body {n}", "body")) for n in range(20)]
    for number, body in enumerate(bodies):
        create_party(clerk, new=NewParty(f"Committee {number}", "body", parent=body))
    told = client.get(path("party", "?kind=body")).content.decode()
    there, more = re.search(r'<a href="([^"]*)">(\d+) more values</a>', told).groups()
    assert there == "/r/r/list/party/?kind=body&amp;whole=parent#facet-parent"
    assert int(more) == len([*bodies, "none"]) - told.count("parent=")
    whole = client.get(path("party", "?kind=body&whole=parent")).content.decode()
    assert '<details id="facet-parent" open>' in whole
    assert all(f"parent={body.uuid}" in whole for body in bodies)
    assert "more values" not in whole
    assert "whole=" not in whole.split("<main")[1].split("</main>")[0]


def test_a_facet_that_the_list_does_not_have_is_not_shown_whole(client):
    told = client.get(path("party", "?whole=%3Cb%3E%00")).content.decode()
    assert "This list has no filter “&lt;b&gt;”." in told
    assert "Turkmenistan" in told


def test_of_a_facet_shown_whole_a_page_carries_so_many_values_at_most(client, monkeypatch):
    monkeypatch.setattr(counting, "MOST_IN_WHOLE", 2)
    told = client.get(path("document", "?whole=year")).content.decode()
    assert re.search(r'<p class="soft">\d+ more values?</p>', told)


def test_the_columns_asked_for_are_shown_and_that_of_the_entry_is_kept(client):
    shown = client.get(path("party", "?column=since")).content.decode()
    assert '<td data-label="Since"' in shown
    assert '<td data-label="Kind"' not in shown
    assert "Working group 1</a></th>" in shown


def test_a_note_leads_to_what_it_is_on(client, world):
    shown = client.get(path("note")).content.decode()
    assert reverse("meeting", kwargs={"slug": "r", "uuid": world.names["meeting"]}) in shown


def test_an_unknown_kind_has_no_page(client):
    assert client.get(path("wording")).status_code == 404
    assert client.get(path("splendour")).status_code == 404


def test_an_empty_list_says_why_and_where_entries_come_from(world):
    assert "No entry that you may see" in Client().get(path("party", "?words=zzz")).content.decode()
    stranger = Client().get(path("note")).content.decode()
    assert "Nothing in this list yet" in stranger
    assert "Add a document" not in stranger


@pytest.mark.parametrize(
    "query",
    [
        "?colour=red",
        "?column=colour&sort=-colour",
        "?after=xyz",
        f"?before={NOWHERE}",
        f"?parent={NOWHERE}",
        "?kind=x%00",
        "?words=%00%E2%80%AE%E2%80%8F",
        "?words=" + "word+" * 10_000,
        "?" + "&".join(f"kind={number}" for number in range(900)),
        "?after=" + "9" * 400,
    ],
)
def test_what_an_address_asks_wrongly_is_said_on_the_page(client, query):
    answer = client.get(path("party", query))
    assert answer.status_code == 200
    assert '<p class="message warning"' in answer.content.decode()
    assert "Turkmenistan" in answer.content.decode()


def test_what_an_address_asks_is_never_markup(client):
    shown = client.get(path("party", "?%3Cscript%3E=1&column=%3Cscript%3E&words=%3Cscript%3E"))
    assert "<script>" not in shown.content.decode().replace('<script type="module"', "")


def test_the_key_of_an_entry_of_another_register_is_as_unknown_as_any(client):
    other = make_world("other", is_public=True)
    shown = client.get(path("party", f"?after={other.names['party']}")).content.decode()
    assert "is not known here" in shown
    assert "Turkmenistan" in shown


def test_words_that_mean_something_to_an_index_mean_nothing_here(client):
    shown = client.get(path("party", "?words=%22%22+*+NEAR(")).content.decode()
    assert "Nothing here holds all of this" in shown


@pytest.mark.slow
def test_a_page_asks_as_often_for_few_entries_as_for_many(client, world, desk):
    few = grown("few", number=1)
    assign_role(
        by=operator(),
        register=few.register,
        account=desk.account,
        role="administrator",
        side=Side.objects.get(register=few.register),
    )
    for kind in KINDS:
        asked_for = []
        for slug in ("few", "r"):
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("list", kwargs={"slug": slug, "kind": kind}))
            asked_for.append(len(queries))
        assert asked_for[0] == asked_for[1] <= 13, kind

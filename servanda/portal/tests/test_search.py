"""The search page: what is found in a register, by whom, and what a strange question is told."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from servanda.commands.errors import CommandError
from servanda.commands.searching import as_json, as_text, find
from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    create_instrument,
)
from servanda.instruments.models import Provision
from servanda.meetings.actions import NewMeeting, create_meeting
from servanda.meetings.models import Meeting
from servanda.parties.actions import NewParty, create_party, create_person
from servanda.parties.models import Party
from servanda.portal.tests.searching import asked, bring, main_of
from servanda.portal.views.search import PAGE
from servanda.progress.actions import NewUpdate, add_update
from servanda.registers.actions import (
    mandate_for,
    operator,
    write_note,
)
from servanda.registers.tests.factories import administrator, make_register, person
from tests.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(register):
    return administrator(register)


def test_a_document_is_found_with_its_words_marked_and_leads_to_them(client, clerk):
    paper = bring(clerk)
    page = main_of(asked(client, q="officer"))
    url = reverse("document", kwargs={"slug": "r", "uuid": paper.uuid})
    assert "<mark>officers</mark>" in page
    assert f'href="{url}#text:~:text=officers' in page


def test_a_name_is_found_in_any_script(client, clerk):
    bring(clerk)
    assert "<mark>Hajiyev</mark>" in main_of(asked(client, q="Гаджиев"))


def test_a_name_that_one_entry_bears_leads_to_it(client, clerk):
    someone = create_person(clerk, name="Zeynal Hajiyev", visibility="public")
    url = reverse("person", kwargs={"slug": "r", "uuid": someone.uuid})
    assert asked(client, q="Гаджиев Зейнал", go="1").url == url
    assert f'href="{url}"' in main_of(asked(client, q="Zeynal Hajiyev"))


@pytest.mark.parametrize("typed", ["A/RES/73/195, para. 26 (c)", "a/res/73/195 п. 26 c)"])
def test_a_paragraph_that_is_cited_by_its_symbol_leads_to_it(client, clerk, typed):
    made = NewInstrument("Global Compact", "resolution", symbol="A/RES/73/195", visibility="public")
    compact = create_instrument(clerk, new=made)

    def provision(text: str, code: str, parent: Provision | None = None) -> Provision:
        new = NewProvision(text, "objective", code=code, parent=parent, visibility="public")
        return add_provision(clerk, instrument=compact, new=new)

    tenth, third = provision("Objective 10", "26"), provision("Objective 3", "19")
    provision("An action of objective 3", "(c)", third)
    action = provision("An action of objective 10", "(c)", tenth)
    for query, found in ((typed, action), ("A/RES/73/195, para. 26", tenth)):
        url = reverse("provision", kwargs={"slug": "r", "uuid": found.uuid})
        assert asked(client, q=query, go="1").url == url


def test_an_update_is_found_by_what_was_done_and_leads_to_its_provision(client):
    world = make_world("r", is_public=True)
    clerk = administrator(world.register)
    measure = Provision.objects.get(label="Train officers")
    state = Party.objects.get(label="Turkmenistan")
    said = NewUpdate(
        state, "in_progress", date(2020, 7, 1), narrative="Forty wagons came.", visibility="public"
    )
    add_update(clerk, provision=measure, new=said)
    url = reverse("provision", kwargs={"slug": "r", "uuid": measure.uuid})
    page = main_of(asked(client, q="wagon"))
    assert f'href="{url}"' in page
    assert "<mark>wagons</mark>" in page
    assert '<p class="kind">update · <span class="vague">1 July 2020</span></p>' in page


def test_hidden_entries_are_neither_found_nor_counted(client, clerk):
    bring(clerk, "A canary of the secretariat.", visibility="restricted")
    create_party(clerk, new=NewParty("Canary Ministry", "government_agency", visibility="register"))
    page = main_of(asked(client, q="canary"))
    assert "0 places" in page
    assert "Canary" not in page
    client.force_login(person(clerk.desk.register, "reader"))
    assert "1 place<" in main_of(asked(client, q="canary"))
    client.force_login(person(clerk.desk.register, "secretariat"))
    assert "2 places" in main_of(asked(client, q="canary"))


def test_a_note_is_found_by_its_own_side_alone(client):
    world = make_world("w", is_public=True)
    us, them = (person(world.register, "editor", side=side) for side in ("ours", "theirs"))
    meeting = Meeting.objects.get(register=world.register)
    write_note(mandate_for(world.register, us), on=meeting, kind="ask", text="Ask about wagons.")
    client.force_login(us)
    assert "<mark>wagons</mark>" in main_of(asked(client, "w", q="wagons"))
    client.force_login(them)
    assert "0 places" in main_of(asked(client, "w", q="wagons"))


def test_nothing_of_another_register_is_found(client, clerk):
    bring(clerk, "Canary")
    other = make_register("other", is_public=True)
    page = main_of(asked(client, other.slug, q="canary"))
    assert "0 places" in page


@pytest.mark.parametrize(
    "typed",
    ['"', "*", "NEAR(", "-", "a AND", "the of and", "\x00\x1b[31m", "\u202e\u200f", "%' OR 1=1 --"],
)
def test_a_strange_question_is_answered_with_a_page(client, clerk, typed):
    bring(clerk)
    assert asked(client, q=typed).status_code == 200


def test_a_page_pasted_as_a_question_is_told_to_shorten(client, clerk):
    answer = asked(client, q="word " * 10_000)
    assert answer.status_code == 422
    assert "give at most 64 words" in main_of(answer)


@pytest.mark.parametrize(
    "more",
    [
        {"page": "999999"}, {"page": "-1"}, {"page": "x"}, {"kind": "nothing"}, {"year": "12345678"},
        {"language": "../etc"}, {"register": "2"}, {"kind": "\x00"},
    ],
)  # fmt: skip
def test_an_altered_address_gives_a_page(client, clerk, more):
    bring(clerk)
    assert asked(client, q="officers", **more).status_code == 200


@pytest.mark.parametrize(
    ("published", "told"),
    [("2020-02", "February 2020"), ("2020-02-18", "18 February 2020"), ("2020-02~", "about")],
)
def test_a_hit_tells_its_day_as_vague_as_it_is(client, clerk, published, told):
    bring(clerk, published=published)
    assert told in main_of(asked(client, q="officers")).partition('class="hits"')[2]
    (hit,) = json.loads(as_json(find(operator(), "officers", slug="r", most=5)))["hits"]
    assert hit["date"] == published


def test_hits_are_narrowed_by_kind(client, clerk):
    bring(clerk)
    create_party(clerk, new=NewParty("Border Officers", "government_agency", visibility="public"))
    page = main_of(asked(client, q="officers"))
    assert "?q=officers&amp;kind=party" in page
    narrowed = main_of(asked(client, q="officers", kind="party"))
    assert "1 place<" in narrowed
    assert 'aria-current="true"' in narrowed


def test_a_filter_that_leaves_nothing_can_be_given_up(client, clerk):
    bring(clerk)
    page = main_of(asked(client, q="officers", kind="party"))
    assert "0 places" in page
    assert '<a href="/r/r/search/?q=officers" dir="auto" aria-current="true">party' in page


def test_a_name_that_leads_nowhere_or_to_several_says_so(client, clerk):
    for _count in range(2):
        create_person(clerk, name="Ada Berg", visibility="public")
    several = main_of(asked(client, q="Ada Berg", go="1"))
    assert "Several entries bear this name: choose one of them." in several
    nobody = main_of(asked(client, q="Bo Carl", go="1"))
    assert "No party, person or instrument that you may see bears this name" in nobody
    assert "bears this name" not in main_of(asked(client, q="Bo Carl"))


def test_pages_follow_one_another(client, clerk):
    for number in range(PAGE + 1):
        create_person(
            clerk, name=f"Ada Berg{'abcdefghijklmnopqrstuvwxyz'[number]}", visibility="public"
        )
    first = main_of(asked(client, q="Ada"))
    assert "?q=Ada&amp;page=2" in first
    assert main_of(asked(client, q="Ada", page="2")).count('<h3 dir="auto">') == 1


def name_after_trains(clerk, number):
    """Add so many of several kinds that are all found by one word."""
    for count in range(number):
        state = create_party(clerk, new=NewParty(f"Train company {count}", "company"))
        create_person(clerk, name=f"Train Berg {count}")
        create_meeting(clerk, new=NewMeeting(f"Train talks {count}", "held", "2020"))
        plan = create_instrument(clerk, new=NewInstrument(f"Train plan {count}", "action_plan"))
        new = NewProvision(f"Train officers {count}", "measure")
        measure = add_provision(clerk, instrument=plan, new=new)
        said = NewUpdate(state, "done", date(2020, 7, 1), narrative="A train came.")
        add_update(clerk, provision=measure, new=said)


def test_a_page_of_hits_asks_as_often_for_few_rows_as_for_many(client, acting, editor):
    client.force_login(editor)
    rows, counts = [], []
    for number in (1, PAGE // 5):
        name_after_trains(acting, number)
        with CaptureQueriesContext(connection) as queries:
            page = main_of(asked(client, q="train"))
        rows.append(page.partition('class="hits"')[2].count('class="kind"'))
        counts.append(len(queries))
    assert rows == [6, PAGE]
    assert counts[1] <= counts[0] <= 12, counts


def test_the_terminal_finds_the_same(clerk):
    paper = bring(clerk)
    findings = find(operator(), "officer", slug="r", most=5)
    assert "⟦officers⟧" in as_text(findings)
    (hit,) = json.loads(as_json(findings))["hits"]
    assert (hit["kind"], hit["uuid"], hit["register"]) == ("document", str(paper.uuid), "r")
    assert hit["offset"] == 0


def test_the_terminal_says_what_is_wrong(clerk):
    with pytest.raises(CommandError, match="no register 'nowhere'"):
        find(operator(), "officer", slug="nowhere", most=5)
    with pytest.raises(CommandError, match="no word to look for"):
        find(operator(), '"', slug="r", most=5)
    with pytest.raises(CommandError, match="at most 64 words"):
        find(operator(), "word " * 100, slug="r", most=5)

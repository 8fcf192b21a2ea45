"""The agenda of a meeting: past decisions first, points added, moved and removed, all taken back."""

import pytest
from django.urls import reverse

from servanda.history.models import Record
from servanda.meetings.actions import (
    add_agenda_item,
    move_item_down,
    move_item_up,
    put_past_decisions_first,
    remove_agenda_item,
)
from servanda.meetings.models import AgendaItem, Meeting
from servanda.meetings.tests.factories import Cooperation
from servanda.registers.actions import Protection, protect_entry, undo
from servanda.registers.tests.factories import administrator, make_register, mandate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def cooperation() -> Cooperation:
    return Cooperation(administrator(make_register(is_public=True)))


@pytest.fixture
def items(cooperation) -> list[AgendaItem]:
    """Three points on the agenda of the next meeting."""
    titles = ("One", "Two", "Three")
    clerk, meeting = cooperation.mandate, cooperation.next
    return [add_agenda_item(clerk, meeting=meeting, title=title) for title in titles]


def agenda(meeting: Meeting) -> list[tuple[int, str]]:
    return [(item.order, item.title) for item in AgendaItem.objects.filter(meeting=meeting)]


def titles(meeting: Meeting) -> list[str]:
    return [title for _order, title in agenda(meeting)]


def address(name: str, meeting: Meeting) -> str:
    return reverse(name, kwargs={"slug": "r", "uuid": meeting.uuid})


def test_an_agenda_begins_with_the_past_decisions_once(cooperation, items):
    first = put_past_decisions_first(cooperation.mandate, meeting=cooperation.next)
    assert put_past_decisions_first(cooperation.mandate, meeting=cooperation.next) == first
    told = [(1, "State of past decisions"), (2, "One"), (3, "Two"), (4, "Three")]
    assert agenda(cooperation.next) == told


def test_a_point_is_moved_up_and_down_by_one_place(cooperation, items):
    move_item_up(cooperation.mandate, item=items[2])
    assert titles(cooperation.next) == ["One", "Three", "Two"]
    move_item_down(cooperation.mandate, item=AgendaItem.objects.get(pk=items[0].pk))
    assert titles(cooperation.next) == ["Three", "One", "Two"]


def test_the_first_point_moves_no_further_up_nor_the_last_down(cooperation, items):
    before = Record.objects.count()
    move_item_up(cooperation.mandate, item=items[0])
    move_item_down(cooperation.mandate, item=items[2])
    assert titles(cooperation.next) == ["One", "Two", "Three"]
    assert Record.objects.count() == before


def test_what_stands_behind_a_removed_point_moves_up(cooperation, items):
    remove_agenda_item(cooperation.mandate, item=items[1])
    assert agenda(cooperation.next) == [(1, "One"), (2, "Three")]
    add_agenda_item(cooperation.mandate, meeting=cooperation.next, title="Four")
    assert agenda(cooperation.next)[-1] == (3, "Four")


@pytest.mark.parametrize("deed", ["first", "move", "remove"])
def test_each_change_of_an_agenda_is_taken_back(cooperation, items, deed):
    before = agenda(cooperation.next)
    if deed == "first":
        put_past_decisions_first(cooperation.mandate, meeting=cooperation.next)
    elif deed == "move":
        move_item_up(cooperation.mandate, item=items[1])
    else:
        remove_agenda_item(cooperation.mandate, item=items[0])
    assert agenda(cooperation.next) != before
    undo(cooperation.mandate, record=Record.objects.latest("sequence"))
    assert agenda(cooperation.next) == before


def test_the_page_of_the_agenda_does_what_its_buttons_say(client, cooperation, items):
    client.force_login(mandate(cooperation.mandate.desk.register, "editor").desk.account)
    path = address("agenda-edit", cooperation.next)
    for sent, told in (
        ({"title": "Four"}, ["One", "Two", "Three", "Four"]),
        ({"up": str(items[1].uuid)}, ["Two", "One", "Three", "Four"]),
        ({"down": str(items[1].uuid)}, ["One", "Two", "Three", "Four"]),
        ({"remove": str(items[0].uuid)}, ["Two", "Three", "Four"]),
        ({"past": "first"}, ["State of past decisions", "Two", "Three", "Four"]),
    ):
        assert client.post(path, sent).status_code == 302
        assert titles(cooperation.next) == told
    assert "Begin with the state" not in client.get(path).content.decode()
    shown = client.get(address("meeting", cooperation.next)).content.decode()
    link = f'<a href="{address("past-decisions", cooperation.next)}" dir="auto">State of past'
    assert link in shown


@pytest.mark.parametrize("sent", [{}, {"title": " "}])
def test_a_point_without_words_is_refused(client, cooperation, sent):
    client.force_login(cooperation.mandate.desk.account)
    assert client.post(address("agenda-edit", cooperation.next), sent).status_code == 422
    assert not agenda(cooperation.next)


def test_a_point_of_another_meeting_is_not_there(client, cooperation, items):
    client.force_login(cooperation.mandate.desk.account)
    path = address("agenda-edit", cooperation.held)
    for name in (str(items[0].uuid), "nothing"):
        assert client.post(path, {"remove": name}).status_code == 404


def test_a_hidden_point_leaves_no_gap_in_the_numbers(client, cooperation, items):
    as_told = Protection("restricted")
    protect_entry(cooperation.mandate, entry=items[1], as_told=as_told, revision=items[1].revision)
    shown = client.get(address("meeting", cooperation.next)).content.decode()
    assert '<ol><li><span dir="auto">One</span></li><li><span dir="auto">Three</span>' in shown
    assert "Two" not in shown

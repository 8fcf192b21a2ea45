"""A change that the worker makes: once, whatever happens to the workers, in the name of who asked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from servanda.history.models import Record
from servanda.parties.actions import NewParty, create_party, ensure_post
from servanda.parties.models import Party, Post
from servanda.portal.actions import ask_for_change, change_in_bulk_task
from servanda.registers.actions import (
    PROTECTIONS,
    BulkChange,
    Mandate,
    NotAllowed,
    Protection,
    mandate_for,
    protect_entry,
)
from servanda.registers.models import Assignment, Register
from servanda.registers.tests.factories import make_register, mandate, person
from servanda.tasks.actions import LeaseLost, finish_task, take_task, work_off
from servanda.tasks.models import LEASE, Task, TaskState

pytestmark = pytest.mark.django_db
CLOSED = BulkChange(PROTECTIONS[0], "restricted")


@pytest.fixture
def register() -> Register:
    return make_register("r")


@pytest.fixture
def clerk(register) -> Mandate:
    return mandate_for(register, person(register, "secretariat"), reason="They asked for it")


@pytest.fixture
def parties(clerk) -> list[Party]:
    names = ("Arvenia", "Belmora")
    return [create_party(clerk, new=NewParty(n, "state", visibility="public")) for n in names]


def ask(clerk: Mandate, wanted: BulkChange = CLOSED) -> Task:
    seen = dict(Party.objects.values_list("uuid", "revision"))
    return ask_for_change(clerk, model=Party, seen=seen, wanted=wanted)


def end(task: Task | None, *steps: Callable[[], object]) -> None:
    """End a task with what it writes, as a worker does."""
    with transaction.atomic():
        assert task is not None
        finish_task(task, at=timezone.now())
        for step in steps:
            step()


def killed() -> None:
    raise KeyboardInterrupt


def done() -> int:
    return Record.objects.filter(action="change_in_bulk").count()


def test_a_change_asked_for_twice_is_made_once(clerk, parties):
    assert ask(clerk) == ask(clerk)
    work_off()
    assert done() == 1
    record = Record.objects.get(action="change_in_bulk")
    assert (record.actor, record.reason) == (clerk.desk.actor, "They asked for it")
    assert set(Party.objects.values_list("effective_visibility", flat=True)) == {"restricted"}


def test_the_worker_changes_no_entry_that_the_list_does_not_show(register, clerk):
    office = create_party(clerk, new=NewParty("Border office", "other", visibility="public"))
    post = ensure_post(clerk, title="Head", organization=office, visibility="public")
    seen = {post.uuid: post.revision}
    Party.objects.update(effective_visibility="own_side")  # the list of posts stands on these
    ask_for_change(clerk, model=Post, seen=seen, wanted=CLOSED)
    work_off()
    assert done() == 0
    post.refresh_from_db()
    assert post.visibility == "public"


def test_a_change_whose_worker_was_killed_is_made_once_by_the_next(clerk, parties):
    ask(clerk)
    now = timezone.now()
    first = take_task(at=now)
    finish = change_in_bulk_task(first.arguments)
    second = take_task(at=now + LEASE + timedelta(seconds=1))
    end(second, change_in_bulk_task(second.arguments))
    with pytest.raises(LeaseLost):
        end(first, finish)
    assert done() == 1


def test_a_worker_that_ends_on_the_way_has_changed_nothing(clerk, parties):
    task = ask(clerk)
    taken = take_task(at=timezone.now())
    with pytest.raises(KeyboardInterrupt):
        end(taken, change_in_bulk_task(taken.arguments), killed)
    assert done() == 0
    assert set(Party.objects.values_list("visibility", flat=True)) == {"public"}
    Task.objects.update(leased_until=timezone.now() - LEASE)
    work_off()
    task.refresh_from_db()
    assert (task.state, done()) == (TaskState.DONE, 1)


def test_what_changed_meanwhile_fails_and_can_be_asked_for_anew(clerk, parties):
    task = ask(clerk)
    protect_entry(clerk, entry=parties[0], as_told=Protection("register"), revision=1)
    work_off()
    task.refresh_from_db()
    assert (task.state, done()) == (TaskState.FAILED, 0)
    assert "Somebody changed some of these entries" in task.message
    with override("ru"):
        assert "некоторые из этих записей кто-то изменил" in task.why
    again = ask(clerk)
    assert again != task
    work_off()
    assert set(Party.objects.values_list("visibility", flat=True)) == {"restricted"}


def test_why_a_change_failed_is_told_to_who_asked_for_it_alone(clerk, parties, client):
    task = ask(clerk)
    protect_entry(clerk, entry=parties[0], as_told=Protection("register"), revision=1)
    work_off()
    there = reverse("list-change-task", kwargs={"slug": "r", "uuid": task.uuid})
    for account, is_told in (
        (clerk.desk.account, True),
        (person(clerk.desk.register, "editor"), False),
    ):
        client.force_login(account)
        page = client.get(there).content.decode()
        assert "Nothing was changed." in page
        assert ("Somebody changed some of these entries" in page) is is_told


def test_who_lost_the_right_meanwhile_changes_nothing(clerk, parties):
    task = ask(clerk)
    Assignment.objects.filter(account=clerk.desk.account).update(role="reader")
    work_off()
    task.refresh_from_db()
    assert (task.state, done()) == (TaskState.FAILED, 0)


def test_who_may_not_edit_asks_for_nothing(register, parties):
    with pytest.raises(NotAllowed):
        ask(mandate(register, "reader"))
    assert not Task.objects.exists()


def test_a_day_and_no_day_come_back_as_they_were_asked_for(clerk, parties):
    until = clerk.desk.today + timedelta(days=3)
    for value in (until, None):
        ask(clerk, BulkChange(PROTECTIONS[1], value))
        work_off()
        assert set(Party.objects.values_list("embargo_until", flat=True)) == {value}

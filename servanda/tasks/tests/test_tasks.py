"""Tasks: asked for once, taken by one, kept, ended, and given up after too many beginnings."""

from contextlib import suppress
from datetime import datetime, timedelta
from threading import Event

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import override as override_language
from typing_extensions import override

from servanda.reading.errors import EmptyDocument
from servanda.reading.notices import notice
from servanda.tasks.actions import (
    ATTEMPTS,
    SPARED,
    LeaseLost,
    ask_for,
    fail_task,
    finish_task,
    keep_task,
    take_task,
    work_off,
    work_until,
)
from servanda.tasks.models import LEASE, Task, TaskState

pytestmark = pytest.mark.django_db

HERE = "servanda.tasks.tests.test_tasks"
NOW = timezone.now()
LATER = NOW + LEASE + timedelta(seconds=1)
done_with: list[object] = []


def note(arguments):
    done_with.append(arguments["word"])


def write(arguments):
    return lambda: done_with.append(arguments["word"])


def refuse(arguments):
    words = "%(file)s is empty: choose a file that holds text."
    raise EmptyDocument(notice(words, file="note.txt"))


def object_to(arguments):
    raise ValidationError("The register is closed.")


def object_in_words(arguments):
    raise ValidationError(gettext("Register"))


def break_down(arguments):
    raise RuntimeError("no such thing")


def lock_up(arguments):
    raise OperationalError("database is locked")


def lose(arguments):
    """Work so slowly that another worker takes the task meanwhile."""
    Task.objects.update(leased_until=NOW - timedelta(seconds=1))
    take_task(at=timezone.now())
    return lambda: done_with.append("written too late")


@pytest.fixture(autouse=True)
def allowed(settings):
    done_with.clear()
    names = (
        "note",
        "write",
        "refuse",
        "object_to",
        "object_in_words",
        "break_down",
        "lock_up",
        "lose",
    )
    settings.TASKS = tuple(f"{HERE}.{name}" for name in names)


def ask(name: str = "note", *, key: str = "a") -> Task:
    return ask_for(f"{HERE}.{name}", key=key, arguments={"word": key}, at=NOW)


def taken(*, at: datetime = NOW) -> Task:
    task = take_task(at=at)
    assert task is not None
    return task


def test_the_same_key_is_the_same_task():
    assert ask() == ask()
    assert Task.objects.count() == 1


def test_a_task_is_taken_once_while_its_lease_lasts():
    asked = ask()
    assert take_task(at=NOW) == asked
    assert take_task(at=NOW + LEASE - timedelta(seconds=1)) is None


def test_the_oldest_task_is_taken_first():
    ask(key="a"), ask(key="b")
    assert [taken().key for _ in range(2)] == ["a", "b"]


def test_a_lapsed_task_is_taken_again_and_lost_to_the_first():
    ask()
    first = taken()
    second = taken(at=LATER)
    assert second.attempts == 2
    for step in (keep_task, finish_task):
        with pytest.raises(LeaseLost):
            step(first, at=LATER)
    finish_task(second, at=LATER)
    assert Task.objects.get().state == TaskState.DONE


def test_a_kept_task_is_not_taken():
    ask()
    task = taken()
    keep_task(task, at=NOW + LEASE, done_parts=2, all_parts=5)
    assert take_task(at=LATER) is None
    keep_task(task, at=LATER)
    stored = Task.objects.get()
    assert (stored.done_parts, stored.all_parts) == (2, 5)


def test_a_task_begun_too_often_fails_and_the_next_is_taken():
    ask(key="kills workers")
    for number in range(ATTEMPTS):
        assert take_task(at=NOW + number * (LEASE + timedelta(seconds=1))) is not None
    ask(key="b")
    assert taken(at=NOW + timedelta(hours=1)).key == "b"
    failed = Task.objects.get(key="kills workers")
    assert failed.state == TaskState.FAILED
    assert failed.message == "Begun 3 times without coming to an end."


def test_a_failed_task_says_why_and_is_not_taken_again():
    ask()
    fail_task(taken(), at=NOW, why=lambda: "The file is gone.")
    assert Task.objects.get().message == "The file is gone."
    assert take_task(at=LATER) is None


@pytest.mark.parametrize("name", ["note", "write"])
def test_a_worker_does_what_is_there_and_stops(name):
    ask(name, key="a"), ask(name, key="b")
    assert work_off() == 2
    assert done_with == ["a", "b"]
    assert set(Task.objects.values_list("state", flat=True)) == {TaskState.DONE}
    assert work_off() == 0


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("refuse", "note.txt is empty: choose a file that holds text."),
        ("object_to", "The register is closed."),
        ("break_down", "Something went wrong that nobody foresaw"),
        ("unheard_of", "No worker of this version does"),
    ],
)
def test_what_cannot_be_done_fails_with_its_sentence(name, sentence):
    ask(name)
    assert work_off() == 1
    task = Task.objects.get()
    assert task.state == TaskState.FAILED
    assert task.message.startswith(sentence)


@pytest.mark.parametrize("asking", ["en", "ru"])
@pytest.mark.parametrize("working", ["en", "ru"])
def test_why_a_document_cannot_be_read_is_told_in_the_language_of_the_reader(asking, working):
    with override_language(asking):
        ask("refuse")
    with override_language(working):
        work_off()
    task = Task.objects.get()
    told = {
        "en": "note.txt is empty: choose a file that holds text.",
        "ru": "note.txt: файл пуст. Выберите файл с текстом.",
    }
    assert task.message == told[asking]
    for reading, sentence in told.items():
        with override_language(reading):
            assert task.why == sentence


def test_what_is_known_in_one_language_only_is_told_in_that_of_who_asked():
    with override_language("ru"):
        ask("object_in_words")
    work_off()
    with override_language("en"):
        assert Task.objects.get().why == "Реестр"


def test_a_task_is_free_again_when_the_database_did_not_answer():
    ask("lock_up")
    for _time in range(ATTEMPTS + 1):
        with pytest.raises(OperationalError):
            work_off()
        assert Task.objects.get().state == TaskState.RUNNING
        Task.objects.update(leased_until=NOW - LEASE)
    assert take_task(at=LATER + timedelta(hours=1)) is not None


def test_a_task_to_which_no_database_ever_answers_fails_with_a_sentence():
    ask("lock_up")
    for _time in range(SPARED + ATTEMPTS + 1):
        with suppress(OperationalError):
            work_off()
        Task.objects.filter(state=TaskState.RUNNING).update(leased_until=NOW - LEASE)
    told = f"Begun {SPARED + ATTEMPTS} times without coming to an end."
    with override_language("en"):
        assert Task.objects.get().why == told


class AfterTheFirst(Event):
    """A signal that comes when something was done and the worker rests, or rests too often."""

    rests = 0

    @override
    def wait(self, timeout=None) -> bool:
        self.rests += 1
        if done_with or self.rests > 9:
            self.set()
        return self.is_set()


def test_a_worker_works_until_it_is_stopped(monkeypatch):
    monkeypatch.setattr("servanda.tasks.actions.working.close_old_connections", list)
    ask("break_down", key="a"), ask("lock_up", key="b"), ask("note", key="c")
    work_until(AfterTheFirst(), pause=0)
    assert done_with == ["c"]


def test_a_worker_that_lost_its_task_writes_nothing():
    ask("lose")
    assert work_off() == 1
    assert done_with == []
    task = Task.objects.get()
    assert (task.state, task.attempts) == (TaskState.RUNNING, 2)

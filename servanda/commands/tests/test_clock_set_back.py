"""A clock that is set back a day: the order of what was done stays, and nothing stops."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from servanda.commands.verification.reporting import verify
from servanda.history.actions import current_note, make_checkpoint, signing_key
from servanda.history.models import Record
from servanda.history.rules import opened
from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import Party
from servanda.registers.actions import as_known, undo
from servanda.registers.tests.factories import administrator, make_register
from servanda.tasks.actions import ask_for, take_task

pytestmark = pytest.mark.django_db

TUESDAY = timezone.make_aware(datetime(2026, 3, 10, 9))  # noqa: DTZ001  of the zone of the settings
MONDAY = TUESDAY - timedelta(days=1)


@pytest.fixture
def clock(monkeypatch, settings, tmp_path):
    """Set the clock to a moment."""
    settings.DATA_DIR = tmp_path

    def put(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    put(TUESDAY)
    return put


@pytest.fixture
def clerk(clock):
    return administrator(make_register())


def add(clerk, name):
    return create_party(clerk, new=NewParty(name, "state", visibility="public"))


def test_the_history_keeps_the_order_in_which_things_were_done(clock, clerk):
    add(clerk, "First")
    clock(MONDAY)
    add(clerk, "Second")
    told = Record.objects.of_register(clerk.desk.register.uuid).order_by("sequence")
    assert [record.recorded_at for record in told] == [TUESDAY, MONDAY]
    assert verify(slug=None, notes=[])
    undo(clerk, record=told[1])
    assert [party.label for party in Party.objects.all()] == ["First"]
    assert verify(slug=None, notes=[])


def test_what_was_done_after_it_was_set_back_was_not_known_before_what_was_done_earlier(
    clock, clerk
):
    add(clerk, "First")
    clock(MONDAY)
    add(clerk, "Second")
    for day, known in ((MONDAY.date(), set()), (TUESDAY.date(), {"First", "Second"})):
        with as_known(clerk.desk.register, day):
            assert {party.label for party in Party.objects.all()} == known


def test_checkpoints_of_both_days_fit(clock, clerk):
    register = clerk.desk.register.uuid
    add(clerk, "First")
    notes = [make_checkpoint(register).note]
    clock(MONDAY)
    add(clerk, "Second")
    notes += [make_checkpoint(register).note, current_note(register)]
    sizes = [opened(note, signing_key().public_key()).size for note in notes]
    assert sizes == [1, 2, 2]
    assert verify(slug="r", notes=[])


def test_a_task_whose_worker_died_before_is_taken_again_at_once(clock):
    ask_for("a", key="a", arguments={}, at=TUESDAY)
    assert take_task(at=TUESDAY) is not None
    assert take_task(at=TUESDAY) is None
    assert take_task(at=TUESDAY - timedelta(seconds=30)) is None  # clocks differ a little
    assert take_task(at=MONDAY) is not None

"""SQLite is told how much its tables hold, so that it takes the index that leads to the fewest rows."""

from threading import Event

import pytest
from django.db import OperationalError, connection
from typing_extensions import override

from servanda.commands import table_sizes
from servanda.commands.table_sizes import Sizes, learn_sizes
from servanda.parties.actions import NewParty, create_party
from servanda.portal.views.news import latest_stated
from servanda.registers.models import Register
from servanda.registers.tests.factories import administrator, make_register
from servanda.tasks.actions import work_until

pytestmark = pytest.mark.django_db


def learned() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM sqlite_stat1")
        return int(cursor.fetchone()[0])


@pytest.fixture
def sizes(monkeypatch) -> list[int]:
    """Return where every time is noted at which the sizes are learned."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL learns the sizes of its tables by itself")
    times: list[int] = []
    monkeypatch.setattr(table_sizes, "learn_sizes", lambda: times.append(1))
    return times


def test_sqlite_learns_how_many_rows_its_indexes_part():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL learns the sizes of its tables by itself")
    make_register()
    learn_sizes()
    assert learned()


def test_the_sizes_are_learned_anew_when_something_was_recorded(sizes, monkeypatch):
    make_register()
    monkeypatch.setattr(table_sizes, "LOOK_AFTER", 0.0)
    monkeypatch.setattr(table_sizes, "EVERY", 0.0)
    waiting = Sizes()
    for _time in range(2):
        waiting.learn_when_due()
    assert len(sizes) == 1
    create_party(administrator(Register.objects.get()), new=NewParty("Arvenia", "state"))
    waiting.learn_when_due()
    assert len(sizes) == 2


def test_the_sizes_are_learned_at_once_only_when_twice_as_much_is_recorded(sizes, monkeypatch):
    clerk = administrator(make_register())
    monkeypatch.setattr(table_sizes, "LOOK_AFTER", 0.0)
    waiting, kept = Sizes(), []
    for number in range(40):
        create_party(clerk, new=NewParty(f"Party {number}", "state"))
        waiting.learn_when_due()
        kept.append(len(sizes))
    assert kept[0] == 1
    assert 2 < kept[-1] < 8


def test_the_sizes_are_learned_at_the_next_look_where_the_database_was_locked(sizes, monkeypatch):
    def be_locked() -> None:
        raise OperationalError("database is locked")

    make_register()
    monkeypatch.setattr(table_sizes, "LOOK_AFTER", 0.0)
    waiting = Sizes()
    with monkeypatch.context() as patched:
        patched.setattr(table_sizes, "learn_sizes", be_locked)
        with pytest.raises(OperationalError):
            waiting.learn_when_due()
    waiting.learn_when_due()
    assert sizes == [1]


def test_a_worker_learns_them_while_nothing_is_to_do(sizes):
    class AfterOneLook(Event):
        asked = 0

        @override
        def is_set(self) -> bool:
            self.asked += 1
            return self.asked > 1

        @override
        def wait(self, timeout: float | None = None) -> bool:
            return False

    make_register()
    work_until(AfterOneLook(), pause=0, meanwhile=Sizes().learn_when_due)
    assert sizes == [1]


def test_the_latest_updates_are_read_by_their_index_before_anything_is_learned(
    django_assert_num_queries,
):
    if connection.vendor != "sqlite":
        pytest.skip("the plan is told in the words of SQLite")
    desk = administrator(make_register()).desk
    with django_assert_num_queries(1) as asked:
        latest_stated(desk, most=8)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        plan = " ".join(row[3] for row in cursor.fetchall())
    assert "USING INDEX update_latest (register_id=? AND merged_into_id=? AND effective" in plan
    assert "USING INDEX update_corrections (corrects_id=?" in plan

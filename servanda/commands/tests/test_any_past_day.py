"""People work at random; every state there ever was is rebuilt from the history alone."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from typing_extensions import override

from servanda.commands.verification.chains import verify_chain
from servanda.commands.verification.tables import disagreements
from servanda.history.models import Change, Record
from servanda.history.rules import JsonValue
from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    create_instrument,
)
from servanda.instruments.models import Instrument, Provision
from servanda.parties.actions import NewParty, add_party_name, create_party
from servanda.parties.models import Party
from servanda.progress.actions import NewUpdate, add_update
from servanda.registers.actions import StandsInTheWay, as_known, merge, restore_state, told, undo
from servanda.registers.models import Row
from servanda.registers.tests.factories import administrator, make_register

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NAMES = st.sampled_from(["Arvenia", "Brevia", "The Agency", "Working Group", "Ärvénia"])
WORDS = st.sampled_from(["Train officers", "Open a line", "Report every year"])
VALUES = st.sampled_from(["not_started", "in_progress", "done"])
PICK = st.integers(0, 9)

AnyChoice = TypeVar("AnyChoice")
FIRST_DAY = date(2019, 12, 31)

State = dict[UUID, dict[str, JsonValue]]


class Office(RuleBasedStateMachine):
    """An office that names parties, agrees, tells what became of it, merges and takes back."""

    def __init__(self) -> None:
        super().__init__()
        self.clerk = administrator(make_register())
        self.register = self.clerk.desk.register
        self.states: dict[int, State] = {}

    @rule(name=NAMES)
    def name_a_party(self, name: str) -> None:
        create_party(self.clerk, new=NewParty(name, "other"))

    @precondition(lambda self: self.parties())
    @rule(pick=PICK, name=NAMES)
    def give_another_name(self, pick: int, name: str) -> None:
        party = chosen(self.parties(), pick)
        if not party.names.filter(text=name).exists():
            add_party_name(self.clerk, party=party, text=name)

    @precondition(lambda self: self.parties())
    @rule(pick=PICK, words=WORDS)
    def agree(self, pick: int, words: str) -> None:
        plan = create_instrument(self.clerk, new=NewInstrument(f"Plan: {words}", "action_plan"))
        party = chosen(self.parties(), pick)
        new = NewProvision(words, "measure", due="2020-12", by=(party,))
        add_provision(self.clerk, instrument=plan, new=new)

    @precondition(lambda self: self.points())
    @rule(pick=PICK, value=VALUES)
    def tell_what_became_of_it(self, pick: int, value: str) -> None:
        new = NewUpdate(chosen(self.parties(), pick), value, date(2020, 6, 1 + pick))
        add_update(self.clerk, provision=chosen(self.points(), pick), new=new)

    @precondition(lambda self: len(self.parties()) > 1)
    @rule(one=PICK, other=PICK)
    def merge_two_parties(self, one: int, other: int) -> None:
        twin, into = chosen(self.parties(), one), chosen(self.parties(), other)
        if twin != into:
            merge(self.clerk, twin=twin, into=into, revisions=(twin.revision, into.revision))

    @precondition(lambda self: len(self.plans()) > 1)
    @rule(one=PICK, other=PICK)
    def merge_two_plans(self, one: int, other: int) -> None:
        twin, into = chosen(self.plans(), one), chosen(self.plans(), other)
        if twin != into:
            merge(self.clerk, twin=twin, into=into, revisions=(twin.revision, into.revision))

    @precondition(lambda self: self.records())
    @rule(pick=PICK)
    def take_back(self, pick: int) -> None:
        """What is taken back leaves all as it was before it, where nothing was built on it."""
        record = self.records()[-1 - pick % min(4, len(self.records()))]
        before = present()
        try:
            with transaction.atomic():
                undo(self.clerk, record=record)
        except StandsInTheWay:
            assert present() == before
            return
        if record.sequence == max(self.states) and record.sequence - 1 in self.states:
            assert present() == self.states[record.sequence - 1]

    @precondition(lambda self: self.parties())
    @rule(pick=PICK, back=PICK)
    def restore_an_earlier_state(self, pick: int, back: int) -> None:
        party = chosen(self.parties(), pick)
        sequence = max(1, max(self.states, default=1) - back)
        try:
            with transaction.atomic():
                restore_state(self.clerk, entry=party, sequence=sequence, revision=party.revision)
        except ValidationError:
            party.refresh_from_db()

    @invariant()
    def each_state_is_remembered(self) -> None:
        records = self.records()
        if records:
            self.states[records[-1].sequence] = present()

    @override
    def teardown(self) -> None:
        assert verify_chain(self.register.uuid).fault is None
        assert not list(disagreements(self.register))
        for sequence, state in self.states.items():
            assert rebuilt(self.register.uuid, sequence) == state, f"after record {sequence}"
        self.spread_over_days()
        for sequence, state in self.states.items():
            with as_known(self.register, FIRST_DAY + timedelta(days=sequence)):
                assert unhidden(present()) == unhidden(state), f"as known after record {sequence}"

    def spread_over_days(self) -> None:
        """Let each record have been written on a day of its own."""
        for record in self.records():
            day = FIRST_DAY + timedelta(days=record.sequence)
            at = datetime.combine(day, time(12), tzinfo=UTC)
            Record.objects.filter(pk=record.pk).update(recorded_at=at)

    def parties(self) -> list[Party]:
        return list(Party.objects.visible_to(self.clerk.desk).order_by("pk"))

    def plans(self) -> list[Instrument]:
        return list(Instrument.objects.visible_to(self.clerk.desk).order_by("pk"))

    def points(self) -> list[Provision]:
        return list(Provision.objects.visible_to(self.clerk.desk).order_by("pk"))

    def records(self) -> list[Record]:
        return list(Record.objects.of_register(self.register.uuid).order_by("sequence"))


def chosen(rows: Sequence[AnyChoice], pick: int) -> AnyChoice:
    return rows[pick % len(rows)]


def bare(values: dict[str, JsonValue]) -> dict[str, JsonValue]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def present() -> State:
    """Return what the tables say, row by row."""
    tables = [table for table in apps.get_models() if issubclass(table, Row)]
    return {row.uuid: bare(told(row)) for table in tables for row in table._default_manager.all()}


def unhidden(state: State) -> State:
    """Return a state without what keeps rows that were taken back since from readers."""
    return {
        uuid: {name: value for name, value in values.items() if name != "embargo_until"}
        for uuid, values in state.items()
    }


def rebuilt(register: UUID, sequence: int) -> State:
    """Return what the history had up to a record, row by row."""
    rows = Change.objects.filter(record__register=register, record__sequence__lte=sequence)
    state: State = {}
    for change in rows.exclude(kind="record").order_by("record__sequence", "id"):
        state.setdefault(change.entry, {})[change.field] = change.after
    return {entry: bare(values) for entry, values in state.items() if bare(values)}


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class OfficeForADay(Office):
    """The office, in a transaction of its own that is taken back."""

    def __init__(self) -> None:
        self.day = taken_back()
        self.day.__enter__()
        super().__init__()

    @override
    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            self.day.__exit__(None, None, None)


def work(*, days: int, steps: int, seed: int | None) -> None:
    chosen_settings = settings(
        max_examples=days,
        stateful_step_count=steps,
        deadline=None,
        derandomize=seed is not None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes hours on a database
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(OfficeForADay, settings=chosen_settings)


def test_every_past_state_is_rebuilt_from_the_history_alone():
    work(days=12, steps=12, seed=1)


@pytest.mark.prove
@pytest.mark.timeout(7200)
def test_every_past_state_of_many_offices_is_rebuilt(
    record_property: Callable[[str, object], None],
):
    record_property("cases", 150)
    work(days=150, steps=20, seed=None)

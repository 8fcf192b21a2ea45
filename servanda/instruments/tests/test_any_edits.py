"""People edit at random: the text of each past edition stays what it was, and each provision itself."""

from collections.abc import Callable
from contextlib import suppress

import pytest
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

from servanda.history.models import Record
from servanda.instruments.actions import (
    MOVES,
    lasting_tree,
    put_provision,
    renumber_provisions,
    withdraw_alone,
    withdraw_provisions,
)
from servanda.instruments.models import Edition, Provision, Wording
from servanda.instruments.rules import DueTold
from servanda.instruments.tests.texts import Written
from servanda.registers.actions import StandsInTheWay, undo
from servanda.registers.tests.factories import administrator, make_register

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TEXTS = st.sampled_from(["Open shelters", "Train staff", "Report each year", "Открыть приюты"])
CODES = st.sampled_from(["", "1", "1.1", "(a)", "26 (c)"])
DAYS = st.sampled_from(["2021", "2022-03", "2023~"])
PICK = st.integers(0, 9)


class Desk(RuleBasedStateMachine):
    """A text that people word, move, number, withdraw and take back, edition by edition."""

    def __init__(self) -> None:
        super().__init__()
        self.written = Written(administrator(make_register()))
        self.opening = Record.objects.latest("sequence").sequence
        self.past: dict[int, list[object]] = {}

    @rule(text=TEXTS, pick=PICK)
    def add(self, text: str, pick: int) -> None:
        there = self.there()
        self.written.add(text, text, under=there[pick % len(there)] if there and pick else None)

    @precondition(lambda self: self.there())
    @rule(pick=PICK, text=TEXTS, day=DAYS)
    def word_anew(self, pick: int, text: str, day: str) -> None:
        self.written.amend(self.chosen(pick), texts={"en": text}, due=DueTold(day))

    @precondition(lambda self: self.there())
    @rule(pick=PICK, code=CODES)
    def number(self, pick: int, code: str) -> None:
        one = self.chosen(pick)
        renumber_provisions(self.written.clerk, codes={one: code}, seen=self.written.seen(one))

    @precondition(lambda self: self.there())
    @rule(picks=st.sets(PICK, min_size=1, max_size=3), how=st.sampled_from(sorted(MOVES)))
    def move(self, picks: set[int], how: str) -> None:
        self.written.move(how, *{self.chosen(pick) for pick in picks})

    @precondition(lambda self: self.there())
    @rule(pick=PICK, under=PICK)
    def put(self, pick: int, under: int) -> None:
        with suppress(ValidationError), transaction.atomic():  # under what it leads: refused
            put_provision(
                self.written.clerk,
                provision=self.chosen(pick),
                under=self.chosen(under),
                at=0,
                seen=None,
            )

    @precondition(lambda self: self.there())
    @rule(pick=PICK, withdraw=st.sampled_from([withdraw_provisions, withdraw_alone]))
    def withdraw(self, pick: int, withdraw: Callable[..., int]) -> None:
        seen = self.written.seen(self.chosen(pick))
        withdraw(self.written.clerk, instrument=self.written.plan, seen=seen)

    @rule(pick=PICK)
    def take_back(self, pick: int) -> None:
        done = Record.objects.filter(sequence__gt=self.opening).exclude(action="undo")
        for record in done.order_by("-sequence")[pick : pick + 1]:
            with suppress(StandsInTheWay), transaction.atomic():  # others built on it: refused
                undo(self.written.clerk, record=record)

    @rule(is_draft=st.booleans())
    def open_an_edition(self, *, is_draft: bool) -> None:
        last = Edition.objects.latest("number")
        if last.is_draft:
            self.written.put_in_force(last, "2024")
        self.past[last.number] = self.read(last.number)
        edition = self.written.open("2024")
        if not is_draft:
            self.written.put_in_force(edition, "2024")
        self.opening = Record.objects.latest("sequence").sequence

    @invariant()
    def every_past_edition_says_what_it_said(self) -> None:
        assert {number: self.read(number) for number in self.past} == self.past

    @invariant()
    def each_provision_has_one_lasting_wording(self) -> None:
        lasting = Wording.objects.filter(to_edition=None)
        assert lasting.count() == lasting.values("provision").distinct().count()

    @invariant()
    def all_stands_in_the_tree(self) -> None:
        number = Edition.objects.count()
        assert len(self.written.told(number)) == len(self.written.lines(number))
        assert not lasting_tree(self.written.plan).astray

    @invariant()
    def each_provision_tells_its_present_text(self) -> None:
        present = Wording.objects.present().select_related("provision").prefetch_related("texts")
        for wording in present:
            assert wording.provision.label in {text.text for text in wording.texts.all()}

    def read(self, number: int) -> list[object]:
        lines = sorted(self.written.lines(number), key=lambda line: line.key)
        said = [(line.uuid, line.kind, line.texts, line.due) for line in lines]
        return [*self.written.told(number), *said]

    def there(self) -> list[Provision]:
        lasting = Wording.objects.filter(to_edition=None).order_by("provision_id")
        return [wording.provision for wording in lasting.select_related("provision__instrument")]

    def chosen(self, pick: int) -> Provision:
        there = self.there()
        return there[pick % len(there)]


class DeskForADay(Desk):
    """The desk, in a transaction of its own that is taken back."""

    def __init__(self) -> None:
        self.day = transaction.atomic()
        self.day.__enter__()
        super().__init__()

    @override
    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.day.__exit__(None, None, None)


def edit(*, days: int, steps: int, seed: int | None) -> None:
    chosen = settings(
        max_examples=days,
        stateful_step_count=steps,
        deadline=None,
        derandomize=seed is not None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes hours on a database
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(DeskForADay, settings=chosen)


def test_past_editions_stay_what_they_were():
    edit(days=8, steps=12, seed=1)


@pytest.mark.prove
@pytest.mark.timeout(7200)
def test_past_editions_stay_what_they_were_through_many_edits(
    record_property: Callable[[str, object], None],
):
    record_property("cases", 300)
    edit(days=300, steps=20, seed=None)

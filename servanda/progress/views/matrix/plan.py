"""The rows of a plan as they are chosen and counted: place, kind, time, agencies, money, standing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from servanda.instruments.models import (
    Consent,
    Instrument,
    Provision,
    ProvisionKind,
    Timing,
    Wording,
    answering_in,
    money_in,
)
from servanda.instruments.rules import Answers, MoneyTold, Node, Tree
from servanda.parties.models import Party
from servanda.progress.models import Update
from servanda.progress.rules import headline, is_overdue
from servanda.progress.views.matrix.asking import UNDATED, MatrixQuery
from servanda.progress.views.points import Tie, entry_url, timing_of
from servanda.registers.models import Desk

_NO_COMMITMENT: Final = frozenset({Consent.SUPERSEDED, Consent.WITHDRAWN})
_MOST_YEARS: Final = 60


@dataclass(frozen=True)
class Said:
    """The last word of an assessor on a row: its core value, and how it is to be handled."""

    core: str
    handling: str


@dataclass(frozen=True)
class PlanRow:
    """A row of a plan. `said` are the last words on it, as far as the person may see them.

    `headline` is what they add up to, and `standing` the key of STANDINGS under which it counts; both
    are empty for what binds nobody.
    """

    wording: Wording
    timing: Timing | None
    answering: tuple[Answers, ...]
    money: tuple[MoneyTold, ...]
    said: tuple[Said, ...]
    headline: str
    is_overdue: bool

    @property
    def standing(self) -> str:
        return "overdue" if self.is_overdue else self.headline

    @property
    def key(self) -> int:
        return self.wording.provision_id

    @property
    def provision(self) -> Provision:
        return self.wording.provision

    @property
    def name(self) -> str:
        """The public name of the provision."""
        return str(self.wording.provision.uuid)

    @property
    def kind(self) -> str:
        return self.wording.kind or self.wording.provision.kind

    @property
    def says_no_more(self) -> bool:
        """Tell a row that has nothing but its words: a heading, a goal, a note."""
        return not (self.timing or self.answering or self.money or self.standing)

    @property
    def earliest(self) -> date | None:
        return self.timing.due_earliest if self.timing else None

    @property
    def latest(self) -> date | None:
        return self.timing.due_latest if self.timing else None

    def falls_in(self, year: str) -> bool:
        """Tell whether a year lies in the time of a row; one side of it may be open."""
        if self.earliest is None and self.latest is None:
            return year == UNDATED
        if not (year.isascii() and year.isdigit()):
            return False
        begins = self.earliest.year if self.earliest else int(year)
        ends = self.latest.year if self.latest else int(year)
        return begins <= int(year) <= ends


class PlanRows:
    """All rows of a plan that a person may see: five queries, for any number of rows."""

    def __init__(self, desk: Desk, instrument: Instrument) -> None:
        self.desk, self.instrument = desk, instrument
        wordings = Wording.objects.visible_to(desk).present()
        self._wordings = wordings.filter(provision__instrument=instrument)
        self.rows = self._rows()
        self.tree = Tree(
            Node(row.key, row.wording.parent_id, row.wording.place) for row in self.rows.values()
        )
        self.parties = self._parties()
        self.ties = {
            key: Tie(party.label, entry_url(desk, "party", party))
            for key, party in self.parties.items()
        }

    def matching(self, query: MatrixQuery) -> list[PlanRow]:
        """Return the rows that are asked for, as they are read; of a branch what stands in it."""
        return [row for row in self._within(query) if self._matches(row, query)]

    def placed(self, query: MatrixQuery) -> list[PlanRow]:
        """Return the rows that are asked for with those that they stand under, as they are read."""
        matching = self.matching(query)
        if not query.is_narrowed:
            return matching
        wanted = {row.key for row in matching}
        wanted |= {above for key in wanted for above in self.tree.above(key)}
        return [row for row in self._within(query) if row.key in wanted]

    def above(self, row: PlanRow) -> list[PlanRow]:
        """Return what a row stands under, the farthest first."""
        return [self.rows[key] for key in reversed(list(self.tree.above(row.key)))]

    def named(self, name: str) -> PlanRow | None:
        """Return the row of a public name."""
        return next((row for row in self.rows.values() if row.name == name), None) if name else None

    def years(self) -> list[int]:
        """Return the years in which something begins or ends, and those between, in their order."""
        days = [day for row in self.rows.values() for day in (row.earliest, row.latest) if day]
        named = sorted({day.year for day in days})
        if not named or named[-1] - named[0] > _MOST_YEARS:
            return named[:_MOST_YEARS]
        return list(range(named[0], named[-1] + 1))

    def is_answered_by(self, row: PlanRow, party: str) -> bool:
        """Tell whether a party, by its public name, answers for a row; a hidden one answers for none."""
        return any(
            one.party in self.parties and str(self.parties[one.party].uuid) == party
            for one in row.answering
        )

    def _matches(self, row: PlanRow, query: MatrixQuery) -> bool:
        if query.is_narrowed and not row.standing:
            return False
        return (
            (not query.standing or row.standing == query.standing)
            and (not query.year or row.falls_in(query.year))
            and (not query.agency or self.is_answered_by(row, query.agency))
        )

    def _within(self, query: MatrixQuery) -> Iterator[PlanRow]:
        top = self.named(query.under)
        if top is not None:
            yield top
        for key, _depth in self.tree.walk(top.key if top else None):
            yield self.rows[key]

    def _rows(self) -> dict[int, PlanRow]:
        answering, money, said = (
            answering_in(self._wordings),
            money_in(self._wordings),
            self._said(),
        )
        found = {}
        for one in self._wordings.select_related("provision", "timing").defer("cells").order_by():
            one.provision.instrument = self.instrument
            words = tuple(said.get(one.provision_id, ()))
            headline_of, is_late = self._standing(one, words)
            found[one.provision_id] = PlanRow(
                one,
                timing_of(one),
                tuple(answering.get(one.pk, ())),
                tuple(money.get(one.pk, ())),
                words,
                headline_of,
                is_late,
            )
        return found

    def _said(self) -> dict[int, list[Said]]:
        """Return the last word of each assessor on each provision, as far as the person may see."""
        said = Update.objects.visible_to(self.desk).filter(provision__instrument=self.instrument)
        last = said.stated_by(self.desk.today).last_words()
        found: dict[int, list[Said]] = defaultdict(list)
        for provision, core, handling in last.values_list("provision", "value__core", "handling"):
            found[provision].append(Said(core, handling))
        return found

    def _standing(self, wording: Wording, said: Iterable[Said]) -> tuple[str, bool]:
        """Return what the last words on a commitment add up to, and whether it is overdue."""
        provision, timing = wording.provision, timing_of(wording)
        is_note = (wording.kind or provision.kind) in {ProvisionKind.TOTAL, ProvisionKind.NOTE}
        if not provision.binds or provision.consent in _NO_COMMITMENT or is_note:
            return "", False
        values = [one.core for one in said]
        due = timing.due_latest if timing else None
        is_late = is_overdue(due_latest=due, values=values, on=self.desk.today)
        return str(headline(values)), is_late

    def _parties(self) -> dict[int, Party]:
        keys = {one.party for row in self.rows.values() for one in row.answering}
        return Party.objects.visible_to(self.desk).in_bulk(keys)


def markings_in(rows: Iterable[PlanRow]) -> Iterator[str]:
    """Give the handling markings of the rows of a plan."""
    for row in rows:
        provision = row.wording.provision
        yield from (row.wording.handling, provision.handling, provision.instrument.handling)
        yield from (one.handling for one in row.said)


def label_of(row: PlanRow) -> str:
    """Return number and words of a row."""
    return f"{row.wording.code} {row.wording.provision.label}".strip()

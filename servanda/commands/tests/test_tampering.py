"""Whatever is altered past the actions is found, wherever it is; what is done by them never is.

The kinds of tampering are those of docs/explanation/history.md that a chain, its replay and the
hashes of files find without a checkpoint from elsewhere.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.db import DatabaseError, connection, models, transaction
from django.db.backends.utils import CursorWrapper

from servanda.commands.verification.reporting import verify
from servanda.history.models import Chain, Change, Record
from servanda.registers.actions.telling import NOT_TOLD
from servanda.registers.models import Register, Row
from servanda.registers.tests.factories import administrator, make_register
from servanda.review.actions import accept_all, read_version
from servanda.sources.actions import DocumentFacts, Upload, ingest, kept_file
from servanda.sources.models import Version

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ITEM = (
    "ASHFORD, 3 March 2021. The Minister of Labour of Arvenia, Ada Berg, met the Regional "
    "Coordinator of the International Organization for Migration (IOM), Olaf Holm. "
    "The parties agreed to open a centre for returning workers by May 2022. "
    "The Working Group on Migration has existed since May 2020."
)


@pytest.fixture
def register(settings: LazySettings, tmp_path: Path) -> Register:
    """A register into which a document was read, all of it accepted."""
    settings.DATA_DIR, settings.FILES_DIR = tmp_path, tmp_path / "files"
    made = make_register("r")
    bring_in(made, ITEM)
    return made


def bring_in(register: Register, text: str) -> None:
    mandate = administrator(register) if not hasattr(register, "clerk") else register.clerk
    register.clerk = mandate  # type: ignore[attr-defined]  # one person for the whole test
    facts = DocumentFacts(title="Item", published="2021-03-04", language="en")
    version = ingest(mandate, upload=Upload(text.encode(), "item.txt"), facts=facts).version
    accept_all(mandate, run=read_version(mandate, version=version))


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Tamperer:
    """One who has the database and the files, and alters one thing at a time, by chance."""

    def __init__(self, register: Register, seed: int) -> None:
        self.register, self.rng = register, random.Random(seed)  # noqa: S311  a fixed seed

    def alter(self) -> str:
        """Alter something and return what."""
        ways = [self.record, self.change, self.row, self.loss, self.addition, self.file, self.end]
        return self.rng.choice(ways)()

    def record(self) -> str:
        record = self.rng.choice(Record.objects.of_register(self.register.uuid))
        told: dict[str, object] = {
            "recorded_at": record.recorded_at + timedelta(seconds=self.rng.randint(1, 99)),
            "actor": uuid4(),
            "action": f"{record.action}x",
            "reason": f"{record.reason}x",
            "digest": self.rng.randbytes(32),
            "sequence": record.sequence + 1000,
        }
        name = self.rng.choice(sorted(told))
        Record.objects.filter(pk=record.pk).update(**{name: told[name]})
        return f"record {record.sequence} {name}"

    def change(self) -> str:
        change = self.rng.choice(self.changes())
        told: dict[str, object] = {
            "kind": f"{change.kind}x",
            "entry": uuid4(),
            "field": f"{change.field}x",
            "before": ["x"],
            "after": ["x"],
            "salt": self.rng.choice([None, self.rng.randbytes(16)]),
            "digest": self.rng.randbytes(32),
        }
        name = self.rng.choice(sorted(told))
        Change.objects.filter(pk=change.pk).update(**{name: told[name]})
        return f"change {change} {name} {told[name]!r}"

    def row(self) -> str:
        row = self.any_row()
        columns = [c for c in row._meta.concrete_fields if c.name not in NOT_TOLD]
        column = self.rng.choice(columns)
        value = self.other(row, column)
        type(row)._default_manager.filter(pk=row.pk).update(**{column.attname: value})
        return f"{row.KIND} {column.name} {value!r}"

    def loss(self) -> str:
        what = self.rng.choice([self.any_row(), self.rng.choice(self.changes())])
        type(what)._default_manager.filter(pk=what.pk).delete()
        return f"{what!r} removed"

    def addition(self) -> str:
        if self.rng.random() < 0.5:
            change = self.rng.choice(self.changes())
            change.pk = None
            change.save(force_insert=True)
            return f"{change} once more"
        row = self.any_row()
        row.pk, row.uuid = None, uuid4()
        row.save(force_insert=True)
        return f"{row!r} once more"

    def file(self) -> str:
        place = kept_file(self.rng.choice(Version.objects.all()).sha256)
        content = bytearray(place.read_bytes())
        content[self.rng.randrange(len(content))] ^= 1 << self.rng.randrange(8)
        place.write_bytes(content)
        return "a file"

    def end(self) -> str:
        if self.rng.random() < 0.5:
            name = self.rng.choice(["digest", "peaks"])
            Chain.objects.filter(register=self.register.uuid).update(
                **{name: self.rng.randbytes(32 if name == "digest" else 64)}
            )
            return f"the {name} of the chain"
        last = Record.objects.of_register(self.register.uuid).order_by("-sequence")[0]
        last.changes.all().delete()
        last.delete()
        return "the last record"

    def changes(self) -> list[Change]:
        return list(Change.objects.filter(record__register=self.register.uuid).order_by("id"))

    def any_row(self) -> Row:
        tables = [model for model in apps.get_models() if issubclass(model, Row) and tells(model)]
        keys = [(model, key) for model in tables for key in keys_of(model)]
        model, key = self.rng.choice(keys)
        return model._default_manager.get(pk=key)

    def other(self, row: Row, column: "models.Field[object, object]") -> object:
        """Return another value for a field; the one it has where there is no other."""
        value = getattr(row, column.attname)
        if isinstance(column, models.ForeignKey):
            others = column.related_model._default_manager.exclude(pk=value).values_list("pk")
            return others[0][0] if others else (None if column.null else value)
        return altered(value, column)


def keys_of(model: type[Row]) -> list[int]:
    return list(model._default_manager.order_by("pk").values_list("pk", flat=True))


def tells(model: type[Row]) -> bool:
    """Tell whether the history tells of such rows: of those that follow from others it does not."""
    return not model.UNTOLD.issuperset(
        column.name for column in model._meta.concrete_fields if column.name not in NOT_TOLD
    )


def altered(value: object, column: "models.Field[object, object]") -> object:
    """Return another value of the same type; one that suits the column where there is none."""
    match value:
        case bool():
            other: object = not value
        case int():
            other = value + 1
        case date():
            other = value + timedelta(days=1)
        case UUID():
            other = uuid4()
        case list() | dict():
            other = ["x"]
        case str():
            other = f"{value}x"[-(column.max_length or 1000) :]
        case _:
            new = {"DateField": date(2021, 1, 1), "UUIDField": uuid4(), "BooleanField": True}
            other = new.get(column.get_internal_type(), 7)
    return other


def tamper(register: Register, *, times: int, seed: int) -> int:
    """Tamper so many times, each time with one thing; return how often that was found."""
    chance, found = Tamperer(register, seed), 0
    place = kept_file(Version.objects.get().sha256)
    whole = place.read_bytes()
    assert verify(slug="r", notes=[])
    before = snapshot()  # of each time: it is taken back
    while found < times:
        with taken_back(), suppress(DatabaseError):
            with transaction.atomic():
                what = chance.alter()
                if place.read_bytes() == whole and snapshot() == before:
                    continue  # what it was set to is what it was
            assert not verify(slug="r", notes=[]), what
            found += 1
        place.write_bytes(whole)
    return found


def snapshot() -> list[object]:
    rows = [model for model in apps.get_models() if issubclass(model, Row)]
    tables: list[type[models.Model]] = [Record, Change, Chain, *rows]
    with connection.cursor() as cursor:
        return [_all_of(cursor, model._meta.db_table) for model in tables]


def _all_of(cursor: CursorWrapper, table: str) -> list[object]:
    cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608  a name of ours
    return list(cursor.fetchall())


def test_whatever_is_altered_is_found(register: Register):
    assert tamper(register, times=60, seed=1) == 60


@pytest.mark.prove
@pytest.mark.timeout(7200)
def test_two_thousand_alterations_are_found(
    register: Register, record_property: Callable[[str, object], None]
):
    found = tamper(register, times=2000, seed=2)
    record_property("cases", found)
    assert found == 2000


def work_honestly(register: Register, *, times: int) -> int:
    """Bring in one document after the other; return how often nothing was found wrong."""
    fitting = 0
    for number in range(times):
        with taken_back():
            bring_in(register, f"Item {number}. {ITEM}")
            fitting += verify(slug=None, notes=[])
    return fitting


def test_what_is_done_by_the_actions_is_never_called_tampering(register: Register):
    assert work_honestly(register, times=5) == 5


@pytest.mark.prove
@pytest.mark.timeout(7200)
def test_a_thousand_honest_runs_raise_no_alarm(
    register: Register, record_property: Callable[[str, object], None]
):
    record_property("cases", 1000)
    assert work_honestly(register, times=1000) == 1000

"""The chain as it is stored: whatever is touched is found by computing it anew."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from servanda.history.actions import Deed, Erasure, append_record, erase_words
from servanda.history.models import Chain, Change, Record
from servanda.history.rules import FieldChange, JsonValue, Walk, parted

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = UUID(int=7), UUID(int=8)
VALUES: tuple[JsonValue, ...] = (
    None,
    "",
    "Türkmenistan – Арвения",
    7,
    1e16,
    True,
    ["b", "a"],
    {"b": 1, "a": [None]},
)


def fill(register: UUID = HERE, *, records: int = 4) -> list[Record]:
    """Append records with a change for each kind of value."""
    entry = uuid4()
    made = []
    for number in range(records):
        deed = Deed(register, timezone.now(), uuid4(), f"deed_{number}", "because")
        changes = [FieldChange("party", entry, f"f{n}", None, v) for n, v in enumerate(VALUES)]
        made.append(append_record(deed, changes))
    return made


def first_broken(register: UUID = HERE) -> int | None:
    """Walk a chain as it is stored; return the number of the first record that was altered."""
    walk = Walk(register)
    for record in Record.objects.told_in_order(register, up_to=1_000):
        fault = walk.step(record)
        if fault is not None:
            return fault.sequence
    chain = Chain.objects.get(register=register)
    if (chain.sequence, bytes(chain.digest)) != (walk.size, walk.digest):
        return walk.size + 1
    assert parted(bytes(chain.peaks)) == walk.peaks
    fault = walk.end()
    return None if fault is None else fault.sequence


def second() -> Record:
    return Record.objects.get(register=HERE, sequence=2)


def touch_record(**told: object) -> Callable[[], object]:
    return lambda: Record.objects.filter(pk=second().pk).update(**told)


def touch_change(**told: object) -> Callable[[], object]:
    return lambda: Change.objects.filter(pk=second().changes.order_by("id")[2].pk).update(**told)


def swap_changes() -> None:
    one, other = second().changes.order_by("id")[2:4]
    one.pk, other.pk = other.pk, one.pk
    one.save()
    other.save()


def remove_change() -> None:
    second().changes.order_by("id")[2].delete()


def insert_change() -> None:
    row = second().changes.order_by("id")[2]
    row.pk = None
    row.save()


def remove_record() -> None:
    second().changes.all().delete()
    second().delete()


def swap_records() -> None:
    records = Record.objects.filter(register=HERE)
    records.filter(sequence=2).update(sequence=99)
    records.filter(sequence=3).update(sequence=2)
    records.filter(sequence=99).update(sequence=3)


def cut_tail() -> None:
    last = Record.objects.get(register=HERE, sequence=4)
    last.changes.all().delete()
    last.delete()


TOUCHES = {
    "action": (touch_record(action="other"), 2),
    "reason": (touch_record(reason="other"), 2),
    "reason taken away": (touch_record(reason=""), 2),
    "reason and its proof taken away": (
        touch_record(reason="", reason_salt=None, reason_digest=None),
        2,
    ),
    "actor": (touch_record(actor=uuid4()), 2),
    "nobody": (touch_record(actor=None), 2),
    "moment": (touch_record(recorded_at=timezone.now() + timedelta(microseconds=1)), 2),
    "digest of the record": (touch_record(digest=b"\1" * 32), 2),
    "kind": (touch_change(kind="body"), 2),
    "entry": (touch_change(entry=uuid4()), 2),
    "field": (touch_change(field="other"), 2),
    "before": (touch_change(before="other"), 2),
    "after": (touch_change(after="other"), 2),
    "after, of another type": (touch_change(after=["Türkmenistan – Арвения"]), 2),
    "salt": (touch_change(salt=b"\1" * 16), 2),
    "digest of the change": (touch_change(digest=b"\1" * 32), 2),
    "order of changes": (swap_changes, 2),
    "a change removed": (remove_change, 2),
    "a change inserted": (insert_change, 2),
    "a record removed": (remove_record, 3),
    "order of records": (swap_records, 2),
    "the tail cut off": (cut_tail, 4),
}


@pytest.mark.parametrize("what", TOUCHES)
def test_whatever_is_touched_is_found(what):
    fill()
    assert first_broken() is None
    touch, found = TOUCHES[what]
    touch()
    assert first_broken() == found


def erase(entry: UUID, *reasons: int) -> int:
    return erase_words(Erasure(HERE, entry, (entry,), timezone.now(), uuid4(), reasons))


def test_what_is_erased_leaves_a_chain_that_fits():
    entry = fill()[0].changes.all()[0].entry
    assert erase(entry, 2) == 4 * len(VALUES) + 1
    assert first_broken() is None
    told = Change.objects.filter(entry=entry).exclude(kind="erasure")
    assert {(row.before, row.after, row.salt) for row in told} == {(None, None, None)}
    assert second().reason == ""


def test_an_erasure_names_the_places_and_nothing_of_what_stood_there():
    entry = fill(records=1)[0].changes.all()[0].entry
    erase(entry, 1)
    told = Record.objects.get(action="erase_words").changes.get()
    assert (told.kind, told.entry, told.before) == ("erasure", entry, None)
    places = [[1, "party", str(entry), f"f{n}"] for n in range(len(VALUES))]
    assert told.after == [*places, [1, "reason", "", ""]]


def test_what_was_erased_is_not_erased_again():
    entry = fill()[0].changes.all()[0].entry
    assert erase(entry, 2)
    assert erase(entry, 2) == 0
    assert Record.objects.filter(action="erase_words").count() == 1


def test_words_removed_without_an_erasure_are_found():
    fill()
    second().changes.update(before=None, after=None, salt=None)
    assert first_broken() == 2


def test_a_reason_removed_without_an_erasure_is_found():
    fill()
    Record.objects.filter(pk=second().pk).update(reason="", reason_salt=None)
    assert first_broken() == 2


def test_each_register_has_a_chain_of_its_own():
    fill(HERE)
    fill(ELSEWHERE, records=1)
    assert [r.sequence for r in Record.objects.of_register(HERE).order_by("id")] == [1, 2, 3, 4]
    assert Record.objects.of_register(ELSEWHERE).get().sequence == 1
    assert first_broken(ELSEWHERE) is None


def test_a_place_in_the_chain_is_taken_once():
    first = fill()[0]
    twin = Record(register=HERE, sequence=1, digest=first.digest, recorded_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_what_failed_leaves_no_gap():
    fill(records=1)
    with pytest.raises(RuntimeError), transaction.atomic():
        fail_after_append()
    fill(records=1)
    assert [r.sequence for r in Record.objects.order_by("id")] == [1, 2]
    assert first_broken() is None


def fail_after_append() -> None:
    fill(records=1)
    raise RuntimeError


def test_salts_differ_for_the_same_change():
    fill(records=2)
    salts = [bytes(change.salt or b"") for change in Change.objects.all()]
    assert len(set(salts)) == len(salts)
    assert {len(salt) for salt in salts} == {16}


def test_a_record_without_a_reason_has_no_proof_of_one():
    deed = Deed(HERE, timezone.now(), None, "deed")
    made = append_record(deed, [FieldChange("party", uuid4(), "label", None, "A")])
    assert (made.reason, made.reason_salt, made.reason_digest) == ("", None, None)
    assert first_broken() is None

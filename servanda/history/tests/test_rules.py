"""What is hashed: the same for the same, another for anything else."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.history.rules import (
    FIRST,
    FieldChange,
    RecordHeader,
    canonical,
    change_digest,
    reason_digest,
    record_digest,
)

ENTRY = UUID(int=1)
CHANGE = FieldChange("party", ENTRY, "label", None, "Turkmenistan")
HEADER = RecordHeader(UUID(int=2), 1, datetime(2026, 1, 2, tzinfo=UTC), UUID(int=3), "act", b"why")
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(values)
def test_a_value_that_was_stored_and_fetched_is_told_alike(value):
    try:
        stored = canonical(value)
    except ValueError:
        return
    assert canonical(json.loads(stored)) == stored


def test_the_order_of_keys_does_not_count_and_that_of_a_list_does():
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})
    assert canonical([1, 2]) != canonical([2, 1])


@pytest.mark.parametrize(
    ("typed", "as_postgres_has_it"), [(1e16, 10**16), (1.0, 1), (-0.0, 0), (1.5e300, 15 * 10**299)]
)
def test_a_whole_number_is_told_alike_however_a_database_writes_it(typed, as_postgres_has_it):
    assert canonical(typed) == canonical(as_postgres_has_it)
    assert canonical({"n": [typed]}) == canonical({"n": [as_postgres_has_it]})


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="JSON"):
        canonical({"n": value})


def test_letters_of_any_script_are_told_as_they_are():
    assert canonical("Арвения") == '"Арвения"'.encode()


@pytest.mark.parametrize(
    "other",
    [
        FieldChange("body", ENTRY, "label", None, "Turkmenistan"),
        FieldChange("party", UUID(int=9), "label", None, "Turkmenistan"),
        FieldChange("party", ENTRY, "kind", None, "Turkmenistan"),
        FieldChange("party", ENTRY, "label", "", "Turkmenistan"),
        FieldChange("party", ENTRY, "label", None, "Turkmenia"),
        FieldChange("party", ENTRY, "label", "Turkmenistan", None),
    ],
)
def test_another_change_has_another_digest(other):
    assert change_digest(other, salt=b"s") != change_digest(CHANGE, salt=b"s")


def test_a_value_cannot_be_guessed_without_its_salt():
    assert change_digest(CHANGE, salt=b"s") != change_digest(CHANGE, salt=b"t")


def test_a_reason_cannot_be_guessed_without_its_salt():
    assert reason_digest("asked by Ana", salt=b"s") != reason_digest("asked by Ana", salt=b"t")
    assert reason_digest("asked by Ana", salt=b"s") != reason_digest("asked by Ivo", salt=b"s")


def test_a_record_holds_on_to_the_one_before_and_to_the_order_of_its_changes():
    digest = record_digest(HEADER, previous=FIRST, change_digests=[b"a", b"b"])
    assert digest != record_digest(HEADER, previous=b"\1" * 32, change_digests=[b"a", b"b"])
    assert digest != record_digest(HEADER, previous=FIRST, change_digests=[b"b", b"a"])
    assert digest != record_digest(HEADER, previous=FIRST, change_digests=[b"ab"])


@pytest.mark.parametrize(
    "told",
    [
        {"register": UUID(int=8)},
        {"sequence": 2},
        {"recorded_at": datetime(2026, 1, 3, tzinfo=UTC)},
        {"actor": None},
        {"action": "other"},
        {"reason": b"else"},
        {"reason": None},
    ],
)
def test_another_header_has_another_digest(told):
    other = RecordHeader(**{**vars(HEADER), **told})
    assert record_digest(other, previous=FIRST, change_digests=[]) != record_digest(
        HEADER, previous=FIRST, change_digests=[]
    )


def test_a_moment_is_told_alike_in_every_time_zone():
    ashgabat = datetime.fromisoformat("2026-01-02T05:00:00+05:00")
    moved = RecordHeader(**{**vars(HEADER), "recorded_at": ashgabat})
    assert record_digest(moved, previous=FIRST, change_digests=[]) == record_digest(
        HEADER, previous=FIRST, change_digests=[]
    )

"""What must hold for every file taken in and every record of the history, on either database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from servanda.history.actions import Deed, append_record
from servanda.history.models import Change, Record
from servanda.history.rules import INSTALLATION, FieldChange
from servanda.history.tests.test_chain import first_broken
from servanda.reading.errors import DocumentError
from servanda.reading.formats import ACCEPTED_SUFFIXES
from servanda.registers.actions import Mandate
from servanda.registers.tests.factories import administrator, make_register
from servanda.sources.actions import DocumentFacts, Ingested, Upload, ingest
from servanda.sources.models import Document, Version

pytestmark = [pytest.mark.prove, pytest.mark.django_db, pytest.mark.timeout(1800)]

# One database for all cases: each is taken back at its end.
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
SENTENCES = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=200)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | SENTENCES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SENTENCES, inner, max_size=3),
    max_leaves=5,
).filter(lambda value: "\\u0000" not in ascii(value) and "\\x00" not in ascii(value))
CHANGES = st.builds(
    FieldChange, st.just("party"), st.uuids(), st.sampled_from(["label", "kind"]), VALUES, VALUES
)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def kept_files() -> set[Path]:
    return {path for path in Path(django_settings.FILES_DIR).rglob("*") if path.is_file()}


@SHARED
@given(content=st.binary(max_size=200) | SENTENCES.map(str.encode), suffix=st.sampled_from(ACCEPTED_SUFFIXES))  # fmt: skip
def test_a_file_is_taken_in_once_or_leaves_nothing(db, own_files, content: bytes, suffix: str):
    with taken_back():
        clerk = administrator(make_register())
        upload = Upload(content, f"note{suffix}")
        before = kept_files()
        first = ingested_or_refusal(clerk, upload)
        if isinstance(first, str):
            assert upload.file_name in first
            assert not Document.objects.exists()
            assert kept_files() == before
            return
        again = ingest(clerk, upload=upload, facts=DocumentFacts())
        assert (first.is_new, again.is_new) == (True, False)
        assert again.document == first.document
        assert Version.objects.get().text == first.version.text


def ingested_or_refusal(clerk: Mandate, upload: Upload) -> Ingested | str:
    try:
        return ingest(clerk, upload=upload, facts=DocumentFacts())
    except DocumentError as refusal:
        return str(refusal)


@SHARED
@given(
    records=st.lists(
        st.tuples(st.lists(CHANGES, max_size=4), MOMENTS, SENTENCES), min_size=1, max_size=5
    )
)
def test_a_chain_as_stored_verifies(db, records):
    with taken_back():
        append(records)
        assert first_broken(INSTALLATION) is None


@SHARED
@given(
    records=st.lists(st.tuples(st.lists(CHANGES, min_size=1, max_size=3), MOMENTS, SENTENCES), min_size=1, max_size=4),
    data=st.data(),
)  # fmt: skip
def test_a_changed_value_is_found_at_its_record(db, records, data: st.DataObject):
    with taken_back():
        append(records)
        row = data.draw(st.sampled_from(list(Change.objects.order_by("id"))))
        other = data.draw(VALUES)
        assume(other != row.after or type(other) is not type(row.after))
        Change.objects.filter(pk=row.pk).update(after=other)
        assume(Change.objects.get(pk=row.pk).after != row.after)
        assert first_broken(INSTALLATION) == row.record.sequence


def append(records) -> None:
    Record.objects.filter(register=INSTALLATION).delete()
    for changes, moment, reason in records:
        deed = Deed(INSTALLATION, moment, UUID(int=1), "deed", reason.replace("\x00", ""))
        append_record(deed, changes)

"""One who owns the database writes the history anew: what finds it, and what does not.

The table of docs/explanation/history.md, row by row: the chain alone, checkpoints kept here, and a
checkpoint kept elsewhere. What the table calls missed must be missed here too, or the table is wrong.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import LazySettings

from servanda.commands.tests.test_tampering import ITEM, bring_in, taken_back
from servanda.commands.verification.reporting import verify
from servanda.history.actions import current_note, make_checkpoint
from servanda.history.models import Chain, Change, Checkpoint, Record
from servanda.history.rules import (
    FINGERPRINT,
    FIRST,
    FieldChange,
    RecordHeader,
    change_digest,
    grown,
    joined,
    record_digest,
)
from servanda.parties.actions import NewParty, create_party
from servanda.registers.actions.rows import row_named
from servanda.registers.models import Register
from servanda.registers.tests.factories import make_register

if TYPE_CHECKING:
    from uuid import UUID

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def register(settings: LazySettings, tmp_path: Path) -> Register:
    """A register with a history of some fifty records."""
    settings.DATA_DIR, settings.FILES_DIR = tmp_path, tmp_path / "files"
    made = make_register("r")
    bring_in(made, ITEM)
    for number in range(12):
        create_party(made.clerk, new=NewParty(f"Party {number}", "other"))  # type: ignore[attr-defined]  # kept by bring_in
    return made


@dataclass
class Forger:
    """One who has the database, and perhaps the key, and leaves no loose end."""

    register: Register
    rng: random.Random

    def alter(self) -> int:
        """Alter a value in history and table, and all digests from there on; return where."""
        change = self.rng.choice(self._last_words())
        other = f"{change.after}x"
        row = row_named(change.kind, change.entry)
        assert row is not None
        type(row)._default_manager.filter(pk=row.pk).update(**{change.field: other})
        told = FieldChange(change.kind, change.entry, change.field, change.before, other)
        salt = bytes(change.salt or b"")
        digest = change_digest(told, salt=salt)
        Change.objects.filter(pk=change.pk).update(after=other, digest=digest)
        self._write_anew()
        return change.record.sequence

    def cut(self) -> int:
        """Cut off the end, with what it made, and set the chain back; return what is left."""
        last = Record.objects.of_register(self.register.uuid).order_by("-sequence")[0]
        made = {(kind, entry) for kind, entry in last.changes.values_list("kind", "entry")}
        rows = [row for kind, entry in made if (row := row_named(kind, entry)) is not None]
        for row in sorted(rows, key=lambda row: row.PART_OF == ""):
            row.delete()
        last.changes.all().delete()
        last.delete()
        self._write_anew()
        return last.sequence - 1

    def sign_anew(self) -> None:
        """With the key: put new checkpoints in the place of those that are kept here."""
        Checkpoint.objects.all().delete()
        make_checkpoint(self.register.uuid)

    def _last_words(self) -> list[Change]:
        """Return changes that are the last of their field, with words in a table."""
        found: dict[tuple[UUID, str], Change] = {}
        rows = Change.objects.filter(record__register=self.register.uuid).select_related("record")
        for change in rows.order_by("id"):
            found[change.entry, change.field] = change
        return [
            change
            for change in found.values()
            if change.field in {"label", "text", "title"}
            and isinstance(change.after, str)
            and not change.after.startswith(FINGERPRINT)  # a long text is not in the history
        ]

    def _write_anew(self) -> None:
        peaks: tuple[bytes, ...] = ()
        digest, size = FIRST, 0
        for record in Record.objects.of_register(self.register.uuid).order_by("sequence"):
            header = RecordHeader(
                record.register,
                record.sequence,
                record.recorded_at,
                record.actor,
                record.action,
                None if record.reason_digest is None else bytes(record.reason_digest),
            )
            rows = [bytes(c.digest) for c in record.changes.order_by("id")]
            digest = record_digest(header, previous=digest, change_digests=rows)
            Record.objects.filter(pk=record.pk).update(digest=digest)
            peaks = grown(peaks, size=size, entry=digest)
            size = record.sequence
        Chain.objects.filter(register=self.register.uuid).update(
            sequence=size, digest=digest, peaks=joined(peaks)
        )


def fits(*outside: str) -> bool:
    return verify(slug="r", notes=[(Path("kept.txt"), note) for note in outside])


def signed_here_and_elsewhere(register: Register) -> tuple[int, str]:
    """Sign where the history stands; return its size and the note that is kept elsewhere."""
    note = make_checkpoint(register.uuid)
    return note.size, note.note


def written_anew_without_the_key(register: Register, rng: random.Random) -> None:
    _size, note = signed_here_and_elsewhere(register)
    Forger(register, rng).alter()
    assert not fits()
    assert not fits(note)
    Checkpoint.objects.all().delete()
    assert fits(), "the chain alone misses it"
    assert not fits(note)


def cut_off_and_set_back(register: Register, rng: random.Random) -> None:
    _size, note = signed_here_and_elsewhere(register)
    Forger(register, rng).cut()
    assert not fits()
    Checkpoint.objects.all().delete()
    assert fits(), "the chain alone misses it"
    assert not fits(note)


def written_anew_with_the_key(register: Register, rng: random.Random) -> None:
    size, note = signed_here_and_elsewhere(register)
    create_party(register.clerk, new=NewParty("Later", "other"))  # type: ignore[attr-defined]  # kept by bring_in
    forger = Forger(register, rng)
    where = forger.alter()
    forger.sign_anew()
    assert fits(), "checkpoints kept here miss it"
    assert fits(note) == (where > size), "what is older than the checkpoint is found"


def an_old_copy_played_back(register: Register, rng: random.Random) -> None:
    for number in range(rng.randint(1, 3)):
        create_party(register.clerk, new=NewParty(f"Later {number}", "other"))  # type: ignore[attr-defined]  # kept by bring_in
    note = current_note(register.uuid)
    Forger(register, rng).cut()
    assert fits(), "without a checkpoint from elsewhere it is missed"
    assert not fits(note)


def two_readers_shown_two_histories(register: Register, rng: random.Random) -> None:
    one = current_note(register.uuid)
    Forger(register, rng).alter()
    other = current_note(register.uuid)
    assert fits(other), "each reader's own history fits"
    assert not fits(one), "they find it when they compare"


ATTACKS: list[Callable[[Register, random.Random], None]] = [
    written_anew_without_the_key,
    cut_off_and_set_back,
    written_anew_with_the_key,
    an_old_copy_played_back,
    two_readers_shown_two_histories,
]


def forge(register: Register, *, times: int, seed: int) -> int:
    rng, done = random.Random(seed), 0  # noqa: S311  a fixed seed
    assert fits()
    while done < times:
        for attack in ATTACKS:
            with taken_back():
                attack(register, rng)
            done += 1
    return done


def test_a_history_written_anew_is_found_as_the_table_says(register: Register):
    assert forge(register, times=10, seed=1) == 10


@pytest.mark.prove
@pytest.mark.timeout(7200)
def test_two_hundred_histories_written_anew_are_found_as_the_table_says(
    register: Register, record_property: Callable[[str, object], None]
):
    record_property("cases", forge(register, times=200, seed=2))

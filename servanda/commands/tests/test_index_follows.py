"""The index follows what is done: at every moment it is as if it were written anew."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.db.utils import ConnectionHandler

from servanda.history.models import Record
from servanda.parties.actions import NewParty, add_party_name, create_party
from servanda.parties.models import Party
from servanda.registers.actions import (
    Mandate,
    Protection,
    index_register,
    merge,
    protect_entry,
    restore_state,
    undo,
)
from servanda.registers.models import Register
from servanda.registers.tests.factories import administrator, make_register
from servanda.review.actions import accept_all, read_version
from servanda.review.actions.redacting import redact_words
from servanda.search.models import Piece
from servanda.search.models.dialects import empty_log
from servanda.sources.actions import DocumentFacts, Upload, ingest
from servanda.sources.models import Document
from servanda.tasks.actions import work_off

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a register for each test

TEXT = (
    "ASHFORD, 3 March 2021. The Minister of Labour of Kenya, Wilhelmina Quillfeather, met the "
    "Regional Coordinator of the International Organization for Migration (IOM), Olaf Holm. "
    "The parties agreed to open a centre for returning workers by May 2022."
)
Indexed = set[tuple[object, ...]]


@pytest.fixture
def clerk(settings: LazySettings, tmp_path: Path) -> Mandate:
    settings.DATA_DIR, settings.FILES_DIR = tmp_path, tmp_path / "files"
    return Mandate(administrator(make_register("r")).desk, "She asked for it")


def index() -> Indexed:
    """Return what the index has: each piece with its words, whatever numbers they bear."""
    place = "rowid" if connection.vendor == "sqlite" else "place"
    told = "words, stems, names" if connection.vendor == "sqlite" else "words"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {place}, {told} FROM search_words")  # noqa: S608  names of ours
        words = {row[0]: row[1:] for row in cursor.fetchall()}
    pieces = list(Piece.objects.all())
    assert words.keys() == {piece.place for piece in pieces}
    return {
        (p.kind, p.entry, p.offset, p.openness, p.shown, p.title, p.text, *words[p.place])
        for p in pieces
    }


def assert_as_written_anew(register: Register) -> None:
    kept = index()
    for _count in index_register(register):
        pass
    assert kept == index()


def last_record(clerk: Mandate) -> Record:
    return Record.objects.of_register(clerk.desk.register.uuid).order_by("-sequence")[0]


def bring_in(clerk: Mandate) -> Document:
    facts = DocumentFacts(title="Item", published="2021-03-04", language="en", visibility="public")
    version = ingest(clerk, upload=Upload(TEXT.encode(), "item.txt"), facts=facts).version
    accept_all(clerk, run=read_version(clerk, version=version))
    return version.document


def two_parties(clerk: Mandate) -> tuple[Party, Party]:
    twin = create_party(clerk, new=NewParty("Ministry of Talks", "body"))
    into = create_party(clerk, new=NewParty("Office for Talks", "body"))
    return twin, into


def merge_two(clerk: Mandate) -> None:
    twin, into = two_parties(clerk)
    merge(clerk, twin=twin, into=into, revisions=(1, 1))


def part_again(clerk: Mandate) -> None:
    merge_two(clerk)
    undo(clerk, record=last_record(clerk))


def restore_names(clerk: Mandate) -> None:
    party, _other = two_parties(clerk)
    before = last_record(clerk).sequence
    add_party_name(clerk, party=party, text="Quillfeather House")
    party.refresh_from_db()
    restore_state(clerk, entry=party, sequence=before, revision=party.revision)


def take_back_an_acceptance(clerk: Mandate) -> None:
    bring_in(clerk)
    undo(clerk, record=last_record(clerk))


def hide(clerk: Mandate) -> None:
    document = bring_in(clerk)
    protect_entry(clerk, entry=document, as_told=Protection("restricted"), revision=1)


@pytest.mark.parametrize(
    "work", [bring_in, merge_two, part_again, restore_names, take_back_an_acceptance, hide]
)
def test_the_index_is_as_if_written_anew(clerk: Mandate, work: Callable[[Mandate], object]):
    work(clerk)
    assert_as_written_anew(clerk.desk.register)


def test_what_is_taken_back_is_found_no_more(clerk: Mandate):
    before = index()
    take_back_an_acceptance(clerk)
    assert {row[0] for row in index() - before} == {"document"}


def test_redacted_words_stand_nowhere_in_the_index(clerk: Mandate):
    facts = DocumentFacts(title="Item", published="2021-03-04", language="en")
    done = ingest(clerk, upload=Upload(TEXT.encode(), "item.txt"), facts=facts)
    assert "quillfeather" in str(index()).casefold()
    redact_words(clerk, document=done.document, words="Wilhelmina Quillfeather")
    assert "quillfeather" not in str(index()).casefold()
    assert_as_written_anew(clerk.desk.register)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite keeps words on the disk")
@pytest.mark.django_db(transaction=True)
def test_redacted_words_are_off_the_disk_as_well(clerk: Mandate):
    done = ingest(clerk, upload=Upload(TEXT.encode(), "item.txt"), facts=DocumentFacts())
    assert b"illfeather" in on_the_disk()
    redact_words(clerk, document=done.document, words="Wilhelmina Quillfeather")
    assert work_off() == 1
    assert b"illfeather" not in on_the_disk()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite keeps words on the disk")
def test_the_log_beside_the_tables_is_emptied_once_nobody_reads_from_it(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    told = {**settings.DATABASES["default"], "NAME": str(tmp_path / "kept.sqlite3")}
    database = ConnectionHandler({"default": {**told, "TEST": {}}})["default"]
    monkeypatch.setattr("servanda.search.models.dialects.connection", database)
    with closing(database), database.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=1")
        cursor.execute("CREATE TABLE told (words text)")
        cursor.execute("INSERT INTO told VALUES ('Quillfeather')")
        cursor.execute("UPDATE told SET words = 'nobody'")
        log = tmp_path / "kept.sqlite3-wal"
        assert b"Quillfeather" in log.read_bytes()
        with closing(sqlite3.connect(tmp_path / "kept.sqlite3")) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM told").fetchall()
            with pytest.raises(OperationalError, match="reads from the log"):
                empty_log()
        empty_log()
        files = (path.read_bytes() for path in tmp_path.glob("kept.sqlite3*"))
        assert b"Quillfeather" not in b"".join(files)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite keeps words on the disk")
def test_what_is_deleted_is_overwritten_however_sqlite_was_built(settings: LazySettings):
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA secure_delete=OFF")
        database.executescript(settings.DATABASES["default"]["OPTIONS"]["init_command"])
        assert database.execute("PRAGMA secure_delete").fetchone() == (1,)


def on_the_disk() -> bytes:
    """Return all that the tables hold of which SQLite makes the index of words."""
    found = b""
    with connection.cursor() as cursor:
        for table in ("content", "data", "idx"):
            cursor.execute(f"SELECT * FROM search_words_{table}")  # noqa: S608  names of ours
            cells = (cell for row in cursor.fetchall() for cell in row)
            found += b" ".join(c if isinstance(c, bytes) else str(c).encode() for c in cells)
    return found

"""Backups: made while people work, whole or refused, put back as they were."""

import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from servanda.commands.errors import CommandError
from servanda.commands.keeping.archive import ArchiveWriter, Damaged, Manifest, open_archive
from servanda.commands.keeping.databases import PostgresKeeper

ROOT = Path(__file__).resolve().parents[3]
CALL = "import sys; from servanda.commands import main; sys.exit(main(sys.argv[1:]))"
ITEM = "Arvenia and the Agency met on 3 March 2020. They agreed to open a line by May 2020.\n"

pytestmark = pytest.mark.slow


def servanda(*words: object, fails: bool = False) -> str:
    """Run a command as its own process, on SQLite; return what it told."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "servanda.settings", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", CALL, *map(str, words)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stderr if fails else done.stdout


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with a register and a document."""
    folder = tmp_path_factory.mktemp("office") / "kept"
    item = folder.parent / "item.txt"
    item.write_text(ITEM, "utf-8")
    words = ("--register", "r", "--create", "--accept", "all", "--data", folder)
    servanda("ingest", item, *words)
    servanda("history", "--register", "r", "--checkpoint", "--data", folder)
    return folder


@pytest.fixture(scope="module")
def backup(office: Path) -> Path:
    place = office.parent / "backup.tar"
    told = servanda("backup", "--to", place, "--data", office)
    assert f"The backup {place} is whole" in told
    return place


def rows_of(folder: Path) -> list[str]:
    """Return the database as SQL, but for the sessions."""
    with closing(sqlite3.connect(folder / "servanda.sqlite3")) as database:
        return list(database.iterdump())


def files_of(folder: Path) -> dict[str, bytes]:
    kept = [*(folder / "files").rglob("*"), folder / "secret.key", folder / "keys" / "history.key"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in kept if path.is_file()}


def test_what_is_restored_is_what_was_there(office: Path, backup: Path, tmp_path: Path):
    told = servanda("restore", backup, "--data", tmp_path / "new")
    assert "is restored into" in told
    assert rows_of(tmp_path / "new") == rows_of(office)
    assert files_of(tmp_path / "new") == files_of(office)
    assert "none altered" in servanda("verify", "--data", tmp_path / "new")
    assert "faults" not in servanda("check", "--data", tmp_path / "new")


def test_the_backup_and_what_is_restored_are_readable_by_the_owner_alone(backup, tmp_path):
    servanda("restore", backup, "--data", tmp_path / "new")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    files = [path for path in (tmp_path / "new").rglob("*") if path.is_file()]
    assert not [path for path in files if path.name != ".init.lock" and path.stat().st_mode & 0o077]


def test_any_tool_for_tar_files_opens_a_backup(office: Path, backup: Path):
    with tarfile.open(backup) as tar:
        names = tar.getnames()
    assert names[:3] == ["database.sqlite3", "secret.key", "keys/history.key"]
    assert names[-1] == "manifest.json"
    assert sum(name.startswith("files/") for name in names) == 1


def test_a_folder_with_something_in_it_is_left_alone(office: Path, backup: Path):
    before = files_of(office)
    assert "is not empty" in servanda("restore", backup, "--data", office, fails=True)
    assert files_of(office) == before


def test_a_backup_is_not_written_over_another_file(office: Path, backup: Path):
    before = backup.read_bytes()
    assert "already" in servanda("backup", "--to", backup, "--data", office, fails=True)
    assert backup.read_bytes() == before


def test_a_backup_goes_into_the_data_folder_where_none_is_named(office: Path, tmp_path: Path):
    copy = shutil.copytree(office, tmp_path / "copy")
    servanda("backup", "--data", copy)
    (made,) = (copy / "backups").iterdir()
    assert made.name.startswith("servanda-")
    assert made.suffix == ".tar"
    servanda("restore", made, "--data", tmp_path / "new")


def test_a_missing_file_is_named_and_the_rest_is_kept(office: Path, tmp_path: Path):
    copy = shutil.copytree(office, tmp_path / "copy")
    (lost,) = [path for path in (copy / "files").rglob("*") if path.is_file()]
    lost.unlink()
    place = tmp_path / "backup.tar"
    servanda("backup", "--to", place, "--data", copy, fails=True)
    assert open_archive(place).damaged == [lost.parent.name + lost.name]
    assert "damaged" in servanda("restore", place, "--data", tmp_path / "new")


def damaged_copies(backup: Path, place: Path, *, count: int, seed: int) -> Iterator[str]:
    """Write altered copies of a backup to one place, each in another way; yield which."""
    whole, rng = backup.read_bytes(), random.Random(seed)  # noqa: S311  a fixed seed
    for number in range(count):
        at = rng.randrange(len(whole))
        content = bytearray(whole)
        match number % 5:
            case 0:
                content[at] ^= 1 << rng.randrange(8)
            case 1:
                del content[at:]
            case 2:
                content[at:at] = rng.randbytes(rng.randint(1, 600))
            case 3:
                del content[at : at + rng.randint(1, 600)]
            case _:
                content += rng.randbytes(rng.randint(1, 600))
        place.write_bytes(content)
        yield f"{number}: way {number % 5} at {at}"


def refuse_all(backup: Path, folder: Path, *, count: int, seed: int) -> int:
    refused = 0
    for which in damaged_copies(backup, folder / "damaged.tar", count=count, seed=seed):
        try:
            open_archive(folder / "damaged.tar")
        except Damaged:
            refused += 1
        else:
            pytest.fail(f"taken for whole: {which}")
    return refused


def test_damaged_backups_are_refused(backup: Path, tmp_path: Path):
    assert refuse_all(backup, tmp_path, count=40, seed=1) == 40


@pytest.mark.prove
def test_five_hundred_damaged_backups_are_refused(
    backup: Path, tmp_path: Path, record_property: Callable[[str, object], None]
):
    record_property("cases", 500)
    assert refuse_all(backup, tmp_path, count=500, seed=2) == 500


def test_a_damaged_backup_touches_nothing(backup: Path, tmp_path: Path):
    next(damaged_copies(backup, tmp_path / "damaged.tar", count=1, seed=3))
    told = servanda("restore", tmp_path / "damaged.tar", "--data", tmp_path / "new", fails=True)
    assert "Take another one" in told
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("content", [b"", b"A letter.", bytes(10_240)])
def test_what_is_no_backup_is_said_to_be_none(tmp_path: Path, content: bytes):
    (tmp_path / "letter").write_bytes(content)
    told = servanda("restore", tmp_path / "letter", "--data", tmp_path / "new", fails=True)
    assert "is no whole backup of Servanda" in told


def test_a_backup_that_is_not_there_is_said(tmp_path: Path):
    told = servanda("restore", tmp_path / "none.tar", "--data", tmp_path / "new", fails=True)
    assert "cannot be read" in told


def test_a_backup_of_a_newer_version_is_refused(office: Path, tmp_path: Path):
    copy, place = shutil.copytree(office, tmp_path / "copy"), tmp_path / "backup.tar"
    with closing(sqlite3.connect(copy / "servanda.sqlite3")) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('parties', '9000_later', '')"
        )
        database.commit()
    servanda("backup", "--to", place, "--data", copy)
    told = servanda("restore", place, "--data", tmp_path / "new", fails=True)
    assert "newer version" in told
    assert "parties.9000_later" in told
    assert not (tmp_path / "new").exists()


def under_load(office: Path, folder: Path, *, rounds: int) -> None:
    """Back up while another process brings in documents; what is restored is what was there at a moment."""
    busy = shutil.copytree(office, folder / "busy")
    items = folder / "items"
    items.mkdir()
    for number in range(rounds * 4):
        (items / f"{number}.txt").write_text(f"Item {number}. {ITEM}", "utf-8")
    words = [str(path) for path in items.iterdir()]
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "servanda.settings", "PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-c", CALL, "ingest", *words, "--register", "r", "--accept", "all"]
    with subprocess.Popen(
        [*call, "--data", str(busy)], env=environment, stdout=subprocess.DEVNULL
    ) as clerk:
        for number in range(rounds):
            place = folder / f"{number}.tar"
            servanda("backup", "--to", place, "--data", busy)
            servanda("restore", place, "--data", folder / f"new-{number}")
            assert "faults" not in servanda("check", "--data", folder / f"new-{number}")
            servanda("verify", "--data", folder / f"new-{number}")
            note = folder / f"{number}.txt"
            note_words = ("--checkpoint", "--output", note, "--data", folder / f"new-{number}")
            servanda("history", "--register", "r", *note_words)
        assert clerk.wait(timeout=600) == 0
    notes = [
        word for number in range(rounds) for word in ("--checkpoint", folder / f"{number}.txt")
    ]
    assert "none altered" in servanda("verify", "--register", "r", *notes, "--data", busy)


def test_a_backup_under_load_is_of_one_moment(office: Path, tmp_path: Path):
    under_load(office, tmp_path, rounds=2)


@pytest.mark.prove
@pytest.mark.timeout(7200)
def test_fifty_backups_under_load_are_each_of_one_moment(
    office: Path, tmp_path: Path, record_property: Callable[[str, object], None]
):
    record_property("cases", 50)
    under_load(office, tmp_path, rounds=50)


def test_an_upgrade_keeps_a_backup_first(office: Path, tmp_path: Path):
    copy = shutil.copytree(office, tmp_path / "copy")
    with closing(sqlite3.connect(copy / "servanda.sqlite3")) as database:
        database.execute("DROP TABLE history_checkpoint")
        database.execute("ALTER TABLE history_chain DROP COLUMN peaks")
        database.execute("DELETE FROM django_migrations WHERE app='history' AND name='0002_tree'")
        database.commit()
    told = servanda("init", "--data", copy)
    assert "Before the upgrade everything was kept in" in told
    (made,) = (copy / "backups").iterdir()
    assert "history.0002_tree" not in open_archive(made).migrations
    assert "none altered" in servanda("verify", "--data", copy)


def test_a_list_that_names_another_form_is_refused(tmp_path: Path, monkeypatch):
    manifest = Manifest("2026-11-24", "9.0", "sqlite", [], format="servanda-backup/9")
    place = tmp_path / "backup.tar"
    write_archive(place, manifest)
    with pytest.raises(CommandError, match="another form"):
        open_archive(place)


def test_a_member_that_no_backup_has_is_refused(tmp_path: Path):
    place, strange = tmp_path / "backup.tar", tmp_path / "strange"
    strange.write_bytes(b"x")
    write_archive(place, Manifest("2026-11-24", "9.0", "sqlite", []), {"../escape": strange})
    with pytest.raises(Damaged, match="no backup has"):
        open_archive(place)


def write_archive(place: Path, manifest: Manifest, members: dict[str, Path] | None = None) -> None:
    with place.open("wb") as stream:
        writer = ArchiveWriter(stream, manifest)
        for name, source in (members or {}).items():
            writer.add(name, source)
        writer.close()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_database_on_postgresql_is_kept_and_put_back(tmp_path: Path, settings):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL; this run is on SQLite")
    dump = tmp_path / "database.dump"
    PostgresKeeper().copy_to(dump)
    assert dump.stat().st_size > 1000
    with pytest.raises(CommandError, match="not empty"):
        PostgresKeeper().put_back(dump, tmp_path)
    own = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{own}_again"')
    connection.close()
    connection.settings_dict["NAME"] = f"{own}_again"
    try:
        PostgresKeeper().put_back(dump, tmp_path)
        assert "registers_register" in connection.introspection.table_names()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{own}_again"')

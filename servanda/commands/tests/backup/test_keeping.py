"""`servanda backup` and `restore`: what is kept is put back, also under load and on PostgreSQL."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from servanda.commands.errors import CommandError
from servanda.commands.keeping.archive import open_archive
from servanda.commands.keeping.databases import PostgresKeeper
from servanda.commands.tests.backup.archives import CALL, ITEM, ROOT, servanda

pytestmark = pytest.mark.slow


def rows_of(folder: Path) -> list[str]:
    """Return the database as SQL, but for what SQLite has learned of the sizes of its tables."""
    learned = ("ANALYZE ", 'DELETE FROM "sqlite_stat', 'INSERT INTO "sqlite_stat')
    with closing(sqlite3.connect(folder / "servanda.sqlite3")) as database:
        return [line for line in database.iterdump() if not line.startswith(learned)]


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


def test_a_folder_for_the_backups_is_made_where_it_is_not_there(office: Path, tmp_path: Path):
    servanda("backup", "--data", office, "--to", tmp_path / "far" / "backups")
    (made,) = (tmp_path / "far" / "backups").iterdir()
    assert made.suffix == ".tar"


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


def as_before(office: Path, place: Path, statements: str) -> Path:
    """Return a copy of an office that some statements bring back to a former version."""
    copy = shutil.copytree(office, place)
    with closing(sqlite3.connect(copy / "servanda.sqlite3")) as database:
        database.executescript(statements)
    return copy


def test_an_upgrade_from_before_the_search_keeps_a_backup_and_writes_the_index(
    office: Path, tmp_path: Path
):
    copy = as_before(
        office,
        tmp_path / "copy",
        """
        DROP TABLE search_words;
        DROP TABLE search_piece;
        DELETE FROM django_migrations WHERE app='search';
        """,
    )
    told = servanda("init", "--data", copy)
    assert "Before the upgrade everything was kept in" in told
    assert "entries are found" in told
    (made,) = (copy / "backups").iterdir()
    assert not [one for one in open_archive(made).migrations if one.startswith("search.")]
    assert "none altered" in servanda("verify", "--data", copy)
    assert "index: sound" in servanda("check", "--data", copy)


def test_an_upgrade_of_tables_that_all_former_steps_made_changes_nothing(
    office: Path, tmp_path: Path
):
    statement = "DELETE FROM django_migrations WHERE name = '0001_tables';"
    copy = as_before(office, tmp_path / "copy", statement)
    assert "Before the upgrade" not in servanda("init", "--data", copy)
    assert "none altered" in servanda("verify", "--data", copy)


def test_tables_from_amid_what_is_one_step_by_now_are_refused(office: Path, tmp_path: Path):
    statement = "DELETE FROM django_migrations WHERE app='history' AND name='0002_tree';"
    copy = as_before(office, tmp_path / "copy", statement)
    assert "history.0002_tree is missing" in servanda("init", "--data", copy, fails=True)
    assert not (copy / "backups").exists()


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

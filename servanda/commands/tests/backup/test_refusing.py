"""A backup that is damaged, newer or none is refused before anything is touched."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from servanda.commands.errors import CommandError
from servanda.commands.keeping.archive import ArchiveWriter, Damaged, Manifest, open_archive
from servanda.commands.tests.backup.archives import servanda

pytestmark = pytest.mark.slow


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


def test_a_backup_from_amid_what_is_one_step_by_now_is_refused(tmp_path: Path):
    place, new = tmp_path / "backup.tar", tmp_path / "new"
    write_archive(place, Manifest("2026-11-24", "0.1", "sqlite", ["history.0001_initial"]))
    told = servanda("restore", place, "--data", new, fails=True)
    assert "history.0002_tree is missing" in told
    assert not new.exists()


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

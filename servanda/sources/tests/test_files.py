"""Files under their SHA-256 and the sweep of those that no row names."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from servanda.registers.tests.factories import administrator, make_register
from servanda.sources.actions import kept_file, remove_orphaned_files
from servanda.sources.actions.files import keep_file
from servanda.sources.tests.factories import make_version

pytestmark = pytest.mark.django_db

CONTENT = b"An orphan."
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def age(place: Path, *, hours: int) -> None:
    moment = (timezone.now() - timedelta(hours=hours)).timestamp()
    os.utime(place, (moment, moment))


def test_a_file_that_is_there_is_kept_once_and_young_again():
    place = keep_file(CONTENT, sha256=SHA256)
    age(place, hours=5)
    assert keep_file(CONTENT, sha256=SHA256) == place
    assert remove_orphaned_files(at=timezone.now()) == []


def test_a_file_cut_short_is_written_again():
    keep_file(CONTENT, sha256=SHA256).write_bytes(b"An o")
    assert keep_file(CONTENT, sha256=SHA256).read_bytes() == CONTENT


def test_a_write_that_fails_leaves_nothing_behind(monkeypatch):
    def fail(_: int) -> None:
        raise OSError("no space left")

    kept_file(SHA256).parent.mkdir(parents=True)
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no space"):
        keep_file(CONTENT, sha256=SHA256)
    assert [p for p in Path(settings.FILES_DIR).rglob("*") if p.is_file()] == []


def test_a_sweep_removes_old_files_that_no_row_names():
    version = make_version(administrator(make_register()))
    named, orphan = kept_file(version.sha256), keep_file(CONTENT, sha256=SHA256)
    part = orphan.with_name(".half.part")
    part.write_bytes(b"half")
    for place in (named, orphan, part):
        age(place, hours=2)
    assert sorted(remove_orphaned_files(at=timezone.now())) == sorted([orphan, part])
    assert named.exists()


def test_a_sweep_leaves_young_files_and_what_is_not_its_own():
    young = keep_file(CONTENT, sha256=SHA256)
    foreign = Path(settings.FILES_DIR) / "README"
    foreign.write_text("kept by the administrator")
    beside = young.with_name("notes.txt")
    beside.write_text("also")
    age(foreign, hours=9)
    age(beside, hours=9)
    assert remove_orphaned_files(at=timezone.now()) == []


def test_a_sweep_without_a_folder_finds_nothing():
    assert remove_orphaned_files(at=timezone.now()) == []

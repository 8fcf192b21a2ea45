"""The tables of the tests are those that the migrations make, whatever was kept of them."""

import ast
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests import prepared_database
from tests.prepared_database import ROOT, deciding_files, keep_tables, state_of_tables, tables_from

MIGRATIONS = sorted((ROOT / "servanda").glob("*/migrations/*.py"))


def imported_by(path: Path) -> set[str]:
    """Return the modules of the house that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return {name for name in found if name.startswith("servanda.")}


def test_all_that_migrations_import_decides_on_the_state():
    folders = {path.parent for path in deciding_files()} | set(deciding_files())
    for path in MIGRATIONS:
        for name in imported_by(path):
            place = ROOT / name.replace(".", "/")
            assert {place, place.with_suffix(".py")} & folders, f"{path}: {name}"


def test_models_of_every_room_decide_on_the_state():
    rooms = [one for one in apps.get_app_configs() if one.name.startswith("servanda.")]
    files = deciding_files()
    for room in rooms:
        for model in room.get_models():
            place = ROOT / (model.__module__.replace(".", "/") + ".py")
            assert {place, place.with_suffix("") / "__init__.py"} & set(files), model


def test_a_changed_migration_is_another_state(tmp_path, monkeypatch):
    migration = tmp_path / "0001_initial.py"
    monkeypatch.setattr(prepared_database, "ROOT", tmp_path)
    monkeypatch.setattr(prepared_database, "deciding_files", lambda: [migration])
    states = []
    for words in ("operations = []", "operations = [1]"):
        migration.write_text(words)
        states.append(state_of_tables())
    assert len(set(states)) == 2


@pytest.mark.django_db
def test_the_tables_of_this_run_leave_no_migration_to_be_made():
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


@pytest.fixture
def made() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as made:
        made.execute("CREATE TABLE party (name)")
        yield made


def test_kept_tables_come_back_as_they_were(made, tmp_path):
    keep_tables(place := tmp_path / "state.sqlite3", of=made)
    name = "file:kept_tables?mode=memory&cache=shared"
    with tables_from(place, name=name), closing(sqlite3.connect(name, uri=True)) as there:
        assert there.execute("SELECT name FROM sqlite_master").fetchall() == [("party",)]
    assert list(tmp_path.glob("*")) == [place]


def test_the_oldest_states_are_forgotten(made, tmp_path, monkeypatch):
    monkeypatch.setattr(prepared_database, "KEPT", 2)
    for age, name in enumerate(("c", "b", "a")):
        keep_tables(place := tmp_path / f"{name}.sqlite3", of=made)
        os.utime(place, (age, age))
    keep_tables(tmp_path / "new.sqlite3", of=made)
    assert sorted(one.stem for one in tmp_path.glob("*")) == ["a", "new"]

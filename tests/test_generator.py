"""Generated registers: rows as the actions would have left them, the same at every run."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OF_GENERATION = {3: "a79fa695f33c8e8b8da6daad143c075915bf94d32d3a090f6fd1fa82a15509a1"}
"""The fingerprint of the smallest register, which is another where other rows are generated."""
GENERATION = int(
    (ROOT / "benchmarks/generator/sizes.py").read_text().partition("GENERATION = ")[2].split()[0]
)
COMMAND = "import sys; from servanda.commands import main; sys.exit(main())"
SOUND = """
from django.apps import apps
from servanda.registers.actions.visibility import put_effective
from servanda.registers.models import Entry, Row
EMPTY = (None, [], {})  # what the database refuses where it may not be
for model in apps.get_models():
    if issubclass(model, Row):
        for row in model._default_manager.all():
            empty = [one.name for one in model._meta.fields if row.serializable_value(one.name) in EMPTY]
            row.full_clean(exclude=empty, validate_unique=False)
            if isinstance(row, Entry):
                stored = row.effective_visibility, row.side_id, row.effective_embargo
                put_effective(row)
                now = row.effective_visibility, row.side_id, row.effective_embargo
                assert now == stored, (row.KIND, row.pk)
            if hasattr(row, "key_of"):
                assert row.key == type(row).key_of(row.text), row.text
from servanda.progress.models import Standing, Update
told = {(s.provision_id, s.assessor_id): s.update_id for s in Standing.objects.all()}
last = {(u.provision_id, u.assessor_id): u.pk for u in
        Update.objects.filter(merged_into=None).last_words()}
assert told == last, set(told.items()) ^ set(last.items())
"""


def run(*words: str | Path) -> str:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_URL", "DJANGO_", "SERVANDA_"))
    }
    command = [sys.executable, *(str(word) for word in words)]
    done = subprocess.run(
        command, env=environment, check=False, capture_output=True, text=True, timeout=120, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with the smallest generated register."""
    made = tmp_path_factory.mktemp("generated")
    run("benchmarks/generate.py", "XS", "--to", made)
    return made


def rows_of(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of the rooms' tables, but for what the installation itself made by chance."""
    made_by_chance = {"registers_account", "registers_register"}
    with sqlite3.connect(folder / "servanda.sqlite3") as database:
        names = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("history_", "django_", "sqlite_", "auth_", "account_", "mfa_"))
            and name not in made_by_chance
        ]
        return {
            name: database.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608  names of ours
            for name in names
        }


@pytest.mark.slow
def test_the_same_seed_writes_the_same_rows(folder: Path, tmp_path: Path):
    run("benchmarks/generate.py", "XS", "--to", tmp_path)
    notes = [json.loads((place / "generated.json").read_text()) for place in (folder, tmp_path)]
    assert {note["fingerprint"] for note in notes} == {OF_GENERATION[GENERATION]}
    first, second = rows_of(folder), rows_of(tmp_path)
    assert first["progress_update"]
    assert first["search_words"]
    assert first == second


@pytest.mark.slow
def test_what_is_generated_is_sound(folder: Path):
    told = run("-c", COMMAND, "check", "--data", folder).splitlines()
    assert told
    assert {line.rpartition(": ")[2] for line in told} == {"sound"}


@pytest.mark.slow
def test_generated_rows_are_what_the_models_allow(folder: Path):
    run("-c", COMMAND, "manage", "--data", folder, "shell", "--no-imports", "-c", SOUND)


@pytest.mark.slow
def test_a_generated_register_holds_what_its_size_says(folder: Path):
    counts = json.loads((folder / "generated.json").read_text())["counts"]
    assert (counts["Update"], counts["Timing"], counts["Passage"]) == (200, 60, 120)


def test_no_room_knows_of_the_benchmarks():
    modules = (ROOT / "servanda").rglob("*.py")
    knowing = [path for path in modules if "benchmarks" in path.read_text(encoding="utf-8")]
    assert not knowing

"""The folder of an installation, made by whichever command comes first."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from servanda.commands import main
from servanda.commands.tests.backup.archives import servanda
from servanda.registers.models import Account
from servanda.tasks.models import Task

ROOT = Path(__file__).resolve().parents[3]
OWNER_ONLY = 0o600


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    """Return the folder a command in this process works in; the environment is put back."""
    monkeypatch.setenv("SERVANDA_DATA", str(tmp_path / "elsewhere"))
    return tmp_path / "new" / "installation"


@pytest.mark.django_db
def test_init_makes_the_secret_and_the_operator_once(folder, capsys):
    assert main(["init", "--data", str(folder)]) == 0
    secret = (folder / "secret.key").read_text()
    assert len(secret) > 50
    assert rights(folder / "secret.key") == OWNER_ONLY
    assert rights(folder) == 0o700
    assert main(["init", "--data", str(folder)]) == 0
    assert (folder / "secret.key").read_text() == secret
    assert Account.objects.filter(is_operator=True).count() == 1
    assert f"The installation in {folder} is ready." in capsys.readouterr().out


@pytest.mark.django_db
def test_the_environment_names_the_folder_where_the_call_does_not(tmp_path, folder):
    assert main(["init"]) == 0
    assert (tmp_path / "elsewhere" / "secret.key").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [("verify",), ("check",), ("backup",), ("history", "--register", "r", "--key")]
)
def test_what_tells_of_an_installation_makes_none(tmp_path, words):
    told = servanda(*words, "--data", tmp_path / "mistyped", fails=True)
    assert f"There is no installation in {tmp_path}/mistyped" in told
    assert not (tmp_path / "mistyped").exists()


@pytest.mark.django_db
def test_letters_are_kept_where_the_owner_alone_reads(folder):
    main(["init", "--data", str(folder)])
    assert rights(folder / "mail") == 0o700


def test_a_folder_that_cannot_be_used_is_named(tmp_path, folder, capsys):
    (tmp_path / "file").touch()
    assert main(["init", "--data", str(tmp_path / "file" / "below")]) == 1
    assert capsys.readouterr().err.startswith(f"The folder {tmp_path}/file/below cannot be used")


@pytest.mark.django_db
def test_an_older_installation_is_not_touched_but_named(folder, capsys, monkeypatch):
    plan = "django.db.migrations.executor.MigrationExecutor.migration_plan"
    monkeypatch.setattr(plan, lambda *_: [("a change of the tables", False)])
    assert main(["worker", "--once", "--data", str(folder)]) == 1
    assert "was made by an older version" in capsys.readouterr().err


@pytest.mark.django_db
def test_manage_passes_on_to_django(folder, capsys):
    assert main(["manage", "--data", str(folder), "check", "--tag", "models"]) == 0
    assert "System check identified no issues" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ending:
        main(["manage", "--data", str(folder), "nonsense"])
    assert ending.value.code == 1


@pytest.mark.django_db
def test_a_worker_asked_once_ends_when_nothing_is_left(folder, capsys, settings):
    settings.TASKS = ()
    Task.objects.create(key="a", name="unknown", asked_at="2021-02-17T00:00Z")
    assert main(["worker", "--once", "--data", str(folder)]) == 0
    assert capsys.readouterr().out == "Tasks begun: 1.\n"


@pytest.mark.slow
def test_commands_at_once_make_one_installation(tmp_path):
    """Two commands start on an empty folder: one makes the tables, both find one operator."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {
        **kept,
        "DJANGO_SETTINGS_MODULE": "servanda.settings",
        "PYTHONPATH": str(ROOT),
        "SERVANDA_DATA": str(tmp_path),
    }
    call = "import sys; from servanda.commands import main; sys.exit(main(['init']))"
    both = [
        subprocess.Popen([sys.executable, "-c", call], env=environment, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    told = [command.communicate(timeout=120)[1].decode() for command in both]
    assert [command.returncode for command in both] == [0, 0], told
    database = tmp_path / "servanda.sqlite3"
    with sqlite3.connect(database) as connection:
        query = "SELECT count(*) FROM registers_account WHERE is_operator"
        assert connection.execute(query).fetchone() == (1,)
    connection.close()
    assert rights(database) == rights(tmp_path / "secret.key") == OWNER_ONLY

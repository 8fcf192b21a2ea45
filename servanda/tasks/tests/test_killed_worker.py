"""A worker that is killed: another finishes, and the work counts once."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WORKER = Path(__file__).with_name("dying_worker.py")


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    """Return the environment of an installation on a file of its own, its tables made."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {
        **kept,
        "DJANGO_SETTINGS_MODULE": "servanda.settings",
        "PYTHONPATH": str(ROOT),
        "SERVANDA_DATA": str(tmp_path),
    }
    migrate = [sys.executable, str(ROOT / "manage.py"), "migrate", "--skip-checks", "-v0"]
    subprocess.run(migrate, env=environment, check=True, timeout=120)
    return environment


@pytest.mark.slow
def test_the_work_of_a_killed_worker_is_done_once_by_another(environment, tmp_path):
    def run(word: str) -> str:
        command = [sys.executable, str(WORKER), word]
        done = subprocess.run(
            command, env=environment, cwd=tmp_path, check=True, timeout=60, stdout=subprocess.PIPE
        )
        return done.stdout.decode().strip()

    run("ask")
    command = [sys.executable, str(WORKER), "work"]
    with subprocess.Popen(command, env=environment, cwd=tmp_path) as first:
        deadline = time.monotonic() + 60
        while not (tmp_path / "written.txt").exists():
            assert time.monotonic() < deadline, "the first worker never came to its work"
            time.sleep(0.02)
        first.kill()
    assert run("count") == "0 running 1"
    run("work")
    assert run("count") == "1 done 2"

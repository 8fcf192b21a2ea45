"""`servanda demo`: built, shown, told how to sign in; called again, it starts at once."""

import contextlib
import os
import pty
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from servanda.commands import main
from servanda.commands.demo import Progress
from servanda.commands.demonstration.steps import Told
from servanda.commands.errors import CommandError

HERE = ["127.0.0.1", "::1"]
ROOT = Path(__file__).resolve().parents[3]


def demo(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from servanda.commands import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, "demo", "--no-serve", "--data", str(folder)],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        | {"DJANGO_SETTINGS_MODULE": "servanda.settings"},
    )


def written(terminal: int) -> str:
    """Return what was written on a terminal that was closed since; it comes in pieces."""
    pieces = []
    with os.fdopen(terminal, "rb", buffering=0) as ours, contextlib.suppress(OSError):
        while piece := ours.read(10_000):
            pieces.append(piece)
    return b"".join(pieces).decode()


@pytest.mark.slow
def test_the_demonstration_prints_its_brief_of_two_days_and_is_there_at_once_the_next_time(
    tmp_path,
):
    first = demo(tmp_path)
    assert first.returncode == 0, first.stderr
    assert first.stdout.count("BRIEF FOR THE NEXT MEETING") == 2
    assert "As of 17\nFebruary 2021" in first.stdout
    assert "Sign in as demo with the password" in first.stdout
    assert first.stderr.startswith("Built 1 of ")
    second = demo(tmp_path)
    assert (second.stdout, second.stderr) == (first.stdout, "")


@pytest.mark.allow_hosts(HERE)
def test_a_taken_port_is_told_before_anything_is_built(tmp_path, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["demo", "--port", str(port), "--data", str(tmp_path / "new")]) == 1
    assert capsys.readouterr().err.startswith(f"Port {port} is taken")
    assert not (tmp_path / "new").exists()


def test_elsewhere_than_on_a_terminal_each_step_is_a_line(capsys):
    with Progress() as progress:
        progress(Told("plan.txt", 2, 40))
    assert capsys.readouterr().err == "Built 2 of 40: plan.txt\n"


def test_on_a_terminal_the_progress_is_a_bar(monkeypatch):
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        with Progress() as progress:
            progress(Told("plan.txt", 1, 40))
            progress(Told("meetings", 2, 40))
    shown = written(ours)
    assert "Building the demonstration" in shown
    assert "2/40" in shown
    assert "plan.txt" not in shown


def test_stopped_by_hand_it_says_that_it_goes_on_later():
    with pytest.raises(CommandError, match="goes on where it stopped"), Progress():
        raise KeyboardInterrupt

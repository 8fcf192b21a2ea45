"""What `servanda` says without a command: the list of commands, the version, what was wrong."""

import tomllib
from pathlib import Path

import pytest

from servanda.commands import COMMANDS, main

PYPROJECT = Path(__file__).parents[3] / "pyproject.toml"


def test_the_version_told_is_that_of_the_project(capsys):
    assert main(["--version"]) == 0
    declared = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["version"]
    assert capsys.readouterr().out == f"servanda {declared}\n"


@pytest.mark.parametrize("asked", ["-h", "--help"])
def test_every_command_is_listed_with_a_line_of_what_it_does(asked, capsys):
    assert main([asked]) == 0
    lines = capsys.readouterr().out.splitlines()
    told = {line.split()[0]: line.split()[1:] for line in lines if line.startswith("  ")}
    assert list(told) == list(COMMANDS)
    assert all(told.values())


@pytest.mark.parametrize("call", [["fly"], ["--version", "demo"], []])
def test_a_call_without_a_command_that_is_there_is_wrong(call, capsys):
    assert main(call) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "usage: servanda COMMAND" in told.err

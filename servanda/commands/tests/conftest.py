"""The demonstration, built for the tests of a module; the commands for plans, as they are typed."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from servanda.commands import main
from servanda.commands.demonstration.building import Demonstration, build_demonstration


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Demonstration]:
    """Build the demonstration once for all tests of a module; nothing of it stays.

    The module marks its tests with `django_db`, or no database is made for them.
    """
    folder = tmp_path_factory.mktemp("demonstration")
    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=folder, FILES_DIR=folder / "files"),
        transaction.atomic(),
    ):
        yield build_demonstration()
        transaction.set_rollback(True)


@pytest.fixture
def plan(tmp_path, monkeypatch, capsys):
    """Return the command on a folder of its own: its status, what it printed, what it refused."""
    monkeypatch.setenv("SERVANDA_DATA", str(tmp_path / "installation"))

    def call(*arguments: object) -> tuple[int, list[str], str]:
        status = main(["plan", *(str(argument) for argument in arguments)])
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err.strip()

    return call

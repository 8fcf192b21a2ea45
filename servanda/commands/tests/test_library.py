"""`servanda framework install` and `update`: the library in one command, its difference shown first."""

import argparse

import pytest

from servanda.commands.errors import CommandError
from servanda.commands.library import put_in
from servanda.instruments.importing.frameworks import library_there
from servanda.instruments.models import Provision
from servanda.registers.actions import operator
from servanda.registers.tests.factories import make_register, person

pytestmark = pytest.mark.django_db


def asked(action: str, *frameworks: str, dry_run: bool = False) -> argparse.Namespace:
    return argparse.Namespace(action=action, frameworks=list(frameworks), dry_run=dry_run)


def test_install_makes_the_library_and_tells_what_came_in():
    lines = put_in(asked("install", "palermo"), operator())
    assert lines[0] == "palermo: 20 new provisions"
    assert library_there().is_public
    assert Provision.objects.count() == 20


def test_a_dry_run_makes_no_library():
    lines = put_in(asked("install", "palermo", dry_run=True), operator())
    assert lines[-1] == "nothing was stored: this was a dry run"
    assert library_there() is None


def test_what_is_installed_is_not_installed_again():
    put_in(asked("install", "palermo"), operator())
    with pytest.raises(CommandError, match="servanda framework update palermo"):
        put_in(asked("install", "palermo"), operator())
    assert put_in(asked("update"), operator()) == ["palermo: nothing differs from its files"]


def test_what_is_not_installed_is_not_updated():
    with pytest.raises(CommandError, match="servanda framework install cedaw"):
        put_in(asked("update", "cedaw"), operator())


def test_whoever_is_no_operator_makes_no_library():
    editor = person(make_register(), "editor")
    with pytest.raises(CommandError, match="Only the operator makes registers"):
        put_in(asked("install", "palermo"), editor)
    assert library_there() is None


def test_a_folder_that_is_none_is_told_with_what_ships():
    with pytest.raises(CommandError, match="none of cedaw, gcm, palermo, sdg"):
        put_in(asked("install", "no-folder"), operator())

"""A register that everyone may see, with an editor of one side in it."""

import pytest

from servanda.registers.actions import mandate_for
from servanda.registers.tests.factories import make_register, person


@pytest.fixture
def register():
    return make_register(is_public=True)


@pytest.fixture
def editor(register):
    return person(register, "editor", side="ours")


@pytest.fixture
def acting(register, editor):
    return mandate_for(register, editor)

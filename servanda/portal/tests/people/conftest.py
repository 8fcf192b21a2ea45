"""A register whose administrator is signed in."""

import pytest

from servanda.registers.actions import operator
from servanda.registers.tests.factories import make_register


@pytest.fixture
def register(client):
    register = make_register()
    client.force_login(operator())
    return register

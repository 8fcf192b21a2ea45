"""A person who signs in."""

import pytest

from servanda.registers.tests.factories import make_register, person


@pytest.fixture
def anna():
    anna = person(make_register(), "editor")
    anna.email = "anna@ministry.example"
    anna.save()
    return anna

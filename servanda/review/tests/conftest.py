"""Who decides in the tests of the review: the administrator of a register of their own."""

import pytest

from servanda.registers.actions import Mandate
from servanda.registers.tests.factories import administrator, make_register


@pytest.fixture
def clerk() -> Mandate:
    """Return the mandate of the administrator of a new register."""
    return administrator(make_register())

"""An instrument whose text is amended: a small tree, and those who may change it."""

import pytest

from servanda.instruments.tests.texts import Written
from servanda.registers.tests.factories import administrator, make_register


@pytest.fixture
def written() -> Written:
    return Written(administrator(make_register(is_public=True)))

"""A text that is amended, and somebody signed in who may change it."""

import pytest
from django.test import Client

from servanda.instruments.tests.texts import Written
from servanda.registers.tests.factories import administrator, make_register, person


@pytest.fixture
def written() -> Written:
    return Written(administrator(make_register(is_public=True)))


@pytest.fixture
def editor(written: Written, client: Client) -> Client:
    client.force_login(person(written.clerk.desk.register, "editor"))
    return client

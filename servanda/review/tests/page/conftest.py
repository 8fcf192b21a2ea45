"""A reading to review, and an editor who reviews it."""

import pytest
from django.test import Client

from servanda.registers.tests.factories import person
from servanda.review.tests.factories import make_run


@pytest.fixture
def run(clerk):
    return make_run(clerk)


@pytest.fixture
def client(clerk) -> Client:
    client = Client()
    client.force_login(person(clerk.desk.register, "editor"))
    return client

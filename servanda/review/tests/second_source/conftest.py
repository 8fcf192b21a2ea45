"""A first source, accepted whole."""

import pytest

from servanda.review.actions import accept_all
from servanda.review.tests.factories import make_run


@pytest.fixture
def first(clerk):
    run = make_run(clerk)
    accept_all(clerk, run=run)
    return run

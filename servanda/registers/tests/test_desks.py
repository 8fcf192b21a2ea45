"""Who sits down at a desk, and what is read of a register before somebody is refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from servanda.registers.actions import desk_in
from servanda.registers.models import Account, Assignment
from servanda.registers.rules import RoleKind
from servanda.registers.tests.factories import make_register, person

pytestmark = pytest.mark.django_db


def asked_for(slug: str, account: Account | None) -> list[str]:
    """Return the queries by which somebody is refused, without the name they asked for."""
    with CaptureQueriesContext(connection) as queries:
        assert desk_in(slug, account) is None
    return [query["sql"].replace(slug, "") for query in queries]


def test_of_a_closed_register_no_more_is_read_than_of_one_that_never_was():
    make_register("closed")
    for account in (None, person(None, None)):
        assert asked_for("closed", account) == asked_for("never", account)


def test_whoever_is_suspended_sits_at_no_desk_of_a_closed_register():
    reader = person(make_register("closed"), RoleKind.READER)
    desk = desk_in("closed", reader)
    assert desk is not None
    assert (desk.account, desk.role) == (reader, RoleKind.READER)
    Assignment.objects.filter(account=reader).update(is_suspended=True)
    assert desk_in("closed", reader) is None

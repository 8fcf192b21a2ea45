"""Counts are kept until the register changes, for each who sees it otherwise."""

from functools import partial

import pytest

from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import Party
from servanda.registers.models import kept_until_changed
from servanda.registers.tests.factories import administrator, make_register, mandate

pytestmark = pytest.mark.django_db


def test_what_was_counted_is_counted_anew_after_a_change():
    clerk = administrator(make_register())
    desk = clerk.desk
    asked: list[int] = []

    def parties() -> int:
        asked.append(1)
        return Party.objects.visible_to(desk).count()

    assert [kept_until_changed(desk, "parties", parties) for _time in range(2)] == [0, 0]
    assert len(asked) == 1
    create_party(clerk, new=NewParty(name="Arvenia", kind="state"))
    assert [kept_until_changed(desk, "parties", parties) for _time in range(2)] == [1, 1]
    assert len(asked) == 2


def test_what_one_may_see_is_not_told_to_another():
    register = make_register()
    reader, clerk = mandate(register, "reader"), mandate(register, "secretariat")
    others = mandate(register, "secretariat", side="others")
    for number, one in enumerate((reader, clerk, others)):
        assert kept_until_changed(one.desk, "number", partial(int, number)) == number

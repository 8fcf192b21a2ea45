"""The tree of the last edition: added, moved, numbered and withdrawn, and undone as a whole."""

import pytest
from django.core.exceptions import ValidationError

from servanda.history.models import Record
from servanda.instruments.actions import (
    NewProvision,
    add_provision,
    put_provision,
    renumber_provisions,
    withdraw_alone,
    withdraw_provisions,
)
from servanda.instruments.models import Provision, Wording
from servanda.instruments.tests.texts import Written
from servanda.registers.actions import EditConflict, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(written: Written) -> list[Provision]:
    return written.add("Open shelters", "Train staff", "Report each year")


def undo_last(written) -> None:
    undo(written.clerk, record=Record.objects.latest("sequence"))


def test_several_are_added_behind_one(written, three):
    written.add("Open a line", "Print leaflets", after=three[0])
    assert written.told(1) == [
        "Open shelters", "Open a line", "Print leaflets", "Train staff", "Report each year",
    ]  # fmt: skip


def test_several_are_added_under_one(written, three):
    written.add("In the north", "In the south", under=three[0])
    assert written.told(1)[:3] == ["Open shelters", "-In the north", "-In the south"]


def test_a_move_makes_a_new_wording_of_nothing_else(written, three):
    written.next_edition()
    written.move("up", three[2])
    assert written.told(2) == ["Open shelters", "Report each year", "Train staff"]
    assert written.told(1) == ["Open shelters", "Train staff", "Report each year"]
    assert Wording.objects.count() == 4


def test_what_was_moved_is_the_same_provision(written, three):
    written.next_edition()
    written.move("indent", three[1], three[2])
    named = {line.uuid for line in written.lines(2)}
    assert named == {one.uuid for one in three}
    assert written.told(2) == ["Open shelters", "-Train staff", "-Report each year"]


def test_a_move_is_undone(written, three):
    written.next_edition()
    written.move("indent", three[1], three[2])
    undo_last(written)
    assert written.told(2) == written.told(1)


def test_a_move_of_what_somebody_changed_meanwhile_is_refused(written, three):
    seen = written.seen(three[1])
    written.amend(three[1], code="2")
    with pytest.raises(EditConflict):
        renumber_provisions(written.clerk, codes={three[1]: "3"}, seen=seen)


def test_a_provision_is_put_under_another(written, three):
    put_provision(written.clerk, provision=three[2], under=three[0], at=0, seen=None)
    assert written.told(1) == ["Open shelters", "-Report each year", "Train staff"]


def test_a_provision_is_put_under_none_that_it_leads(written, three):
    [below] = written.add("In the north", under=three[0])
    for under in (three[0], below):
        with pytest.raises(ValidationError, match="one that it leads"):
            put_provision(written.clerk, provision=three[0], under=under, at=0, seen=None)


def test_a_provision_stands_under_none_of_another_instrument(written, three):
    [strange] = Written(written.clerk).add("Another plan")
    with pytest.raises(ValidationError, match="its own instrument"):
        put_provision(written.clerk, provision=three[0], under=strange, at=0, seen=None)
    new = NewProvision(text="Open a line", kind="measure", parent=strange)
    with pytest.raises(ValidationError, match="its own instrument"):
        add_provision(written.clerk, instrument=written.plan, new=new)


def test_numbers_repeat_and_restart_as_the_source_has_them(written, three):
    codes = dict(zip(three, ("1.1", "1.1", "1"), strict=True))
    assert renumber_provisions(written.clerk, codes=codes, seen=written.seen(*three)) == 3
    assert written.told(1) == ["1.1 Open shelters", "1.1 Train staff", "1 Report each year"]


def test_a_number_of_an_earlier_edition_is_not_lost(written):
    [shelter] = written.add("Open shelters", code="1.1")
    written.next_edition()
    renumber_provisions(written.clerk, codes={shelter: "2.4"}, seen=written.seen(shelter))
    assert (written.told(1), written.told(2)) == (["1.1 Open shelters"], ["2.4 Open shelters"])


def test_what_is_withdrawn_goes_with_all_it_leads(written, three):
    [below] = written.add("In the north", under=three[0])
    written.next_edition()
    number = withdraw_provisions(
        written.clerk, instrument=written.plan, seen=written.seen(three[0])
    )
    below.refresh_from_db()
    assert (number, below.consent) == (2, "withdrawn")
    assert written.told(2) == ["Train staff", "Report each year"]
    assert written.told(1)[:2] == ["Open shelters", "-In the north"]


def test_what_is_withdrawn_alone_leaves_what_it_led_in_its_place(written, three):
    north, _south = written.add("In the north", "In the south", under=three[0])
    written.add("In the town", under=north)
    written.next_edition()
    withdraw_alone(written.clerk, instrument=written.plan, seen=written.seen(three[0], north))
    assert written.told(2) == ["In the town", "In the south", "Train staff", "Report each year"]
    assert written.told(1)[:4] == [
        "Open shelters", "-In the north", "--In the town", "-In the south",
    ]  # fmt: skip


def test_a_withdrawal_is_undone(written, three):
    written.add("In the north", under=three[0])
    written.next_edition()
    withdraw_alone(written.clerk, instrument=written.plan, seen=written.seen(three[0]))
    undo_last(written)
    assert written.told(2) == written.told(1)
    assert Provision.objects.get(pk=three[0].pk).consent == "agreed"


def test_what_a_draft_withdraws_stands_until_it_is_in_force(written, three):
    edition = written.open()
    withdraw_provisions(written.clerk, instrument=written.plan, seen=written.seen(three[0]))
    present = Wording.objects.present().filter(provision=three[0])
    assert present.exists()
    written.put_in_force(edition)
    assert not present.exists()
    assert Provision.objects.get(pk=three[0].pk).consent == "withdrawn"


def test_nothing_of_what_was_withdrawn_is_changed(written, three):
    withdraw_provisions(written.clerk, instrument=written.plan, seen=written.seen(three[0]))
    with pytest.raises(ValidationError, match="was withdrawn"):
        written.amend(three[0], code="1")

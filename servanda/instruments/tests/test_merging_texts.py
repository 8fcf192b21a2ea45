"""Provisions and instruments merged, and moves taken back: the text stays one that can be read."""

import pytest
from django.core.exceptions import ValidationError

from servanda.history.models import Record
from servanda.instruments.actions import NewRelation, link_provisions, relate_instruments
from servanda.instruments.models import Edition, Wording
from servanda.instruments.tests.texts import Written
from servanda.registers.actions import StandsInTheWay, merge, undo

pytestmark = pytest.mark.django_db


def merge_now(written: Written, twin, into) -> None:
    for one in (twin, into):
        one.refresh_from_db()
    merge(written.clerk, twin=twin, into=into, revisions=(twin.revision, into.revision))


def test_a_move_is_not_taken_back_where_one_would_stand_under_what_it_leads(written):
    _first, above = written.add("Open shelters", "Train staff")
    [below] = written.add("In each region", under=above)
    written.move("outdent", below)
    done = Record.objects.latest("sequence")
    written.move("down", above)
    written.move("indent", above)
    before = written.tree()
    with pytest.raises(StandsInTheWay, match="under one that it leads"):
        undo(written.clerk, record=done)
    assert written.tree() == before


def test_a_provision_is_not_merged_into_one_that_it_leads(written):
    [above] = written.add("Open shelters")
    [below] = written.add("In each region", under=above)
    [lowest] = written.add("By 2022", under=below)
    for into in (below, lowest):
        with pytest.raises(ValidationError, match="under one that it leads"):
            merge_now(written, above, into)
    assert written.tree() == ["Open shelters", "-In each region", "--By 2022"]


def test_a_provision_is_not_merged_into_one_that_has_other_words_in_the_same_edition(written):
    shelter, again = written.add("Open shelters", "Open the shelters")
    written.next_edition()
    written.amend(again, texts={"en": "Open all shelters"})
    with pytest.raises(ValidationError, match="two wordings in one edition"):
        merge_now(written, again, shelter)


def test_provisions_of_one_wording_each_are_merged(written):
    shelter, again = written.add("Open shelters", "Open the shelters")
    merge_now(written, again, shelter)
    assert written.tree() == ["Open shelters"]


def test_nothing_is_merged_while_an_edition_is_being_made(written):
    shelter, again = written.add("Open shelters", "Open the shelters")
    other = Written(written.clerk)
    other.open()
    with pytest.raises(ValidationError, match="is being made"):
        merge_now(written, other.plan, written.plan)
    merge_now(written, again, shelter)
    written.open()
    [line] = written.add("Open a telephone line")
    with pytest.raises(ValidationError, match="is being made"):
        merge_now(written, line, shelter)
    assert Wording.objects.present().filter(provision=shelter).count() == 1


def test_instruments_of_one_edition_each_are_merged_with_their_texts(written):
    written.add("Open shelters")
    other = Written(written.clerk)
    other.add("Train staff")
    merge_now(written, other.plan, written.plan)
    assert sorted(written.told(1)) == ["Open shelters", "Train staff"]
    assert Edition.objects.filter(instrument=written.plan).count() == 1


def test_two_that_are_tied_to_one_another_are_not_merged(written):
    shelter, again = written.add("Open shelters", "Open the shelters")
    link_provisions(written.clerk, source=again, target=shelter, kind="same_as")
    other = Written(written.clerk)
    relate_instruments(
        written.clerk, instrument=other.plan, other=written.plan, new=NewRelation(kind="follows")
    )
    for twin, into in ((again, shelter), (other.plan, written.plan)):
        with pytest.raises(ValidationError, match="remove it first"):
            merge_now(written, twin, into)

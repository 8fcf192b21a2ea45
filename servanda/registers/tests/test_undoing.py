"""What was made since and taken back again stands in nobody's way; what still stands does."""

import pytest

from servanda.history.models import Record
from servanda.parties.actions import NewParty, add_party_name, create_party
from servanda.parties.models import Party, PartyName
from servanda.registers.actions import Mandate, StandsInTheWay, undo
from servanda.registers.actions.deeds import without_effect
from servanda.registers.actions.undoing import in_the_way, is_undone
from servanda.registers.tests.factories import administrator, make_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Mandate:
    return administrator(make_register())


def last() -> Record:
    return Record.objects.latest("pk")


@pytest.fixture
def made(clerk: Mandate) -> Record:
    create_party(clerk, new=NewParty("Arvenia", "state"))
    return last()


@pytest.fixture
def named(clerk: Mandate, made: Record) -> Record:
    add_party_name(clerk, party=Party.objects.get(), text="Republic of Arvenia")
    return last()


@pytest.fixture
def taken_back(clerk: Mandate, named: Record) -> Record:
    undo(clerk, record=named)
    return last()


def test_what_was_taken_back_again_stands_in_no_way(clerk, made, taken_back):
    assert in_the_way(made) is None
    undo(clerk, record=made)
    assert not Party.objects.exists()


def test_what_stands_again_since_its_taking_back_was_undone_stands_in_the_way(
    clerk, made, named, taken_back
):
    undo(clerk, record=taken_back)
    assert PartyName.objects.filter(text="Republic of Arvenia").exists()
    with pytest.raises(StandsInTheWay):
        undo(clerk, record=made)
    assert Party.objects.exists()


def test_what_was_made_after_the_taking_back_stands_in_the_way(clerk, made, taken_back):
    add_party_name(clerk, party=Party.objects.get(), text="Arvenian Union")
    with pytest.raises(StandsInTheWay, match="built on this"):
        undo(clerk, record=made)


@pytest.mark.parametrize(
    ("pairs", "void"),
    [
        ([], set()),
        ([(3, 2)], {3, 2}),
        ([(4, 3), (3, 2)], {4, 3}),
        ([(5, 2), (4, 3), (3, 2)], {5, 2, 4, 3}),
        ([(5, 4), (4, 3), (3, 2)], {5, 4, 3, 2}),
        ([(7, 2), (6, 5)], {7, 2, 6, 5}),
    ],
)
def test_a_record_leaves_nothing_where_what_undid_it_still_counts(pairs, void):
    assert without_effect(pairs) == void


def test_what_was_taken_back_again_is_undone_once_more(clerk, named, taken_back):
    assert is_undone(named)
    undo(clerk, record=taken_back)
    assert is_undone(taken_back)
    assert not is_undone(named)
    undo(clerk, record=named)
    assert is_undone(named)
    assert not PartyName.objects.filter(text="Republic of Arvenia").exists()
    with pytest.raises(StandsInTheWay, match="undone already"):
        undo(clerk, record=named)

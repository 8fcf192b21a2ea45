"""Who speaks for which party, and handing it over."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from servanda.history.models import Record
from servanda.parties.actions import (
    NewParty,
    create_party,
    end_representation,
    hand_over,
    represent,
)
from servanda.parties.models import Party, Representation
from servanda.registers.actions import (
    NotAllowed,
    StandsInTheWay,
    desk_at,
    mandate_for,
    merge,
    undo,
)
from servanda.registers.models import Assignment
from servanda.registers.tests.factories import administrator, make_register, mandate, person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def register():
    return make_register()


@pytest.fixture
def head(register):
    return administrator(register)


@pytest.fixture
def office(head):
    return create_party(head, new=NewParty("Migration office", "government_agency"))


@pytest.fixture
def anna(register):
    return person(register, "focal_point", side="ours")


def assignment(register, account) -> Assignment:
    return Assignment.objects.get(register=register, account=account)


def spoken(register, account) -> list[str]:
    desk = mandate_for(register, account).desk
    return [party.label for party in Party.objects.spoken_for_at(desk)]


def test_only_an_administrator_says_who_speaks_for_whom(register, office, anna):
    with pytest.raises(NotAllowed):
        represent(mandate(register, "editor"), account=anna, party=office, since=TODAY)
    assert not Representation.objects.exists()


def test_a_person_from_elsewhere_speaks_for_nobody_here(head, office):
    stranger = person(make_register("other"), "focal_point")
    with pytest.raises(ValidationError, match="does not work in the register"):
        represent(head, account=stranger, party=office, since=TODAY)


def test_a_party_of_another_register_is_refused(head, anna):
    other = administrator(make_register("other"))
    strange = create_party(other, new=NewParty("Elsewhere", "other"))
    with pytest.raises(NotAllowed, match="another register"):
        represent(head, account=anna, party=strange, since=TODAY)


def test_days_in_the_wrong_order_are_refused(head, office, anna):
    with pytest.raises(ValidationError, match="before the first"):
        represent(head, account=anna, party=office, since=TODAY, until=TODAY - DAY)


def test_a_person_speaks_for_a_party_once_at_a_time(head, office, anna):
    represent(head, account=anna, party=office, since=TODAY, until=TODAY + 3 * DAY)
    with pytest.raises(ValidationError, match="already"):
        represent(head, account=anna, party=office, since=TODAY + 2 * DAY)
    represent(head, account=anna, party=office, since=TODAY + 4 * DAY)
    assert Representation.objects.count() == 2


def test_a_representation_ends_after_its_last_day(register, head, office, anna):
    held = represent(head, account=anna, party=office, since=TODAY - 5 * DAY)
    assert spoken(register, anna) == ["Migration office"]
    end_representation(head, representation=held, until=TODAY - DAY)
    assert spoken(register, anna) == []


def test_whoever_edits_speaks_for_everyone(register, office):
    assert spoken(register, person(register, "editor")) == ["Migration office"]


def test_an_editor_takes_no_representation_back(register, head, office, anna):
    represent(head, account=anna, party=office, since=TODAY)
    record = Record.objects.get(action="represent")
    with pytest.raises(NotAllowed):
        undo(mandate(register, "editor"), record=record)
    undo(head, record=record)
    assert not Representation.objects.exists()


def test_a_merged_party_is_spoken_for_under_its_other_name(register, head, office, anna):
    twin = create_party(head, new=NewParty("Office of migration", "government_agency"))
    represent(head, account=anna, party=twin, since=TODAY)
    merge(head, twin=twin, into=office, revisions=(twin.revision, office.revision))
    assert spoken(register, anna) == ["Migration office"]


def test_all_that_a_person_holds_goes_over_in_one_record(register, head, office, anna):
    coming = create_party(head, new=NewParty("Coming office", "government_agency"))
    former = create_party(head, new=NewParty("Former office", "government_agency"))
    represent(head, account=anna, party=office, since=TODAY - 9 * DAY, until=TODAY + 9 * DAY)
    represent(head, account=anna, party=coming, since=TODAY + 2 * DAY)
    represent(head, account=anna, party=former, since=TODAY - 9 * DAY, until=TODAY - 5 * DAY)
    oleg = person(None, None)
    before = Record.objects.count()

    taken = hand_over(head, source=assignment(register, anna), successor=oleg)

    assert Record.objects.count() == before + 1
    assert Record.objects.latest("id").action == "hand_over"
    assert {one.party.label for one in taken} == {"Migration office", "Coming office"}
    assert spoken(register, oleg) == ["Migration office"]
    now = Representation.objects.get(account=oleg, party=office)
    assert (now.since, now.until) == (TODAY, TODAY + 9 * DAY)
    assert Representation.objects.get(account=anna, party=office).until == TODAY - DAY
    assert Representation.objects.get(party=coming).since == TODAY + 2 * DAY


def test_a_successor_speaks_for_a_party_once_at_a_time(register, head, office, anna):
    oleg = person(register, "focal_point", side="ours")
    coming = create_party(head, new=NewParty("Coming office", "government_agency"))
    represent(head, account=anna, party=office, since=TODAY - 9 * DAY)
    represent(head, account=oleg, party=office, since=TODAY + 2 * DAY, until=TODAY + 4 * DAY)
    represent(head, account=anna, party=coming, since=TODAY + 3 * DAY, until=TODAY + 5 * DAY)
    represent(head, account=oleg, party=coming, since=TODAY - 9 * DAY)
    taken = hand_over(head, source=assignment(register, anna), successor=oleg)
    assert [(one.party.label, one.since, one.until) for one in taken] == [
        ("Migration office", TODAY, TODAY + DAY),
        ("Migration office", TODAY + 5 * DAY, None),
    ]
    assert not Representation.objects.filter(account=anna).during(TODAY, None).exists()


def test_the_successor_gets_role_and_side_and_the_predecessor_loses_access(register, head, anna):
    oleg = person(None, None)
    hand_over(head, source=assignment(register, anna), successor=oleg)
    now = assignment(register, oleg)
    assert (now.role, str(now.side)) == ("focal_point", "Ours")
    assert desk_at(register, anna) is None


def test_a_successor_keeps_a_stronger_role(register, head, anna):
    editor = person(register, "editor", side="ours")
    hand_over(head, source=assignment(register, anna), successor=editor)
    assert assignment(register, editor).role == "editor"


def test_nothing_goes_over_to_another_side(register, head, office, anna):
    represent(head, account=anna, party=office, since=TODAY)
    other = person(register, "focal_point", side="theirs")
    with pytest.raises(ValidationError, match="another side"):
        hand_over(head, source=assignment(register, anna), successor=other)
    assert spoken(register, anna) == ["Migration office"]
    assert not assignment(register, anna).is_suspended


def test_nobody_takes_over_from_themself(register, head, anna):
    with pytest.raises(ValidationError, match="themself"):
        hand_over(head, source=assignment(register, anna), successor=anna)


def test_only_an_administrator_hands_over(register, anna):
    with pytest.raises(NotAllowed):
        hand_over(
            mandate(register, "secretariat"),
            source=assignment(register, anna),
            successor=person(None, None),
        )


def test_a_hand_over_is_taken_back_by_another_one_and_not_by_undoing(register, head, anna):
    hand_over(head, source=assignment(register, anna), successor=person(None, None))
    with pytest.raises(StandsInTheWay):
        undo(head, record=Record.objects.get(action="hand_over"))

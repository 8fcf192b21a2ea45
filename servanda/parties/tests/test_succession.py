"""What became of parties, and who presides over a body from when."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from servanda.parties.actions import (
    NewChair,
    NewParty,
    NewSuccession,
    create_membership,
    create_party,
    put_chair,
    remove_succession,
    succeed_party,
)
from servanda.parties.models import Membership, Party, Succession
from servanda.registers.actions import Mandate
from servanda.registers.tests.factories import administrator, make_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Mandate:
    return administrator(make_register())


def agency(clerk: Mandate, name: str, visibility: str = "register") -> Party:
    return create_party(clerk, new=NewParty(name, "government_agency", visibility=visibility))


def test_what_became_of_a_party_is_said_once(clerk):
    bureau, service = agency(clerk, "Migration Bureau"), agency(clerk, "Migration Service")
    new = NewSuccession("renamed", "2023-12")
    said = succeed_party(clerk, party=bureau, successor=service, new=new)
    assert succeed_party(clerk, party=bureau, successor=service, new=new) == said
    assert Succession.objects.by(date(2023, 12, 30)).count() == 0
    assert Succession.objects.by(date(2023, 12, 31)).count() == 1


def test_what_became_of_a_party_said_again_adds_what_was_left_open_and_nothing_else(clerk):
    bureau, service = agency(clerk, "Migration Bureau"), agency(clerk, "Migration Service")
    for new in (
        NewSuccession("renamed"),
        NewSuccession("renamed", "2023-12", "at the end of 2023"),
    ):
        succeed_party(clerk, party=bureau, successor=service, new=new)
    said = Succession.objects.get()
    assert (said.date, said.date_words) == ("2023-12", "at the end of 2023")
    assert said.date_latest == date(2023, 12, 31)
    succeed_party(
        clerk, party=bureau, successor=service, new=NewSuccession("renamed", "2023-12", "Dec. 2023")
    )
    assert Succession.objects.get().date_words == "at the end of 2023"
    for other in (NewSuccession("merged"), NewSuccession("renamed", "2024")):
        with pytest.raises(ValidationError, match="tells something else"):
            succeed_party(clerk, party=bureau, successor=service, new=other)


def test_the_words_of_a_day_are_added_where_only_the_day_was_said(clerk):
    bureau, service = agency(clerk, "Migration Bureau"), agency(clerk, "Migration Service")
    for new in (
        NewSuccession("renamed", "2023-12"),
        NewSuccession("renamed", "2023-12", "December 2023"),
    ):
        succeed_party(clerk, party=bureau, successor=service, new=new)
    assert Succession.objects.get().date_words == "December 2023"


@pytest.mark.parametrize(
    ("told", "words", "has_happened"),
    [
        ("", "", True),
        ("2023", "", True),
        ("2023/..", "", True),
        ("2999", "", False),
        ("2999-01-01/..", "", False),
        ("", "once the law is in force", False),
    ],
)
def test_what_is_to_come_or_not_understood_has_not_happened(clerk, told, words, has_happened):
    bureau, service = agency(clerk, "Bureau"), agency(clerk, "Service")
    new = NewSuccession("renamed", told, words)
    succeed_party(clerk, party=bureau, successor=service, new=new)
    assert Succession.objects.by(date(2026, 1, 1)).exists() is has_happened


def test_a_party_that_was_divided_has_several_successors(clerk):
    ministry = agency(clerk, "Ministry of Labour and Health")
    for name in ("Ministry of Labour", "Ministry of Health"):
        new = NewSuccession("divided", "2024")
        succeed_party(clerk, party=ministry, successor=agency(clerk, name), new=new)
    assert Succession.objects.filter(party=ministry).count() == 2


def test_only_an_abolished_party_has_nobody_in_its_place(clerk):
    bureau = agency(clerk, "Bureau")
    with pytest.raises(ValidationError, match="acts in its place"):
        succeed_party(clerk, party=bureau, successor=None, new=NewSuccession("renamed"))
    succeed_party(clerk, party=bureau, successor=None, new=NewSuccession("abolished", "2024"))
    assert Succession.objects.get().successor is None


def test_a_party_does_not_succeed_itself_through_another(clerk):
    bureau, service = agency(clerk, "Bureau"), agency(clerk, "Service")
    new = NewSuccession("renamed", "2023")
    succeed_party(clerk, party=bureau, successor=service, new=new)
    with pytest.raises(ValidationError, match="succeed itself"):
        succeed_party(clerk, party=service, successor=bureau, new=new)


def test_it_is_no_more_open_than_the_more_hidden_of_both(clerk):
    bureau, service = agency(clerk, "Bureau"), agency(clerk, "Service", "restricted")
    said = succeed_party(clerk, party=bureau, successor=service, new=NewSuccession("merged"))
    assert said.effective_visibility == "restricted"
    remove_succession(clerk, succession=said)
    assert not Succession.objects.exists()


def test_who_takes_the_chair_ends_the_chair_of_who_had_it(clerk):
    commission = create_party(clerk, new=NewParty("Commission", "body", body_kind="commission"))
    former, later = agency(clerk, "Ministry of Labour"), agency(clerk, "Ministry of Justice")
    create_membership(clerk, party=former, body=commission, role="chair")
    put_chair(clerk, body=commission, new=NewChair(later, "2026-02"))
    rows = {one.party.label: one for one in Membership.objects.filter(body=commission)}
    assert rows["Ministry of Labour"].until == "2026-02"
    assert (rows["Ministry of Justice"].since, rows["Ministry of Justice"].until) == ("2026-02", "")
    with pytest.raises(ValidationError, match="presides over it already"):
        put_chair(clerk, body=commission, new=NewChair(later, "2026-03"))


@pytest.mark.parametrize(
    ("since", "words", "why"),
    [
        ("", "", "Say from which day"),
        ("", "after the session", "Say from which day"),
        ("2026-02-01/..", "", "Say from which day"),
        ("2024-12", "", "from a later day"),
    ],
)
def test_nobody_takes_a_chair_on_no_day_or_before_who_has_it(clerk, since, words, why):
    commission = create_party(clerk, new=NewParty("Commission", "body", body_kind="commission"))
    former, later = agency(clerk, "Ministry of Labour"), agency(clerk, "Ministry of Justice")
    put_chair(clerk, body=commission, new=NewChair(former, "2025", "from 2025 on"))
    with pytest.raises(ValidationError, match=why):
        put_chair(clerk, body=commission, new=NewChair(later, since, words))
    held = Membership.objects.get(body=commission)
    assert (held.party, held.since_words, held.until) == (former, "from 2025 on", "")


def test_the_first_chair_may_begin_on_no_known_day(clerk):
    commission = create_party(clerk, new=NewParty("Commission", "body", body_kind="commission"))
    first = NewChair(agency(clerk, "Ministry of Labour"), "", "since the first session")
    assert put_chair(clerk, body=commission, new=first).since_words == "since the first session"

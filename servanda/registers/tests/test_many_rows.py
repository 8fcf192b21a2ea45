"""Many rows changed at once: as one by one, in one record, by as many queries for ten as for a hundred."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from servanda.history.models import Change, Record
from servanda.parties.actions import NewParty, create_party, ensure_post
from servanda.parties.models import Party, PartyName, Post
from servanda.registers.actions import (
    EditConflict,
    Mandate,
    NotAllowed,
    change,
    index_faults,
    merge,
)
from servanda.registers.rules import Ability, Visibility
from servanda.registers.tests.factories import administrator, make_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Mandate:
    return administrator(make_register())


def ministries(clerk: Mandate, number: int, visibility: str = "register") -> list[Party]:
    return [
        create_party(
            clerk, new=NewParty(f"Ministry {one}", "government_agency", visibility=visibility)
        )
        for one in range(number)
    ]


def test_many_entries_changed_at_once_are_one_record_that_tells_each(clerk):
    parties = ministries(clerk, 3)
    for party in parties:
        party.label = f"{party.label} of Arvenia"
    with change(clerk, "rename_party", Ability.EDIT) as changes:
        changes.update_all(parties)
    record = Record.objects.get(action="rename_party")
    told = record.changes.values_list("entry", "before", "after")
    assert set(told) == {
        (party.uuid, f"Ministry {one}", f"Ministry {one} of Arvenia")
        for one, party in enumerate(parties)
    }
    assert set(Party.objects.values_list("revision", flat=True)) == {2}


def test_what_is_not_changed_among_many_has_the_revision_that_it_had(clerk):
    one, other = ministries(clerk, 2)
    one.label = "Ministry of Ports"
    with change(clerk, "rename_party", Ability.EDIT) as changes:
        changes.update_all([one, other])
    assert (one.revision, other.revision) == (2, 1)
    assert not Change.objects.filter(record__action="rename_party", entry=other.uuid).exists()


def test_one_stale_entry_among_many_leaves_all_as_they_were(clerk):
    one, other = ministries(clerk, 2)
    seen = {one.uuid: 1, other.uuid: 7}
    one.label, other.label = "Ministry of Ports", "Ministry of Roads"
    with pytest.raises(EditConflict) as refused, change(clerk, "rename", Ability.EDIT) as changes:
        changes.update_all([one, other], seen=seen)
    assert refused.value.entry == other
    assert set(Party.objects.values_list("label", flat=True)) == {"Ministry 0", "Ministry 1"}


def test_one_entry_of_another_register_among_many_leaves_all_as_they_were(clerk):
    [one] = ministries(clerk, 1)
    [strange] = ministries(administrator(make_register("elsewhere")), 1)
    one.label = strange.label = "Ministry of Ports"
    with pytest.raises(NotAllowed), change(clerk, "rename", Ability.EDIT) as changes:
        changes.update_all([one, strange])
    assert set(Party.objects.values_list("label", flat=True)) == {"Ministry 0"}


def test_what_hangs_on_many_entries_closes_with_them(clerk):
    parties = ministries(clerk, 3, visibility="public")
    for party in parties:
        ensure_post(clerk, title="Minister", organization=party, visibility="public")
        party.visibility = Visibility.RESTRICTED.value
    with change(clerk, "close", Ability.EDIT) as changes:
        changes.update_all(parties)
    stands = set(Post.objects.values_list("effective_visibility", "revision"))
    assert stands == {(Visibility.RESTRICTED.value, 2)}
    told = Change.objects.filter(record__action="close", kind=Post.KIND)
    assert set(told.values_list("field", "before", "after")) == {
        ("effective_visibility", "public", "restricted")
    }


def test_rows_that_are_no_entries_are_changed_at_once_and_found_by_their_new_words(clerk):
    ministries(clerk, 2)
    names = list(PartyName.objects.order_by("pk"))
    for name in names:
        name.put_text(f"{name.text} of Harbours")
    with change(clerk, "rename_party", Ability.EDIT) as changes:
        changes.rewrite_all(names)
    told = Change.objects.filter(record__action="rename_party", field="text")
    assert set(told.values_list("after", flat=True)) == {
        "Ministry 0 of Harbours",
        "Ministry 1 of Harbours",
    }
    assert not list(index_faults(clerk.desk.register))


def closed_at_once(clerk: Mandate, parties: list[Party]) -> int:
    """Return how many queries rename and close some parties, each with a post; new rows go in by lots."""
    for party in parties:
        ensure_post(clerk, title="Minister", organization=party, visibility="public")
        party.visibility, party.label = "restricted", f"{party.label} of Arvenia"
    with CaptureQueriesContext(connection) as queries:
        close(clerk, parties)
    return sum(not query["sql"].startswith("INSERT") for query in queries)


def close(clerk: Mandate, parties: list[Party]) -> None:
    with change(clerk, "close", Ability.EDIT) as changes:
        changes.update_all(parties)


def test_a_hundred_entries_and_what_hangs_on_them_cost_the_queries_of_ten(clerk):
    parties = ministries(clerk, 110, visibility="public")
    few = closed_at_once(clerk, parties[:10])
    assert closed_at_once(clerk, parties[10:]) == few


def merged_with_parts(clerk: Mandate, number: int) -> int:
    """Return how many queries merge a ministry with so many departments into another."""
    twin, into = ministries(clerk, 2)
    for one in range(number):
        new = NewParty(f"Department {one} of {number}", "government_agency", parent=twin)
        create_party(clerk, new=new)
    with CaptureQueriesContext(connection) as queries:
        merge(clerk, twin=twin, into=into, revisions=(1, 1))
    assert Party.objects.filter(parent=into).count() == number
    return sum(not query["sql"].startswith("INSERT") for query in queries)


def test_what_hangs_on_a_twin_goes_over_by_the_queries_of_ten(clerk):
    assert merged_with_parts(clerk, 100) == merged_with_parts(clerk, 10)

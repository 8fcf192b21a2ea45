"""Many entries changed from their list: looked at first, done with a reason, and told when it cannot be."""

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from servanda.history.models import Record
from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import Party
from servanda.portal.views import bulk
from servanda.registers.actions import Mandate, Protection, mandate_for, protect_entry
from servanda.registers.models import Account, Register
from servanda.registers.tests.factories import administrator, make_register, person
from servanda.sources.actions import DocumentFacts
from servanda.sources.models import Document
from servanda.sources.tests.factories import make_version
from servanda.tasks.actions import work_off

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
NAMES = ("Arvenia", "Belmora", "Corvania")
CLOSED = {"field": "visibility", "value": "restricted"}


@pytest.fixture
def register() -> Register:
    return make_register("r")


@pytest.fixture
def clerk(register) -> Account:
    return person(register, "secretariat", side="ours")


@pytest.fixture
def acting(register, clerk) -> Mandate:
    return mandate_for(register, clerk)


@pytest.fixture
def parties(acting) -> list[Party]:
    return [create_party(acting, new=NewParty(n, "state", visibility="public")) for n in NAMES]


@pytest.fixture
def visitor(clerk) -> Client:
    visitor = Client()
    visitor.force_login(clerk)
    return visitor


def address(*chosen, kind: str = "party", query: str = "") -> str:
    page = reverse("list-change", kwargs={"slug": "r", "kind": kind})
    named = "&".join(f"chosen={one.uuid if hasattr(one, 'uuid') else one}" for one in chosen)
    return f"{page}?{query or named}"


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def hidden(answer) -> dict[str, str]:
    """Return what the page of a change takes along."""
    found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode())
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def confirmed(visitor: Client, there: str, looked_at, **told: str):
    return visitor.post(there, {**hidden(looked_at), "reason": "They asked for it", **told})


def visibilities() -> list[str]:
    return list(Party.objects.order_by("pk").values_list("visibility", flat=True))


def records(register: Register) -> int:
    return Record.objects.of_register(register.uuid).count()


def test_the_page_offers_each_field_that_may_be_changed(visitor, parties):
    told = words(visitor.get(address(*parties)))
    assert "3 entries are chosen" in told
    assert all(label in told for label in ("Visible to", "Embargo until", "Handling marking"))
    assert "Publisher" not in told


def test_of_documents_kind_publisher_and_language_may_be_changed_as_well(visitor, acting):
    document = make_version(acting, facts=DocumentFacts(title="Note")).document
    there = address(document, kind="document")
    assert all(label in words(visitor.get(there)) for label in ("Kind", "Publisher", "Language"))
    looked_at = visitor.post(there, {"field": "publisher", "value": "Ministry of Ports"})
    assert confirmed(visitor, there, looked_at).status_code == 302
    document.refresh_from_db()
    assert (document.publisher, document.title) == ("Ministry of Ports", "Note")


def test_looking_shows_before_and_after_and_changes_nothing(visitor, parties, register):
    before = records(register)
    answer = visitor.post(address(*parties), CLOSED)
    told = words(answer)
    assert answer.status_code == 200
    assert "Change 3 entries?" in told
    assert all(name in told for name in NAMES)
    assert "Public Secretariat and administrators" in told
    assert visibilities() == ["public"] * 3
    assert records(register) == before


def test_looking_shows_a_value_as_the_page_of_an_entry_tells_it(visitor, parties):
    there = address(*parties)
    for field, value, told in (
        ("handling", "iom only", "iom only"),
        ("embargo_until", "2032-03-04", "4 March 2032"),
    ):
        page = words(visitor.post(there, {"field": field, "value": value}))
        assert told in page
        assert value == told or value not in page


def test_what_was_looked_at_is_changed_with_a_reason_in_one_record(visitor, parties, register):
    there, before = address(*parties), records(register)
    answer = confirmed(visitor, there, visitor.post(there, CLOSED))
    assert answer["Location"] == reverse("list", kwargs={"slug": "r", "kind": "party"})
    assert visibilities() == ["restricted"] * 3
    assert records(register) == before + 1
    assert Record.objects.get(action="change_in_bulk").reason == "They asked for it"
    assert "3 entries were changed" in words(visitor.get(answer["Location"]))


def test_the_change_is_taken_back_as_a_whole_from_the_history(visitor, parties):
    there = address(*parties)
    confirmed(visitor, there, visitor.post(there, CLOSED))
    record = Record.objects.get(action="change_in_bulk")
    undo = reverse("undo", kwargs={"slug": "r", "uuid": record.uuid})
    assert visitor.post(undo, {"reason": "It was too much"}).status_code == 302
    assert visibilities() == ["public"] * 3


def test_nothing_is_changed_without_a_reason(visitor, parties):
    there = address(*parties)
    answer = confirmed(visitor, there, visitor.post(there, CLOSED), reason="")
    assert answer.status_code == 422
    assert visibilities() == ["public"] * 3


def test_what_changed_since_is_shown_once_more_and_named(visitor, parties, acting):
    there = address(*parties)
    looked_at = visitor.post(there, CLOSED)
    protect_entry(acting, entry=parties[1], as_told=Protection("register"), revision=1)
    answer = confirmed(visitor, there, looked_at)
    told = words(answer)
    assert answer.status_code == 422
    assert "Nothing was changed" in told
    assert re.findall(r"(\w+) \(changed meanwhile\)", told) == ["Belmora"]
    assert visibilities() == ["public", "register", "public"]
    assert confirmed(visitor, there, answer).status_code == 302
    assert visibilities() == ["restricted"] * 3


@pytest.mark.parametrize("seal", ["f" * 64, "0", "ё"])
def test_a_forged_fingerprint_shows_the_change_once_more(visitor, parties, seal):
    there = address(*parties)
    answer = confirmed(visitor, there, visitor.post(there, CLOSED), seal=seal)
    assert answer.status_code == 422
    assert visibilities() == ["public"] * 3


@pytest.mark.parametrize("seen", ["x", "1:2", "x" * 30_000, f"{UUID(int=1)}:y", "a:b:c"])
def test_a_forged_account_of_what_was_seen_is_a_page_that_is_not_whole(visitor, parties, seen):
    there = address(*parties)
    answer = confirmed(visitor, there, visitor.post(there, CLOSED), seen=seen)
    assert answer.status_code == 422
    assert visibilities() == ["public"] * 3


@pytest.mark.parametrize("field", ["label", "revision", "register", "uuid", "merged_into", "ё", ""])
def test_a_field_that_may_not_be_changed_is_refused(visitor, parties, field):
    answer = visitor.post(address(*parties), {"field": field, "value": "x"}, follow=True)
    assert "This field is not changed for many entries at once." in words(answer)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("visibility", "everyone"),
        ("visibility", ""),
        ("embargo_until", "soon"),
        ("handling", "x" * 101),
    ],
)
def test_a_value_that_is_none_is_told_at_its_field(visitor, parties, field, value):
    answer = visitor.post(address(*parties), {"field": field, "value": value})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def test_an_entry_of_another_register_is_told_as_one_that_never_was(visitor, parties):
    other = administrator(make_register("other"))
    elsewhere = create_party(other, new=NewParty("Elsewhere", "state", visibility="public"))
    pages = []
    for name in (elsewhere.uuid, uuid4()):
        told = words(visitor.post(address(parties[0], name), CLOSED))
        assert "Not there, merged, or not shown to you 1" in told
        pages.append(told)
    assert pages[0] == pages[1]


def test_choosing_none_leads_back_to_the_list_with_a_sentence(visitor, parties):
    for there in (address(), address("made-up"), address(uuid4())):
        told = words(visitor.get(there, follow=True))
        assert "No entry is chosen" in told


def test_all_that_a_query_finds_is_changed_and_nothing_else(visitor, parties, acting):
    create_party(acting, new=NewParty("Office", "international_organization", visibility="public"))
    there = address(query="kind=state&all=yes")
    assert "3 entries are chosen" in words(visitor.get(there))
    confirmed(visitor, there, visitor.post(there, CLOSED))
    assert visibilities() == ["restricted"] * 3 + ["public"]


def test_a_query_that_is_not_understood_changes_nothing(visitor, parties):
    there = address(query="colour=red&all=yes")
    answer = visitor.post(there, CLOSED)
    assert answer.status_code == 302
    assert answer["Location"].endswith("?colour=red")


def test_who_would_not_see_the_entries_any_more_is_told(register, parties):
    visitor = Client()
    visitor.force_login(person(register, "editor"))
    told = words(visitor.post(address(*parties), CLOSED))
    assert "You will not see these entries yourself any more." in told


def test_what_one_side_alone_may_see_is_refused_to_who_stands_on_none(register, parties):
    visitor = Client()
    visitor.force_login(person(register, "editor"))
    told = words(visitor.post(address(*parties), {"field": "visibility", "value": "own_side"}))
    assert "Nothing would change" in told
    assert "3 : You belong to no side" in told


def test_the_page_bears_the_markings_of_what_it_shows(visitor, parties, acting):
    told = Protection("public", None, "For official use")
    protect_entry(acting, entry=parties[0], as_told=told, revision=1)
    assert "For official use" in words(visitor.post(address(*parties), CLOSED))


def test_very_many_are_changed_by_the_worker_whose_page_tells_how_far_it_is(
    visitor, parties, monkeypatch
):
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 2)
    there = address(*parties)
    answer = confirmed(visitor, there, visitor.post(there, CLOSED))
    page = answer["Location"]
    waiting = visitor.get(page)
    assert "The change waits for the worker." in words(waiting)
    assert waiting["Refresh"]
    assert visibilities() == ["public"] * 3
    assert work_off() == 1
    assert visibilities() == ["restricted"] * 3
    done = visitor.get(page)
    assert "The change was made." in words(done)
    assert "Refresh" not in done


def test_a_change_that_the_worker_could_not_make_says_why(visitor, parties, acting, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 2)
    there = address(*parties)
    page = confirmed(visitor, there, visitor.post(there, CLOSED))["Location"]
    protect_entry(acting, entry=parties[1], as_told=Protection("register"), revision=1)
    work_off()
    told = words(visitor.get(page))
    assert "Nothing was changed. Somebody changed some of these entries" in told
    assert visibilities() == ["public", "register", "public"]


def test_documents_keep_their_other_facts(visitor, acting):
    facts = DocumentFacts(title="Note", published="2020-02", sender="Ministry", kind="letter")
    document = make_version(acting, facts=facts).document
    there = address(document, kind="document")
    confirmed(visitor, there, visitor.post(there, {"field": "language", "value": "ru"}))
    document = Document.objects.get(pk=document.pk)
    assert document.language == "ru"
    assert DocumentFacts.of(document).published == "2020-02"
    assert (document.sender, document.kind) == ("Ministry", "letter")


def test_the_pages_ask_as_often_for_three_entries_as_for_one(
    visitor, parties, django_assert_num_queries
):
    for chosen in (parties[:1], parties):
        with django_assert_num_queries(5):
            visitor.get(address(*chosen))
        with django_assert_num_queries(8):
            visitor.post(address(*chosen), CLOSED)

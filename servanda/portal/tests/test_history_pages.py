"""The history of a register and of an entry: what is told, to whom, and how it is paged."""

import re
from datetime import date

import pytest
from django.urls import reverse

from servanda.history.models import Record
from servanda.meetings.actions import NewMeeting, create_meeting
from servanda.meetings.tests.factories import Cooperation
from servanda.parties.actions import NewParty, add_party_name, create_party
from servanda.portal.views.history import PAGE
from servanda.progress.actions import NewUpdate, add_update
from servanda.registers.actions import mandate_for, write_note
from servanda.registers.tests.factories import administrator, mandate, person
from servanda.review.actions import read_version
from servanda.sources.actions import DocumentFacts, Upload, correct_document, ingest

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HISTORY = "/r/r/history/"


def told(client, address=HISTORY):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2]


def history_of(entry, kind=""):
    names = {"slug": "r", "kind": kind or entry.KIND, "uuid": entry.uuid}
    return reverse("entry-history", kwargs=names)


def deeds(page):
    return re.findall(r"<strong>(.*?)</strong>", page)


def number_of_records(page):
    """Return how many records a page tells: alike ones stand together, with their number."""
    together = [int(times) for times in re.findall(r"×&nbsp;(\d+)<", page)]
    return len(deeds(page)) - len(together) + sum(together)


def older_of(page):
    return next(iter(re.findall(r'href="([^"]+)" rel="next"', page)), "")


def make_party(acting, name, visibility="public"):
    return create_party(acting, new=NewParty(name, "other", visibility=visibility))


def rows_of(page):
    """Return the fields with what was before and after, as the page tells them."""
    found = re.findall(
        r'<th scope="row">(.*?)</th>\s*<td[^>]*>(.*?)</td>\s*<td[^>]*>(.*?)</td>', page, re.DOTALL
    )
    return [tuple(re.sub(r"<[^>]+>", "", cell).strip() for cell in row) for row in found]


def test_a_record_tells_what_was_done_on_what_and_by_whom(client, register, editor):
    party = make_party(mandate_for(register, editor), "Office for Mobility")
    client.force_login(editor)
    page = told(client)
    assert deeds(page) == ["Added a party"]
    assert "Office for Mobility" in page
    assert reverse("party", kwargs={"slug": "r", "uuid": party.uuid}) in page
    assert str(editor) in page


def test_the_reason_a_person_gave_is_told(client, register, editor):
    make_party(mandate_for(register, editor, reason="Named in the letter of May"), "Office")
    client.force_login(editor)
    assert "Named in the letter of May" in told(client)


def test_names_and_reasons_of_people_are_for_the_register_only(client, register, editor):
    acting = mandate_for(register, editor, reason="Asked by the minister")
    party = make_party(acting, "Office for Mobility")
    for address in (HISTORY, history_of(party)):
        page = told(client, address)
        assert str(editor) not in page
        assert "Asked by the minister" not in page
        assert "Added a party" in page


def test_what_a_visitor_may_not_see_leaves_no_trace(client, register):
    acting = administrator(register)
    make_party(acting, "Office for Mobility")
    before = told(client)
    for visibility in ("register", "restricted"):
        make_party(acting, "Silent Agency", visibility=visibility)
    ingest(acting, upload=Upload(b"Internal words.", "a.txt"), facts=DocumentFacts())
    assert told(client) == before


def test_a_note_of_one_side_leaves_no_trace_on_the_other(client, register, editor):
    meeting = create_meeting(
        administrator(register), new=NewMeeting("Meeting", "planned", visibility="public")
    )
    other = person(register, "editor", side="theirs")
    client.force_login(other)
    before = [told(client), told(client, history_of(meeting))]
    note = write_note(
        mandate_for(register, editor), on=meeting, kind="position", text="We insist on May"
    )
    assert [told(client), told(client, history_of(meeting))] == before
    assert client.get(history_of(note)).status_code == 404
    client.force_login(editor)
    assert "We insist on May" in told(client)


def test_a_record_that_changed_a_hidden_entry_too_names_the_seen_one_only(client, register):
    acting = administrator(register)
    cooperation = Cooperation(acting)
    new = NewUpdate(cooperation.office, "done", date(2020, 6, 1), visibility="restricted")
    before = told(client)
    add_update(acting, provision=cooperation.line, new=new)
    assert told(client) == before


def test_a_new_name_is_told_with_the_party_it_names(client, register):
    acting = administrator(register)
    party = make_party(acting, "Office for Mobility")
    add_party_name(acting, party=party, text="Bureau of Mobility")
    page = told(client)
    assert deeds(page) == ["Added a name of a party", "Added a party"]
    assert page.count("Office for Mobility") == 2


def test_a_source_is_told_with_the_entry_that_cites_it(client, register):
    cooperation = Cooperation(administrator(register))
    cooperation.told(cooperation.report, "text", "The ministry has no news of the training")
    page = told(client)
    assert deeds(page)[0] == "Cited a source"
    assert "Report each year to the working group" in page


def test_what_a_machine_found_is_for_those_who_decide_on_it(client, register, editor):
    facts = DocumentFacts(title="Press item", visibility="public")
    text = b"The parties agreed to launch a network on migration."
    done = ingest(administrator(register), upload=Upload(text, "a.txt"), facts=facts)
    read_version(administrator(register), version=done.version)
    assert deeds(told(client)) == ["Took in a document"]
    client.force_login(person(register, "reader"))
    assert deeds(told(client)) == ["Took in a document"]
    client.force_login(editor)
    assert deeds(told(client)) == ["Read a document", "Took in a document"]


def test_the_history_is_paged_by_key_and_misses_nothing(client, register):
    acting = administrator(register)
    for number in range(PAGE + 20):
        make_party(acting, f"Party {number:03}", "restricted" if number % 3 == 0 else "public")
    seen, address = [], HISTORY
    pages = 0
    while address:
        page = told(client, address)
        seen += re.findall(r"Party \d{3}", page)
        address = older_of(page)
        pages += 1
    assert seen == [f"Party {n:03}" for n in reversed(range(PAGE + 20)) if n % 3]
    assert pages == 1


def test_deeds_that_repeat_each_other_are_told_as_one(client, register):
    acting = administrator(register)
    for number in range(9):
        make_party(acting, f"Party {number}")
    create_meeting(acting, new=NewMeeting("Talks", "held", visibility="public"))
    page = told(client)
    assert deeds(page) == ["Added a meeting", "Added a party"]
    assert number_of_records(page) == 10
    assert "and 3 more" in page
    assert "Party 0" in page


def test_an_older_page_leads_back_to_the_newest(client, register):
    acting = administrator(register)
    for number in range(PAGE + 5):
        make_party(acting, f"Party {number:03}")
    first = told(client)
    assert "Party 054" in first
    assert "Party 004" not in first
    second = told(client, older_of(first))
    assert re.findall(r"Party \d{3}", second) == [f"Party {n:03}" for n in (4, 3, 2, 1, 0)]
    assert f'href="{HISTORY}" rel="prev"' in second


@pytest.mark.parametrize("mark", ["x", "-1", "9" * 30, "1.5", "٣"])
def test_a_mark_that_is_no_number_gives_the_newest(client, register, mark):
    make_party(administrator(register), "Office for Mobility")
    assert "Office for Mobility" in told(client, f"{HISTORY}?older={mark}")


def test_the_history_of_an_entry_tells_each_field_in_words(client, register):
    cooperation = Cooperation(administrator(register))
    rows = rows_of(told(client, history_of(cooperation.line)))
    told_now = {(label, after) for label, _before, after in rows}
    assert ("visible to", "Public") in told_now
    assert ("instrument", "National plan on mobility") in told_now
    assert ("kind", "measure") in told_now
    assert ("binds someone", "yes") in told_now
    assert ("text", "Open a telephone line in three languages, English") in told_now
    assert ("time", "June 2020, by June 2020") in told_now
    assert ("responsibility", "Office for Mobility, lead") in told_now
    assert ("source of: due", "“by June 2020”") in told_now
    assert all(before == "nothing" for _label, before, _after in rows)


def test_a_field_that_was_changed_is_told_before_and_after(client, register):
    acting = administrator(register)
    facts = DocumentFacts(title="Press item", published="2020-02", visibility="public")
    done = ingest(acting, upload=Upload(b"Words of a paper.", "a.txt"), facts=facts)
    better = DocumentFacts(title="Press item", published="2020-03-04", visibility="public")
    correct_document(acting, document=done.document, facts=better, revision=1)
    rows = rows_of(told(client, history_of(done.document)))
    assert ("published on", "February 2020", "4 March 2020") in rows


def test_an_entry_one_may_not_see_is_not_named_in_the_history_of_another(client, register):
    cooperation = Cooperation(administrator(register))
    cooperation.office.effective_visibility = "restricted"
    cooperation.office.save()
    page = told(client, history_of(cooperation.line))
    assert "Office for Mobility, lead" not in page
    assert "Republic of Arvenia, lead" in page


def test_words_of_a_hidden_document_are_not_quoted(client, register):
    cooperation = Cooperation(administrator(register))
    cooperation.release.document.effective_visibility = "restricted"
    cooperation.release.document.save()
    rows = rows_of(told(client, history_of(cooperation.line)))
    assert ("source of: due", "nothing", "source not public") in rows
    assert "by June 2020”" not in str(rows)


@pytest.mark.parametrize("kind", ["wording", "account", "nonsense"])
def test_what_is_no_entry_has_no_history_of_its_own(client, register, kind):
    party = make_party(administrator(register), "Office")
    assert client.get(history_of(party, kind)).status_code == 404


def test_every_kind_of_entry_has_a_history(client, register, editor):
    cooperation = Cooperation(administrator(register))
    update = cooperation.say(cooperation.line, cooperation.office, "done", date(2020, 6, 1))
    note = write_note(mandate_for(register, editor), on=cooperation.held, kind="ask", text="Ask")
    client.force_login(editor)
    for entry in (
        cooperation.release.document,
        cooperation.arvenia,
        cooperation.minister,
        cooperation.plan,
        cooperation.line,
        cooperation.series,
        cooperation.held,
        update,
        note,
    ):
        page = told(client, history_of(entry))
        assert rows_of(page), entry.KIND


def test_the_history_shows_every_record_to_an_administrator(client, register):
    cooperation = Cooperation(administrator(register))
    cooperation.say(cooperation.line, cooperation.office, "done", date(2020, 6, 1))
    client.force_login(mandate(register, "administrator").desk.account)
    page, shown = HISTORY, 0
    while page:
        found = told(client, page)
        shown += number_of_records(found)
        page = older_of(found)
    assert shown == Record.objects.of_register(register.uuid).count()

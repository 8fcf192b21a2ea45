"""The page of a document: its text once, its passages, and what stands on them."""

import html
import re
from datetime import date

import pytest
from django.urls import reverse

from servanda.meetings.tests.factories import Cooperation
from servanda.progress.actions import NewUpdate, add_update
from servanda.registers.actions import write_note
from servanda.registers.tests.factories import administrator, make_register, mandate, person
from servanda.sources.actions import DocumentFacts, Place, cite, passage_at
from servanda.sources.tests.factories import make_version

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MARK = re.compile(r'<mark><a href="([^"]+)">(.*?)</a></mark>', re.DOTALL)


@pytest.fixture
def cooperation(register):
    return Cooperation(administrator(register))


def page_of(client, version):
    address = reverse("document", kwargs={"slug": "r", "uuid": version.document.uuid})
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2]


def text_on(page):
    """Return what a reader sees of the text of the document."""
    [inside] = re.findall(r'<div class="source-text".*?>(.*?)</div>', page, re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", inside))


def address_of(entry):
    return reverse(entry.KIND, kwargs={"slug": "r", "uuid": entry.uuid})


def test_the_text_stands_on_the_page_once_and_exactly(client, cooperation):
    assert text_on(page_of(client, cooperation.release)) == cooperation.release.text


def test_overlapping_passages_do_not_repeat_the_text(client, register, cooperation):
    version = cooperation.release
    spans = [(0, 40), (10, 60), (10, 20), (39, 41), (0, len(version.text))]
    for start, end in spans:
        place = Place("label", start, end)
        cite(administrator(register), entry=cooperation.plan, version=version, places=[place])
    page = page_of(client, version)
    assert text_on(page) == version.text
    for start, end in spans:
        assert page.count(f'id="p-{start}-{end}"') == 1
        assert f'href="#p-{start}-{end}"' in page


def test_a_text_with_letters_of_html_is_shown_as_it_is(client, register):
    version = make_version(
        administrator(register), "Fees < 5 & “more” <b>than</b> 'nothing'.\n\n  Next\tline."
    )
    client.force_login(person(register, "reader"))
    assert text_on(page_of(client, version)) == version.text


def test_a_passage_leads_to_its_entry_and_the_entry_to_its_passage(client, cooperation):
    page = page_of(client, cooperation.release)
    marked = {html.unescape(words): url for url, words in MARK.findall(page)}
    assert marked["agreed to open a telephone line in three languages"] == address_of(
        cooperation.line
    )
    start = cooperation.release.text.index("by June 2020")
    anchor = f"#p-{start}-{start + len('by June 2020')}"
    assert f'href="{anchor}"' in page
    provision = client.get(address_of(cooperation.line)).content.decode()
    assert f"{address_of(cooperation.release.document)}{anchor}" in provision


def test_the_shortest_passage_leads_where_two_lie_over_each_other(client, register, cooperation):
    version = cooperation.release
    whole = Place("label", 0, len(version.text))
    cite(administrator(register), entry=cooperation.office, version=version, places=[whole])
    marked = {html.unescape(words): url for url, words in MARK.findall(page_of(client, version))}
    assert marked["by June 2020"] == address_of(cooperation.line)
    assert marked["Arvenia will train consular staff"] == address_of(cooperation.training)


def test_an_update_stands_on_its_evidence(client, cooperation):
    words = "reports that the line was opened"
    update = cooperation.say(
        cooperation.line, cooperation.office, "done", date(2020, 6, 1), words=words
    )
    page = page_of(client, cooperation.release)
    assert ("done", address_of(update)) in {
        ("done" if words in html.unescape(text) else "", url) for url, text in MARK.findall(page)
    }
    assert "Office for Mobility: done" in page


def test_an_update_may_stand_on_the_whole_document(client, register, cooperation):
    new = NewUpdate(cooperation.office, "done", date(2020, 6, 1), visibility="public")
    add_update(
        administrator(register),
        provision=cooperation.line,
        new=new,
        documents=[cooperation.release.document],
    )
    assert "On the whole document" in page_of(client, cooperation.release)


def test_a_hidden_entry_leaves_no_trace_on_its_document(client, register, cooperation):
    before = page_of(client, cooperation.release)
    hidden = cooperation.provision("Ask for money", visibility="restricted")
    cooperation.told(hidden, "text", "The ministry has no news of the training")
    assert page_of(client, cooperation.release) == before
    client.force_login(person(register, "administrator"))
    assert "Ask for money" in page_of(client, cooperation.release)


def test_an_update_of_another_side_leaves_no_trace_on_its_evidence(client, register, cooperation):
    before = page_of(client, cooperation.release)
    ours = mandate(register, "editor", side="ours")
    version = cooperation.release
    new = NewUpdate(cooperation.arvenia, "abandoned", date(2020, 7, 1), visibility="own_side")
    add_update(
        ours,
        provision=cooperation.line,
        new=new,
        passages=[passage_at(ours, version, 0, 13)],
    )
    assert page_of(client, version) == before


def test_a_party_one_may_not_see_is_not_named_beside_its_update(client, register, cooperation):
    secret = cooperation.party("Secret Service", "government_agency")
    secret.effective_visibility = secret.visibility = "restricted"
    secret.save()
    words = "The ministry has no news"
    cooperation.say(cooperation.line, secret, "done", date(2020, 6, 1), words=words)
    assert "Secret Service" not in page_of(client, cooperation.release)


def test_a_note_of_one_side_is_not_on_the_document(client, register, cooperation):
    ours = mandate(register, "editor", side="ours")
    write_note(ours, on=cooperation.line, kind="position", text="We insist")
    client.force_login(ours.desk.account)
    assert "We insist" not in page_of(client, cooperation.release)


def test_the_facts_are_told_and_missing_ones_are_not(client, register):
    facts = DocumentFacts(
        kind="letter", title="Letter", sender="Ministry", own_reference="12/3", visibility="public"
    )
    page = page_of(client, make_version(administrator(register), "Words.", facts=facts))
    for told in ("Ministry", "12/3", "Our reference", "note.txt", "letter"):
        assert told in page
    for missing in ("Published", "Publisher", "Their reference"):
        assert f"<dt>{missing}</dt>" not in page


def test_a_document_on_which_nothing_stands_says_so(client, register):
    facts = DocumentFacts(visibility="public")
    version = make_version(administrator(register), "Words without use.", facts=facts)
    assert "No entry cites this document yet." in page_of(client, version)


def test_a_document_of_another_register_is_not_found_here(client, cooperation):
    make_register("other", is_public=True)
    names = {"slug": "other", "uuid": cooperation.release.document.uuid}
    assert client.get(reverse("document", kwargs=names)).status_code == 404

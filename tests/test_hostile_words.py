"""Words that would like to be markup, a command or a control sign are only words, everywhere."""

import io
import json
import re
import unicodedata
import zipfile
from datetime import date

import docx
import pytest
from django.test import Client
from django.urls import reverse

from servanda.instruments.actions import (
    Answering,
    NewInstrument,
    NewProvision,
    add_provision,
    adopt_instrument,
    create_instrument,
    link_provisions,
)
from servanda.meetings.actions import (
    Attendee,
    NewMeeting,
    NewSeries,
    add_agenda_item,
    add_participation,
    create_meeting,
    create_series,
    ensure_record,
)
from servanda.parties.actions import (
    NewParty,
    create_membership,
    create_party,
    create_person,
    ensure_post,
    ensure_tenure,
)
from servanda.progress.actions import NewUpdate, add_update
from servanda.registers.actions import Mandate, write_note
from servanda.registers.models import Entry
from servanda.registers.tests.factories import make_register, mandate
from servanda.reports.actions import NewDuty, create_duty
from servanda.reports.forms import FORMATS
from servanda.review.actions import read_version
from servanda.sources.actions import DocumentFacts, Place, Upload, cite, ingest
from servanda.sources.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7|add:7 }}{% now 'Y' %}"
SIGNS = "#eval(sys) $x$ `id` *b* [l](javascript:alert(3)) | a | \\ & ]]> %(x)s {0}"
CONTROLS = "\x1b[31m\x9b31m\x0b\x0c\x07\x08\u202e\ufffe"
HOSTILE = f"{MARKUP} {SIGNS} {CONTROLS} end"
DAY = date(2020, 6, 1)


def hostile(number: int, length: int = 1000) -> str:
    return f"{number} {HOSTILE}"[:length]


def make_entries(clerk: Mandate) -> list[Entry]:
    """Make one entry of each kind whose every text is hostile."""
    facts = DocumentFacts(
        title=hostile(1),
        publisher=hostile(2),
        url="https://example.org/?a=1&b='><script>alert(4)</script>",
        sender=hostile(3),
        recipient=hostile(4),
        own_reference=hostile(5, 100),
        handling=hostile(6, 100),
        published="2020-05-02",
    )
    text = f"Turkmenistan and IOM met in Ashgabat. {HOSTILE} They agreed to open a school."
    made = ingest(clerk, upload=Upload(text.encode(), f"{MARKUP}.txt"), facts=facts)
    read_version(clerk, version=made.version)
    party = create_party(clerk, new=NewParty(hostile(10), "state", aliases=(hostile(11),)))
    body = create_party(
        clerk, new=NewParty(hostile(12), "body", since="2020-05", since_words=hostile(13, 200))
    )
    create_membership(clerk, party=party, body=body, role=hostile(14, 100))
    person = create_person(clerk, name=hostile(15, 300))
    post = ensure_post(clerk, title=hostile(16, 300), organization=party)
    ensure_tenure(clerk, person=person, post=post, seen_on=DAY)
    plan = create_instrument(
        clerk,
        new=NewInstrument(hostile(20), "action_plan", symbol=hostile(21, 100), period="2020/2030"),
    )
    adopt_instrument(clerk, instrument=plan, party=party, date="2020", words=hostile(22, 200))
    series = create_series(
        clerk,
        new=NewSeries(hostile(23, 300), (party, body), hostile(24, 100), hostile(25, 300), "x"),
    )
    meeting = create_meeting(
        clerk,
        new=NewMeeting(
            hostile(26, 300), "held", "2020-03", hostile(27, 200), hostile(28, 200), series=series
        ),
    )
    create_meeting(
        clerk, new=NewMeeting(hostile(29, 300), "planned", "2090", place="<b>", series=series)
    )
    add_participation(clerk, meeting=meeting, attendee=Attendee(party, person, post))
    add_agenda_item(clerk, meeting=meeting, title=hostile(30, 500))
    record = ensure_record(clerk, meeting=meeting)
    point = add_provision(
        clerk,
        instrument=record,
        new=NewProvision(
            hostile(31),
            "point",
            code=hostile(32, 40),
            verb=hostile(33, 100),
            due="2020-12",
            due_words=hostile(34, 300),
            recurrence=hostile(35, 100),
            by=(party,),
            beside=(Answering(body, words=hostile(36, 300)),),
        ),
    )
    measure = add_provision(clerk, instrument=plan, new=NewProvision(hostile(37), "measure"))
    link_provisions(clerk, source=measure, target=point, kind="implements", reason=hostile(38, 500))
    for assessor, value in ((party, "done"), (body, "in_progress")):
        add_update(
            clerk,
            provision=point,
            new=NewUpdate(
                assessor,
                value,
                DAY,
                narrative=hostile(40),
                as_of_words=hostile(41, 200),
                reason_for_delay=hostile(42),
            ),
        )
    duty = create_duty(
        clerk, new=NewDuty(hostile(43, 500), party, hostile(44, 300), "2090", hostile(45, 200))
    )
    entries = [party, person, plan, series, meeting, point, duty, body, measure]
    for noted in (point, meeting, series):
        write_note(clerk, on=noted, kind="ask", text=hostile(46))
    for entry in entries:
        places = [Place("label", 0, len(made.version.text)), Place("by", 3, 50)]
        cite(clerk, entry=entry, version=made.version, places=places)
    return [*entries, made.document]


@pytest.fixture
def clerk() -> Mandate:
    return mandate(make_register(), "administrator", side="ours")


@pytest.fixture
def client(clerk) -> Client:
    browser = Client()
    browser.force_login(clerk.desk.account)
    return browser


def addresses(entries: list[Entry]) -> list[str]:
    lists = ["register", "documents", "instruments", "parties", "meetings", "timeline", "history"]
    found = [reverse(name, kwargs={"slug": "r"}) for name in (*lists, "brief", "review-queue")]
    for entry in entries:
        names = {"slug": "r", "uuid": entry.uuid}
        found.append(reverse(entry.KIND, kwargs=names))
        found.append(reverse("entry-history", kwargs={**names, "kind": entry.KIND}))
        if isinstance(entry, Document):
            version = entry.versions.get()
            found.append(reverse("review", kwargs={"slug": "r", "uuid": version.uuid}))
            found.append(reverse("document-edit", kwargs=names))
        if entry.KIND == "provision":
            found.append(reverse("update-new", kwargs=names))
            found.append(reverse("note-new", kwargs={**names, "kind": "provision"}))
    return found


@pytest.mark.slow
def test_no_page_takes_words_for_markup(client, clerk):
    entries = make_entries(clerk)
    wrong = []
    for address in addresses(entries):
        answer = client.get(address)
        page = answer.content.decode()
        is_hurt = re.search(r"<script>alert|<img src=x|<script>alert\(4|7\|add:7 }}14", page)
        if answer.status_code != 200 or is_hurt or 'href="javascript:' in page:
            wrong.append((address, answer.status_code))
    assert not wrong


def test_the_words_stand_on_the_pages_as_they_are(client, clerk):
    make_entries(clerk)
    page = client.get(reverse("parties", kwargs={"slug": "r"})).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7|add:7 }}" in page


@pytest.mark.parametrize("name", [name for name, _label in FORMATS if name])
def test_no_form_of_the_brief_obeys_words(client, clerk, name):
    make_entries(clerk)
    answer = client.get(reverse("brief", kwargs={"slug": "r"}), {"format": name})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    CHECKS[name](answer.content)


def check_text(content: bytes) -> None:
    signs = {sign for sign in content.decode() if unicodedata.category(sign) == "Cc"}
    assert signs == {"\n"}


def check_markdown(content: bytes) -> None:
    check_text(content)
    bare = re.sub(r"\\.", "", content.decode())
    assert "<script" not in bare
    assert "](javascript" not in bare


def check_html(content: bytes) -> None:
    page = content.decode()
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript:' not in page


def check_json(content: bytes) -> None:
    assert "\x1b" not in content.decode()
    assert json.loads(content)["open_points"][0]["text"].startswith("31 <script>")


def check_docx(content: bytes) -> None:
    docx.Document(io.BytesIO(content))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = archive.read("word/document.xml").decode()
        links = archive.read("word/_rels/document.xml.rels").decode()
    assert "&lt;script&gt;" in body
    assert 'Target="javascript' not in links


def check_pdf(content: bytes) -> None:
    assert content.startswith(b"%PDF-")
    assert b"/JavaScript" not in content


CHECKS = {
    "text": check_text,
    "md": check_markdown,
    "html": check_html,
    "json": check_json,
    "docx": check_docx,
    "pdf": check_pdf,
}

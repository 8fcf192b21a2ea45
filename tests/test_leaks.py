"""What is hidden leaves no word on any page or paper of those who may not see it.

A register is filled with open entries, and with hidden ones tied to them in every way there is. All
texts of hidden entries hold one word. Whoever may not see them opens every page that a link leads to,
takes the brief in every form, and must not meet the word, nor the public name of a hidden entry.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest
from django.core import mail
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    adopt_instrument,
    create_instrument,
    ensure_statement,
    link_provisions,
)
from servanda.meetings.actions import (
    Attendee,
    NewMeeting,
    NewSeries,
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
from servanda.parties.models import Party
from servanda.portal.views.entries import KINDS, WITHOUT_PAGE
from servanda.progress.actions import NewUpdate, add_update
from servanda.reading.formats import open_document
from servanda.registers.actions import (
    Mandate,
    NewInvitation,
    NewPerson,
    NewRegister,
    change,
    create_register,
    create_side,
    invite,
    join,
    mandate_for,
    operator,
    write_note,
)
from servanda.registers.models import Assignment, Entry, Register
from servanda.registers.rules import Ability
from servanda.registers.tests.factories import PASSWORD, administrator, make_register, person
from servanda.reports.actions import NewDuty, create_duty
from servanda.review.actions import read_version
from servanda.review.models import ModelReading
from servanda.sources.actions import (
    DocumentFacts,
    Place,
    Upload,
    add_version,
    cite,
    ingest,
    passage_at,
)
from servanda.sources.models import Version
from servanda.tasks.actions import work_off
from tests.world import tell_otherwise

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WORD = "Quillfeather"
DAY = date(2020, 6, 1)
OPEN_TEXT = "Turkmenistan and IOM met in Ashgabat on 3 March 2020 and agreed to open a school."
HIDDEN_TEXT = f"The {WORD} Ministry agreed with Turkmenistan to close the {WORD} school in 2019."
FORMS = ("text", "json", "html", "md", "docx", "pdf")
LINK = re.compile(r'(?:href|action)="(/r/[^"#]*)')


def bring(clerk: Mandate, text: str, visibility: str, *, title: str) -> Version:
    facts = DocumentFacts(
        title=title, publisher=title, published="2020-05-02", visibility=visibility
    )
    made = ingest(clerk, upload=Upload(text.encode(), f"{title}.txt"), facts=facts)
    read_version(clerk, version=made.version)
    return made.version


@dataclass
class OpenWorld:
    """Entries that everyone sees."""

    clerk: Mandate
    visibility: str = "public"

    def __post_init__(self) -> None:
        clerk, seen = self.clerk, self.visibility
        self.paper = bring(clerk, OPEN_TEXT, seen, title="Open paper")
        self.state = create_party(clerk, new=NewParty("Turkmenistan", "state", visibility=seen))
        self.body = create_party(clerk, new=NewParty("Working group", "body", visibility=seen))
        self.person = create_person(clerk, name="Rashid Meredov", visibility=seen)
        self.post = ensure_post(clerk, title="Minister", organization=self.state, visibility=seen)
        ensure_tenure(clerk, person=self.person, post=self.post, seen_on=DAY)
        self.plan = create_instrument(
            clerk, new=NewInstrument("Plan", "action_plan", period="2019/2030", visibility=seen)
        )
        self.series = create_series(
            clerk, new=NewSeries("Yearly talks", (self.state, self.body), visibility=seen)
        )
        self.held = self.meeting("Fourth talks", "held", "2020-03-03")
        self.next = self.meeting("Fifth talks", "planned", "2090-03")
        add_participation(
            clerk, meeting=self.held, attendee=Attendee(self.state, self.person, self.post)
        )
        self.record = ensure_record(clerk, meeting=self.held)
        self.point = self.provision("Open a school", self.record, "point")
        self.measure = self.provision("Train officers", self.plan, "measure")
        self.update = self.say(self.measure, self.state, "in_progress")
        self.duty = create_duty(
            clerk, new=NewDuty("Report", self.state, due="2090", visibility=seen)
        )

    def entries(self) -> list[Entry]:
        return [
            self.paper.document,
            self.state,
            self.body,
            self.person,
            self.plan,
            self.series,
            self.held,
            self.next,
            self.point,
            self.measure,
            self.duty,
        ]

    def meeting(self, label: str, status: str, day: str):
        new = NewMeeting(label, status, day, series=self.series, visibility=self.visibility)
        return create_meeting(self.clerk, new=new)

    def provision(self, text: str, instrument, kind: str, **told):
        new = NewProvision(
            text, kind, by=(self.state,), due="2021-03", visibility=self.visibility, **told
        )
        return add_provision(self.clerk, instrument=instrument, new=new)

    def say(self, provision, assessor: Party, value: str, **told):
        new = NewUpdate(
            assessor, value, DAY, **{"narrative": "Told.", "visibility": self.visibility, **told}
        )
        return add_update(self.clerk, provision=provision, new=new)


@dataclass
class HiddenWorld:
    """Entries that few see, tied to open ones in every way; `made` are their public names."""

    clerk: Mandate
    world: OpenWorld
    visibility: str
    made: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        clerk, world, few = self.clerk, self.world, self.visibility
        self.paper = bring(clerk, HIDDEN_TEXT, few, title=f"{WORD} cable")
        self.party = self.keep(
            create_party(
                clerk,
                new=NewParty(f"{WORD} Ministry", "state", aliases=(f"{WORD}M",), visibility=few),
            )
        )
        self.body = self.keep(
            create_party(clerk, new=NewParty(f"{WORD} body", "body", since="2019", visibility=few))
        )
        self.guest = self.keep(create_person(clerk, name=f"Ana {WORD}", visibility=few))
        self.keep(self.paper.document)
        self._tie_parties()
        self._tie_meetings()
        self._tie_texts()
        self._tie_news()
        for entry in world.entries():
            places = [Place(name, 4, 30) for name in ("label", "name", "date", "due", "by", "text")]
            cite(clerk, entry=entry, version=self.paper, places=places)
        self._tie_sources()

    def _tie_sources(self) -> None:
        """Let hidden and open documents tell otherwise of hidden and open entries, in two versions."""
        clerk, world, few = self.clerk, self.world, self.visibility
        for entry in world.entries():
            told = tell_otherwise(clerk, entry, self.paper, value="1999-09-09", start=4)
            self.keep(told)
        for entry in self.made[:4]:
            self.keep(tell_otherwise(clerk, entry, world.paper, value="1999-09-09", start=4))
        for version, text in ((self.paper, HIDDEN_TEXT), (world.paper, OPEN_TEXT)):
            upload = Upload(f"Corrected. {text[20:]}".encode(), "newer.txt")
            newer = add_version(clerk, document=version.document, upload=upload).version
            run = read_version(clerk, version=newer)
            if version == self.paper:
                with change(clerk, "ask_for_model_reading", Ability.EDIT) as changes:
                    reading = ModelReading(run=run, name=WORD, host=WORD, visibility=few)
                    self.keep(changes.create(reading, under=[run]))

    def keep(self, entry):
        self.made.append(entry)
        return entry

    def _tie_parties(self) -> None:
        clerk, world, few = self.clerk, self.world, self.visibility
        for party, body in ((self.party, world.body), (world.state, self.body)):
            self.keep(create_membership(clerk, party=party, body=body, role=f"{WORD} role"))
        title = f"{WORD} envoy"
        inside = ensure_post(clerk, title=title, organization=world.state, visibility=few)
        self.inside = inside
        outside = ensure_post(clerk, title="Chair", organization=self.party, visibility="public")
        for who, post in (
            (world.person, inside),
            (self.guest, world.post),
            (world.person, outside),
        ):
            self.keep(ensure_tenure(clerk, person=who, post=post, seen_on=DAY))
        self.keep(inside)
        self.keep(outside)
        part = NewParty("Office in the capital", "other", parent=self.party, visibility="public")
        create_party(clerk, new=part)

    def _tie_meetings(self) -> None:
        clerk, world, few = self.clerk, self.world, self.visibility
        series = self.keep(
            create_series(
                clerk,
                new=NewSeries(f"{WORD} talks", (world.state, world.body), visibility=few),
            )
        )
        mixed = NewSeries("Mixed talks", (world.state, self.party), visibility="public")
        create_series(clerk, new=mixed)
        said = (f"{WORD} meeting", "planned", "2089")
        self.keep(create_meeting(clerk, new=NewMeeting(*said, series=series)))
        said = (f"{WORD} meeting", "held", "2020-04-04")
        new = NewMeeting(*said, series=series, visibility="public")
        meeting = self.keep(create_meeting(clerk, new=new))
        add_participation(clerk, meeting=meeting, attendee=Attendee(party=world.state))
        record = self.keep(ensure_record(clerk, meeting=meeting))
        self.keep(world.provision(f"Open the {WORD} school", record, "point"))
        for attendee in (
            Attendee(party=self.party),
            Attendee(world.state, self.guest),
            Attendee(world.state, world.person, self.inside),
        ):
            self.keep(add_participation(clerk, meeting=world.held, attendee=attendee))

    def _tie_texts(self) -> None:
        clerk, world, few = self.clerk, self.world, self.visibility
        plan = self.keep(
            create_instrument(
                clerk,
                new=NewInstrument(
                    f"{WORD} plan", "action_plan", f"{WORD[:5]}P", period="2019", visibility=few
                ),
            )
        )
        self.keep(adopt_instrument(clerk, instrument=world.plan, party=self.party, date="2020"))
        self.keep(adopt_instrument(clerk, instrument=plan, party=world.state, date="2020"))
        statement = self.keep(ensure_statement(clerk, document=self.paper.document))
        for instrument in (plan, statement):
            far = self.keep(world.provision(f"{WORD} measure", instrument, "measure"))
            for pair in ((world.measure, far), (far, world.point)):
                kind = "implements"
                link = link_provisions(
                    clerk, source=pair[0], target=pair[1], kind=kind, reason=WORD
                )
                self.keep(link)
        goal = NewProvision(f"{WORD} goal", "goal", binds=False, visibility=few)
        above = self.keep(add_provision(clerk, instrument=world.plan, new=goal))
        new = NewProvision(
            "Below a hidden goal",
            "measure",
            parent=above,
            by=(self.party,),
            due="2020",
            visibility="public",
        )
        self.child = add_provision(clerk, instrument=world.plan, new=new)
        self.keep(
            create_duty(
                clerk,
                new=NewDuty(f"{WORD} report", instrument=plan, due="2090", visibility="public"),
            )
        )
        named = NewDuty("Yearly report", self.party, due="2090", visibility="public")
        create_duty(clerk, new=named)

    def _tie_news(self) -> None:
        clerk, world, few = self.clerk, self.world, self.visibility
        told = {"narrative": f"{WORD} news", "reason_for_delay": WORD, "visibility": few}
        done = self.keep(world.say(world.measure, world.state, "done", **told))
        self.keep(world.say(world.point, world.body, "abandoned", **told))
        assert done.effective_visibility == few
        correction = {**told, "corrects": world.update}
        self.keep(world.say(world.measure, world.state, "not_started", **correction))
        passage = passage_at(clerk, self.paper, 4, 30)
        new = NewUpdate(world.body, "in_progress", DAY, narrative="Open news", visibility="public")
        add_update(
            clerk,
            provision=world.point,
            new=new,
            passages=[passage],
            documents=[self.paper.document],
        )
        world.say(world.point, self.party, "partly_done", narrative="Open news too")
        if clerk.desk.side_id is not None:
            for entry in (world.point, world.held, world.series, world.plan, world.measure):
                self.keep(write_note(clerk, on=entry, kind="ask", text=f"Ask about {WORD}"))


def pages(client: Client, start: str) -> Iterator[tuple[str, str]]:
    """Open every page of a register that a link leads to; yield address and text of each."""
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        text = text_of(address, content_of(answer))
        yield address, f"{answer.headers.items()} {text}"
        for found in [*LINK.findall(text), answer.headers.get("Location", "").partition("#")[0]]:
            link = found.replace("&amp;", "&")
            if link.startswith("/r/") and link not in seen and "sign-" not in link:
                seen.add(link)
                waiting.append(link)


def text_of(address: str, content: bytes) -> str:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(archive.read(n).decode(errors="replace") for n in archive.namelist())
    if content.startswith(b"%PDF"):
        return open_document(content, file_name="brief.pdf").text
    return content.decode()


def found_by(client: Client, register: Register, hidden: HiddenWorld) -> list[str]:
    """Return where a person meets the word or the public name of a hidden entry."""
    slug = register.slug
    names = [str(entry.uuid) for entry in hidden.made]
    start = reverse("register", kwargs={"slug": slug})
    found, opened = [], 0
    for address, text in pages(client, start):
        opened += 1
        if WORD.casefold() in text.casefold() or any(name in text for name in names):
            found.append(address)
    found += searched(client, slug)
    brief = reverse("brief", kwargs={"slug": slug})
    for form in FORMS:
        for on in ("2020-12-01", "2030-01-01") if form == "json" else ("2030-01-01",):
            answer = client.get(brief, {"format": form, "on": on})
            if WORD.casefold() in text_of(brief, answer.content).casefold():
                found.append(f"{form} of {on}")
    for entry in hidden.made:
        found += [
            address for address in own_addresses(slug, entry) if status_of(client, address) != 404
        ]
    assert opened > 30
    return found


def searched(client: Client, slug: str) -> list[str]:
    """Return the beginnings of the word that a search finds."""
    search = reverse("search", kwargs={"slug": slug})
    asked = [f"{WORD[:-1]}*", f"{WORD[:5]}*"]
    pages = {typed: client.get(search, {"q": typed}).content.decode() for typed in asked}
    return [typed for typed, page in pages.items() if WORD in page or "0 places" not in page]


def status_of(client: Client, address: str) -> int:
    answer = client.get(address)
    content_of(answer)
    return int(answer.status_code)


def content_of(answer: HttpResponseBase) -> bytes:
    """Return what an answer holds; one that streams is read to its end, which closes its file."""
    if isinstance(answer, StreamingHttpResponse):
        return answer.getvalue()
    return answer.content if isinstance(answer, HttpResponse) else b""


def own_addresses(slug: str, entry: Entry) -> list[str]:
    """Return the addresses under which an entry would be found, with those it must not be mistaken for."""
    names = {"slug": slug, "uuid": UUID(str(entry.uuid))}
    words = {"update-new", "meeting-of-record"}
    if entry.KIND == "document":
        words |= {"document-file", "document-edit", "document-compare", "document-version-new"}
    if entry.KIND == "difference":
        words.add("difference")
    if entry.KIND in KINDS:
        words |= {entry.KIND} - WITHOUT_PAGE
    found = [reverse(word, kwargs=names) for word in sorted(words)]
    return [*found, reverse("entry-history", kwargs={**names, "kind": entry.KIND})]


MANY = pytest.mark.prove
ROLES = [
    None,
    "editor",
    pytest.param("reader", marks=MANY),
    pytest.param("focal_point", marks=MANY),
]


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_restricted_entries_leave_no_word(role):
    register = make_register(is_public=True)
    clerk = administrator(register)
    hidden = HiddenWorld(clerk, OpenWorld(clerk), "restricted")
    client = Client()
    if role is not None:
        client.force_login(person(register, role, side="ours"))
    assert found_by(client, register, hidden) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("administrator", "theirs"),
        pytest.param("administrator", None, marks=MANY),
        pytest.param("editor", "theirs", marks=MANY),
        pytest.param("reader", "theirs", marks=MANY),
    ],
)
def test_entries_of_one_side_leave_no_word_on_the_other(role, side):
    register = make_register()
    clerk = mandate_for(register, person(register, "administrator", side="ours"))
    world = OpenWorld(clerk, visibility="register")
    hidden = HiddenWorld(clerk, world, "own_side")
    client = Client()
    client.force_login(person(register, role, side=side))
    assert found_by(client, register, hidden) == []


@pytest.mark.slow
def test_another_register_has_no_trace_of_this_one():
    here, there = make_register("here", is_public=True), make_register("there")
    clerk = administrator(there)
    hidden = HiddenWorld(clerk, OpenWorld(clerk), "public")
    own = OpenWorld(administrator(here))
    client = Client()
    client.force_login(person(here, "administrator", side="ours"))
    assert found_by(client, here, hidden) == []
    assert client.get(reverse("register", kwargs={"slug": "there"})).status_code == 404
    for entry in own.entries():
        for address in own_addresses("there", entry):
            assert status_of(client, address) == 404


@pytest.mark.slow
def test_people_letters_and_refusals_of_another_register_bear_no_word_of_this_one():
    here = make_register("here", is_public=True)
    there = create_register(by=operator(), new=NewRegister("there", f"{WORD} register"))
    create_side(by=operator(), register=there, key="side", title=f"{WORD} side")
    guest = NewInvitation(f"{WORD} guest", "editor", email="guest@ministry.example")
    invited, code = invite(by=operator(), register=there, new=guest, now=timezone.now())
    join(code=code, new=NewPerson("guest", PASSWORD, f"{WORD} guest"), now=timezone.now())
    client = Client()
    client.force_login(person(here, "administrator", side="ours"))
    mail.outbox = []
    told = [text for _address, text in pages(client, reverse("register", kwargs={"slug": "here"}))]
    new = {"name": "Anna", "role": "reader", "email": "anna@ministry.example"}
    told.append(
        client.post(reverse("invitation-new", kwargs={"slug": "here"}), new).content.decode()
    )
    for name in ("member", "hand-over", "invitation-revoke", "representation-end"):
        place = Assignment.objects.get(register=there, role="editor")
        for uuid in (place.uuid, invited.uuid):
            there_url = reverse(name, kwargs={"slug": "here", "uuid": uuid})
            told += [
                client.get(there_url).content.decode(),
                client.post(there_url).content.decode(),
            ]
    told += [client.get(reverse("join"), {"code": code}).content.decode()]
    client.post(reverse("account_reset_password"), {"email": "guest@ministry.example"})
    work_off()
    told += [str(letter.message()) for letter in mail.outbox if "guest@" not in letter.to[0]]
    assert len(mail.outbox) == 2
    assert not [text for text in told if WORD.casefold() in text.casefold()]


@pytest.mark.slow
def test_who_sees_it_meets_the_word():
    """The test above would hold for an empty register as well."""
    register = make_register()
    clerk = mandate_for(register, person(register, "administrator", side="ours"))
    hidden = HiddenWorld(clerk, OpenWorld(clerk), "own_side")
    client = Client()
    account = clerk.desk.account
    assert account is not None
    client.force_login(account)
    for name in ("register", "parties", "meetings", "documents", "timeline", "history", "brief"):
        page = client.get(reverse(name, kwargs={"slug": "r"})).content.decode()
        assert WORD in page, name
    search = reverse("search", kwargs={"slug": "r"})
    assert WORD in client.get(search, {"q": f"{WORD[:-1]}*"}).content.decode()
    for entry in hidden.made:
        for address in own_addresses("r", entry)[-1:]:
            expected = 200 if entry.KIND in KINDS else 404
            assert status_of(client, address) == expected, address

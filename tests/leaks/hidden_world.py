"""Hidden entries, tied to open ones in every way there is; all their texts hold one word."""

from dataclasses import dataclass, field
from datetime import date

from servanda.instruments.actions import (
    AdoptionFacts,
    NewInstrument,
    NewProvision,
    NewRelation,
    add_adoption,
    add_comment,
    add_provision,
    adopt_instrument,
    create_instrument,
    ensure_statement,
    hold_text,
    link_provisions,
    relate_instruments,
    translate_provision,
    write_plain_text,
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
    NewSuccession,
    create_membership,
    create_party,
    create_person,
    ensure_post,
    ensure_tenure,
    succeed_party,
)
from servanda.progress.actions import NewUpdate, add_update
from servanda.progress.models import Update
from servanda.registers.actions import (
    Mandate,
    Protection,
    change,
    protect_entry,
    write_note,
)
from servanda.registers.models import Entry
from servanda.registers.rules import Ability
from servanda.reports.actions import NewDuty, create_duty
from servanda.review.actions import read_version
from servanda.review.models import ModelReading
from servanda.sources.actions import (
    Place,
    Upload,
    add_version,
    cite,
    passage_at,
)
from tests.leaks.open_world import DAY, OPEN_TEXT, OpenWorld, bring
from tests.world import tell_otherwise

WORD = "Quillfeather"
HIDDEN_TEXT = f"The {WORD} Ministry agreed with Turkmenistan to close the {WORD} school in 2019."


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
        self._tie_around()
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

    def keep_back(self) -> None:
        """Put an embargo on what all the rest hangs on, and on what hangs on nothing hidden."""
        words = [entry for entry in self.made if isinstance(entry, Update)]
        above = [self.paper.document, self.party, self.body, self.guest, self.inside]
        for entry in [*above, self.series, self.plan, self.goal, *words]:
            entry.refresh_from_db()
            kept_back = Protection(entry.visibility, embargo_until=date.max)
            protect_entry(self.clerk, entry=entry, as_told=kept_back, revision=entry.revision)

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
        series = self.series = self.keep(
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

    def _tie_around(self) -> None:
        """Tie hidden plans, signatories, papers, successors and words to open instruments and parties."""
        clerk, world = self.clerk, self.world
        new = NewRelation("follows", reason=WORD)
        self.keep(relate_instruments(clerk, instrument=self.plan, other=world.plan, new=new))
        facts = AdoptionFacts("2020", signatory=self.guest, post=self.inside)
        add_adoption(clerk, instrument=world.plan, party=world.body, facts=facts)
        paper = self.paper.document
        self.keep(hold_text(clerk, instrument=world.plan, document=paper, part="annex"))
        became = NewSuccession("merged", "2020", reason=WORD)
        self.keep(succeed_party(clerk, party=world.body, successor=self.party, new=became))
        plain = {"language": "en", "text": f"{WORD} in plain words", "seen": ""}
        write_plain_text(clerk, provision=self.goal, **plain)
        translate_provision(
            clerk, provision=self.goal, language="ru", text=f"{WORD} по-русски", seen=""
        )
        if self.visibility != "public":
            said = {"text": f"{WORD} comment", "visibility": self.visibility}
            self.keep(add_comment(clerk, provision=world.measure, **said))

    def _tie_texts(self) -> None:
        clerk, world, few = self.clerk, self.world, self.visibility
        plan = self.plan = self.keep(
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
        above = self.goal = self.keep(add_provision(clerk, instrument=world.plan, new=goal))
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

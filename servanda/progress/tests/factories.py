"""An invented cooperation: two parties, an action plan with a tree, what two assessors say of it."""

from datetime import date

from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    create_instrument,
    hold_text,
    link_provisions,
)
from servanda.instruments.models import HeldPart, Instrument, Provision
from servanda.parties.actions import NewParty, create_membership, create_party
from servanda.parties.models import Party
from servanda.progress.actions import NewUpdate, add_update
from servanda.progress.models import Update
from servanda.registers.actions import Mandate
from servanda.registers.models import Entry
from servanda.sources.actions import DocumentFacts, Place, Upload, cite, ingest, passage_at
from servanda.sources.models import Version

TEXT = """Joint release on the plan of Arvenia and the Office for Mobility
The parties agreed to open a telephone line in three languages by June 2020.
Arvenia will train consular staff.
The Office for Mobility reports that the line was opened in May 2020.
The ministry has no news of the training.
"""
SECRET = "Internal note: the line has no staff and the training was put off."


class Plan:
    """A plan in the register of a mandate that may edit."""

    def __init__(self, mandate: Mandate, *, visibility: str = "public") -> None:
        self.mandate, self.visibility = mandate, visibility
        self.release = bring_in(mandate, TEXT, published="2020-06-10", visibility=visibility)
        self.arvenia = self.party("Republic of Arvenia", "state", aliases=("Арвения",))
        self.office = self.party("Office for Mobility", "international_organization", "OM")
        self.group = self.party("Working Group on Mobility", "body")
        create_membership(mandate, party=self.arvenia, body=self.group, role="chair")
        create_membership(mandate, party=self.office, body=self.group)
        self.plan = self.instrument("National plan on mobility", "action_plan", "2019/2021")
        self.told(self.plan, "name", "plan of Arvenia and the Office for Mobility")
        self.goal = self.provision("Information for the public", kind="goal", code="1", binds=False)
        self.line = self.provision(
            "Open a telephone line in three languages",
            code="1.1",
            parent=self.goal,
            by=(self.arvenia, self.office),
            due="2020-06",
            due_words="by June 2020",
            verb="agreed to open",
        )
        self.told(self.line, "text", "agreed to open a telephone line in three languages")
        self.told(self.line, "due", "by June 2020")
        self.training = self.provision(
            "Train consular staff", code="1.2", parent=self.goal, by=(self.arvenia,), due="2020-12"
        )
        self.told(self.training, "text", "Arvenia will train consular staff")
        self.report = self.provision("Report each year to the working group", code="2")
        link_provisions(mandate, source=self.line, target=self.report, kind="implements")

    def party(self, name: str, kind: str, abbreviation: str = "", aliases=()) -> Party:
        new = NewParty(
            name=name,
            kind=kind,
            abbreviation=abbreviation,
            aliases=aliases,
            body_kind="working_group" if kind == "body" else "",
            language="en",
            visibility=self.visibility,
        )
        return create_party(self.mandate, new=new)

    def instrument(self, title: str, kind: str, period: str | None = None) -> Instrument:
        new = NewInstrument(
            title=title, kind=kind, period=period, date="2019", visibility=self.visibility
        )
        return create_instrument(self.mandate, new=new)

    def provision(self, text: str, *, kind: str = "measure", **told) -> Provision:
        told.setdefault("visibility", self.visibility)
        instrument = told.pop("instrument", None) or self.plan
        new = NewProvision(text=text, kind=kind, **told)
        return add_provision(self.mandate, instrument=instrument, new=new)

    def say(self, provision: Provision, assessor: Party, value: str, day: date, **told) -> Update:
        """Let an assessor say something; `words` of the release are its evidence."""
        words = told.pop("words", "")
        passages = []
        if words:
            start = self.release.text.index(words)
            passages = [passage_at(self.mandate, self.release, start, start + len(words))]
        told.setdefault("visibility", self.visibility)
        new = NewUpdate(assessor=assessor, value=value, stated_on=day, **told)
        return add_update(self.mandate, provision=provision, new=new, passages=passages)

    def told(self, entry: Entry, field: str, words: str, version: Version | None = None) -> None:
        """Let a field of an entry stand on words of the release, or of another version."""
        version = version or self.release
        start = version.text.index(words)
        place = Place(field, start, start + len(words))
        cite(self.mandate, entry=entry, version=version, places=[place])

    def add_measures(self, number: int) -> None:
        """Add measures, each with two updates and a source."""
        words = "The parties agreed"
        for count in range(number):
            measure = self.provision(
                f"Measure {count}",
                code=f"3.{count}",
                parent=self.report,
                by=(self.arvenia,),
                due="2020",
            )
            self.told(measure, "text", words)
            self.say(measure, self.arvenia, "done", date(2020, 5, 1))
            self.say(measure, self.office, "in_progress", date(2020, 6, 1))


def bring_in(mandate: Mandate, text: str, *, published: str | None, visibility: str) -> Version:
    """Bring a document into the register and return its version."""
    facts = DocumentFacts(published=published, visibility=visibility)
    return ingest(mandate, upload=Upload(text.encode(), "note.txt"), facts=facts).version


def hide_a_file(mandate: Mandate, instrument: Instrument) -> None:
    """Let a text stand on one more document, which most people may not see."""
    annex = bring_in(mandate, SECRET, published=None, visibility="restricted").document
    hold_text(mandate, instrument=instrument, document=annex, part=HeldPart.TEXT)

"""Two texts of the fictional register: a decision signed with reserves, a plan with a new annex."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from servanda.commands.demonstration.entries import (
    bring_in,
    cite_quotation,
    party_called,
    quoted,
    version_of,
)
from servanda.commands.demonstration.example import Example, text_of
from servanda.commands.demonstration.manifest import DocumentFile, listed_documents
from servanda.commands.demonstration.steps import Step
from servanda.instruments.actions import (
    AdoptionFacts,
    Amendment,
    NewEdition,
    NewInstrument,
    NewProvision,
    add_adoption,
    add_provision,
    amend_provision,
    create_instrument,
    hold_text,
    open_edition,
    put_in_force,
    withdraw_provisions,
)
from servanda.instruments.actions.amending import Seen
from servanda.instruments.models import (
    HeldPart,
    Instrument,
    InstrumentKind,
    Provision,
    ProvisionKind,
    Wording,
)
from servanda.instruments.rules import DueTold
from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import PartyKind
from servanda.registers.actions import Mandate
from servanda.sources.actions import Words
from servanda.sources.models import Version

PUBLIC = "public"
HEALTH = "Ministry of Health"


@dataclass(frozen=True)
class AdoptionTold:
    """How a state adopted the decision, and the words that say so."""

    party: str
    date: str
    force: str
    qualified: str
    qualification: str
    quotation: str


@dataclass(frozen=True)
class LineTold:
    """A point or a measure: its number, its text, when it is due, the words it stands on."""

    code: str
    text: str
    due_words: str
    due: str
    quotation: str
    by: tuple[str, ...] = (HEALTH,)


@dataclass(frozen=True)
class DecisionTold:
    """The decision: its name, its symbol, the file of its text and the heading there."""

    name: str
    symbol: str
    file: str
    heading: str


@dataclass(frozen=True)
class PlanTold:
    """The plan, who approved it, and the annex that takes the place of the first one."""

    name: str
    period: str
    file: str
    heading: str
    adopted_on: str
    adopted_by: str
    adopted_words: str
    new_annex_file: str
    new_annex_from: str
    new_annex_reason: str


@dataclass(frozen=True)
class Texts:
    """All that the two texts are built from, for one year."""

    documents: list[DocumentFile]
    states: list[str]
    decision: DecisionTold
    adoptions: list[AdoptionTold]
    points: list[LineTold]
    plan: PlanTold
    measures: list[LineTold]
    changed: list[LineTold]
    withdrawn: list[str]
    added: list[LineTold]


def texts(year: int) -> Texts:
    """Read the file of the two texts as it stands in `year`."""
    raw = text_of("texts.toml", year)
    told = tomllib.loads(raw)
    return Texts(
        documents=listed_documents(raw),
        states=[row["name"] for row in told["state"]],
        decision=DecisionTold(**told["decision"]),
        adoptions=[AdoptionTold(**row) for row in told["adoption"]],
        points=[LineTold(**{**row, "by": tuple(row["by"])}) for row in told["point"]],
        plan=PlanTold(**told["plan"]),
        measures=[LineTold(**row) for row in told["measure"]],
        changed=[LineTold(**row) for row in told["changed"]],
        withdrawn=[row["code"] for row in told["withdrawn"]],
        added=[LineTold(**row) for row in told["added"]],
    )


def text_steps(fiction: Example) -> list[Step]:
    """Return the steps that add the two texts, in their order."""
    told = texts(fiction.year)
    return [
        *(Step(one.file, partial(_bring_in, fiction.year, one)) for one in told.documents),
        Step("decision signed by some with reserves", partial(_decide, told)),
        Step("plan on health at the border", partial(_plan, told)),
        Step("annex replaced in the last year", partial(_replace_annex, told)),
    ]


def _bring_in(year: int, document: DocumentFile, mandate: Mandate) -> None:
    bring_in(mandate, document, text=text_of(f"documents/{document.file}", year))


def _decide(told: Texts, mandate: Mandate) -> None:
    version = version_of(mandate, told.decision.file)
    for name in told.states:
        state = NewParty(name=name, kind=PartyKind.STATE, language="en", visibility=PUBLIC)
        create_party(mandate, new=state)
    new = NewInstrument(
        title=told.decision.name,
        kind=InstrumentKind.DECISION,
        symbol=told.decision.symbol,
        language="en",
        visibility=PUBLIC,
    )
    named = Words(version, *quoted(version, told.decision.heading))
    decision = create_instrument(mandate, new=new, source=named)
    cite_quotation(
        mandate,
        entry=decision,
        version=version,
        quotation=told.decision.heading,
        fields=["symbol"],
    )
    hold_text(mandate, instrument=decision, document=version.document, part=HeldPart.TEXT)
    for one in told.adoptions:
        facts = AdoptionFacts(
            date=one.date,
            force=one.force,
            qualified=one.qualified,
            qualification=one.qualification,
        )
        add_adoption(
            mandate,
            instrument=decision,
            party=party_called(mandate, one.party),
            facts=facts,
            source=Words(version, *quoted(version, one.quotation)),
        )
    _add(mandate, decision, version, told.points, kind=ProvisionKind.POINT)


def _plan(told: Texts, mandate: Mandate) -> None:
    version = version_of(mandate, told.plan.file)
    new = NewInstrument(
        title=told.plan.name,
        kind=InstrumentKind.ACTION_PLAN,
        period=told.plan.period,
        date=told.plan.adopted_on,
        language="en",
        visibility=PUBLIC,
    )
    named = Words(version, *quoted(version, told.plan.heading))
    plan = create_instrument(mandate, new=new, source=named)
    cite_quotation(
        mandate, entry=plan, version=version, quotation=told.plan.heading, fields=["period"]
    )
    hold_text(mandate, instrument=plan, document=version.document, part=HeldPart.TEXT)
    add_adoption(
        mandate,
        instrument=plan,
        party=party_called(mandate, told.plan.adopted_by),
        facts=AdoptionFacts(date=told.plan.adopted_on),
        source=Words(version, *quoted(version, told.plan.adopted_words)),
    )
    _add(mandate, plan, version, told.measures, kind=ProvisionKind.ACTIVITY)


def _replace_annex(told: Texts, mandate: Mandate) -> None:
    """Let the new annex be in force from its day: what it leaves as it was keeps its wording."""
    version = version_of(mandate, told.plan.new_annex_file)
    plan = Instrument.objects.visible_to(mandate.desk).get(label=told.plan.name)
    hold_text(mandate, instrument=plan, document=version.document, part=HeldPart.ANNEX)
    new = NewEdition(
        reason=told.plan.new_annex_reason,
        date=told.plan.new_annex_from,
        made_from=version.document,
    )
    edition = open_edition(mandate, instrument=plan, new=new)
    wordings = Wording.objects.present().filter(provision__instrument=plan)
    present = {one.code: one for one in wordings.select_related("provision")}
    for line in told.changed:
        provision = present[line.code].provision
        due = DueTold(due=line.due, words=line.due_words)
        amendment = Amendment(texts={"en": line.text}, due=due)
        amend_provision(mandate, provision=provision, amendment=amendment)
        _cite(mandate, provision, version, line)
    seen = {present[code].provision: Seen.of(present[code]) for code in told.withdrawn}
    withdraw_provisions(mandate, instrument=plan, seen=seen)
    _add(mandate, plan, version, told.added, kind=ProvisionKind.ACTIVITY)
    edition.refresh_from_db()
    put_in_force(mandate, edition=edition, date=told.plan.new_annex_from)


def _add(
    mandate: Mandate,
    instrument: Instrument,
    version: Version,
    lines: Iterable[LineTold],
    *,
    kind: str,
) -> None:
    for line in lines:
        new = NewProvision(
            text=line.text,
            kind=kind,
            code=line.code,
            language="en",
            strength="planned",
            due=line.due or None,
            due_words=line.due_words,
            by=tuple(party_called(mandate, name) for name in line.by),
            visibility=PUBLIC,
        )
        made = add_provision(mandate, instrument=instrument, new=new)
        _cite(mandate, made, version, line)


def _cite(mandate: Mandate, provision: Provision, version: Version, line: LineTold) -> None:
    fields = ["text", "due"]
    cite_quotation(
        mandate, entry=provision, version=version, quotation=line.quotation, fields=fields
    )

"""Building the fictional register: who is in it, its documents, its instruments, its plan."""

from collections.abc import Iterable
from functools import partial

from servanda.commands.demonstration.coverage import example_coverage_steps
from servanda.commands.demonstration.entries import (
    bring_in,
    cite_first,
    cite_quotation,
    party_called,
    version_of,
)
from servanda.commands.demonstration.example import Example, MeasureEntry, example_text
from servanda.commands.demonstration.example_meetings import meeting_steps
from servanda.commands.demonstration.example_texts import text_steps
from servanda.commands.demonstration.manifest import DocumentFile
from servanda.commands.demonstration.steps import Step
from servanda.instruments.actions import (
    Answering,
    NewInstrument,
    NewProvision,
    add_provision,
    adopt_instrument,
    create_instrument,
)
from servanda.instruments.models import Instrument, Provision, ProvisionKind, ResponsibilityRole
from servanda.parties.actions import NewParty, create_membership, create_party, ensure_post
from servanda.parties.models import Party, PartyKind
from servanda.registers.actions import Mandate
from servanda.sources.actions import Place, cite
from servanda.sources.models import Version

PUBLIC = "public"


def example_steps(fiction: Example) -> list[Step]:
    """Return the steps that build the fictional register, in their order."""
    return [
        Step("parties, bodies and posts", partial(_add_parties, fiction)),
        *(Step(one.file, partial(_bring_in, fiction, one)) for one in fiction.documents),
        Step("names in the documents", partial(_cite_names, fiction)),
        Step("agreements", partial(_add_agreements, fiction)),
        Step("plan of forty measures", partial(_add_plan, fiction)),
        *meeting_steps(fiction),
        *text_steps(fiction),
        *example_coverage_steps(),
    ]


def _add_parties(fiction: Example, mandate: Mandate) -> None:
    for party in fiction.parties:
        new = NewParty(
            name=party.name,
            kind=party.kind,
            abbreviation=party.abbreviation,
            aliases=tuple(party.aliases),
            language="en",
            visibility=PUBLIC,
        )
        create_party(mandate, new=new)
    for body in fiction.bodies:
        made = create_party(
            mandate,
            new=NewParty(
                name=body.name,
                kind=PartyKind.BODY,
                body_kind=body.kind,
                since=body.since,
                language="en",
                visibility=PUBLIC,
            ),
        )
        for member in body.members:
            create_membership(mandate, party=party_called(mandate, member), body=made)
    for post in fiction.posts:
        organization = party_called(mandate, post.organization)
        ensure_post(mandate, title=post.name, organization=organization, visibility=PUBLIC)


def _bring_in(fiction: Example, document: DocumentFile, mandate: Mandate) -> None:
    bring_in(mandate, document, text=example_text(document, year=fiction.year))


def _cite_names(fiction: Example, mandate: Mandate) -> None:
    """Let the name of each party and body stand on the first document that bears it."""
    versions = [version_of(mandate, document.file) for document in fiction.documents]
    names = [party.name for party in fiction.parties] + [body.name for body in fiction.bodies]
    for name in names:
        entry = party_called(mandate, name)
        cite_first(mandate, entry=entry, name=name, versions=versions)


def _add_agreements(fiction: Example, mandate: Mandate) -> None:
    for told in fiction.instruments:
        new = NewInstrument(
            title=told.name,
            kind=told.kind,
            abbreviation=told.abbreviation,
            period=told.period,
            language="en",
            visibility=PUBLIC,
        )
        instrument = create_instrument(mandate, new=new)
        for party in told.parties:
            adopt_instrument(
                mandate, instrument=instrument, party=party_called(mandate, party), date=None
            )


def _add_plan(fiction: Example, mandate: Mandate) -> None:
    plan = fiction.plan
    version = version_of(mandate, plan.file)
    new = NewInstrument(
        title=plan.name,
        kind=plan.kind,
        abbreviation=plan.abbreviation,
        period=plan.period,
        date=plan.adopted_on,
        language="en",
        visibility=PUBLIC,
    )
    instrument = create_instrument(mandate, new=new)
    _cite_plan(mandate, instrument, name=plan.name, version=version)
    adopter = party_called(mandate, plan.adopted_by)
    adopt_instrument(mandate, instrument=instrument, party=adopter, date=plan.adopted_on)
    parties = {name: party_called(mandate, name) for name in _answering(plan.measures)}
    for objective in plan.objectives:
        heading = NewProvision(
            text=objective.title,
            kind=ProvisionKind.OBJECTIVE,
            code=objective.code,
            binds=False,
            visibility=PUBLIC,
        )
        above = add_provision(mandate, instrument=instrument, new=heading)
        words = f"Objective {objective.code}. {objective.title}"
        cite_quotation(mandate, entry=above, version=version, quotation=words, fields=["text"])
        for measure in plan.measures:
            if measure.objective == objective.code:
                made = add_provision(
                    mandate, instrument=instrument, new=_measure(measure, above, parties)
                )
                fields = ["text", "by", "due"]
                cite_quotation(
                    mandate, entry=made, version=version, quotation=measure.line, fields=fields
                )


def _cite_plan(mandate: Mandate, plan: Instrument, *, name: str, version: Version) -> None:
    start = version.text.index(name)
    places = [Place(field, start, start + len(name)) for field in ("name", "period")]
    cite(mandate, entry=plan, version=version, places=places)


def _answering(measures: Iterable[MeasureEntry]) -> set[str]:
    return {one.party for measure in measures for one in measure.responsible}


def _measure(measure: MeasureEntry, above: Provision, parties: dict[str, Party]) -> NewProvision:
    leading = [one for one in measure.responsible if one.role == ResponsibilityRole.LEAD]
    beside = [one for one in measure.responsible if one.role != ResponsibilityRole.LEAD]
    return NewProvision(
        text=measure.text,
        kind=ProvisionKind.MEASURE,
        parent=above,
        code=measure.code,
        strength="planned",
        due=measure.due or None,
        due_words=measure.due_words,
        recurrence=_recurrence(measure),
        relative_to=_counted_from(measure),
        by=tuple(parties[one.party] for one in leading),
        beside=tuple(_beside(parties[one.party], one.role) for one in beside),
        visibility=PUBLIC,
    )


def _beside(party: Party, role: str) -> Answering:
    if role == "by consent":
        return Answering(party, by_consent=True, words=role)
    return Answering(party, role=ResponsibilityRole(role).value)


def _recurrence(measure: MeasureEntry) -> str:
    recurs = not measure.due and measure.due_words.startswith("every ")
    return measure.due_words if recurs else ""


def _counted_from(measure: MeasureEntry) -> str:
    return measure.due_words.partition(" after ")[2]

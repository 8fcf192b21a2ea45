"""Building the founding register: documents read by Servanda, then what people add by hand."""

from datetime import date
from functools import partial

from servanda.commands.demonstration.deciding import DecidedProposal, decide, decisions
from servanda.commands.demonstration.entries import (
    NotThere,
    assessor_called,
    bring_in,
    cite_words,
    party_called,
    passage_of,
    scale_value,
    version_of,
)
from servanda.commands.demonstration.manifest import (
    Assessment,
    DocumentFile,
    EnteredProvision,
    FoundingCase,
    document_text,
)
from servanda.commands.demonstration.steps import Step
from servanda.instruments.actions import NewProvision, add_provision
from servanda.instruments.models import Instrument, Provision, ProvisionKind
from servanda.meetings.actions import take_out_of_series
from servanda.meetings.models import Meeting
from servanda.progress.actions import NewUpdate, add_update
from servanda.reading.edtf import bounds
from servanda.registers.actions import Mandate
from servanda.review.actions import read_version

PUBLIC = "public"


def founding_steps(case: FoundingCase) -> list[Step]:
    """Return the steps that build the founding register, in their order."""
    decided = decisions()
    entered = {one.key: one for one in case.provisions}
    return [
        *(Step(one.file, partial(_read_in, one, decided.proposals)) for one in case.documents),
        *(Step(one.key, partial(_enter, one)) for one in case.provisions),
        *(
            Step(f"assessment {number}", partial(_assess, one, entered.get(one.provision)))
            for number, one in enumerate(case.assessments, start=1)
        ),
        *(Step(f"not of the series: {day}", partial(_take_out, day)) for day in decided.apart),
    ]


def _read_in(document: DocumentFile, told: list[DecidedProposal], mandate: Mandate) -> None:
    """Ingest a document, let Servanda read it, and accept what it found as decided."""
    version = bring_in(mandate, document, text=document_text(document))
    run = read_version(mandate, version=version)
    decide(mandate, run=run, told=[one for one in told if one.document == document.file])


def _enter(told: EnteredProvision, mandate: Mandate) -> None:
    """Enter a commitment that no sentence states as one."""
    new = NewProvision(
        text=told.text,
        kind=ProvisionKind.UNDERTAKING,
        by=tuple(party_called(mandate, name) for name in told.by),
        visibility=PUBLIC,
    )
    instrument = _instrument(mandate, told)
    provision = add_provision(mandate, instrument=instrument, new=new)
    version = version_of(mandate, told.document)
    cite_words(
        mandate,
        entry=provision,
        version=version,
        quotation=told.quotation,
        fields=["text", "by"],
    )


def _instrument(mandate: Mandate, told: EnteredProvision) -> Instrument:
    instruments = Instrument.objects.visible_to(mandate.desk).agreed_texts()
    found = instruments.named(told.instrument).filter(period=told.period).first()
    if found is None:
        raise NotThere(f"The register has no {told.instrument} of {told.period}.")
    return found


def _assess(told: Assessment, entered: EnteredProvision | None, mandate: Mandate) -> None:
    version = version_of(mandate, told.document)
    new = NewUpdate(
        assessor=assessor_called(mandate, told.assessor),
        value=scale_value(told.value),
        stated_on=_stated_on(told.stated_on, mandate.desk.today),
        narrative=told.narrative,
        language="en",
        as_of=told.stated_on or None,
        visibility=PUBLIC,
    )
    add_update(
        mandate,
        provision=_assessed(mandate, told, entered),
        new=new,
        passages=[passage_of(mandate, version=version, quotation=told.quotation)],
    )


def _stated_on(edtf: str, today: date) -> date:
    """Return the last day it may have been said; where the source bears no date, today."""
    latest = bounds(edtf).latest if edtf else None
    return min(latest, today) if latest else today


def _assessed(mandate: Mandate, told: Assessment, entered: EnteredProvision | None) -> Provision:
    provisions = Provision.objects.visible_to(mandate.desk).commitments()
    if entered is not None:
        provisions = provisions.filter(label=entered.text)
    for words in told.find:
        provisions = provisions.filter(label__icontains=words)
    found = [one for one in provisions.order_by("id") if _is_agreed(one, told.agreed)]
    if len(found) != 1:
        raise NotThere(f"{len(found)} commitments fit {told.provision or told.find}, not one.")
    return found[0]


def _is_agreed(provision: Provision, day: str) -> bool:
    """Tell whether the instrument's edition is of the day, as far as a day is given."""
    if not day:
        return True
    asked, edition = bounds(day), provision.instrument.editions.order_by("number").last()
    if edition is None or edition.date_earliest is None or asked.earliest is None:
        return False
    return asked.earliest <= edition.date_earliest <= (asked.latest or date.max)


def _take_out(day: str, mandate: Mandate) -> None:
    for meeting in Meeting.objects.visible_to(mandate.desk).filter(date=day):
        take_out_of_series(mandate, meeting=meeting)

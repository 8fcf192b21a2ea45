"""Building the founding register: documents read by Servanda, decided on, added to by hand."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from servanda.commands.demonstration.by_hand import add_by_hand, is_added_to
from servanda.commands.demonstration.coverage import outline_tie_steps
from servanda.commands.demonstration.deciding import (
    DecidedProposal,
    ToldRhythm,
    decide,
    decisions,
)
from servanda.commands.demonstration.entries import bring_in, quoted, version_of
from servanda.commands.demonstration.manifest import DocumentFile, FoundingCase, document_text
from servanda.commands.demonstration.outline import outline_steps
from servanda.commands.demonstration.steps import Step
from servanda.meetings.actions import SeriesFacts, change_series, take_out_of_series
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.registers.actions import Mandate
from servanda.review.actions import read_version
from servanda.sources.actions import Words


def founding_steps(case: FoundingCase) -> list[Step]:
    """Return the steps that build the founding register: document by document, as they appeared."""
    told = decisions()
    steps = []
    for document in case.documents:
        steps.append(Step(document.file, partial(_read_in, document, told.proposals)))
        if is_added_to(case, document.file):
            name = f"{document.file}, by hand"
            steps.append(Step(name, partial(add_by_hand, case, document.file)))
    steps.append(Step("meetings outside the series", partial(_take_out, told.apart)))
    steps.append(Step("rhythm of the series", partial(_put_rhythm, told.rhythm)))
    return [*steps, *outline_steps(), *outline_tie_steps()]


def _read_in(document: DocumentFile, told: Sequence[DecidedProposal], mandate: Mandate) -> None:
    """Ingest a document, let Servanda read it, and accept what it found as decided."""
    version = bring_in(mandate, document, text=document_text(document))
    run = read_version(mandate, version=version)
    decide(mandate, run=run, told=[one for one in told if one.document == document.file])


def _put_rhythm(told: ToldRhythm, mandate: Mandate) -> None:
    """Enter how often the two sides meet, from the words of a document."""
    version = version_of(mandate, told.document)
    start, end = quoted(version, told.quotation)
    series = MeetingSeries.objects.visible_to(mandate.desk).get()
    facts = replace(
        SeriesFacts.of(series), rhythm=told.rhythm, level=told.level, counted_from=told.counted_from
    )
    change_series(
        mandate,
        series=series,
        facts=facts,
        revision=series.revision,
        source=Words(version, start, end),
    )


def _take_out(days: Sequence[str], mandate: Mandate) -> None:
    for meeting in Meeting.objects.visible_to(mandate.desk).filter(date__in=days):
        take_out_of_series(mandate, meeting=meeting)

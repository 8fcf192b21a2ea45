"""Accepting commitments: the parties first, then where they hang, then the first update."""

from datetime import date

from servanda.instruments.actions import NewProvision, add_provision, ensure_statement
from servanda.instruments.models import Instrument, Provision, ProvisionKind
from servanda.meetings.actions import ensure_record
from servanda.parties.models import Party
from servanda.progress.actions import NewUpdate, add_update
from servanda.progress.models import Core
from servanda.reports.actions import NewDuty, create_duty
from servanda.review.actions.acceptance import AS_FOUND, Acceptance, Decision
from servanda.review.actions.instruments import accept_instrument
from servanda.review.actions.matching import same_commitments
from servanda.review.actions.meetings import meeting_numbered
from servanda.review.actions.parties import party_named
from servanda.review.models import Proposal
from servanda.review.rules import REPORT_STATUSES, Found, several, words
from servanda.sources.actions import passage_at

TOLD_AS = {"done": Core.DONE, "ongoing": Core.IN_PROGRESS}


def accept_commitment(acceptance: Acceptance, proposal: Proposal, decision: Decision) -> Provision:
    """Make a proposal the commitment it tells of, new or known."""
    fields = decision.fields(proposal)
    by = tuple(party_named(acceptance, n, cited_by=proposal) for n in several(fields, "by"))
    instrument = _hangs_on(acceptance, fields)
    provision = _known(acceptance, fields, instrument, decision)
    if provision is None:
        new = _new_provision(acceptance, fields, by, instrument)
        provision = add_provision(acceptance.mandate, instrument=instrument, new=new)
    acceptance.settle(proposal, provision, decision)
    _tell_first_update(acceptance, proposal, provision, fields)
    _note_duty(acceptance, proposal, provision, by)
    return provision


def _hangs_on(acceptance: Acceptance, fields: Found) -> Instrument:
    """Return the record of the meeting it was agreed at, else the statement of the document."""
    number = fields.get("meeting")
    meeting = meeting_numbered(acceptance, number) if isinstance(number, int) else None
    if meeting is not None:
        return ensure_record(acceptance.mandate, meeting=meeting)
    return ensure_statement(acceptance.mandate, document=acceptance.document)


def _known(
    acceptance: Acceptance, fields: Found, instrument: Instrument, decision: Decision
) -> Provision | None:
    if decision.match is not None:
        return Provision.objects.visible_to(acceptance.desk).get(uuid=decision.match)
    if decision.as_new:
        return None
    same = same_commitments(acceptance.desk, words(fields, "text"))
    return same.filter(instrument=instrument).first()


def _new_provision(
    acceptance: Acceptance, fields: Found, by: tuple[Party, ...], instrument: Instrument
) -> NewProvision:
    is_point = instrument.kind == "record"
    return NewProvision(
        text=words(fields, "text"),
        kind=ProvisionKind.POINT if is_point else ProvisionKind.UNDERTAKING,
        language=acceptance.document.language or "en",
        verb=words(fields, "verb")[:100],
        strength=words(fields, "status") or "agreed",
        due=words(fields, "due") or None,
        by=by,
        visibility=acceptance.document.visibility,
    )


def _tell_first_update(
    acceptance: Acceptance, proposal: Proposal, provision: Provision, fields: Found
) -> None:
    """Turn what the text tells as done or going on into an update of the party that speaks.

    Where no party speaks the publisher does; where that is unknown too there is no assessor, and
    the words stay with the wording's strength alone.
    """
    value = TOLD_AS.get(words(fields, "status"))
    speaker = words(fields, "speaker") or acceptance.document.publisher
    if value is None or not speaker:
        return
    passage = passage_at(acceptance.mandate, acceptance.version, proposal.start, proposal.end)
    new = NewUpdate(
        assessor=party_named(acceptance, speaker, cited_by=proposal),
        value=value,
        stated_on=_stated_on(acceptance),
        narrative=proposal.quote,
        language=acceptance.document.language,
        visibility=acceptance.document.visibility,
    )
    add_update(acceptance.mandate, provision=provision, new=new, passages=[passage])


def _stated_on(acceptance: Acceptance) -> date:
    """Return the day the document was published, or the day it came in where that is unknown."""
    published = acceptance.document.published_latest or acceptance.version.received_at.date()
    return min(published, acceptance.desk.today)


def _note_duty(
    acceptance: Acceptance, proposal: Proposal, provision: Provision, by: tuple[Party, ...]
) -> None:
    """Make a planned or agreed commitment whose words hold a report a reporting duty as well."""
    fields = proposal.accepted or proposal.found
    report = _report_within(acceptance, proposal)
    if report is None or words(fields, "status") not in REPORT_STATUSES:
        return
    if hasattr(provision, "duty"):
        acceptance.cite(provision.duty, proposal, ["label"])
        return
    instrument = _accepted_report(acceptance, report)
    new = NewDuty(
        label=instrument.label,
        debtor=by[0] if by else None,
        due=words(fields, "due") or None,
        instrument=instrument,
        provision=provision,
        visibility=acceptance.document.visibility,
    )
    duty = create_duty(acceptance.mandate, new=new)
    acceptance.cite(duty, proposal, ["label", *(["due"] if new.due else [])])


def _report_within(acceptance: Acceptance, proposal: Proposal) -> Proposal | None:
    for other in acceptance.of_kind("instrument"):
        is_report = words(other.found, "kind") == "report"
        if is_report and proposal.start <= other.start and other.end <= proposal.end:
            return other
    return None


def _accepted_report(acceptance: Acceptance, report: Proposal) -> Instrument:
    if report.entry is not None:
        return Instrument.objects.get(uuid=report.entry, register=acceptance.desk.register)
    return accept_instrument(acceptance, report, AS_FOUND)

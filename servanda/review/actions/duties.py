"""The reporting duty in a commitment whose words hold a report."""

from servanda.instruments.models import Instrument, Provision
from servanda.parties.models import Party
from servanda.reports.actions import NewDuty, create_duty
from servanda.reports.models import ReportingDuty
from servanda.review.actions.acceptance import AS_FOUND, Acceptance
from servanda.review.actions.instruments import accept_instrument
from servanda.review.models import Proposal
from servanda.review.rules import REPORT_STATUSES, words, words_of_date


def note_duty(
    acceptance: Acceptance, proposal: Proposal, provision: Provision, by: tuple[Party, ...]
) -> None:
    """Make a planned or agreed commitment whose words hold a report a reporting duty as well."""
    fields = proposal.accepted or proposal.found
    report = _report_within(acceptance, proposal)
    if report is None or words(fields, "status") not in REPORT_STATUSES:
        return
    present = ReportingDuty.objects.filter(provision=provision).first()
    if present is not None:
        acceptance.cite(present, proposal, ["label"])
        return
    instrument = _accepted_report(acceptance, report)
    due = words(fields, "due")
    new = NewDuty(
        label=instrument.label,
        debtor=by[0] if by else None,
        due=due or None,
        due_words=words_of_date(proposal.found, fields, "due"),
        instrument=instrument,
        provision=provision,
        visibility=acceptance.document.visibility,
    )
    duty = create_duty(acceptance.mandate, new=new)
    is_told = bool(due) and due == words(proposal.found, "due")
    acceptance.cite(duty, proposal, ["label", *(["due"] if is_told else [])])


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

"""Accepting commitments: the parties first, then where they hang, then the first update."""

from dataclasses import replace
from datetime import date

from servanda.instruments.actions import NewProvision, add_provision, ensure_statement
from servanda.instruments.models import Instrument, Provision, ProvisionKind, Wording
from servanda.meetings.actions import ensure_record
from servanda.meetings.models import Meeting
from servanda.parties.models import Party
from servanda.progress.actions import NewUpdate, add_update
from servanda.progress.models import Core, Update
from servanda.review.actions.acceptance import Acceptance, Decision
from servanda.review.actions.duties import note_duty
from servanda.review.actions.matching import commitments_alike, near, sure_match
from servanda.review.actions.meetings import meeting_numbered
from servanda.review.actions.parties import parties_told, party_unless_rejected
from servanda.review.models import Proposal
from servanda.review.rules import Found, words, words_of_date
from servanda.sources.actions import passage_at

TOLD_AS = {"done": Core.DONE, "ongoing": Core.IN_PROGRESS}


def accept_commitment(acceptance: Acceptance, proposal: Proposal, decision: Decision) -> Provision:
    """Make a proposal the commitment it tells of, new or known."""
    fields = decision.fields(proposal)
    by = parties_told(acceptance, proposal, decision, field="by")
    number = fields.get("meeting")
    meeting = meeting_numbered(acceptance, number) if isinstance(number, int) else None
    provision = _known(acceptance, proposal, decision, meeting)
    other: set[str] = set()
    if provision is None:
        instrument = _hangs_on(acceptance, meeting)
        new = _new_provision(acceptance, proposal, fields, by)
        provision = add_provision(
            acceptance.mandate, instrument=instrument, new=_placed(new, instrument)
        )
    else:
        other = _told_otherwise(provision, fields, by, meeting)
    acceptance.settle(proposal, provision, decision, other=other)
    _tell_first_update(acceptance, proposal, provision, fields)
    note_duty(acceptance, proposal, provision, by)
    return provision


def _hangs_on(acceptance: Acceptance, meeting: Meeting | None) -> Instrument:
    """Return the record of the meeting it was agreed at, else the statement of the document."""
    if meeting is not None:
        return ensure_record(acceptance.mandate, meeting=meeting)
    return ensure_statement(acceptance.mandate, document=acceptance.document)


def _known(
    acceptance: Acceptance, proposal: Proposal, decision: Decision, meeting: Meeting | None
) -> Provision | None:
    provisions = Provision.objects.visible_to(acceptance.desk)
    if decision.match is not None:
        return provisions.commitments().get(uuid=decision.match)
    if decision.as_new:
        return None
    record = meeting.record_id if meeting is not None else None
    wanted = replace(acceptance.wanted(proposal, decision), record=record)
    alike = commitments_alike(acceptance.desk, [wanted], among=near(wanted))
    found = sure_match(alike[0])
    return provisions.get(uuid=found) if found else None


def _new_provision(
    acceptance: Acceptance, proposal: Proposal, fields: Found, by: tuple[Party, ...]
) -> NewProvision:
    return NewProvision(
        text=words(fields, "text"),
        kind=ProvisionKind.UNDERTAKING,
        language=acceptance.document.language or "en",
        verb=words(fields, "verb")[:100],
        strength=words(fields, "status") or "agreed",
        due=words(fields, "due") or None,
        due_words=words_of_date(proposal.found, fields, "due"),
        by=by,
        visibility=acceptance.document.visibility,
    )


def _placed(new: NewProvision, instrument: Instrument) -> NewProvision:
    """Return a provision of the kind that its place asks for: a point on a meeting's record."""
    return replace(new, kind=ProvisionKind.POINT) if instrument.kind == "record" else new


def _told_otherwise(
    provision: Provision, fields: Found, by: tuple[Party, ...], meeting: Meeting | None
) -> set[str]:
    """Return the fields in which a known commitment stands otherwise than the source tells it."""
    wording = Wording.objects.present().filter(provision=provision).first()
    if wording is None:
        return {"by", "due", "status", "meeting"}
    other = set()
    answering = set(wording.responsibilities.values_list("party_id", flat=True))
    timing = getattr(wording, "timing", None)
    if not {party.pk for party in by} <= answering:
        other.add("by")
    if timing is None or timing.due != words(fields, "due"):
        other.add("due")
    if wording.strength != words(fields, "status"):
        other.add("status")
    if meeting is None or meeting.record_id != provision.instrument_id:
        other.add("meeting")
    return other


def _tell_first_update(
    acceptance: Acceptance, proposal: Proposal, provision: Provision, fields: Found
) -> None:
    """Turn what the text tells as done or going on into an update of the party that speaks.

    Where no party speaks the publisher does; where that is unknown too there is no assessor, and
    the words stay with the wording's strength alone. The same words are told once.
    """
    value = TOLD_AS.get(words(fields, "status"))
    speaker = words(fields, "speaker") or acceptance.document.publisher
    if value is None:
        return
    assessor = party_unless_rejected(acceptance, speaker, cited_by=proposal)
    passage = passage_at(acceptance.mandate, acceptance.version, proposal.start, proposal.end)
    told = Update.objects.filter(provision=provision, assessor=assessor, evidence__passage=passage)
    if assessor is None or told.exists():
        return
    new = NewUpdate(
        assessor=assessor,
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

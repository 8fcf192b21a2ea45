"""Keeping what a source tells otherwise than a known entry stands, and deciding which stands."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.instruments.models import Instrument, Provision
from servanda.meetings.models import Meeting
from servanda.parties.models import Party, Person
from servanda.registers.actions import Changes, EditConflict, Mandate, change
from servanda.registers.models import Desk, Entry, EntryQuerySet
from servanda.registers.rules import Ability
from servanda.review.actions.matching.found import span_of
from servanda.review.actions.standing import (
    Standing,
    joined,
    parties_leading,
    put_standing,
    standing_of,
)
from servanda.review.models import Proposal
from servanda.review.rules import (
    DATES_DIFFER,
    FIELDS,
    WORDS_DIFFER,
    Found,
    several,
    words,
    words_of_date,
)
from servanda.sources.actions import Place, cite, passage_at
from servanda.sources.models import Citation, Difference, DifferenceState, Document, Passage

if TYPE_CHECKING:
    from servanda.review.actions.acceptance import Acceptance

NAMES = frozenset({"name"})
"""Fields of which an entry keeps every value: a name that does not stand is another name."""


@dataclass(frozen=True)
class Choice:
    """Which value stands: that of a difference, None for the one that stands already; and why."""

    difference: UUID | None
    reason: str


def note_differences(
    acceptance: "Acceptance", proposal: Proposal, entry: Entry, fields: Found
) -> None:
    """Keep what a proposal tells of a known entry that cannot be true beside what stands there.

    What a person typed is no word of the source and is not kept.
    """
    for name in FIELDS[proposal.kind]:
        told = _told(fields, name)
        if not told or told != _told(proposal.found, name):
            continue
        if not differ(entry.KIND, name, told=told, stands=standing_of(entry, name).value):
            continue
        if name != "by" or not _answer_already(acceptance.desk, entry, fields):
            _keep(acceptance, proposal, entry, name)


def _told(fields: Found, name: str) -> str:
    """Return what is told of a field, several parties as one value."""
    return joined(several(fields, name)) if name == "by" else words(fields, name)


def _answer_already(desk: Desk, entry: Entry, fields: Found) -> bool:
    """Tell whether a party that is told answers for a provision already, under another name."""
    leading = {party.pk for party in parties_leading(entry)} if isinstance(entry, Provision) else ()
    return any(
        Party.objects.visible_to(desk).named(name).filter(pk__in=leading).exists()
        for name in several(fields, "by")
    )


def differ(kind: str, field: str, *, told: str, stands: str) -> bool:
    """Tell whether two values of a field of a kind of entry contradict each other."""
    dates, others = DATES_DIFFER.get((kind, field)), WORDS_DIFFER.get((kind, field))
    if dates is not None:
        return dates(span_of(told), span_of(stands))
    return others is not None and others(told, stands)


def settle_difference(
    mandate: Mandate, *, difference: Difference, choice: Choice, revision: int
) -> Entry:
    """Say which of the values that sources tell of a field stands, and why; return the entry.

    The other values stay beside it with their words, and can be chosen later. Raises EditConflict
    for a stale `revision`, ValidationError without a reason, and for a value that fewer people may
    see than the entry.
    """
    reason = choice.reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Say why this value stands.")})
    mandate = Mandate(mandate.desk, reason)
    entry = entry_of(mandate.desk, difference)
    with change(mandate, "settle_difference", Ability.EDIT) as changes:
        rows = list(
            Difference.objects.visible_to(mandate.desk)
            .filter(entry=difference.entry, field=difference.field)
            .select_for_update(of=("self",))
            .with_sources()
        )
        ours = next(row for row in rows if row.pk == difference.pk)
        if ours.revision != revision:
            raise EditConflict(difference, ours)
        chosen = next((row for row in rows if row.uuid == choice.difference), None)
        if choice.difference is not None and chosen is None:
            raise ValidationError(
                {"choice": _("This value is not among those told: choose again.")}
            )
        if chosen is not None and chosen.state != DifferenceState.TAKEN:
            _take(changes, entry, chosen)
        for row in rows:
            _decide(changes, row, is_chosen=row == chosen, was_stands=chosen is None)
    return entry


def entry_of(desk: Desk, difference: Difference) -> Entry:
    """Return the entry of which a difference tells, as far as the person may see it."""
    found = entries_of_kind(desk, difference.entry_kind).filter(uuid=difference.entry).first()
    if found is None:
        raise ValidationError(_("The entry is not in this register any more."))
    return found


def entries_of_kind(desk: Desk, kind: str) -> EntryQuerySet[Entry]:
    """Return the entries of a kind, of which sources can differ, that the person may see."""
    model = next(model for model in MODELS if kind == model.KIND)
    found: EntryQuerySet[Entry] = model._default_manager.visible_to(desk)  # type: ignore[attr-defined]  # each entry has an EntryQuerySet
    return found


MODELS: tuple[type[Entry], ...] = (Meeting, Party, Person, Instrument, Provision)
DIFFERING_KINDS = tuple(model.KIND for model in MODELS)
"""The kinds of entries of whose fields sources can differ."""


def _keep(acceptance: "Acceptance", proposal: Proposal, entry: Entry, field: str) -> None:
    version = acceptance.version
    passage = passage_at(acceptance.mandate, version, proposal.start, proposal.end)
    known = Difference.objects.filter(passage=passage, entry=entry.uuid, field=field)
    if known.exists():
        return
    difference = Difference(
        passage=passage,
        entry_kind=entry.KIND,
        entry=entry.uuid,
        field=field,
        value=_told(proposal.found, field)[:500],
        words=words_of_date(proposal.found, proposal.found, field),
        visibility=acceptance.document.visibility,
    )
    acceptance.changes.create(difference, under=[entry])


def _take(changes: Changes, entry: Entry, chosen: Difference) -> None:
    """Put the value chosen on the entry; what it replaces is kept as told by its sources."""
    document = chosen.passage.version.document
    if document.is_more_hidden_than(entry, changes.mandate.desk.today):
        raise ValidationError(
            {"choice": _("More people see the entry than this source: its value stays with it.")}
        )
    former = standing_of(entry, chosen.field)
    cited = Citation.objects.filter(entry=entry.uuid, field=chosen.field)
    told = [
        (citation, _told_by(citation.passage, entry, former))
        for citation in cited.select_related("passage__version__document")
    ]
    put_standing(changes, entry, Standing(chosen.field, chosen.value, chosen.words))
    for citation, standing in told:
        if chosen.field in NAMES:
            continue
        if differ(entry.KIND, chosen.field, told=standing.value, stands=chosen.value):
            changes.remove(citation)
            _keep_former(changes, entry, citation.passage, standing)
    place = Place(chosen.field, chosen.passage.start, chosen.passage.end)
    cite(changes.mandate, entry=entry, version=chosen.passage.version, places=[place])


def _told_by(passage: Passage, entry: Entry, former: Standing) -> Standing:
    """Return what a passage told of a field, as it was read; what stood where nothing was read.

    Parties that stood are not put down as told: not all who see the passage may see them all.
    """
    field = former.field
    read = Proposal.objects.filter(
        entry=entry.uuid, run__version=passage.version, start=passage.start, end=passage.end
    )
    for proposal in read:
        if _told(proposal.found, field):
            told = words_of_date(proposal.found, proposal.found, field)
            return Standing(field, _told(proposal.found, field), told)
    return Standing(field) if field == "by" else former


def _keep_former(changes: Changes, entry: Entry, passage: Passage, told: Standing) -> None:
    present = Difference.objects.filter(passage=passage, entry=entry.uuid, field=told.field)
    if present.exists():
        return
    document: Document = passage.version.document
    former = Difference(
        passage=passage,
        entry_kind=entry.KIND,
        entry=entry.uuid,
        field=told.field,
        value=told.value[:500],
        words=told.words,
        visibility=document.visibility,
        state=DifferenceState.LEFT,
        reason=changes.mandate.reason[:500],
        decided_by=changes.mandate.desk.account,
        decided_at=timezone.now(),
    )
    changes.create(former, under=[entry])


def _decide(changes: Changes, row: Difference, *, is_chosen: bool, was_stands: bool) -> None:
    """Mark a value as standing or not; one that stands already keeps its mark where nothing changed."""
    if was_stands and row.state == DifferenceState.TAKEN:
        return
    state = DifferenceState.TAKEN if is_chosen else DifferenceState.LEFT
    if row.state == state:
        return
    row.state, row.reason = state, changes.mandate.reason[:500]
    row.decided_by, row.decided_at = changes.mandate.desk.account, timezone.now()
    changes.update(row)

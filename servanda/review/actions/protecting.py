"""Who sees an entry; what was made from a document stays kept back as long as the document, and no longer."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from servanda.history.models import Change
from servanda.registers.actions import Mandate, Protection, change, protect_entry
from servanda.registers.actions.rows import rows_named
from servanda.registers.models import Entry
from servanda.registers.rules import Ability, latest_embargo
from servanda.review.models import Proposal
from servanda.sources.models import Citation, Document

EMBARGO, STATE = "embargo_until", "state"


def protect(mandate: Mandate, *, entry: Entry, as_told: Protection, revision: int) -> None:
    """Set who sees an entry, and let what was made from a document follow its embargo.

    What was put under the embargo of a document when it was accepted has the new one, in the same
    change: unless a person gave it another, and never one earlier than that of another source of it.
    Raises what `protect_entry` raises.
    """
    with change(mandate, "protect_entry", Ability.EDIT) as changes:
        until = entry.effective_embargo
        protect_entry(mandate, entry=entry, as_told=as_told, revision=revision)
        if not isinstance(entry, Document) or until in {None, entry.effective_embargo}:
            return
        made = [one for one in kept_back_with(entry) if one.embargo_until == until]
        others = _other_embargoes([one.uuid for one in made], entry)
        before = len(changes.fed)
        for one in made:
            if one in changes.fed[before:]:  # it followed one of the others, and has a new revision
                one.refresh_from_db()
            one.embargo_until = latest_embargo([entry.effective_embargo, *others[one.uuid]])
            changes.update(one)


def kept_back_with(document: Document) -> list[Entry]:
    """Return what was put under the embargo of a document by the records that accepted it.

    An entry whose embargo changed since by anything but one of the document is left out: a person
    gave it another. No document is among them, whatever a change in bulk did to several at once.
    """
    proposals = Proposal.objects.filter(run__version__document=document).values("uuid")
    decided = Change.objects.filter(kind=Proposal.KIND, entry__in=proposals, field=STATE)
    accepted = set(decided.values_list("record", flat=True))
    put = Change.objects.filter(field=EMBARGO, record__in=accepted).exclude(kind=Document.KIND)
    kinds = dict(put.values_list("entry", "kind"))
    followed = Change.objects.filter(field=EMBARGO, entry=document.uuid)
    by_itself = accepted | set(followed.values_list("record", flat=True))
    changed = Change.objects.filter(field=EMBARGO, entry__in=kinds).order_by("id")
    last = dict(changed.values_list("entry", "record"))
    ours = {entry: kind for entry, kind in kinds.items() if last[entry] in by_itself}
    return [row for row in rows_named(ours) if isinstance(row, Entry)]


def _other_embargoes(made: Collection[UUID], document: Document) -> dict[UUID, list[date]]:
    """Return the embargoes of other documents that entries cite, or that told something of them.

    Not every entry cites by itself: what an acceptance wrote on a tenure is known by its record.
    """
    found: dict[UUID, list[date]] = defaultdict(list)
    cited = Citation.objects.filter(entry__in=made)
    path = "passage__version__document"
    others = cited.exclude(**{path: document}).exclude(**{f"{path}__effective_embargo": None})
    for entry, until in others.values_list("entry", f"{path}__effective_embargo"):
        found[entry].append(until)
    written = set(Change.objects.filter(entry__in=made).values_list("record", "entry"))
    told = _embargoes_told({record for record, _entry in written}, but=document)
    for record, entry in written:
        found[entry] += told[record]
    return found


def _embargoes_told(records: Collection[int], *, but: Document) -> dict[int, list[date]]:
    """Return, by the record that accepted something of them, the embargoes of other documents."""
    decided = Change.objects.filter(kind=Proposal.KIND, record__in=records, field=STATE)
    accepted = list(decided.values_list("record", "entry"))
    proposals = Proposal.objects.filter(uuid__in={entry for _record, entry in accepted})
    path = "run__version__document"
    others = proposals.exclude(**{path: but}).exclude(**{f"{path}__effective_embargo": None})
    until = dict(others.values_list("uuid", f"{path}__effective_embargo"))
    found: dict[int, list[date]] = defaultdict(list)
    for record, entry in accepted:
        if entry in until:
            found[record].append(until[entry])
    return found

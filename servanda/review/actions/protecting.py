"""Who sees an entry; what was made from a document stays kept back as long as the document, and no longer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from servanda.history.models import Change
from servanda.registers.actions import Mandate, Protection, change, protect_entry
from servanda.registers.actions.rows import row_named
from servanda.registers.models import Entry
from servanda.registers.rules import Ability, latest_embargo
from servanda.review.models import Proposal
from servanda.sources.models import Citation, Document

EMBARGO = "embargo_until"


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
        made = list(_kept_back_with(entry, until))
        others = _other_embargoes(made, entry)
        for one in made:
            one.refresh_from_db()  # it may have followed one of the others
            one.embargo_until = latest_embargo([entry.effective_embargo, *others[one.uuid]])
            changes.update(one)


def _kept_back_with(document: Document, until: date | None) -> Iterator[Entry]:
    """Yield what is kept back because its document is, as the history tells.

    It was put under the embargo by the record that accepted it, or followed the document since.
    """
    proposals = Proposal.objects.filter(run__version__document=document).values("uuid")
    accepted = Change.objects.filter(kind=Proposal.KIND, entry__in=proposals)
    followed = Change.objects.filter(entry=document.uuid, field=EMBARGO)
    records = {
        record for of in (accepted, followed) for record in of.values_list("record", flat=True)
    }
    told = Change.objects.filter(field=EMBARGO, record__in=records)
    kinds = dict(told.exclude(entry=document.uuid).values_list("entry", "kind"))
    last = Change.objects.filter(field=EMBARGO, entry__in=kinds).order_by("id")
    latest = dict(last.values_list("entry", "pk"))
    for uuid in told.filter(pk__in=latest.values()).order_by("id").values_list("entry", flat=True):
        row = row_named(kinds[uuid], uuid)
        if isinstance(row, Entry) and row.embargo_until == until:
            yield row


def _other_embargoes(made: Iterable[Entry], document: Document) -> dict[UUID, list[date]]:
    """Return the embargoes of other documents that entries cite."""
    cited = Citation.objects.filter(entry__in=[one.uuid for one in made])
    path = "passage__version__document"
    others = cited.exclude(**{path: document}).exclude(**{f"{path}__effective_embargo": None})
    found: dict[UUID, list[date]] = defaultdict(list)
    for entry, until in others.values_list("entry", f"{path}__effective_embargo"):
        found[entry].append(until)
    return found

"""The records of the history as pages tell them: who, when, what, on which entries, why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from servanda.history.models import Change, Record
from servanda.history.models import RecordQuerySet as Records
from servanda.portal.views.deeds import DEEDS
from servanda.portal.views.entries import KINDS, EntryLink, entry_links
from servanda.portal.views.parts import Named, citations_seen, owners_of, seen
from servanda.registers.models import Account, Desk

NAMED = 6
"""How many entries a record names; of the rest it tells how many there are."""
LOOKED_AT = 60
"""How many changed parts are looked at to find the entries they belong to."""


@dataclass(frozen=True)
class Deed:
    """One record. `who` and `reason` are empty for those who do not work in the register."""

    number: int
    at: datetime
    who: str
    what: str | Promise
    reason: str
    entries: list[EntryLink]
    more: str


def changes_seen(desk: Desk) -> Q:
    """Select the changes of what the person may see: entries, their parts, their sources."""
    cited = Q(kind="citation", entry__in=citations_seen(desk).values("uuid"))
    return seen(desk, kind="kind", uuid="entry") | cited


def records_seen(desk: Desk) -> Records:
    """Return the records of the register, latest first, that changed something the person may see."""
    changed = Change.objects.filter(changes_seen(desk), record=OuterRef("pk"))
    records = Record.objects.of_register(desk.register.uuid)
    return records.filter(Exists(changed)).order_by("-sequence")


def deeds_of(desk: Desk, records: Sequence[Record]) -> list[Deed]:
    """Return records as a page tells them: five queries for any number."""
    changed = _changed(desk, records)
    first = {ref for entries in changed.values() for ref in entries[:LOOKED_AT]}
    owners = owners_of(desk, first)
    links = entry_links(desk, owners.values())
    people = people_of(desk, records)
    return [
        _deed(
            record,
            desk=desk,
            entries=_links(changed[record.pk], owners, links),
            number=len(changed[record.pk]),
            who=people.get(record.pk, ""),
        )
        for record in records
    ]


def people_of(desk: Desk, records: Iterable[Record]) -> dict[int, str]:
    """Return who did what records tell, by their keys; names for people of the register only."""
    if desk.role is None:
        return {}
    listed = list(records)
    accounts = Account.objects.filter(uuid__in={r.actor for r in listed if r.actor})
    names = {account.uuid: str(account) for account in accounts}
    return {
        record.pk: names.get(record.actor, "") if record.actor else _("The installation")
        for record in listed
    }


def _changed(desk: Desk, records: Sequence[Record]) -> dict[int, list[Named]]:
    """Return what each record changed, as far as the person may see it, in the order of the change."""
    rows = (
        Change.objects.filter(changes_seen(desk), record__in=records)
        .values_list("record", "kind", "entry")
        .annotate(first=models.Min("id"))
        .order_by("first")
    )
    found: dict[int, list[Named]] = {record.pk: [] for record in records}
    for record, kind, entry, _first in rows:
        found[record].append((kind, entry))
    return {record: _worth_naming(entries) for record, entries in found.items()}


def _worth_naming(changed: list[Named]) -> list[Named]:
    """Return the entries a record names: those it changed itself, else those whose parts it changed."""
    own = [ref for ref in changed if ref[0] in KINDS and ref[0] != "proposal"]
    parts = [ref for ref in changed if ref[0] not in KINDS]
    return own or parts or changed


def _links(
    named: list[Named], owners: dict[UUID, Named], links: dict[UUID, EntryLink]
) -> list[EntryLink]:
    found = [links.get(owners[uuid][1]) for _kind, uuid in named if uuid in owners]
    return list(dict.fromkeys(link for link in found if link is not None))


def _deed(record: Record, *, desk: Desk, entries: list[EntryLink], number: int, who: str) -> Deed:
    """Return a record with the first entries it changed; `number` is how many it changed at all."""
    rest = (number if number > LOOKED_AT else len(entries)) - NAMED
    more = ngettext("and %(number)s more", "and %(number)s more", rest) % {"number": rest}
    return Deed(
        number=record.sequence,
        at=record.recorded_at,
        who=who,
        what=DEEDS.get(record.action, record.action),
        reason=record.reason if desk.role is not None else "",
        entries=entries[:NAMED],
        more=more if rest > 0 else "",
    )

"""The records of the history as pages tell them: who, when, what, on which entries, why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, Min, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from servanda.history.models import Change, Record
from servanda.history.models import RecordQuerySet as Records
from servanda.portal.views.deeds import DEEDS
from servanda.portal.views.entries import KINDS, EntryLink, entry_links
from servanda.portal.views.parts import PARTS, Named, owners_of
from servanda.portal.views.people_deeds import people_named
from servanda.registers.models import Account, Desk, SharedView

NAMED = 6
"""How many entries a record names at once; the rest is unfolded."""
TOGETHER = timedelta(minutes=10)
"""Records of one person and action that lie no further apart are told as one."""


@dataclass(frozen=True)
class Deed:
    """One record, or several alike that follow each other, told by the latest of them.

    `who` and `reason` are empty for those who do not work in the register.
    """

    number: int
    at: datetime
    who: str
    action: str
    what: str | Promise
    reason: str
    entries: tuple[EntryLink, ...]
    times: int = 1
    undo_url: str = ""
    record_url: str = ""

    @property
    def named(self) -> tuple[EntryLink, ...]:
        return self.entries[:NAMED]

    @property
    def rest(self) -> tuple[EntryLink, ...]:
        return self.entries[NAMED:]


@dataclass(frozen=True)
class Chosen:
    """Which records are asked for; None is any. `kind` is that of an entry, its parts included."""

    kind: str | None = None
    actor: UUID | None = None
    action: str | None = None
    first: date | None = None
    last: date | None = None

    @property
    def is_open(self) -> bool:
        """True when any record is asked for."""
        return self == Chosen()

    def of(self, records: Records) -> Records:
        """Return those of some records that are asked for."""
        if self.kind is not None:
            parts = {part.kind for part in PARTS if part.owner == self.kind}
            changes = Change.objects.filter(record=OuterRef("pk"), kind__in={self.kind, *parts})
            records = records.filter(Exists(changes))
        if self.actor is not None:
            records = records.filter(actor=self.actor)
        if self.action is not None:
            records = records.filter(action=self.action)
        if self.first is not None:
            records = records.filter(recorded_at__gte=_midnight(self.first))
        if self.last is not None and self.last < date.max:
            records = records.filter(recorded_at__lt=_midnight(self.last + timedelta(days=1)))
        return records


ANY = Chosen()


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True)
class Told:
    """Some records, latest first; `older` is the number before which the next ones stand."""

    deeds: list[Deed]
    older: int | None


def latest_deeds(
    desk: Desk,
    *,
    most: int,
    look_at: int,
    before: int | None = None,
    chosen: Chosen = ANY,
) -> Told:
    """Return the latest records, at most `most`, that changed something the person may see.

    Of any records, those alike that follow each other are told as one; of chosen ones, each is.
    So many records are looked at, whether enough are found or not: for any number of entries that
    costs nine queries at most, and a page without any is told where the older ones are.
    """
    records = chosen.of(Record.objects.of_register(desk.register.uuid).order_by("-sequence"))
    if before is not None:
        records = records.filter(sequence__lt=before)
    portion = list(records[:look_at])
    found = [deed for deed in _deeds(desk, portion) if _is_of_kind(deed, chosen.kind)]
    older = portion[-1].sequence if len(portion) == look_at else None
    if len(found) > most:
        older = found[most - 1].number
    return Told(_together(found[:most]) if chosen.is_open else found[:most], older=older)


def _is_of_kind(deed: Deed, kind: str | None) -> bool:
    return kind is None or any(entry.kind == kind for entry in deed.entries)


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


def _deeds(desk: Desk, records: Sequence[Record]) -> list[Deed]:
    """Return those of the records that changed something the person may see."""
    named = _entries_named(desk, _changed(records))
    shown = [record for record in records if named[record.pk] or _is_open_undoing(desk, record)]
    people = people_of(desk, shown)
    return [
        _deed(desk, record, entries=named[record.pk], who=people.get(record.pk, ""))
        for record in shown
    ]


def _is_open_undoing(desk: Desk, record: Record) -> bool:
    """Tell whether a record took something back: editors see that, though the entries are gone."""
    return desk.can_edit and record.action == "undo"


def _changed(records: Sequence[Record]) -> dict[int, list[Named]]:
    """Return what each record changed, in the order of the change."""
    rows = (
        Change.objects.filter(record__in=records)
        .values_list("record", "kind", "entry")
        .annotate(first=Min("id"))
        .order_by("first")
    )
    found: dict[int, list[Named]] = {record.pk: [] for record in records}
    for record, kind, entry, _first in rows:
        found[record].append((kind, entry))
    return found


def _entries_named(desk: Desk, changed: dict[int, list[Named]]) -> dict[int, list[EntryLink]]:
    """Return the entries a record names, as far as the person may see them.

    These are the entries it changed; where there is none, those to which a changed part belongs.
    """
    own = {ref for refs in changed.values() for ref in refs if ref[0] in KINDS}
    links = entry_links(desk, own)
    found = {number: _named(refs, links) for number, refs in changed.items()}
    open_refs = {ref for number, refs in changed.items() if not found[number] for ref in refs}
    owners = owners_of(desk, open_refs - own)
    if owners:
        links |= entry_links(desk, owners.values())
    links |= _views_named(desk, changed)
    links |= people_named(desk, changed)
    for number, refs in changed.items():
        if not found[number]:
            belonging = [links.get(owners[uuid][1]) for _kind, uuid in refs if uuid in owners]
            found[number] = list(dict.fromkeys(link for link in belonging if link is not None))
            found[number] = found[number] or list(
                dict.fromkeys(links[uuid] for _kind, uuid in refs if uuid in links)
            )
    return found


def _views_named(desk: Desk, changed: Mapping[int, list[Named]]) -> dict[UUID, EntryLink]:
    """Return the shared views that records name, by the name each had; for people of the register.

    They are told by the history alone, so that one that was removed is told, and can be brought back.
    """
    views = {uuid for refs in changed.values() for kind, uuid in refs if kind == SharedView.KIND}
    if not views or desk.role is None:
        return {}
    names = Change.objects.filter(record__in=changed, kind=SharedView.KIND, field="name")
    return {
        uuid: EntryLink(SharedView.KIND, uuid, _("saved view"), str(after or before))
        for uuid, before, after in names.order_by("id").values_list("entry", "before", "after")
    }


def _named(refs: list[Named], links: dict[UUID, EntryLink]) -> list[EntryLink]:
    """Return the entries among these; proposals do not count beside what was made of them."""
    return [links[uuid] for kind, uuid in refs if kind != "proposal" and uuid in links]


def _deed(desk: Desk, record: Record, *, entries: list[EntryLink], who: str) -> Deed:
    return Deed(
        number=record.sequence,
        at=record.recorded_at,
        who=who,
        action=record.action,
        what=DEEDS.get(record.action, record.action),
        reason=record.reason if desk.role is not None else "",
        entries=tuple(entries),
        undo_url=_url("undo", desk, record) if _may_undo(desk, record) else "",
        record_url=_url("history-record", desk, record),
    )


def _may_undo(desk: Desk, record: Record) -> bool:
    """Tell whether the person may take a record back; a hand-over is taken back by another one."""
    return desk.can_edit and record.action != "hand_over"


def _url(name: str, desk: Desk, record: Record) -> str:
    return reverse(name, kwargs={"slug": desk.register.slug, "uuid": record.uuid})


def _one_by_one(deed: Deed, earlier: Deed) -> str:
    """Return the address of the list in which deeds that are told as one stand each by itself."""
    here = earlier.record_url.rpartition("/record/")[0] + "/history/"
    days = (timezone.localdate(earlier.at), timezone.localdate(deed.at))
    asked = {"deed": deed.action, "first": days[0].isoformat(), "last": days[1].isoformat()}
    return f"{here}?{urlencode(asked)}"


def _together(deeds: Iterable[Deed]) -> list[Deed]:
    """Tell deeds that repeat each other within a while as one, with the entries of all."""
    told: list[Deed] = []
    last = None
    for deed in deeds:
        if last is not None and _is_repeated(last, deed):
            entries = dict.fromkeys([*told[-1].entries, *deed.entries])
            times = told[-1].times + 1
            told[-1] = replace(
                told[-1],
                entries=tuple(entries),
                times=times,
                undo_url="",
                record_url=_one_by_one(told[-1], deed),
            )
        else:
            told.append(deed)
        last = deed
    return told


def _is_repeated(later: Deed, earlier: Deed) -> bool:
    is_alike = (later.what, later.who, later.reason) == (earlier.what, earlier.who, earlier.reason)
    return is_alike and later.at - earlier.at <= TOGETHER


def deed_of(desk: Desk, record: Record) -> Deed | None:
    """Return one record as pages tell it; None where it changed nothing the person may see."""
    return next(iter(_deeds(desk, [record])), None)

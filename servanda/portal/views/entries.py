"""Entries of any room by kind and public name: what they are called and where their page is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.instruments.models import Instrument, Link, Provision
from servanda.meetings.models import AgendaItem, Meeting, MeetingSeries, Participation
from servanda.parties.models import Membership, Party, Person, Post, Tenure
from servanda.progress.models import Update
from servanda.registers.models import Desk, Entry, Note
from servanda.reports.models import ReportingDuty
from servanda.sources.models import Document


@dataclass(frozen=True)
class Kind:
    """A kind of entry: its word, its table, and over which entry its page is reached.

    `owner` names the related entry whose page shows it; empty where it has a page of its own.
    """

    label: str | Promise
    model: type[Entry]
    owner: str = ""


KINDS: Mapping[str, Kind] = {
    "document": Kind(_("document"), Document),
    "party": Kind(_("party"), Party),
    "person": Kind(_("person"), Person),
    "post": Kind(_("post"), Post, "organization"),
    "tenure": Kind(_("time in a post"), Tenure, "person"),
    "membership": Kind(_("membership"), Membership, "body"),
    "instrument": Kind(_("instrument"), Instrument),
    "provision": Kind(_("provision"), Provision),
    "link": Kind(_("link"), Link, "from_provision"),
    "series": Kind(_("meeting series"), MeetingSeries),
    "meeting": Kind(_("meeting"), Meeting),
    "agenda_item": Kind(_("point of the agenda"), AgendaItem, "meeting"),
    "participation": Kind(_("participation"), Participation, "meeting"),
    "update": Kind(_("update"), Update, "provision"),
    "duty": Kind(_("reporting duty"), ReportingDuty),
    "note": Kind(_("own-side note"), Note),
}
"""The kinds that pages name. What is not here (names, texts, wordings) shows with its entry."""


@dataclass(frozen=True)
class EntryLink:
    """An entry as another page names it; `url` is empty where no page shows it."""

    kind: str
    uuid: UUID
    kind_label: str | Promise
    label: str
    url: str = ""


def entry_links(desk: Desk, named: Iterable[tuple[str, UUID]]) -> dict[UUID, EntryLink]:
    """Return the entries among these that the person may see: one query a kind that occurs."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for kind, uuid in named:
        wanted[kind].add(uuid)
    found = {}
    for name in sorted(wanted.keys() & KINDS.keys()):
        for entry in entries_seen(desk, name).filter(uuid__in=wanted[name]):
            found[entry.uuid] = _link(desk, name, entry)
    return found


def entries_seen(desk: Desk, name: str) -> QuerySet[Entry]:
    """Return the entries of a kind that the person may see, with what names them."""
    kind = KINDS[name]
    related = {"tenure": ["person", "post"], "update": ["provision", "assessor", "value"]}
    related |= {"participation": ["meeting", "party", "person", "post"]}
    names = related.get(name, [kind.owner] if kind.owner else [])
    entries: QuerySet[Entry] = kind.model._default_manager.visible_to(desk)  # type: ignore[attr-defined]  # each kind has an EntryQuerySet
    return entries.select_related(*names) if names else entries


def _link(desk: Desk, name: str, entry: Entry) -> EntryLink:
    kind = KINDS[name]
    shown = getattr(entry, kind.owner) if kind.owner else entry
    url = ""
    if shown is not None and name != "note":
        url = reverse(shown.KIND, kwargs={"slug": desk.register.slug, "uuid": shown.uuid})
    return EntryLink(name, entry.uuid, kind.label, str(entry), url)

"""Entries of any room by kind and public name: what they are called and where their page is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    F,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.instruments.models import Instrument, Provision
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.parties.models import Party, Person, Post
from servanda.progress.models import Core, Update
from servanda.registers.lists.rights import standing_on, visible
from servanda.registers.models import Desk, Entry, Note
from servanda.reports.models import ReportingDuty
from servanda.review.models import Proposal
from servanda.sources.models import Document

WITHOUT_PAGE = frozenset({"note", "proposal"})


@dataclass(frozen=True)
class Kind:
    """A kind of entry: its word, its table, the column that names it.

    `through` are the entries on which it stands: who may not see one of them does not see it.
    """

    label: str | Promise
    model: type[Entry]
    name: str = "label"
    through: tuple[str, ...] = ()


KINDS: Mapping[str, Kind] = {
    "document": Kind(_("document"), Document, "title"),
    "party": Kind(_("party"), Party),
    "person": Kind(_("person"), Person),
    "post": Kind(_("post"), Post, through=("organization",)),
    "instrument": Kind(_("instrument"), Instrument),
    "provision": Kind(_("provision"), Provision, through=("instrument",)),
    "series": Kind(_("meeting series"), MeetingSeries),
    "meeting": Kind(_("meeting"), Meeting),
    "update": Kind(_("update"), Update, "assessor__label", through=("provision", "assessor")),
    "duty": Kind(_("reporting duty"), ReportingDuty),
    "note": Kind(_("own-side note"), Note, "text"),
    "proposal": Kind(_("proposal"), Proposal, "quote"),
}
"""The kinds that pages name. All else (names, wordings, who took part) is a part of one of these."""


@dataclass(frozen=True)
class EntryLink:
    """An entry as another page names it; `url` is empty where no page shows it."""

    kind: str
    uuid: UUID
    kind_label: str | Promise
    label: str
    url: str = ""
    handling: str = ""


def marking_of(desk: Desk, links: Iterable[EntryLink]) -> str:
    """Return the handling marking of a page that names entries: the register's and theirs."""
    return desk.marking(*(link.handling for link in links))


def entry_links(desk: Desk, named: Iterable[tuple[str, UUID]]) -> dict[UUID, EntryLink]:
    """Return the entries among these that the person may see: one query for all kinds."""
    return links_at([desk], ((desk.register.pk, kind, uuid) for kind, uuid in named))


def links_at(
    desks: Iterable[Desk], named: Iterable[tuple[int, str, UUID]]
) -> dict[UUID, EntryLink]:
    """Return the entries, named with their register, that a person may see at their desk there.

    One query for all registers and kinds.
    """
    at = {desk.register.pk: desk for desk in desks}
    wanted: dict[tuple[int, str], set[UUID]] = defaultdict(set)
    for register, kind, uuid in named:
        if register in at and kind in KINDS:
            wanted[register, kind].add(uuid)
    found = [_named(at[place], kind, wanted[place, kind]) for place, kind in sorted(wanted)]
    if not found:
        return {}
    rows = found[0].union(*found[1:], all=True) if len(found) > 1 else found[0]
    return {
        uuid: named_link(at[place], kind, uuid, label=_shown(label, value), handling=handling)
        for uuid, place, kind, label, value, handling in rows
    }


def entries_seen(desk: Desk, name: str) -> QuerySet[Entry]:
    """Return the entries of a kind that the person may see, with all on which they stand.

    What a machine found and nobody accepted is seen by those who decide on it only.
    """
    kind = KINDS[name]
    if name == "proposal" and not desk.can_edit:
        return kind.model._default_manager.none()
    entries = visible(desk, kind.model)
    for path in kind.through:
        entries = standing_on(desk, entries, path)
    return entries


def _named(
    desk: Desk, name: str, uuids: set[UUID]
) -> QuerySet[Entry, tuple[UUID, int, str, str, str, str]]:
    """Return name, register, kind, words, value and marking of entries.

    The value is that of updates, in the core's words.
    """
    entries = entries_seen(desk, name).filter(uuid__in=uuids).order_by()
    value = _value() if name == "update" else Value("", output_field=CharField())
    return entries.values_list(
        "uuid",
        "register_id",
        Value(name, output_field=CharField()),
        Cast(KINDS[name].name, TextField()),
        value,
        "handling",
    )


def _value() -> Case:
    """Return the value of an update: the code of the core where it bears it, else its own label."""
    is_core = When(value__code=F("value__core"), then=Concat(Value("core:"), F("value__core")))
    return Case(is_core, default=F("value__label"), output_field=CharField())


def named_link(desk: Desk, kind: str, uuid: UUID, *, label: str, handling: str) -> EntryLink:
    """Return the link of an entry that was found already, with what it is called and its marking."""
    url = ""
    if kind not in WITHOUT_PAGE:
        url = reverse(kind, kwargs={"slug": desk.register.slug, "uuid": uuid})
    return EntryLink(kind, uuid, KINDS[kind].label, label, url, handling)


def _shown(label: str, value: str) -> str:
    """Return what an entry is called: an update by its assessor and value."""
    if value.startswith("core:"):
        value = str(Core(value.removeprefix("core:")).label)
    return f"{label}: {value}" if value else label

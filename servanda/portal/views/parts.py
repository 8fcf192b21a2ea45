"""What belongs to an entry without a page of its own: names, wordings, seats, sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.instruments.models import (
    Adoption,
    Comment,
    DeclinedTie,
    Edition,
    HeldText,
    InstrumentName,
    Link,
    MoneyLine,
    PlainText,
    ProvisionLabel,
    Relation,
    Responsibility,
    Timing,
    Wording,
    WordingText,
)
from servanda.meetings.models import AgendaItem, OnlineLink, Participation, SeriesParty
from servanda.parties.models import Membership, PartyName, PersonName, Succession, Tenure
from servanda.portal.views.entries import KINDS, entries_seen
from servanda.progress.models import Evidence, EvidenceAddress, InstrumentScale, Verification
from servanda.registers.lists.rights import standing_on, visible
from servanda.registers.models import Desk, Entry, Row
from servanda.review.models import ModelReading, ReadingRun
from servanda.sources.models import Citation, Difference, Passage, Version

Named = tuple[str, UUID]
"""An entry or a part by its kind and public name."""


@dataclass(frozen=True)
class Part:
    """A table of parts: its word, the kind of entry it belongs to and the path there.

    `told` are the fields that say what it is. `through` are further entries that it names: who may
    not see one of them does not see the part.
    """

    kind: str
    label: str | Promise
    model: type[Row]
    owner: str
    path: str
    told: tuple[str, ...]
    through: tuple[str, ...] = ()


NAME = ("text", "kind", "language")
WHEN = ("since", "until")
AIM = ("target",)
PARTS = (
    Part("name", _("name"), PartyName, "party", "of", NAME),
    Part("name", _("name"), PersonName, "person", "of", NAME),
    Part("name", _("name"), InstrumentName, "instrument", "of", NAME),
    Part("tenure", _("time in a post"), Tenure, "person", "person", ("post", *WHEN), ("post",)),
    Part(
        "membership",
        _("membership"),
        Membership,
        "party",
        "body",
        ("party", "role", *WHEN),
        ("party",),
    ),
    Part(
        "edition", _("edition"), Edition, "instrument", "instrument", ("number", "reason", "date")
    ),
    Part(
        "adoption",
        _("adoption"),
        Adoption,
        "instrument",
        "instrument",
        ("party", "qualified", "qualification", "date", "force", "signatory", "post"),
        ("party",),
    ),
    Part(
        "relation",
        _("tie between instruments"),
        Relation,
        "instrument",
        "instrument",
        ("kind", "other", "reason", "date"),
        ("other",),
    ),
    Part(
        "held_text",
        _("document that holds it"),
        HeldText,
        "instrument",
        "instrument",
        ("document", "part"),
        ("document",),
    ),
    Part(
        "wording",
        _("wording"),
        Wording,
        "provision",
        "provision",
        ("code", "kind", "verb", "strength"),
    ),
    Part("text", _("text"), WordingText, "provision", "of__provision", ("text", "language")),
    Part(
        "timing",
        _("time"),
        Timing,
        "provision",
        "wording__provision",
        (
            *("due", "due_words", "recurrence", "yearly_by", "relative_to", "relative_kind"),
            *("relative_day", "relative_number", "relative_unit"),
        ),
    ),
    Part(
        "responsibility",
        _("responsibility"),
        Responsibility,
        "provision",
        "wording__provision",
        ("party", "role", "alternative", "condition", "words"),
        ("party",),
    ),
    Part(
        "money_line",
        _("money"),
        MoneyLine,
        "provision",
        "wording__provision",
        ("amount", "currency", "year", "source", "is_covered", "words"),
    ),
    Part(
        "link",
        _("link"),
        Link,
        "provision",
        "from_provision",
        ("kind", "to_provision", "reason"),
        ("to_provision",),
    ),
    Part(
        "plain_text",
        _("text in plain language"),
        PlainText,
        "provision",
        "of",
        ("text", "language", "checked_by"),
    ),
    Part("comment", _("comment"), Comment, "provision", "provision", ("text",)),
    Part("declined_tie", _("declined tie"), DeclinedTie, "provision", "provision", AIM, AIM),
    Part("provision_label", _("label"), ProvisionLabel, "provision", "provision", ("text",)),
    Part(
        "succession",
        _("what became of a party"),
        Succession,
        "party",
        "party",
        ("kind", "successor", "date", "reason"),
        ("successor",),
    ),
    Part("evidence", _("evidence"), Evidence, "update", "update", ("document",), ("document",)),
    Part(
        "evidence_address",
        _("address as evidence"),
        EvidenceAddress,
        "update",
        "update",
        ("url", "seen_on"),
    ),
    Part(
        "verification",
        _("verification"),
        Verification,
        "update",
        "update",
        ("verifier", "is_adequate", "words"),
        ("verifier",),
    ),
    Part("instrument_scale", _("scale"), InstrumentScale, "instrument", "instrument", ("scale",)),
    Part(
        "series_party",
        _("party of the series"),
        SeriesParty,
        "series",
        "series",
        ("party", "turn"),
        ("party",),
    ),
    Part("online_link", _("online link"), OnlineLink, "meeting", "meeting", ("address",)),
    Part(
        "agenda_item",
        _("point of the agenda"),
        AgendaItem,
        "meeting",
        "meeting",
        ("order", "title", "about"),
    ),
    Part(
        "participation",
        _("participation"),
        Participation,
        "meeting",
        "meeting",
        ("person", "post", "party"),
        ("party", "person", "post"),
    ),
    Part("version", _("file"), Version, "document", "document", ("file_name",)),
    Part("passage", _("passage"), Passage, "document", "version__document", ("quote",)),
    Part("reading_run", _("reading"), ReadingRun, "document", "version__document", ("engine",)),
    Part(
        "model_reading",
        _("reading by a model"),
        ModelReading,
        "document",
        "run__version__document",
        ("name", "host", "proposed"),
    ),
)
FOR_EDITORS = frozenset({"reading_run", "model_reading"})


def parts_seen(desk: Desk, part: Part) -> QuerySet[Row]:
    """Return the parts of one table that the person may see, with the entries they belong to."""
    if part.kind in FOR_EDITORS and not desk.can_edit:
        return part.model._default_manager.none()
    rows: QuerySet[Row] = part.model._default_manager.filter(register=desk.register)
    if issubclass(part.model, Entry):
        rows = visible(desk, part.model)
    owners = entries_seen(desk, part.owner).filter(pk=OuterRef(part.path))
    rows = rows.filter(Exists(owners))
    for path in part.through:
        rows = standing_on(desk, rows, path)
    return rows.order_by()


def owners_of(desk: Desk, named: Iterable[Named]) -> dict[UUID, Named]:
    """Return to which entry each of these belongs, itself where it has a page: at most two queries."""
    asked = set(named)
    found = {uuid: (kind, uuid) for kind, uuid in asked if kind in KINDS}
    direct = _owners(desk, asked)
    cited = {owner for owner in direct.values() if owner[0] not in KINDS}
    beyond = _owners(desk, cited) if cited else {}
    for uuid, owner in direct.items():
        last = owner if owner[0] in KINDS else beyond.get(owner[1])
        if last is not None:
            found[uuid] = last
    return found


def _owners(desk: Desk, named: set[Named]) -> dict[UUID, Named]:
    queries = [_owners_of_parts(desk, part, _of_kind(named, part.kind)) for part in PARTS]
    queries.append(_owners_of_citations(desk, _of_kind(named, "citation")))
    queries.append(_owners_of_differences(desk, _of_kind(named, "difference")))
    asked = [query for query in queries if query is not None]
    if not asked:
        return {}
    rows = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    return {uuid: (kind, owner) for uuid, kind, owner in rows}


def _of_kind(named: set[Named], kind: str) -> set[UUID]:
    return {uuid for name, uuid in named if name == kind}


def _owners_of_parts(
    desk: Desk, part: Part, wanted: set[UUID]
) -> QuerySet[Row, tuple[UUID, str, UUID]] | None:
    if not wanted:
        return None
    owner = Value(part.owner, output_field=CharField())
    rows = parts_seen(desk, part).filter(uuid__in=wanted)
    return rows.values_list("uuid", owner, f"{part.path}__uuid")


def _owners_of_citations(
    desk: Desk, wanted: set[UUID]
) -> QuerySet[Row, tuple[UUID, str, UUID]] | None:
    if not wanted:
        return None
    rows: QuerySet[Row] = Citation._default_manager.filter(register=desk.register, uuid__in=wanted)
    return rows.order_by().values_list("uuid", F("entry_kind"), F("entry"))


def _owners_of_differences(
    desk: Desk, wanted: set[UUID]
) -> QuerySet[Row, tuple[UUID, str, UUID]] | None:
    if not wanted:
        return None
    rows: QuerySet[Row] = visible(desk, Difference).filter(uuid__in=wanted)
    return rows.order_by().values_list("uuid", F("entry_kind"), F("entry"))

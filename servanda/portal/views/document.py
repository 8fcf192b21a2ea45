"""A document: its facts, its text with the passages that entries stand on, and the way back."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.portal.views.entries import EntryLink, entries_seen, entry_links
from servanda.portal.views.parts import owners_of
from servanda.portal.views.versions import Shown, placed_passages, version_shown
from servanda.progress.models import Evidence
from servanda.progress.views.facts import Step
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page
from servanda.review.models import Proposal
from servanda.review.rules.stretches import Stretch, stretches
from servanda.sources.models import Citation, Document, Version
from servanda.sources.rules import lines_apart


@dataclass(frozen=True)
class Piece:
    """A stretch of the text. `entries` stand on it; `anchors` are the passages that begin here."""

    text: str
    entries: list[EntryLink]
    anchors: list[str]

    @property
    def first(self) -> EntryLink | None:
        """The entry to which the stretch leads; a stretch of spaces leads nowhere."""
        return self.entries[0] if self.entries and self.text.strip() else None


@dataclass(frozen=True)
class Cited:
    """A passage, where it stands in the text shown, and what stands on it for this person.

    `note` tells what became of it in other versions; `version` is another one in which it stands.
    """

    quote: str
    anchor: str
    start: int | None
    end: int | None
    page: int | None
    note: str
    version: int | None
    entries: list[EntryLink]


@require_safe
@register_page
def document(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show a document with a version's text, the newest unless asked, and what stands on it."""
    desk = request.desk
    found = get_object_or_404(Document.objects.visible_to(desk), uuid=uuid)
    shown = version_shown(found, request.GET.get("version", ""))
    version = shown.version if shown else None
    standing = _standing_on(desk, found)
    cited = _cited(shown, standing) if shown else []
    context = {
        "document": found,
        "version": version,
        "versions": shown.versions if shown else [],
        "is_newest": shown is None or shown.is_newest,
        "pieces": _pieces(version, cited) if version else [],
        "cited": [passage for passage in cited if passage.start is not None],
        "gone": [passage for passage in cited if passage.start is None],
        "whole": standing.get(None, []),
        "lines_apart": lines_apart(version.asides) if version else [],
        "open_proposals": _open_proposals(desk, version),
        "trail": [Step(_("Documents"), reverse("documents", kwargs={"slug": desk.register.slug}))],
        "handling": found.handling,
        "desk": desk,
    }
    return render(request, "portal/document.html", context)


def _standing_on(desk: Desk, document: Document) -> dict[int | None, list[EntryLink]]:
    """Return what stands on each passage of a document, by its key; under None what on the whole.

    What the person may not see is left out: a passage on which nothing else stands has no trace.
    """
    cited = Citation.objects.filter(register=desk.register, passage__version__document=document)
    rows: list[tuple[int | None, str, UUID]] = list(
        cited.order_by("id").values_list("passage_id", "entry_kind", "entry")
    )
    evidence = Evidence.objects.filter(
        document=document, update__in=entries_seen(desk, "update").values("pk")
    )
    rows += [
        (passage, "update", update)
        for passage, update in evidence.order_by("id").values_list("passage_id", "update__uuid")
    ]
    owners = owners_of(desk, {(kind, entry) for _passage, kind, entry in rows})
    links = entry_links(desk, owners.values())
    found: dict[int | None, dict[UUID, EntryLink]] = defaultdict(dict)
    for passage, _kind, entry in rows:
        owner = owners.get(entry)
        if owner is not None and owner[1] in links:
            found[passage][owner[1]] = links[owner[1]]
    return {passage: list(entries.values()) for passage, entries in found.items()}


def _cited(shown: Shown, standing: dict[int | None, list[EntryLink]]) -> list[Cited]:
    """Return the passages on which something stands: in the order of the text, gone ones last."""
    placed = placed_passages(shown, [key for key in standing if key])
    return [
        Cited(
            one.passage.quote,
            one.passage.anchor,
            one.start,
            one.end,
            one.passage.page,
            one.note,
            one.passage.version.number if one.passage.version_id != shown.version.pk else None,
            standing[one.passage.pk],
        )
        for one in placed
    ]


def _pieces(version: Version, cited: list[Cited]) -> list[Piece]:
    here = [
        (one, (one.start, one.end))
        for one in cited
        if one.start is not None and one.end is not None
    ]
    found = stretches(len(version.text), [place for _one, place in here])
    return [_piece(version.text, s, [one for one, _place in here]) for s in found]


def _piece(text: str, stretch: Stretch, cited: list[Cited]) -> Piece:
    """Return a stretch with its entries, those of the shortest passage first."""
    entries: dict[UUID, EntryLink] = {}
    for number in reversed(stretch.under):
        entries.update({entry.uuid: entry for entry in cited[number].entries})
    anchors = [cited[number].anchor for number in stretch.begins]
    return Piece(text[stretch.start : stretch.end], list(entries.values()), anchors)


def _open_proposals(desk: Desk, version: Version | None) -> int:
    if version is None or not desk.can_edit:
        return 0
    return Proposal.objects.visible_to(desk).open().filter(run__version=version).count()

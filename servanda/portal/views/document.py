"""A document: its facts, its text with the passages that entries stand on, and the way back."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.portal.views.entries import EntryLink, entry_links
from servanda.progress.views.facts import Step
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page
from servanda.review.models import Proposal
from servanda.review.rules.stretches import Stretch, stretches
from servanda.sources.models import Citation, Document, Passage, Version


@dataclass(frozen=True)
class Piece:
    """A stretch of the text. `entries` stand on it; `anchors` are the passages that begin here."""

    text: str
    entries: list[EntryLink]
    anchors: list[str]

    @property
    def first(self) -> EntryLink | None:
        return self.entries[0] if self.entries else None


@dataclass(frozen=True)
class Cited:
    """A passage and what stands on it."""

    quote: str
    anchor: str
    page: int | None
    entries: list[EntryLink]


@require_safe
@register_page
def document(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show a document with its latest version's text and what stands on each passage."""
    desk = request.desk
    shown = get_object_or_404(Document.objects.visible_to(desk), uuid=uuid)
    version = shown.versions.order_by("-number").first()
    cited = _cited(desk, version) if version else []
    pieces = _pieces(version, cited) if version else []
    context = {
        "document": shown,
        "version": version,
        "pieces": pieces,
        "cited": [passage for passage in cited if passage.entries],
        "open_proposals": _open_proposals(desk, version),
        "trail": [Step(_("Documents"), reverse("documents", kwargs={"slug": desk.register.slug}))],
        "handling": shown.handling,
        "desk": desk,
    }
    return render(request, "portal/document.html", context)


def _cited(desk: Desk, version: Version) -> list[Cited]:
    """Return the passages of a version in order, each with the entries the person may see."""
    standing: dict[int, list[tuple[str, UUID]]] = defaultdict(list)
    citations = Citation.objects.filter(register=desk.register, passage__version=version)
    rows = citations.values_list("passage_id", "entry_kind", "entry").distinct().order_by("entry")
    for passage, kind, entry in rows:
        standing[passage].append((kind, entry))
    links = entry_links(desk, [ref for refs in standing.values() for ref in refs])
    return [
        Cited(
            quote=passage.quote,
            anchor=f"p-{passage.start}-{passage.end}",
            page=passage.page,
            entries=[links[entry] for _kind, entry in standing[passage.pk] if entry in links],
        )
        for passage in Passage.objects.filter(version=version).order_by("start", "end")
    ]


def _pieces(version: Version, cited: list[Cited]) -> list[Piece]:
    places = [(int(start), int(end)) for _p, start, end in (c.anchor.split("-") for c in cited)]
    return [_piece(version.text, s, cited) for s in stretches(len(version.text), places)]


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

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
from servanda.progress.models import Evidence
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
        """The entry to which the stretch leads; a stretch of spaces leads nowhere."""
        return self.entries[0] if self.entries and self.text.strip() else None


@dataclass(frozen=True)
class Cited:
    """A passage and what stands on it, as far as the person may see it."""

    quote: str
    start: int
    end: int
    page: int | None
    entries: list[EntryLink]

    @property
    def anchor(self) -> str:
        """The name of the place where the passage begins on the page of its document."""
        return f"p-{self.start}-{self.end}"


@require_safe
@register_page
def document(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show a document with its latest version's text and what stands on each passage."""
    desk = request.desk
    shown = get_object_or_404(Document.objects.visible_to(desk), uuid=uuid)
    version = shown.versions.order_by("-number").first()
    standing = _standing_on(desk, shown)
    cited = _cited(version, standing) if version else []
    context = {
        "document": shown,
        "version": version,
        "pieces": _pieces(version, cited) if version else [],
        "cited": cited,
        "whole": standing.get(None, []),
        "open_proposals": _open_proposals(desk, version),
        "trail": [Step(_("Documents"), reverse("documents", kwargs={"slug": desk.register.slug}))],
        "handling": shown.handling,
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


def _cited(version: Version, standing: dict[int | None, list[EntryLink]]) -> list[Cited]:
    """Return the passages of a version on which something stands, in the order of the text."""
    passages = Passage.objects.filter(version=version, pk__in=[key for key in standing if key])
    return [
        Cited(p.quote, p.start, p.end, p.page, standing[p.pk])
        for p in passages.order_by("start", "end")
    ]


def _pieces(version: Version, cited: list[Cited]) -> list[Piece]:
    places = [(passage.start, passage.end) for passage in cited]
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

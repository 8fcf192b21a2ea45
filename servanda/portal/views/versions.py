"""The versions of a document, and the passages that stand or stood in one of them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from servanda.progress.views.footnotes import gone_words
from servanda.sources.models import Document, Passage, Trace, Version


@dataclass(frozen=True)
class Shown:
    """The version a page shows, and all there are, newest first and without their texts."""

    version: Version
    versions: list[Version]

    @property
    def is_newest(self) -> bool:
        return self.version.number == self.versions[0].number


@dataclass(frozen=True)
class Placed:
    """A passage on the page of a version: where it stands there, None where it does not.

    `note` says what became of it in the newest version, or in which it was cited.
    """

    passage: Passage
    start: int | None
    end: int | None
    note: str


def version_shown(document: Document, asked: str) -> Shown | None:
    """Return the version of this number (else the newest), None for a document without any.

    Raises 404 for a number that no version has.
    """
    versions = list(document.versions.defer(*Version.long_fields()).order_by("-number"))
    if not versions:
        return None
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else None
    chosen = number if asked else versions[0].number
    version = get_object_or_404(Version, document=document, number=chosen)
    return Shown(version, versions)


def placed_passages(shown: Shown, passages: Collection[int]) -> list[Placed]:
    """Return which of the passages belong on the page of a version, in the order of the text.

    On that of the newest are all: those of earlier versions where their words stand now, the gone
    ones last. On that of an earlier version are its own.
    """
    newest = shown.versions[0].number
    traces = {
        trace.passage_id: trace
        for trace in Trace.objects.filter(passage__in=passages, version__number=newest)
    }
    numbers = {version.pk: version.number for version in shown.versions}
    rows = Passage.objects.filter(pk__in=passages).select_related("version")
    own = rows if shown.is_newest else rows.filter(version=shown.version)
    found = [
        _placed(passage, numbers[passage.version_id], traces.get(passage.pk), shown)
        for passage in own.defer(*Version.long_fields("version__"))
    ]
    return sorted(found, key=_order)


def _placed(passage: Passage, number: int, trace: Trace | None, shown: Shown) -> Placed:
    if trace is None:
        return Placed(passage, passage.start, passage.end, "")
    state = gone_words(trace.gone_since) or _("still stands in version %(number)s") % {
        "number": shown.versions[0].number
    }
    if not shown.is_newest:
        return Placed(passage, passage.start, passage.end, state)
    if trace.start is None:
        return Placed(passage, None, None, state)
    cited = _("cited in version %(number)s") % {"number": number}
    return Placed(passage, trace.start, trace.end, cited)


def _order(placed: Placed) -> tuple[bool, int, int]:
    start = placed.passage.start if placed.start is None else placed.start
    return placed.start is None, start, placed.end or placed.passage.end

"""Entries that may be one: the list of likely twins, and the page on which two become one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servanda.instruments.models import InstrumentName
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.parties.models import PartyName, PersonName, Post
from servanda.portal.forms.entries import MergeForm, TwinsForm
from servanda.portal.views.entries import (
    KINDS,
    EntryLink,
    entries_seen,
    entry_links,
    marking_of,
    named_link,
)
from servanda.portal.views.telling import field_label
from servanda.progress.views.facts import Step
from servanda.reading.edtf import bounds, is_edtf
from servanda.registers.actions import EditConflict, Mandate, Merger, merge, preview_merge
from servanda.registers.models import Desk, Entry, Name, Row
from servanda.registers.views import RegisterRequest, register_page

AnyRow = TypeVar("AnyRow", bound=Row)

MERGED_HERE = ("party", "person", "post", "instrument", "provision", "series", "meeting")
NAMES: dict[str, type[PartyName | PersonName | InstrumentName]] = {
    "party": PartyName,
    "person": PersonName,
    "instrument": InstrumentName,
}
LABELS: dict[str, type[Meeting | MeetingSeries | Post]] = {
    "meeting": Meeting,
    "series": MeetingSeries,
    "post": Post,
}
MOST = 100
"""So many groups of likely twins are listed at most, of each kind."""


SETS_APART = {"instrument": "of__period", "meeting": "date", "post": "organization__uuid"}
"""What tells two things of one name apart where it is known of both: a plan and the one after it."""


@dataclass(frozen=True)
class Named:
    """An entry that bears a name; `apart` is what tells it from another of that name."""

    uuid: UUID
    label: str
    handling: str
    apart: str


@dataclass(frozen=True)
class Pair:
    """Two entries that bear the same name, and where they are merged."""

    name: str
    twin: EntryLink
    into: EntryLink
    url: str


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def twins(request: RegisterRequest) -> HttpResponse:
    """List entries of one kind and name; two others are named by their addresses."""
    desk = request.desk
    if not desk.can_edit:
        raise PermissionDenied
    form = TwinsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        (kind, twin), (_other, into) = form.cleaned_data["twin"], form.cleaned_data["into"]
        if kind in MERGED_HERE:
            return redirect("merge", slug=desk.register.slug, kind=kind, uuid=twin, into=into)
        form.add_error("twin", _("Entries of this kind are not merged."))
    pairs = list(_pairs(desk))
    context = {
        "pairs": pairs,
        "form": form,
        "slug": desk.register.slug,
        "handling": marking_of(desk, (link for pair in pairs for link in (pair.twin, pair.into))),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/twins.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def merging(request: RegisterRequest, kind: str, uuid: UUID, into: UUID) -> HttpResponse:
    """Show what moves when an entry is merged into another; merge them."""
    desk = request.desk
    if kind not in MERGED_HERE:
        raise Http404
    entries = entries_seen(desk, kind)
    twin, other = get_object_or_404(entries, uuid=uuid), get_object_or_404(entries, uuid=into)
    if not desk.can_edit:
        raise PermissionDenied
    seen = {"twin_revision": twin.revision, "into_revision": other.revision}
    form = MergeForm(request.POST or None, initial=seen)
    if request.method == "POST" and form.is_valid():
        done = _merged(request, form, twin, other)
        if done is not None:
            return done
    return _page(request, form, twin, other)


def _merged(
    request: RegisterRequest, form: MergeForm, twin: Entry, into: Entry
) -> HttpResponse | None:
    told, desk = form.cleaned_data, request.desk
    try:
        merge(
            Mandate(desk, told["reason"]),
            twin=twin,
            into=into,
            revisions=(told["twin_revision"], told["into_revision"]),
        )
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return None
    except EditConflict:
        messages.warning(request, _("Somebody changed one of the two meanwhile: look again."))
        return redirect(request.path)
    messages.success(request, _("Merged into %(entry)s.") % {"entry": into})
    link = entry_links(desk, [(into.KIND, into.uuid)])[into.uuid]
    return redirect(link.url or reverse("twins", kwargs={"slug": desk.register.slug}))


def _page(request: RegisterRequest, form: MergeForm, twin: Entry, into: Entry) -> HttpResponse:
    desk = request.desk
    moves, refused = _previewed(desk, twin, into)
    links = entry_links(desk, [(twin.KIND, twin.uuid), (into.KIND, into.uuid)])
    names = {"slug": desk.register.slug, "kind": into.KIND}
    context = {
        "form": form,
        "twin": links[twin.uuid],
        "into": links[into.uuid],
        "handling": marking_of(desk, links.values()),
        "refused": refused,
        "moved": [(KINDS[k].label, n) for k, n in moves.moved.items() if k in KINDS],
        "names": moves.moved.get(Name.KIND, 0),
        "filled": [field_label(type(into), name) for name in moves.filled if "_" not in name],
        "other_way_url": reverse("merge", kwargs={**names, "uuid": into.uuid, "into": twin.uuid}),
        "trail": [Step(_("Likely twins"), reverse("twins", kwargs={"slug": names["slug"]}))],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/merge.html", context, status=status)


def _previewed(desk: Desk, twin: Entry, into: Entry) -> tuple[Merger, str]:
    try:
        return preview_merge(desk, twin=twin, into=into), ""
    except ValidationError as error:
        return Merger({}, ()), " ".join(error.messages)


def _pairs(desk: Desk) -> Iterator[Pair]:
    """Yield pairs of entries of one kind that bear the same name, folded and transliterated."""
    for kind, names in NAMES.items():
        seen = entries_seen(desk, kind).order_by().values("pk")
        rows = names._default_manager.filter(Q(of__in=seen))
        told = ("of__uuid", "of__label", "of__handling", SETS_APART.get(kind, "key"))
        yield from _paired(desk, kind, _alike(rows, "key", "of", told))
    for kind, table in LABELS.items():
        seen = entries_seen(desk, kind).order_by().values("pk")
        labelled = table._default_manager.filter(pk__in=seen)
        told = ("uuid", "label", "handling", SETS_APART.get(kind, "label"))
        yield from _paired(desk, kind, _alike(labelled, "label", "pk", told))


def _alike(
    rows: "QuerySet[AnyRow]", by: str, of: str, told: tuple[str, str, str, str]
) -> Iterator[tuple[str, Named]]:
    """Yield what several entries bear alike, with each that does."""
    counted = rows.order_by().values(by).annotate(entries=Count(of, distinct=True))
    several = counted.filter(entries__gt=1).order_by(by).values(by)[:MOST]
    found = rows.filter(**{f"{by}__in": several}).order_by(by, of)
    for name, uuid, label, handling, apart in found.values_list(by, *told):
        yield str(name), Named(uuid, str(label), str(handling), str(apart or ""))


def _paired(desk: Desk, kind: str, found: Iterable[tuple[str, Named]]) -> Iterator[Pair]:
    told: set[tuple[UUID, UUID]] = set()
    for name, group in groupby(found, key=itemgetter(0)):
        for into, twin in _likely_one([named for _name, named in group]):
            if (into.uuid, twin.uuid) not in told:
                told.add((into.uuid, twin.uuid))
                names = {"kind": kind, "uuid": twin.uuid, "into": into.uuid}
                url = reverse("merge", kwargs={"slug": desk.register.slug, **names})
                yield Pair(name, _link(desk, kind, twin), _link(desk, kind, into), url)


def _link(desk: Desk, kind: str, named: Named) -> EntryLink:
    return named_link(desk, kind, named.uuid, label=named.label, handling=named.handling)


def _are_apart(one: str, other: str) -> bool:
    """Tell whether what is known of two of one name says that they are two: dates that never meet."""
    if not one or not other or one == other:
        return False
    if not (is_edtf(one) and is_edtf(other)):
        return True
    (begins, ends), (begins_other, ends_other) = _days(one), _days(other)
    return ends < begins_other or ends_other < begins


def _days(edtf: str) -> tuple[date, date]:
    known = bounds(edtf)
    return known.earliest or date.min, known.latest or date.max


def _likely_one(named: list[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield each of those that bear one name with the first that may be the same thing."""
    for place, twin in enumerate(named):
        for into in named[:place]:
            if into.uuid != twin.uuid and not _are_apart(into.apart, twin.apart):
                yield into, twin
                break

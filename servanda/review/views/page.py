"""The review page: the text with its marks on one side, the proposals on the other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest
from servanda.review.actions import ModelTrouble, endpoint, likely_matches_of, reading_task
from servanda.review.forms import ChangeForm
from servanda.review.models import Proposal, ProposalKind, ProposalState, ReadingRun
from servanda.review.rules import Tallies
from servanda.review.views.access import require_editor
from servanda.review.views.cards import Card, Cards, entry_url, labels_of_entries
from servanda.review.views.changing import change_form
from servanda.review.views.marks import marked_text
from servanda.review.views.tallying import kind_rows, tallies_of
from servanda.review.views.undoing import undo_urls
from servanda.sources.models import Document, Version
from servanda.tasks.models import TaskState

LOOK_AGAIN = 5
"""Seconds after which a page that waits for a reading is asked for again."""


@dataclass(frozen=True)
class Asked:
    """What a person wants to see: one kind or all, only what is open or everything."""

    kind: str
    state: str

    @classmethod
    def of(cls, request: RegisterRequest) -> "Asked":
        """Read it from the address; what is unknown there is left out."""
        kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
        known = kind if kind in ProposalKind.values else ""
        return cls(known, state if state == ProposalState.OPEN else "")

    def query(self, **other: str) -> str:
        """Return it as the end of an address, with what is other there."""
        wanted = {"kind": self.kind, "state": self.state, **other}
        told = urlencode({name: value for name, value in wanted.items() if value})
        return f"?{told}" if told else ""

    def shows(self, proposal: Proposal) -> bool:
        """Tell whether a proposal is among what is wanted."""
        is_kind = not self.kind or proposal.kind == self.kind
        return is_kind and (not self.state or proposal.state == self.state)


@dataclass(frozen=True)
class Trouble:
    """A change that was refused: which proposal, and the form with its errors."""

    proposal: Proposal
    form: ChangeForm


@dataclass(frozen=True)
class Opened:
    """Which card has its form open: the one asked for, or the one whose change was refused."""

    change: str
    trouble: Trouble | None

    def form_of(self, proposal: Proposal) -> ChangeForm | None:
        """Return the form of a change that was refused."""
        return self.trouble.form if self.trouble and self.trouble.proposal == proposal else None

    def is_asked(self, proposal: Proposal) -> bool:
        return str(proposal.uuid) == self.change and proposal.state == ProposalState.OPEN


def version_at(desk: Desk, uuid: UUID) -> Version:
    """Return a version whose document the person sees and may review; raises 404 or NotAllowed."""
    versions = Version.objects.select_related("document", "register")
    visible = Document.objects.visible_to(desk)
    version = get_object_or_404(versions.filter(document__in=visible), uuid=uuid)
    require_editor(desk)
    return version


def latest_run(desk: Desk, version: Version) -> ReadingRun | None:
    """Return the latest reading of a version, if it was read."""
    run = ReadingRun.objects.visible_to(desk).filter(version=version).order_by("-id").first()
    if run is not None:
        run.version = version
    return run


def review_page(
    request: RegisterRequest, version: Version, *, trouble: Trouble | None = None
) -> HttpResponse:
    """Show the review of a version, or, where it was not read yet, how to have it read."""
    run, found = _found(request.desk, version)
    if run is None:
        return _unread_page(request, version)
    asked = Asked.of(request)
    numbered = list(enumerate(found, start=1))
    shown = [(number, p) for number, p in numbered if asked.shows(p)]
    everything = [p for _number, p in numbered]
    so_far = tallies_of(request.desk)
    shared = _shared(request.desk, version, everything, so_far=so_far)
    opened = Opened(request.GET.get("change", ""), trouble)
    cards = _cards(request.desk, shared, everything, shown, opened=opened)
    open_ones = Counter(p.kind for p in everything if p.state == ProposalState.OPEN)
    context = {
        **frame_of(request.desk, version),
        "run": run,
        "cards": cards,
        "pieces": marked_text(version.text, shown),
        "so_far": kind_rows(so_far),
        "tabs": _tabs(asked, everything, open_ones),
        "asked": asked,
        "query": asked.query(),
        "change_query": asked.query().replace("?", "&"),
        "other_state": asked.query(state="" if asked.state else ProposalState.OPEN.value),
        "total": len(everything),
        "open": open_ones.total(),
        "decided": len(everything) - open_ones.total(),
        "kinds": [
            (kind.value, kind.label, open_ones[kind]) for kind in ProposalKind if open_ones[kind]
        ],
        "first_open": next((card for card in cards if card.is_open), None),
        "trouble": trouble,
    }
    return render(request, "review/review.html", context, status=422 if trouble else 200)


def frame_of(desk: Desk, version: Version) -> dict[str, object]:
    """Return what each page of a version shows, whether it was read or not."""
    slug, document = desk.register.slug, version.document
    queue = reverse("review-queue", kwargs={"slug": slug})
    return {
        "slug": slug,
        "version": version,
        "document": document,
        "handling": desk.marking(document.handling),
        "model_host": model_host(),
        "trail": [
            {"label": _("Review"), "url": queue},
            {"label": document.title, "url": entry_url(slug, document.KIND, document.uuid)},
        ],
    }


def model_host() -> str:
    """Return the host of the language model of the installation; empty where none is named."""
    try:
        named = endpoint()
    except ModelTrouble:
        return ""
    return named.host if named else ""


def _found(desk: Desk, version: Version) -> tuple[ReadingRun | None, list[Proposal]]:
    """Return the latest reading of a version with what it found: one query where it found any."""
    runs = ReadingRun.objects.visible_to(desk).filter(version=version).order_by("-id")
    found = Proposal.objects.visible_to(desk).filter(run=Subquery(runs.values("pk")[:1]))
    proposals = list(found.select_related("decided_by", "run").in_text_order())
    run = proposals[0].run if proposals else latest_run(desk, version)
    for proposal in proposals:
        proposal.run.version = version
    return run, proposals


def _shared(
    desk: Desk, version: Version, everything: Sequence[Proposal], *, so_far: Tallies
) -> Cards:
    """Return what the cards of one reading share."""
    here = reverse("review", kwargs={"slug": desk.register.slug, "uuid": version.uuid})
    return Cards(
        desk.register.slug,
        version.text,
        likely_matches_of(desk, everything),
        labels_of_entries(desk, everything),
        {p.order: p for p in everything if p.kind == "meeting"},
        so_far.by_rule,
        undo_urls(desk.register.slug, everything, here=here),
    )


def _cards(
    desk: Desk,
    shared: Cards,
    everything: Sequence[Proposal],
    shown: Sequence[tuple[int, Proposal]],
    *,
    opened: Opened,
) -> list[Card]:
    made = []
    for number, proposal in shown:
        form = opened.form_of(proposal)
        if form is None and opened.is_asked(proposal):
            matches = shared.matches.get(proposal.pk, [])
            form = change_form(desk, proposal, everything, matches=matches)
        made.append(shared.card(number, proposal, form=form))
    return made


def _tabs(
    asked: Asked, everything: Sequence[Proposal], open_ones: Counter[str]
) -> list[dict[str, object]]:
    there = Counter(p.kind for p in everything)
    counted: list[tuple[str, str, int]] = [("", _("All"), open_ones.total())]
    counted += [(k.value, str(k.label), open_ones[k]) for k in ProposalKind if there[k]]
    return [
        {
            "url": asked.query(kind=kind) or "?",
            "label": _("%(kind)s: %(number)s open")
            % {"kind": label.capitalize(), "number": number},
            "is_current": kind == asked.kind,
        }
        for kind, label, number in counted
    ]


def _unread_page(request: RegisterRequest, version: Version) -> HttpResponse:
    """Show the text with the button that has it read, or how far the reading is."""
    task = reading_task(version)
    waits = task is not None and task.state in (TaskState.WAITING, TaskState.RUNNING)
    context = {
        **frame_of(request.desk, version),
        "task": task,
        "waits": waits,
        "has_failed": task is not None and task.state == TaskState.FAILED,
    }
    response = render(request, "review/unread.html", context)
    if waits:
        here = {"slug": request.desk.register.slug, "uuid": version.uuid}
        response["Refresh"] = f"{LOOK_AGAIN}; url={reverse('review', kwargs=here)}"
    return response

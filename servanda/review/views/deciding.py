"""Deciding on proposals: each by a form that is posted, then on to the next open one."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from servanda.registers.actions import EditConflict
from servanda.registers.models import Entry
from servanda.registers.views import RegisterRequest, register_page
from servanda.review.actions import (
    AlreadyDecided,
    Decision,
    Undecided,
    accept_proposal,
    accept_sure,
    likely_matches_of,
    reject_proposal,
    reopen_proposal,
)
from servanda.review.forms import AcceptForm, ChangeForm, RejectForm, ReopenForm, sentences
from servanda.review.models import Proposal, ProposalKind, ProposalState
from servanda.review.views.access import require_editor
from servanda.review.views.cards import entry_url, title_of
from servanda.review.views.changing import change_form
from servanda.review.views.conflicting import two_versions
from servanda.review.views.page import (
    Asked,
    Trouble,
    latest_run,
    review_page,
    version_at,
)


@require_safe
@register_page
def proposal(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Lead to the card of a proposal on its review page."""
    found = _proposal(request, uuid)
    return redirect(_card_url(request, found, found.uuid))


@require_POST
@register_page
def proposal_accept(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Accept a proposal as it was found, into the entry that was chosen or a new one."""
    found = _proposal(request, uuid)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _refused(request, found, sentences(form))
    try:
        return _accepted(request, found, form.decision(), form.cleaned_data["revision"])
    except ValidationError as error:
        return _refused(request, found, " ".join(error.messages))


@require_POST
@register_page
def proposal_change(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Accept a proposal as the person changed it."""
    found = _proposal(request, uuid)
    of_reading = list(found.run.proposals.select_related("run__version__document"))
    matches = likely_matches_of(request.desk, of_reading).get(found.pk, [])
    form = change_form(request.desk, found, of_reading, matches=matches, posted=request.POST)
    if not form.is_valid():
        return review_page(request, found.run.version, trouble=Trouble(found, form))
    decision, revision = form.decision(), form.cleaned_data["revision"]
    try:
        return _accepted(request, found, decision, revision, second=form)
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, those in told.items():
            for sentence in those:
                form.add_error(name if name in form.fields else None, sentence)
        return review_page(request, found.run.version, trouble=Trouble(found, form))


@require_POST
@register_page
def proposal_reject(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Reject a proposal, with the reason."""
    found = _proposal(request, uuid)
    form = RejectForm(request.POST)
    if not form.is_valid():
        return _refused(request, found, sentences(form))

    def decide() -> None:
        told = form.cleaned_data
        reject_proposal(
            request.mandate, proposal=found, reason=told["reason"], revision=told["revision"]
        )
        messages.success(request, _("Rejected: “%(title)s”.") % {"title": _title(found)})

    return _decided(request, found, decide)


@require_POST
@register_page
def proposal_reopen(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Open a rejected proposal again."""
    found = _proposal(request, uuid)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return _refused(request, found, sentences(form))

    def decide() -> None:
        reopen_proposal(request.mandate, proposal=found, revision=form.cleaned_data["revision"])
        messages.success(request, _("Open again: “%(title)s”.") % {"title": _title(found)})

    return _decided(request, found, decide, stay=True)


@require_POST
@register_page
def review_accept_all(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Accept all open proposals of a reading, or those of one kind."""
    version = version_at(request.desk, uuid)
    run = latest_run(request.desk, version)
    kind = request.POST.get("kind", "")
    here = reverse("review", kwargs={"slug": request.desk.register.slug, "uuid": uuid})
    if run is None or (kind and kind not in ProposalKind.values):
        return redirect(here)
    try:
        accepted, left = accept_sure(request.mandate, run=run, kind=kind or None)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(here)
    told = ngettext(
        "%(number)s proposal was accepted.", "%(number)s proposals were accepted.", accepted.total()
    )
    messages.success(request, told % {"number": accepted.total()})
    _tell_left(request, left)
    return redirect(f"{here}#proposals")


def _tell_left(request: RegisterRequest, left: Undecided) -> None:
    """Say how many a person decides one by one, and why."""
    number = len(left.proposals)
    if number:
        told = ngettext(
            "%(number)s proposal is left open: it may be about an entry that is known, or names "
            "one that may be. Choose the entry, or a new one.",
            "%(number)s proposals are left open: each may be about an entry that is known, or names "
            "one that may be. Choose the entry, or a new one.",
            number,
        )
        messages.warning(request, told % {"number": number})


def _proposal(request: RegisterRequest, uuid: UUID) -> Proposal:
    """Return a proposal that the person sees and may decide on; raises 404 or NotAllowed."""
    visible = Proposal.objects.visible_to(request.desk)
    found = get_object_or_404(
        visible.select_related("run__version__document", "run__version__register"), uuid=uuid
    )
    require_editor(request.desk)
    return found


def _accepted(
    request: RegisterRequest,
    found: Proposal,
    decision: Decision,
    revision: int,
    *,
    second: ChangeForm | None = None,
) -> HttpResponse:
    """Accept, and say what became of it and what was accepted with it.

    `second` is what a person changed, to be shown beside what another decided meanwhile.
    """

    def decide() -> None:
        before = found.run.proposals.open().count()
        entry = accept_proposal(
            request.mandate, proposal=found, decision=decision, revision=revision
        )
        with_it = before - found.run.proposals.open().count() - 1
        messages.success(request, _told(request, entry, with_it))

    return _decided(request, found, decide, second=second)


def _told(request: RegisterRequest, entry: Entry, with_it: int) -> str:
    link = format_html(
        '<a href="{}">{}</a>', entry_url(request.desk.register.slug, entry.KIND, entry.uuid), entry
    )
    if not with_it:
        return format_html(_("Accepted: {entry}."), entry=link)
    told = ngettext(
        "Accepted: {entry}, and with it {number} proposal that it names.",
        "Accepted: {entry}, and with it {number} proposals that it names.",
        with_it,
    )
    return format_html(told, entry=link, number=with_it)


def _decided(
    request: RegisterRequest,
    found: Proposal,
    decide: Callable[[], None],
    *,
    stay: bool = False,
    second: ChangeForm | None = None,
) -> HttpResponse:
    """Do what was decided and go on to the next open proposal; else say what another decided."""
    try:
        decide()
    except AlreadyDecided as error:
        if second is not None:
            told = _told_otherwise(error.proposal)
            return two_versions(request, error.proposal, second, told=told)
        messages.warning(request, _told_otherwise(error.proposal))
        return redirect(_card_url(request, found, found.uuid))
    except EditConflict:
        told = _("“%(title)s” changed since you saw it. Look at it again, then decide.")
        messages.warning(request, told % {"title": _title(found)})
        return redirect(_card_url(request, found, found.uuid))
    return redirect(_card_url(request, found, found.uuid if stay else _next_open(request, found)))


def _told_otherwise(decided: Proposal) -> str:
    """Return what another person decided on a proposal in the meantime."""
    told = {
        "title": _title(decided),
        "person": decided.decided_by or _("somebody"),
        "state": decided.get_state_display(),
        "reason": decided.reason,
    }
    if decided.state == ProposalState.REJECTED:
        return _("“%(title)s” was rejected by %(person)s in the meantime: %(reason)s") % told
    if decided.state == ProposalState.OPEN:
        return _("“%(title)s” is open: it was opened again in the meantime.") % told
    return _("“%(title)s” was accepted by %(person)s in the meantime. Nothing was changed.") % told


def _refused(request: RegisterRequest, found: Proposal, why: str) -> HttpResponse:
    messages.error(request, f"{_title(found)}: {why}")
    return redirect(_card_url(request, found, found.uuid))


def _next_open(request: RegisterRequest, found: Proposal) -> UUID | None:
    """Return the open proposal that follows in the text among those shown, else the first open."""
    asked = Asked.of(request)
    visible = Proposal.objects.visible_to(request.desk).filter(run=found.run).in_text_order()
    if asked.kind:
        visible = visible.filter(kind=asked.kind)
    rows = list(visible.values_list("uuid", "state"))
    places = [place for place, row in enumerate(rows) if row[0] == found.uuid]
    start = places[0] if places else 0
    following = [uuid for uuid, state in rows[start:] + rows[:start] if state == ProposalState.OPEN]
    return following[0] if following else None


def _card_url(request: RegisterRequest, found: Proposal, target: UUID | None) -> str:
    here = {"slug": request.desk.register.slug, "uuid": found.run.version.uuid}
    anchor = f"proposal-{target}" if target else "proposals"
    return f"{reverse('review', kwargs=here)}{Asked.of(request).query()}#{anchor}"


def _title(found: Proposal) -> str:
    return title_of(found.kind, found.accepted or found.found)

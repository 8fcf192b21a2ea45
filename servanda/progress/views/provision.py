"""The page of a provision: what it says, who answers for it, when, and what became of it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.instruments.models import Consent, InstrumentKind, Link, Provision
from servanda.progress.models import Update
from servanda.progress.rules import Headline, is_overdue
from servanda.progress.views.comments import comments_on, plain_texts
from servanda.progress.views.differing import LABELS, differing_on
from servanda.progress.views.facts import Fact, Step, Value
from servanda.progress.views.footnotes import Footnotes, told_day
from servanda.progress.views.instrument import instrument_trail
from servanda.progress.views.labels import labels_of
from servanda.progress.views.linked import link_groups
from servanda.progress.views.points import entry_url, provisions_seen, provisions_within_reach
from servanda.progress.views.said import Said, evidence_of, said_of, updates_on
from servanda.progress.views.wordings import (
    WordingOnPage,
    present_of,
    provision_facts,
    wordings_of,
)
from servanda.registers.models import Desk, Note
from servanda.registers.rules import Ability
from servanda.registers.views import RegisterRequest, register_page

WORDS_IN_HEADING = 28


@require_safe
@register_page
def provision(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    desk = request.desk
    found = get_object_or_404(
        provisions_seen(desk).select_related("instrument__made_from"), uuid=uuid
    )
    updates = updates_on(desk, found.pk)
    evidence = evidence_of(updates)
    links = _links_of(desk, found)
    cited = [found.uuid, *(link.uuid for link in links)]
    footnotes = Footnotes(desk, cited, evidence=evidence)
    wordings = wordings_of(desk, found, footnotes)
    present = present_of(wordings)
    around = _around(desk, links, wordings[0].parent if wordings else None)
    facts = provision_facts(desk, found, wordings, footnotes, around)
    said = said_of(desk, updates, evidence, footnotes)
    context = {
        "desk": desk,
        "slug": desk.register.slug,
        "provision": found,
        "heading": Truncator(found.label).words(WORDS_IN_HEADING),
        "is_agreed": found.consent == Consent.AGREED,
        "labels": labels_of(desk, found),
        "wordings": wordings,
        "facts": facts,
        "said": said,
        "is_overdue": _is_overdue(desk, found, present, said),
        "silence": _silence(said, footnotes),
        "links": link_groups(desk, found, links, around, footnotes),
        "plain": plain_texts(desk, found, present.original if present else ""),
        "comments": comments_on(desk, found),
        "may_comment": desk.may(Ability.NOTE),
        "differing": differing_on(desk, found, footnotes, stands=_standing(wordings, facts)),
        "notes": footnotes.notes,
        "handling": _marking(footnotes, found, wordings, updates),
        "own_notes": Note.objects.visible_to(desk).on(found.uuid),
        "trail": provision_trail(desk, found),
    }
    return render(request, "progress/provision_detail.html", context)


@require_safe
@register_page
def update(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Lead from an update to its place on the page of its provision."""
    updates = Update.objects.visible_to(request.desk).select_related("provision")
    found = get_object_or_404(updates, uuid=uuid)
    page = entry_url(request.desk, "provision", found.provision)
    return redirect(f"{page}#update-{found.uuid}")


def provision_trail(desk: Desk, found: Provision, *, itself: bool = False) -> list[Step]:
    """Return the way to a provision: by its instrument, or by the meeting it was agreed at."""
    on = found.instrument
    here = [Step(Truncator(found.label).words(8), entry_url(desk, "provision", found))]
    below = here if itself else []
    if on.kind == InstrumentKind.RECORD:
        meetings = reverse("meetings", kwargs={"slug": desk.register.slug})
        meeting = Step(on.label, entry_url(desk, "meeting-of-record", on))
        return [Step(_("Meetings"), meetings), meeting, *below]
    return instrument_trail(desk, Step(on.label, entry_url(desk, "instrument", on)), *below)


def _marking(
    footnotes: Footnotes,
    found: Provision,
    wordings: Iterable[WordingOnPage],
    updates: Iterable[Update],
) -> str:
    """Return the marking of all whose words the page shows, a draft's as well."""
    told = [one.wording for one in wordings]
    editions = [wording.from_edition for wording in told]
    return footnotes.marking(found, found.instrument, *told, *editions, *updates)


def _links_of(desk: Desk, found: Provision) -> list[Link]:
    rows = Link.objects.visible_to(desk).filter(Q(from_provision=found) | Q(to_provision=found))
    return list(rows.order_by("kind", "id"))


def _around(desk: Desk, links: list[Link], parent: int | None) -> dict[int, Provision]:
    """Return the provisions at the ends of some links, and a parent, as far as they are seen."""
    keys = {link.from_provision_id for link in links} | {link.to_provision_id for link in links}
    around = provisions_within_reach(desk).filter(pk__in=keys | {parent or 0})
    return {provision.pk: provision for provision in around}


def _is_overdue(desk: Desk, found: Provision, present: WordingOnPage | None, said: Said) -> bool:
    timing = present.timing if present else None
    if timing is None or not found.binds:
        return False
    values = [word.value for word in said.last_words]
    return is_overdue(due_latest=timing.due_latest, values=values, on=desk.today)


def _standing(wordings: list[WordingOnPage], facts: list[Fact]) -> dict[str, Value]:
    """Return the deadline and the parties that stand, beside which sources may tell others."""
    timing = wordings[0].timing if wordings else None
    answering = next((fact.values for fact in facts if fact.label == str(LABELS["by"])), [])
    stands = {"by": Value("; ".join(value.text for value in answering))}
    if timing:
        stands["due"] = Value(edtf=timing.due, words=timing.due_words)
    return stands


def _silence(said: Said, footnotes: Footnotes) -> str:
    """Say since when nothing is known; empty where an assessor said something."""
    if said.standing != Headline.NO_INFORMATION:
        return ""
    if footnotes.last_day is None:
        return _("No information")
    return _("No information since %(day)s") % {"day": told_day(footnotes.last_day)}

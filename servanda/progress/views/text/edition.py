"""The page of an edition: its text, what it stands on, how it is cited; and of a provision in it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.history.models import Record
from servanda.instruments.models import Edition, Instrument, Wording, lines_of
from servanda.progress.views.deadlines import told_beside
from servanda.progress.views.facts import Step, language_name
from servanda.progress.views.footnotes import told_date
from servanda.progress.views.instrument import instrument_trail
from servanda.progress.views.points import Tie, entry_url, party_ties, provisions_seen
from servanda.progress.views.text.asking import Asked
from servanda.progress.views.text.rows import (
    KINDS,
    TextOnPage,
    edition_url,
    editions_seen,
    parties_of,
    provision_url,
    told_money,
    who_answers,
)
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page
from servanda.sources.models import Document


@require_safe
@register_page
def edition(request: RegisterRequest, uuid: UUID, number: int) -> HttpResponse:
    """Show the text of an edition; those who may change the last one have their tools there."""
    desk = request.desk
    editions = editions_seen(desk, uuid)
    found = next((one for one in editions if one.number == number), None)
    if found is None:
        raise Http404(_("There is no such page."))
    asked = Asked.of(request.GET.dict())
    text = TextOnPage(desk, found, asked)
    instrument = found.instrument
    context = {
        "slug": desk.register.slug,
        "instrument": instrument,
        "edition": found,
        "editions": [Tie(told_edition(one), edition_url(desk, one)) for one in editions],
        "source": document_tie(desk, found),
        "citation": cited_edition(found),
        "address": request.build_absolute_uri(edition_url(desk, found)),
        "text": text.rows,
        "number": text.number,
        "astray": provisions_seen(desk).filter(pk__in=text.tree.astray) if text.tree.astray else [],
        "is_whole": asked.is_whole,
        "may_edit": desk.can_edit and found == editions[-1] and not asked.is_whole,
        "undo_url": undo_url(desk, request.GET.get("done", ""), edition_url(desk, found)),
        "former": editions[editions.index(found) - 1] if editions.index(found) else None,
        "handling": desk.marking(instrument.handling, found.handling, *text.handling()),
        "trail": instrument_trail(desk, Step(instrument.label, instrument_url(desk, instrument))),
    }
    return render(request, "progress/edition.html", context)


@require_safe
@register_page
def provision_in_edition(request: RegisterRequest, uuid: UUID, number: int) -> HttpResponse:
    """Show what a provision says in one edition: the address by which it is quoted for ever."""
    desk = request.desk
    found = get_object_or_404(provisions_seen(desk), uuid=uuid)
    editions = Edition.objects.visible_to(desk).select_related("instrument")
    of = get_object_or_404(editions, instrument=found.instrument, number=number)
    wordings = Wording.objects.visible_to(desk).of_edition(of).filter(provision=found)
    lines = lines_of(wordings)
    if not lines:
        raise Http404(_("There is no such page."))
    line, ties = lines[0], party_ties(desk, parties_of(lines))
    instrument = found.instrument
    context = {
        "slug": desk.register.slug,
        "provision": found,
        "edition": of,
        "line": line,
        "kind": KINDS.get(line.kind, line.kind),
        "texts": [(code, language_name(code), told) for code, told in line.texts.items()],
        "who": who_answers(line, ties),
        "counted": told_beside(line.due),
        "money": [told_money(one) for one in line.money],
        "citation": cited_provision(of, line.code),
        "address": request.build_absolute_uri(provision_url(desk, of, str(uuid))),
        "edition_url": f"{edition_url(desk, of)}?open={uuid}#p-{uuid}",
        "handling": desk.marking(instrument.handling, of.handling, *line.handling),
        "trail": instrument_trail(
            desk,
            Step(instrument.label, instrument_url(desk, instrument)),
            Step(told_edition(of), edition_url(desk, of)),
        ),
    }
    return render(request, "progress/provision_in_edition.html", context)


@require_safe
@register_page
def text_on(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Lead to the edition that was in force on a day."""
    desk = request.desk
    instrument = get_object_or_404(Instrument.objects.visible_to(desk), uuid=uuid)
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        messages.error(request, _("This is no day of the calendar. Write it as 2021-02-17."))
        return redirect(instrument_url(desk, instrument))
    begun = Edition.objects.visible_to(desk).filter(instrument=instrument).begun_by(day)
    found = begun.select_related("instrument").order_by("number").last()
    if found is None:
        messages.info(request, _("No edition of it was in force on that day."))
        return redirect(instrument_url(desk, instrument))
    return redirect(edition_url(desk, found))


def instrument_url(desk: Desk, instrument: Instrument) -> str:
    """Return the address of an instrument."""
    return entry_url(desk, "instrument", instrument)


def document_tie(desk: Desk, edition: Edition) -> Tie | None:
    """Return the document that an edition stands on; of a hidden one, that it is not public."""
    if edition.made_from is None:
        return None
    if not Document.objects.visible_to(desk).filter(pk=edition.made_from.pk).exists():
        return Tie(_("Source not public"))
    names = {"slug": desk.register.slug, "uuid": edition.made_from.uuid}
    return Tie(edition.made_from.title, reverse("document", kwargs=names))


def undo_url(desk: Desk, record: str, back: str) -> str:
    """Return where a change just made is taken back; empty for what is no change of this register."""
    try:
        uuid = UUID(record)
    except ValueError:
        return ""
    is_here = Record.objects.of_register(desk.register.uuid).filter(uuid=uuid).exists()
    if not (desk.can_edit and is_here):
        return ""
    here = reverse("undo", kwargs={"slug": desk.register.slug, "uuid": uuid})
    return f"{here}?next={back}"


def told_edition(edition: Edition) -> str:
    """Return what an edition is called in a sentence."""
    told = {"number": edition.number, "day": told_date(edition.date) if edition.date else ""}
    if edition.is_draft:
        return _("edition %(number)s, being made") % told
    if edition.date:
        return _("edition %(number)s, in force from %(day)s") % told
    return _("edition %(number)s") % told


def cited_edition(edition: Edition) -> str:
    """Return how an edition is cited: title, symbol, edition."""
    instrument = edition.instrument
    return ", ".join(filter(None, [instrument.label, instrument.symbol, told_edition(edition)]))


def cited_provision(edition: Edition, code: str) -> str:
    """Return how a provision is cited: title, symbol, number, edition."""
    instrument = edition.instrument
    told = [instrument.label, instrument.symbol, code, told_edition(edition)]
    return ", ".join(filter(None, told))

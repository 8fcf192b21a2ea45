"""The page of an instrument: its facts, and the tree of its provisions with their standings."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from servanda.instruments.lists import STATES
from servanda.instruments.models import (
    Edition,
    Instrument,
    InstrumentKind,
    InstrumentName,
)
from servanda.progress.views.agreeing import (
    Agreed,
    adoption_lines,
    agreed_on,
    cited_around,
    gaps_around,
    relation_facts,
    state_of,
)
from servanda.progress.views.differing import differing_on
from servanda.progress.views.facts import Fact, Step, Value, given, names_as_facts
from servanda.progress.views.footnotes import Footnotes, told_day
from servanda.progress.views.points import Tie, entry_url, markings_of
from servanda.progress.views.standings import counts_within
from servanda.progress.views.text.asking import Asked
from servanda.progress.views.text.present import PresentText
from servanda.progress.views.text.rows import edition_url, editions_seen
from servanda.registers.models import Desk, Note
from servanda.registers.views import RegisterRequest, register_page
from servanda.sources.models import Document


@require_safe
@register_page
def instrument(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    desk = request.desk
    found = get_object_or_404(
        Instrument.objects.visible_to(desk).select_related("made_from"), uuid=uuid
    )
    text = PresentText(desk, found, Asked.of(request.GET.dict()))
    agreed = agreed_on(desk, found)
    editions = editions_seen(desk, uuid)
    footnotes = Footnotes(desk, [found.uuid, *cited_around(agreed)])
    context = {
        "desk": desk,
        "slug": desk.register.slug,
        "instrument": found,
        "is_record": found.kind == InstrumentKind.RECORD,
        "is_plan": found.kind == InstrumentKind.ACTION_PLAN,
        "facts": _facts(desk, agreed, footnotes, editions),
        "adoptions": adoption_lines(desk, agreed, footnotes),
        "adoption_marks": footnotes.marks(found, "adoptions"),
        "gaps": gaps_around(agreed),
        "names": names_as_facts(InstrumentName.objects.filter(of=found).order_by("id")),
        "text": text,
        "last": editions[-1] if editions else None,
        "counts": counts_within(desk, found, text.counts()),
        "differing": differing_on(desk, found, footnotes),
        "notes": footnotes.notes,
        "handling": footnotes.marking(found, handling=markings_of(text.points)),
        "own_notes": Note.objects.visible_to(desk).on(found.uuid),
        "trail": instrument_trail(desk),
    }
    return render(request, "progress/instrument_detail.html", context)


def instrument_trail(desk: Desk, *above: Step) -> list[Step]:
    """Return the way to a page about an instrument."""
    url = reverse("instruments", kwargs={"slug": desk.register.slug})
    return [Step(_("Instruments"), url), *above]


def hanging_tie(desk: Desk, found: Instrument) -> Tie | None:
    """Return where an instrument comes from: the meeting it records, the document that states it."""
    if found.kind == InstrumentKind.RECORD:
        return Tie(_("the meeting it records"), entry_url(desk, "meeting-of-record", found))
    if found.made_from is None:
        return None
    seen = Document.objects.visible_to(desk).filter(pk=found.made_from.pk).exists()
    if not seen:
        return Tie(_("Source not public"))
    names = {"slug": desk.register.slug, "uuid": found.made_from.uuid}
    return Tie(found.made_from.title, reverse("document", kwargs=names))


def _facts(desk: Desk, agreed: Agreed, footnotes: Footnotes, editions: list[Edition]) -> list[Fact]:
    found = agreed.instrument
    hanging = hanging_tie(desk, found)
    titled = footnotes.marks(found, "name", "label")
    state = state_of(desk, agreed)
    told = [Value(str(STATES[state]), detail=told_day(desk.today))] if state else []
    return given(
        Fact(_("Title"), [Value(found.label)], titled),
        Fact(_("Kind"), [Value(found.get_kind_display())], footnotes.marks(found, "kind")),
        Fact(
            _("Number or symbol"),
            [Value(found.symbol)] if found.symbol else [],
            footnotes.marks(found, "symbol"),
        ),
        Fact(
            _("Period"),
            Value.of_date(found.period, found.period_words),
            footnotes.marks(found, "period"),
        ),
        Fact(pgettext("of an instrument", "State"), told, needs_source=False),
        Fact(_("Comes from"), [Value.of_tie(hanging)] if hanging else [], needs_source=False),
        *relation_facts(desk, agreed, footnotes),
        Fact(_("Editions"), _editions(desk, editions), needs_source=False),
    )


def _editions(desk: Desk, editions: list[Edition]) -> list[Value]:
    return [
        Value(
            _("edition %(number)s") % {"number": edition.number},
            url=edition_url(desk, edition),
            edtf=edition.date,
            words=edition.date_words,
            detail=_("being made") if edition.is_draft else edition.reason,
        )
        for edition in editions
    ]

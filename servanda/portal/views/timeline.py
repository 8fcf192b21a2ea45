"""The register in time: meetings, instruments and bodies, drawn as SVG and told as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from servanda.instruments.models import Adoption, Instrument, InstrumentName
from servanda.meetings.models import Meeting, MeetingStatus
from servanda.parties.models import Party
from servanda.portal.rules import Happening, draw
from servanda.progress.views.footnotes import told_date
from servanda.registers.models import Desk
from servanda.registers.models.entries import NameKind
from servanda.registers.views import RegisterRequest, register_page

MOST = 120
"""How many things of each kind are drawn; more would not be read. The lists hold all."""
SHARP = timedelta(days=31)
LABEL = 44
PLAIN = 26
"""A name as short as this needs no shorter one in the drawing."""


@dataclass(frozen=True)
class Line:
    """A thing in time, as the table tells it."""

    kind: str | Promise
    label: str
    url: str
    edtf: str
    words: str
    earliest: date | None


@require_safe
@register_page
def timeline(request: RegisterRequest) -> HttpResponse:
    """Draw the register in time; the table below says the same in words."""
    desk = request.desk
    meetings, adoptions = _meetings(desk), _adoptions(desk)
    instruments, bodies = _instruments(desk), _bodies(desk)
    short = _abbreviations(instruments)
    lines = [_line(desk, _("meeting"), m, m.date, m.date_words) for m in meetings]
    lines += [_line(desk, i.get_kind_display(), i, i.period, i.period_words) for i in instruments]
    lines += [_adoption_line(desk, adoption) for adoption in adoptions]
    lines += [_line(desk, _("body"), b, b.since, b.since_words) for b in bodies]
    happenings = [
        *(_moment(desk, meeting) for meeting in meetings),
        *(_adopted(desk, adoption) for adoption in adoptions),
        *(
            _span(desk, i, _instrument_label(i, short), bounds=(i.period_earliest, i.period_latest))
            for i in instruments
        ),
        *(_span(desk, b, b.label, bounds=(b.since_earliest, b.until_latest)) for b in bodies),
    ]
    shown = [*meetings, *instruments, *(adoption.instrument for adoption in adoptions), *bodies]
    context = {
        "handling": desk.marking(*(entry.handling for entry in shown)),
        "drawing": draw(happenings, today=desk.today),
        "lines": sorted(lines, key=lambda line: (line.earliest or date.min, line.label)),
        "most": MOST,
        "is_cut": MOST in {len(meetings), len(instruments), len(bodies)},
    }
    return render(request, "portal/timeline.html", context)


def _meetings(desk: Desk) -> list[Meeting]:
    dated = Meeting.objects.visible_to(desk).exclude(date="")
    held = dated.exclude(status=MeetingStatus.CANCELLED)
    return list(held.order_by(F("date_latest").desc(nulls_last=True), "-id")[:MOST])


def _instruments(desk: Desk) -> list[Instrument]:
    dated = Instrument.objects.visible_to(desk).agreed_texts().exclude(period="")
    return list(dated.order_by("-period_earliest", "-id")[:MOST])


def _adoptions(desk: Desk) -> list[Adoption]:
    """Return of each agreed text without a period when it was first adopted, where that is known."""
    texts = Instrument.objects.visible_to(desk).agreed_texts().filter(period="")
    dated = Adoption.objects.visible_to(desk).given().exclude(date="").filter(instrument__in=texts)
    found: dict[int, Adoption] = {}
    for adoption in dated.select_related("instrument").order_by("date_earliest", "id"):
        found.setdefault(adoption.instrument_id, adoption)
    return list(found.values())[-MOST:]


def _bodies(desk: Desk) -> list[Party]:
    dated = Party.objects.visible_to(desk).filter(~Q(since=""), kind="body")
    return list(dated.order_by("-since_earliest", "-id")[:MOST])


def _moment(desk: Desk, meeting: Meeting) -> Happening:
    earliest, latest = meeting.date_earliest, meeting.date_latest
    is_sharp = earliest is not None and latest is not None and latest - earliest <= SHARP
    is_named = len(meeting.label) <= PLAIN
    when_and_where = ", ".join(filter(None, [meeting.place, _short_date(meeting)]))
    return Happening(
        label=meeting.label if is_named else _short(when_and_where),
        title=meeting.label,
        url=_url(desk, meeting),
        earliest=earliest,
        latest=latest,
        lasts=False,
        is_vague=meeting.status != MeetingStatus.HELD or not is_sharp,
    )


def _adopted(desk: Desk, adoption: Adoption) -> Happening:
    """Return an agreement as the moment at which it was adopted."""
    earliest, latest = adoption.date_earliest, adoption.date_latest
    is_sharp = earliest is not None and latest is not None and latest - earliest <= SHARP
    text = adoption.instrument
    return Happening(
        label=f"{text.label}, {_short_date(adoption)}"
        if len(text.label) <= PLAIN
        else _short(text.label),
        title=text.label,
        url=_url(desk, text),
        earliest=earliest,
        latest=latest,
        lasts=False,
        is_vague=not is_sharp,
    )


def _adoption_line(desk: Desk, adoption: Adoption) -> Line:
    text = adoption.instrument
    return Line(
        text.get_kind_display(),
        text.label,
        _url(desk, text),
        adoption.date,
        adoption.date_words,
        adoption.date_earliest,
    )


def _short_date(dated: Meeting | Adoption) -> str:
    """Return a date in few letters: a day, else the month or the year it lies in."""
    first, last = dated.date_earliest, dated.date_latest
    if first is None or last is None or first.year != last.year:
        return told_date(dated.date)
    if first == last:
        return date_format(first, gettext("j M Y"))
    return date_format(first, gettext("M Y") if first.month == last.month else "Y")


def _span(
    desk: Desk, entry: Instrument | Party, label: str, *, bounds: tuple[date | None, date | None]
) -> Happening:
    earliest, latest = bounds
    return Happening(
        label=_short(label),
        title=entry.label,
        url=_url(desk, entry),
        earliest=earliest,
        latest=latest,
        lasts=True,
        is_vague=latest is None,
    )


def _instrument_label(instrument: Instrument, abbreviations: Mapping[int, str]) -> str:
    """Return the name of an instrument; a long one abbreviated, with its years, where that is known."""
    short = abbreviations.get(instrument.pk)
    if short is None or len(instrument.label) <= LABEL:
        return instrument.label
    has_years = any(letter.isdigit() for letter in short)
    return short if has_years else f"{short} {_years(instrument)}"


def _years(instrument: Instrument) -> str:
    """Return the years of a period in few signs; another period as it is told."""
    first, last = instrument.period_earliest, instrument.period_latest
    if first is None or last is None:
        return told_date(instrument.period)
    return f"{first.year}–{last.year}" if first.year != last.year else f"{first.year}"


def _abbreviations(instruments: list[Instrument]) -> dict[int, str]:
    names = InstrumentName.objects.filter(of__in=instruments, kind=NameKind.ABBREVIATION)
    return dict(names.order_by("-id").values_list("of", "text"))


def _line(
    desk: Desk, kind: str | Promise, entry: Meeting | Instrument | Party, edtf: str, words: str
) -> Line:
    field = {"meeting": "date_earliest", "instrument": "period_earliest"}.get(
        entry.KIND, "since_earliest"
    )
    return Line(kind, entry.label, _url(desk, entry), edtf, words, getattr(entry, field))


def _url(desk: Desk, entry: Meeting | Instrument | Party) -> str:
    return reverse(entry.KIND, kwargs={"slug": desk.register.slug, "uuid": entry.uuid})


def _short(label: str) -> str:
    return label if len(label) <= LABEL else f"{label[: LABEL - 1].rstrip()}…"

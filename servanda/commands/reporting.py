"""What `servanda report` does once Django is set up: find register and plan, fill the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation

from servanda.commands.briefing import desk_of
from servanda.commands.errors import CommandError
from servanda.commands.ingesting import sentences
from servanda.instruments.models import Instrument, InstrumentKind
from servanda.reading.names import name_key
from servanda.reports.models.brief import desk_for
from servanda.reports.models.report import ReportAsked
from servanda.reports.rules.brief import Variant
from servanda.reports.rules.composing_report import Report, with_guidance
from servanda.reports.rules.report_template import About, said_in
from servanda.reports.rules.word_count import words_in
from servanda.reports.views.printing import CatalogueWords
from servanda.reports.views.report_files import compile_report, printed_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from servanda.registers.models import Account, Desk
    from servanda.reports.rules.report_template import ReportTemplate

PLANS = (InstrumentKind.ACTION_PLAN, InstrumentKind.PROGRAMME, InstrumentKind.PROJECT)


@dataclass(frozen=True)
class Order:
    """Which report is asked for, and by whom; of the days, None is today and a year before."""

    account: Account
    slug: str
    template: ReportTemplate
    instrument: str | None
    days: tuple[date | None, date | None]
    language: str | None


def make_report(order: Order, name: str, *, guided: bool) -> bytes:
    """Return the report asked for in a format.

    Raises CommandError for a register, a plan or a language that is not there.
    """
    desk = desk_of(order.account, order.slug)
    with translation.override(_language(desk, order)):
        report = _compiled(desk, order)
        return printed_report(with_guidance(report, CatalogueWords()) if guided else report, name)


def told_sections(order: Order) -> Iterator[str]:
    """Tell how many words stand in each section, how many there may be, and what is to be written."""
    desk = desk_of(order.account, order.slug)
    language = _language(desk, order)
    with translation.override(language):
        report = _compiled(desk, order)
    yield f"{report.paper.kind}: {report.paper.title}. {report.paper.subtitle}"
    for one in report.sections:
        section, number = one.section, words_in(one.parts)
        limit = f" of at most {section.words}" if section.words else ""
        over = " TOO LONG" if section.words and number > section.words else ""
        empty = " (nothing yet: people write it)" if one.is_empty else ""
        heading = said_in(section.heading, language)
        yield f"  {heading}: {number} words{limit}{over}{empty}"
    yield f"{len(report.paper.notes)} sources"


def _compiled(desk: Desk, order: Order) -> Report:
    on = order.days[0] or desk.today
    asked = ReportAsked(
        template=order.template,
        on=on,
        since=order.days[1] or _year_before(on),
        language=translation.get_language() or settings.LANGUAGE_CODE,
        instrument=_instrument(desk, order) if order.template.about is About.INSTRUMENT else None,
    )
    if asked.since > on:
        raise CommandError(f"--since {asked.since} lies after {on}: name a day before it.")
    try:
        return compile_report(desk, asked)
    except ValidationError as error:
        raise CommandError(sentences(error)) from error


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def _language(desk: Desk, order: Order) -> str:
    known = dict(settings.LANGUAGES)
    if order.language is None:
        return desk.register.language if desk.register.language in known else settings.LANGUAGE_CODE
    if order.language not in known:
        raise CommandError(
            f"--language: the program does not speak “{order.language}”. It speaks: {', '.join(known)}."
        )
    return order.language


def _plans(desk: Desk) -> list[Instrument]:
    return list(Instrument.objects.visible_to(desk).filter(kind__in=PLANS).order_by("label"))


def _instrument(desk: Desk, order: Order) -> Instrument:
    """Return the plan asked for; without a name the only one of those that everyone sees.

    The sentence lists those there are.
    """
    plans = _plans(desk)
    if order.instrument is None:
        plans = _plans(desk_for(desk, Variant.SHARE)) or plans
    wanted = (order.instrument or "").casefold()
    found = [one for one in plans if name_key(one.label) == name_key(wanted)]
    found = found or [one for one in plans if wanted in one.label.casefold()]
    if len(found) == 1:
        return found[0]
    if not plans:
        raise CommandError(f"“{order.slug}” holds no plan to report on: bring one in first.")
    listed = "\n".join(f"  {one.label}" for one in found or plans)
    told = f"no plan of the name “{order.instrument}”" if not found else "several plans"
    raise CommandError(f"“{order.slug}” has {told}. Name one of these with --instrument:\n{listed}")

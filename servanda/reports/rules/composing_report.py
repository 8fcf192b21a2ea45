"""From a template and what the register knows to the paper of a report, section by section."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from servanda.reports.rules.composing import note_line
from servanda.reports.rules.filling import FILLS
from servanda.reports.rules.numbering import NumberingAsRead
from servanda.reports.rules.paper import Block, Line, Paper, Paragraph, Section
from servanda.reports.rules.report_stock import Stock
from servanda.reports.rules.report_template import (
    FALLBACK,
    ReportTemplate,
    TemplateSection,
    said_in,
)
from servanda.reports.rules.voice import Voice
from servanda.reports.rules.words import Words, marking_of, said_day


@dataclass(frozen=True)
class Compiled:
    """A section of a template as it was filled: the parts of the paper that it gives."""

    section: TemplateSection
    parts: tuple[Section, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing stands in it."""
        return not any(part.blocks for part in self.parts)


@dataclass(frozen=True)
class Report:
    """A report compiled from a template: each section, and the paper they make."""

    template: ReportTemplate
    stock: Stock
    sections: tuple[Compiled, ...]
    paper: Paper


def compiled(template: ReportTemplate, stock: Stock, words: Words) -> Report:
    """Fill a template. A section in which nothing stands is left out of the paper."""
    voice = Voice(words, NumberingAsRead())
    sections = tuple(_filled(section, stock, voice) for section in template.sections)
    parts = tuple(part for one in sections if not one.is_empty for part in one.parts)
    return Report(template, stock, sections, _paper(template, stock, voice, parts))


def with_guidance(report: Report, words: Words) -> Report:
    """Return the report as a draft: each section begins with what is to be written there."""
    parts = []
    for one in report.sections:
        head, *others = one.parts
        guidance = tuple(_guidance(one.section, words))
        blocks: tuple[Block, ...] = (Paragraph(guidance),) if guidance else ()
        if blocks or not one.is_empty:
            parts += [replace(head, blocks=(*blocks, *head.blocks)), *others]
    return replace(report, paper=replace(report.paper, sections=tuple(parts)))


def _filled(section: TemplateSection, stock: Stock, voice: Voice) -> Compiled:
    """Return the parts of a section: its own heading first, then those that lie within it."""
    filled = [part for fill in section.fills for part in FILLS[fill](stock, voice)]
    own: list[Block] = []
    while filled and not filled[0].heading:
        own += filled.pop(0).blocks
    heading = said_in(section.heading, voice.words.language)
    within = (
        replace(part, key=f"{section.key}-{number}", level=3)
        for number, part in enumerate(filled, start=1)
    )
    return Compiled(section, (Section(section.key, heading, tuple(own)), *within))


def _guidance(section: TemplateSection, words: Words) -> Iterator[Line]:
    language = words.language
    for told in filter(None, [said_in(section.guidance, language)]):
        yield Line(told, tone="soft", label=words.gettext("To be written"))
    for question in section.questions:
        yield Line(said_in(question, language), tone="soft", label=words.gettext("Question"))
    if section.words:
        told = words.ngettext(
            "At most %(number)s word.", "At most %(number)s words.", section.words
        )
        yield Line(told % {"number": section.words}, tone="soft")


def _paper(
    template: ReportTemplate, stock: Stock, voice: Voice, parts: tuple[Section, ...]
) -> Paper:
    words, brief = voice.words, stock.brief
    day = words.gettext("As of %(day)s") % {"day": said_day(brief.on, words)}
    title = stock.about or brief.register.title
    named = [brief.register.title] if stock.about else []
    return Paper(
        language=words.language,
        title=title,
        kind=said_in(template.title, words.language),
        subtitle=" · ".join([*named, day]),
        marking=marking_of(brief, words),
        sections=parts,
        notes_heading=words.gettext("Sources"),
        notes=tuple(note_line(footnote, words) for footnote in voice.numbering.footnotes),
        closing=_closing(template, words),
    )


def _closing(template: ReportTemplate, words: Words) -> str:
    """Say what the lines stand on, what the template is, and which language stands for a missing one."""
    told = [
        words.gettext(
            "Each line stands on the sources whose numbers it bears, each figure on the commitments "
            "that were counted. Several assessors stand side by side; what they say is never averaged."
        ),
        said_in(template.note, words.language),
    ]
    if words.language not in template.languages and words.language != FALLBACK:
        told.append(words.gettext("Headings that the template does not have stand in English."))
    return " ".join(filter(None, told))

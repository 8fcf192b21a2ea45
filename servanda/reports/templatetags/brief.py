"""One line of the brief on a page: linked to its entry and to its footnotes."""

from dataclasses import dataclass, field
from uuid import UUID

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from servanda.registers.templatetags.servanda import standing_chip
from servanda.reports.rules.grounds import Target
from servanda.reports.rules.paper import WHOLE_BRIEF, Cell, Line, NoteLine

register = template.Library()

TONES = {"soft": " brief-soft", "strong": " brief-strong", "own": " brief-own"}
WORD_JOINER = "\u2060"
"""Keeps the number of a source on the line of its word."""


@dataclass(frozen=True)
class Place:
    """The page on which a brief stands: of which register, where the whole of it is, what is told already."""

    slug: str
    whole_url: str
    led_back: set[int] = field(default_factory=set)


@register.simple_tag(takes_context=True)
def brief_line(context: Context, line: Line) -> SafeString:
    """Return a line: its label, its words or the mark of its standing, its footnotes.

    The page gives `place`, and with it the set of numbers that a line bears already: the first
    line of each number is where its footnote leads back to.
    """
    return _told(line, context["place"])


@register.simple_tag(takes_context=True)
def brief_cell(context: Context, cell: Cell) -> SafeString:
    """Return the lines of a cell, one below the other; a tag, for a brief has thousands of cells."""
    place: Place = context["place"]
    return format_html_join(
        "",
        '<div class="brief-line{}">{}</div>',
        ((TONES.get(line.tone, ""), _told(line, place)) for line in cell.lines),
    )


@register.simple_tag(takes_context=True)
def brief_note(context: Context, note: NoteLine) -> SafeString:
    """Return a numbered source: its quotation, where it stands, and the way back to its line."""
    place = _note_address(note, context["place"].slug)
    quote = format_html('<q lang="{}" dir="auto">{}</q> — ', note.language, note.quote)
    cited = '<small><a href="{}">{}</a></small>' if place else '<span class="no-source">{1}</span>'
    address = '<small class="brief-address"><a href="{0}" rel="noreferrer">{0}</a></small>'
    told = gettext("Back to the line with source %(number)s") % {"number": note.number}
    back = '<a class="screen-only" href="#ref-{}" aria-label="{}">↩</a>'
    return format_html(
        '<li id="note-{0}" value="{0}">{1}{2} {3} {4}</li>',
        note.number,
        quote if note.quote else "",
        format_html(cited, place, note.reference),
        format_html(address, note.url) if note.url else "",
        format_html(back, note.number, told),
    )


def _entry_address(kind: str, uuid: UUID, slug: str) -> str:
    """Return the address of an entry's page, empty where its kind has none."""
    try:
        return reverse(kind, kwargs={"slug": slug, "uuid": uuid})
    except NoReverseMatch:
        return ""


def _note_address(note: NoteLine, slug: str) -> str:
    """Return the address of a quotation in its document on the site."""
    source = note.footnote.source
    if source.document is None:
        return ""
    page = _entry_address("document", source.document, slug)
    return f"{page}#p-{source.start}-{source.end}" if page and source.start is not None else page


@register.simple_tag
def file_address(asked: dict[str, str], name: str) -> str:
    """Return the address of the same brief as a file."""
    return "?" + urlencode({**asked, "format": name})


def _told(line: Line, place: Place) -> SafeString:
    words = _words(line, place)
    if line.label:
        between = "." if line.label.isdigit() else ":"
        words = format_html("<strong>{}{}</strong> {}", line.label, between, words)
    return format_html("{}{}", words, _footnotes(line, place.led_back)) if line.notes else words


def _words(line: Line, place: Place) -> SafeString:
    if line.standing:
        return standing_chip(line.standing, line.text)
    url = _address(line.target, place.slug) or _page(line.page, place)
    if url:
        return format_html('<a href="{}" dir="auto">{}</a>', url, line.text)
    return format_html('<span dir="auto">{}</span>', line.text)


def _page(name: str, place: Place) -> str:
    if name == WHOLE_BRIEF:
        return place.whole_url
    return reverse(name, kwargs={"slug": place.slug}) if name else ""


def _address(target: Target | None, slug: str) -> str:
    return _entry_address(target.kind, target.uuid, slug) if target else ""


def _footnotes(line: Line, led_back: set[int]) -> SafeString:
    marks = []
    for number in line.notes:
        name = SafeString("") if number in led_back else format_html(' id="ref-{}"', number)
        led_back.add(number)
        told = gettext("Source %(number)s") % {"number": number}
        marks.append((name, number, told, number))
    return format_html_join(
        "",
        WORD_JOINER + '<sup class="note-ref"><a{} href="#note-{}" aria-label="{}">{}</a></sup>',
        marks,
    )

"""One line of the brief on a page: linked to its entry and to its footnotes."""

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
from servanda.reports.rules.paper import Cell, Line, NoteLine

register = template.Library()

TONES = {"soft": " brief-soft", "strong": " brief-strong", "own": " brief-own"}
WORD_JOINER = "\u2060"
"""Keeps the number of a source on the line of its word."""


@register.simple_tag(takes_context=True)
def brief_line(context: Context, line: Line) -> SafeString:
    """Return a line: its label, its words or the mark of its standing, its footnotes.

    The page gives `slug`, and `led_back`, the set of numbers that a line bears already: the first
    line of each number is where its footnote leads back to.
    """
    return _told(line, context["slug"], context["led_back"])


@register.simple_tag(takes_context=True)
def brief_cell(context: Context, cell: Cell) -> SafeString:
    """Return the lines of a cell, one below the other; a tag, for a brief has thousands of cells."""
    slug, led_back = context["slug"], context["led_back"]
    return format_html_join(
        "",
        '<div class="brief-line{}">{}</div>',
        ((TONES.get(line.tone, ""), _told(line, slug, led_back)) for line in cell.lines),
    )


@register.simple_tag
def entry_address(kind: str, uuid: UUID, slug: str) -> str:
    """Return the address of an entry's page, empty where its kind has none."""
    try:
        return reverse(kind, kwargs={"slug": slug, "uuid": uuid})
    except NoReverseMatch:
        return ""


@register.simple_tag
def note_address(note: NoteLine, slug: str) -> str:
    """Return the address of a quotation in its document on the site."""
    source = note.footnote.source
    if source.document is None:
        return ""
    page = entry_address("document", source.document, slug)
    return f"{page}#p-{source.start}-{source.end}" if page and source.start is not None else page


@register.simple_tag
def file_address(asked: dict[str, str], name: str) -> str:
    """Return the address of the same brief as a file."""
    return "?" + urlencode({**asked, "format": name})


def _told(line: Line, slug: str, led_back: set[int]) -> SafeString:
    words = _words(line, slug)
    if line.label:
        between = "." if line.label.isdigit() else ":"
        words = format_html("<strong>{}{}</strong> {}", line.label, between, words)
    return format_html("{}{}", words, _footnotes(line, led_back)) if line.notes else words


def _words(line: Line, slug: str) -> SafeString:
    if line.standing:
        return standing_chip(line.standing, line.text)
    url = _address(line.target, slug) or (line.page and reverse(line.page, kwargs={"slug": slug}))
    if url:
        return format_html('<a href="{}" dir="auto">{}</a>', url, line.text)
    return format_html('<span dir="auto">{}</span>', line.text)


def _address(target: Target | None, slug: str) -> str:
    return entry_address(target.kind, target.uuid, slug) if target else ""


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

"""The cells of a matrix: written here, since a page has some hundred of them."""

from collections.abc import Iterator

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from servanda.instruments.models import Timing
from servanda.progress.lists import STANDINGS
from servanda.progress.views.matrix.columns import MatrixCell
from servanda.progress.views.points import Assessment, Tie
from servanda.registers.templatetags.servanda import standing_chip, told, vague_date

register = template.Library()


@register.simple_tag
def matrix_cell(cell: MatrixCell) -> SafeString:
    """Return what a row says in a column."""
    return format_html_join("", "{}", ((piece,) for piece in _pieces(cell)))


def _pieces(cell: MatrixCell) -> Iterator[SafeString]:
    if cell.lines:
        yield format_html_join(SafeString("<br>"), "<bdi>{}</bdi>", ((one,) for one in cell.lines))
    if cell.ties:
        yield format_html_join(", ", "{}", ((_party(one),) for one in cell.ties))
    if cell.timing:
        yield _time(cell.timing)
    if cell.standing:
        standings = dict.fromkeys([cell.standing.standing, cell.standing.headline])
        chips = (standing_chip(one, STANDINGS[one]) for one in standings)
        yield format_html_join(" ", "{}", ((chip,) for chip in chips))
    yield from map(_word, cell.assessments)


def _party(party: Tie) -> SafeString:
    name = (
        format_html('<a href="{}" dir="auto">{}</a>', party.url, party.text)
        if party.url
        else format_html("{}", party.text)
    )
    return (
        format_html('{} <span class="soft">({})</span>', name, party.role) if party.role else name
    )


def _time(timing: Timing) -> SafeString:
    if timing.due:
        return vague_date(timing.due, timing.due_words)
    if timing.due_words:
        quoted = gettext("“%(words)s”") % {"words": timing.due_words}
        return format_html('<span class="words" dir="auto">{}</span>', quoted)
    return format_html("{}", timing.recurrence)


def _word(word: Assessment) -> SafeString:
    when = told(word.stated_on) if word.stated_on else gettext("in a source without a date")
    return format_html(
        '<p><span dir="auto">{}</span>: {}, {}</p>', word.assessor.text, word.label, when
    )

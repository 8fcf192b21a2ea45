"""Small pieces every page uses: a standing, a vague date, the number of a source."""

from dataclasses import dataclass
from datetime import date, datetime

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from qrcode.main import QRCode

from servanda.reading.edtf import EdtfError, describe, words_add_to

register = template.Library()


@dataclass(frozen=True)
class Look:
    """How a standing is shown: its words, and a shape that tells it without colour."""

    label: str | Promise
    path: str


SQUARE = "M3 3h10v10H3zm1.5 1.5v7h7v-7z"
LOOKS = {
    "done": Look(
        _("Done"),
        "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM6.9 11.6 3.6 8.3l1.3-1.3 2 2 4.2-4.3 1.3 1.3z",
    ),
    "in_progress": Look(
        _("In progress"), "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.7a5.3 5.3 0 0 1 0 10.6z"
    ),
    "not_started": Look(
        _("Not started"),
        "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.7a5.3 5.3 0 1 1 0 10.6A5.3 5.3 0 0 1 8 2.7z",
    ),
    "overdue": Look(_("Overdue"), "M8 .8.3 15h15.4zM7.1 5.6h1.8v4.9H7.1zm0 6h1.8v1.8H7.1z"),
    "partly_done": Look(
        _("Partly done"),
        "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.7V8h5.3A5.3 5.3 0 0 0 8 2.7z",
    ),
    "abandoned": Look(
        _("Given up"),
        "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM5.6 4.4 8 6.8l2.4-2.4 1.2 1.2L9.2 8l2.4 2.4-1.2 1.2"
        "L8 9.2l-2.4 2.4-1.2-1.2L6.8 8 4.4 5.6z",
    ),
    "disputed": Look(_("Disputed"), "M7.2.5v15L.2 8zM8.8.5v15l7-7.5zm1.7 4.2L13.6 8l-3.1 3.3z"),
    "no_information": Look(_("No information"), "M1 7h3.6v2H1zm5.2 0h3.6v2H6.2zm5.2 0H15v2h-3.6z"),
}


@register.simple_tag
def standing_chip(value: str, label: str | Promise = "") -> SafeString:
    """Return the chip of a standing: shape, words, colour.

    `value` is a key of LOOKS, or any other value of a scale, which then needs its `label` and is
    shown with a square and no colour of its own.
    """
    look = LOOKS.get(value, Look(value, SQUARE))
    return format_html(
        '<span class="chip chip-{}"><svg class="shape" viewBox="0 0 16 16" aria-hidden="true">'
        '<path fill-rule="evenodd" d="{}"/></svg>{}</span>',
        value.replace("_", "-"),
        look.path,
        label or look.label,
    )


@register.simple_tag
def vague_date(edtf: str, words: str = "") -> SafeString:
    """Return a date in the reader's language, as vague as its source, with the source's words.

    `edtf` is ISO 8601-2 (empty when unknown); the words of the source follow where they say
    something that the date does not. An unreadable `edtf` is shown as it stands.
    """
    told = _told(edtf)
    shown = told or gettext("date not known")
    if (
        not words
        or words.casefold().split() == told.casefold().split()
        or not words_add_to(edtf, words)
    ):
        return format_html('<span class="vague">{}</span>', shown)
    quoted = gettext("“%(words)s”") % {"words": words}
    return format_html(
        '<span class="vague">{} <span class="words" dir="auto">{}</span></span>', shown, quoted
    )


@register.simple_tag
def footnote(number: int, prefix: str = "") -> SafeString:
    """Return the raised number that leads to source `number` in the list of sources below.

    `prefix` keeps apart several lists on one page; give the same one to the list.
    """
    return format_html(
        '<sup class="note-ref"><a id="{0}ref-{1}" href="#{0}note-{1}" aria-label="{2}">{1}</a></sup>',
        prefix,
        number,
        gettext("Source %(number)s") % {"number": number},
    )


@register.filter
def told(when: date | str) -> str:
    """Return a day, a moment or an EDTF date in the reader's language, as vague as it is."""
    if isinstance(when, datetime):
        when = localtime(when).date()
    return _told(when if isinstance(when, str) else when.isoformat())


def _told(edtf: str) -> str:
    if not edtf:
        return ""
    try:
        return describe(edtf, get_language() or "en")
    except EdtfError:
        return edtf


@register.simple_tag
def qr_code(text: str) -> SafeString:
    """Return a text as a picture that a telephone reads; drawn here, fetched from nowhere."""
    drawing = QRCode(border=4)
    drawing.add_data(text)
    rows = drawing.get_matrix()
    dark = [(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return format_html(
        '<svg class="qr-code" role="img" aria-label="{}" viewBox="0 0 {} {}">'
        '<path fill="#fff" d="M0 0h{}v{}H0z"/><path fill="#000" d="{}"/></svg>',
        gettext("QR code"),
        *[len(rows)] * 4,
        "".join(f"M{x} {y}h1v1h-1z" for x, y in dark),
    )

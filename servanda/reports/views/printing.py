"""The brief put into a file: which formats there are, and in which language it speaks."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils import translation

from servanda.history.actions import current_note
from servanda.registers.models import Register
from servanda.reports.rules.brief import Brief
from servanda.reports.rules.composing import paper_of
from servanda.reports.rules.extent import PAPER, WHOLE, Extent
from servanda.reports.rules.json_shape import json_of
from servanda.reports.rules.paper import Paper
from servanda.reports.rules.rendering_docx import docx_of
from servanda.reports.rules.rendering_html import html_of
from servanda.reports.rules.rendering_markdown import markdown_of
from servanda.reports.rules.rendering_pdf import pdf_of
from servanda.reports.rules.rendering_text import text_of


@lru_cache(1024)
def _translated(_language: str, message: str) -> str:
    """Return a message in the active language; a paper says the same few some thousand times."""
    return translation.gettext(message)


@dataclass(frozen=True)
class CatalogueWords:
    """The words of the catalogues, in the language that is active."""

    @property
    def language(self) -> str:
        return translation.get_language() or "en"

    def gettext(self, message: str) -> str:
        return _translated(self.language, message)

    def pgettext(self, context: str, message: str) -> str:
        return translation.pgettext(context, message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return translation.ngettext(singular, plural, number)


@dataclass(frozen=True)
class Form:
    """A form a brief is given in. `is_binary`: it is no text for a terminal."""

    render: Callable[[Paper], str | bytes]
    media_type: str
    is_binary: bool = False


FORMS = {
    "text": Form(text_of, "text/plain; charset=utf-8"),
    "md": Form(markdown_of, "text/markdown; charset=utf-8"),
    "html": Form(html_of, "text/html; charset=utf-8"),
    "docx": Form(
        docx_of,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        is_binary=True,
    ),
    "pdf": Form(pdf_of, "application/pdf", is_binary=True),
}
JSON = "json"
JSON_TYPE = "application/json; charset=utf-8"
FORMATS = ("text", JSON, "html", "md", "docx", "pdf")
"""The names of the formats, as the command and the address of the page have them."""

SUFFIXES = {"text": "txt"}


def with_checkpoint(brief: Brief, register: Register) -> Brief:
    """Return a brief that bears a checkpoint of its register: so checkpoints leave the machine."""
    return replace(brief, checkpoint=current_note(register.uuid))


def printed(brief: Brief, name: str) -> bytes:
    """Return a brief in one of FORMATS, in the language that is active."""
    if name == JSON:
        return json_of(brief).encode()
    made = FORMS[name].render(paper_of(brief, CatalogueWords()))
    return made if isinstance(made, bytes) else made.encode()


def extent_of(name: str) -> Extent:
    """Return how much of a brief a format holds: JSON all, any other what its paper shows."""
    return WHOLE if name == JSON else PAPER


def is_binary(name: str) -> bool:
    """Tell whether a format is for a file only."""
    return name != JSON and FORMS[name].is_binary


def media_type(name: str) -> str:
    """Return the media type of a format."""
    return JSON_TYPE if name == JSON else FORMS[name].media_type


def file_name(brief: Brief, name: str) -> str:
    """Return the name of the file: the register, the days, for whom."""
    suffix = SUFFIXES.get(name, name)
    known = f"-known-{brief.known.isoformat()}" if brief.known else ""
    day = f"{brief.on.isoformat()}{known}"
    return f"brief-{brief.register.slug}-{day}-{brief.variant.value}.{suffix}"

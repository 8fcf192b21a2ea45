"""Markdown: read as the text it is, its marks included, so that offsets stay those of the file."""

import re
from dataclasses import replace

from servanda.reading.formats.opened import OpenedDocument, one_line
from servanda.reading.formats.plain import open_plain

_FIRST_HEADING = re.compile(r"^#[^\S\n]+(.+?)[^\S\n]*#*[^\S\n]*$", re.MULTILINE)


def open_markdown(content: bytes, file_name: str) -> OpenedDocument:
    """Give the text as it stands; the title is the first heading of the first level."""
    opened = open_plain(content, file_name)
    heading = _FIRST_HEADING.search(opened.text)
    title = one_line(heading[1]) if heading else None
    return replace(opened, media_type="text/markdown", title=title)

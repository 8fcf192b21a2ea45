"""OpenDocument texts (.odt): paragraphs, lists with their numbers, tables, notes at the end.

Read from content.xml itself (OpenDocument 1.3, part 3): the library for the format parses with
what a hostile file can burst, and gives no numbers of lists.
"""

from collections.abc import Iterator
from typing import Final, Literal

from lxml.etree import _Element

from servanda.reading.errors import PasswordProtected
from servanda.reading.formats.archives import opened_archive, parsed, parsed_member
from servanda.reading.formats.notices import (
    comments_notice,
    password_notice,
    tracked_notice,
)
from servanda.reading.formats.open_lists import OpenLists
from servanda.reading.formats.open_names import DC, DRAW, MANIFEST, OFFICE, STYLE, SVG, TEXT
from servanda.reading.formats.opened import Aside, OpenedDocument, one_line, tidied
from servanda.reading.notices import Notice
from servanda.reading.notices import notice as _

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

_MOST_SPACES: Final = 40
_UNREAD: Final = frozenset(
    {
        f"{TEXT}tracked-changes",
        f"{TEXT}note",
        f"{OFFICE}annotation",
        f"{OFFICE}forms",
        f"{TEXT}sequence-decls",
        f"{DRAW}text-box",
        f"{SVG}title",
        f"{SVG}desc",
    }
)
_EDGES: Final[tuple[tuple[str, Literal["top", "foot"]], ...]] = (
    (f"{STYLE}header", "top"),
    (f"{STYLE}footer", "foot"),
)


def open_odt(content: bytes, file_name: str) -> OpenedDocument:
    """Give the text of an OpenDocument text as if every tracked change were accepted.

    Tables are read cell by cell, a merged cell once; text boxes stand after the paragraph they
    hang on, notes at the end. Heads and feet of pages are kept apart. PasswordProtected or
    DamagedDocument where it cannot be opened.
    """
    with opened_archive(content, damaged=damage_notice(file_name)) as archive:
        manifest = parsed_member(archive, "META-INF/manifest.xml")
        if manifest is not None and is_encrypted(manifest):
            raise PasswordProtected(password_notice(file_name))
        body = parsed(archive.read("content.xml"))
        styles = parsed_member(archive, "styles.xml")
        meta = parsed_member(archive, "meta.xml")
        return OpenedDocument(
            text=_text(body, styles),
            pages=(),
            media_type=MEDIA_TYPE,
            title=_title(meta),
            warnings=tuple(_warnings(body, file_name)),
            asides=tuple(_asides(styles)) if styles is not None else (),
        )


def is_encrypted(manifest: _Element) -> bool:
    """Tell by its list of members whether a file opens only with a password."""
    return next(manifest.iter(f"{MANIFEST}encryption-data"), None) is not None


def _text(content: _Element, styles: _Element | None) -> str:
    text = content.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        return ""
    lists = OpenLists.of([content] if styles is None else [content, styles])
    return tidied("\n\n".join([*Blocks(lists).of(text), *_notes(content)]))


def _title(meta: _Element | None) -> str | None:
    title = meta.find(f".//{DC}title") if meta is not None else None
    return one_line(title.text) if title is not None else None


class Blocks:
    """Walks the body and gives its blocks, counting its lists on the way."""

    def __init__(self, lists: OpenLists) -> None:
        self.lists = lists

    def of(self, holder: _Element) -> Iterator[str]:
        """Give the blocks of a body, a table or a cell."""
        for element in holder:
            if element.tag in _UNREAD:
                continue
            if element.tag in {f"{TEXT}p", f"{TEXT}h"}:
                yield from self._paragraph(element)
            elif element.tag == f"{TEXT}list":
                with self.lists.inside(element):
                    yield from self.of(element)
            elif element.tag in {f"{TEXT}list-item", f"{TEXT}list-header"}:
                self.lists.begin_item(is_counted=element.tag == f"{TEXT}list-item")
                yield from self.of(element)
            else:
                yield from self.of(element)

    def _paragraph(self, element: _Element) -> Iterator[str]:
        label = (
            self.lists.label_of_heading(element)
            if element.tag == f"{TEXT}h"
            else self.lists.label_of_item()
        )
        words = "".join(_words(element)).strip()
        if words:
            yield f"{label} {words}" if label else words
        for box in element.iter(f"{DRAW}text-box"):
            if not _is_inside_note(box, element):
                yield from self.of(box)


def _is_inside_note(box: _Element, paragraph: _Element) -> bool:
    """Tell a box of another box or of a note, which is read with that, from one of the paragraph."""
    parent = box.getparent()
    while parent is not None and parent is not paragraph:
        if parent.tag in _UNREAD:
            return True
        parent = parent.getparent()
    return False


def _words(element: _Element) -> Iterator[str]:
    """Give the words of a paragraph; spaces and breaks are elements there."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":
            told = child.get(f"{TEXT}c", "1")
            yield " " * min(int(told) if told.isascii() and told.isdigit() else 1, _MOST_SPACES)
        elif child.tag == f"{TEXT}tab":
            yield "\t"
        elif child.tag == f"{TEXT}line-break":
            yield "\n"
        elif child.tag not in _UNREAD:
            yield from _words(child)
        yield child.tail or ""


def _notes(content: _Element) -> Iterator[str]:
    for body in content.iter(f"{TEXT}note-body"):
        yield " ".join("".join(_words(paragraph)).strip() for paragraph in body.iter(f"{TEXT}p"))


def _asides(styles: _Element) -> Iterator[Aside]:
    for tag, place in _EDGES:
        told = {
            words: None
            for edge in styles.iter(tag)
            for paragraph in edge.iter(f"{TEXT}p")
            if (words := one_line("".join(_words(paragraph))))
        }
        yield from (Aside(page=None, place=place, text=words) for words in told)


def damage_notice(file_name: str) -> Notice:
    """Say that a file cannot be opened."""
    return _(
        "%(file)s is damaged and cannot be opened as an OpenDocument file: "
        "save it again from the program it comes from and upload it again.",
        file=file_name,
    )


def _warnings(content: _Element, file_name: str) -> Iterator[Notice]:
    if next(content.iter(f"{TEXT}changed-region"), None) is not None:
        yield tracked_notice(file_name)
    if next(content.iter(f"{OFFICE}annotation"), None) is not None:
        yield comments_notice(file_name)

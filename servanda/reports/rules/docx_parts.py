"""What a Word file needs and python-docx has no word for: language, fields, links, bookmarks."""

from io import BytesIO
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph as WordParagraph

from servanda.reports.rules.paper import one_line

__all__ = ["WordDocument"]

SOFT, LATE = RGBColor(0x4A, 0x59, 0x66), RGBColor(0x99, 0x1B, 0x1B)
OWN, ACCENT = RGBColor(0x55, 0x30, 0x8D), RGBColor(0x0B, 0x4F, 0x66)
INK = RGBColor(0x15, 0x20, 0x2B)
FACE = "Calibri"


FIRST_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can tell; the same paper gives the same bytes with it."""


def saved(document: WordDocument) -> bytes:
    """Return a document as the bytes of its file; the same document always gives the same."""
    written, fixed = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as made, ZipFile(fixed, "w", ZIP_DEFLATED) as kept:
        for name in made.namelist():
            entry = ZipInfo(name, FIRST_TIME)
            entry.compress_type = ZIP_DEFLATED
            kept.writestr(entry, made.read(name))
    return fixed.getvalue()


def put_look(document: WordDocument, *, language: str) -> None:
    """Set A4, margins, the face and size of each style, and the language of the whole text."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(22), Mm(22)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(10)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(3), 1.05
    for name, size in (("Heading 1", 18), ("Heading 2", 13), ("Heading 3", 10.5), ("Subtitle", 10)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.italic = FACE, Pt(size), False
        style.font.color.rgb = ACCENT if name == "Subtitle" else INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{script}"), None)
    for name, before in (("Heading 1", 4), ("Heading 2", 14)):
        document.styles[name].paragraph_format.space_before = Pt(before)
        document.styles[name].paragraph_format.space_after = Pt(4)
    notes = document.styles.add_style("Sources", WD_STYLE_TYPE.PARAGRAPH)
    notes.base_style, notes.font.size = normal, Pt(9)
    notes.paragraph_format.left_indent, notes.paragraph_format.first_line_indent = Mm(9), Mm(-9)
    notes.paragraph_format.tab_stops.add_tab_stop(Mm(9))
    for told in document.styles.element.iter(qn("w:lang")):
        told.set(qn("w:val"), language)


def put_marking(document: WordDocument, marking: str) -> None:
    """Print a handling marking over and under each page, and the number of the page."""
    section = document.sections[0]
    for part in (section.header, section.footer):
        paragraph = part.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(one_line(marking)).bold = True
    add_page_number(section.footer.add_paragraph())


def rule_table(table: WordTable, *, widths: list[float], caption: str) -> None:
    """Give a table fixed columns (millimetres), thin lines below its rows, and a caption.

    Word goes by the width of each cell, LibreOffice by that of the column: both are told.
    """
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    properties = table._tbl.tblPr
    borders = _element("w:tblBorders")
    for edge in ("bottom", "insideH"):
        borders.append(_element(f"w:{edge}", val="single", sz="4", color="AAB5BC", space="0"))
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    above = _element("w:tblCellMar")
    above.append(_element("w:top", w="50", type="dxa"))
    properties.insert_element_before(above, "w:tblLook")
    properties.append(_element("w:tblCaption", val=caption))


def repeat_header(row: WordRow) -> None:
    """Let a row head its table on every page."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))


def keep_row_together(row: WordRow) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))


def add_page_number(paragraph: WordParagraph) -> None:
    """Write “page / pages” as fields that Word counts."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for place, field in enumerate(("PAGE", "NUMPAGES")):
        if place:
            paragraph.add_run(" / ")
        element = _element("w:fldSimple", instr=field)
        element.append(_run("1"))
        paragraph._p.append(element)


def add_reference(paragraph: WordParagraph, number: int) -> None:
    """Write the raised number of a source as a link to it."""
    link = _element("w:hyperlink", anchor=f"source_{number}", history="1")
    link.append(_run(str(number), raised=True))
    paragraph._p.append(link)


def add_bookmark(paragraph: WordParagraph, number: int) -> None:
    """Write the number of a source, where its references lead."""
    paragraph._p.append(_element("w:bookmarkStart", id=str(number), name=f"source_{number}"))
    paragraph.add_run(f"{number}\t").bold = True
    paragraph._p.append(_element("w:bookmarkEnd", id=str(number)))


def add_address(paragraph: WordParagraph, url: str) -> None:
    """Write an address as a link to it."""
    link = _element("w:hyperlink")
    known = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), known)
    link.append(_run(url))
    paragraph._p.append(link)


def draw_side_line(paragraph: WordParagraph) -> None:
    """Draw a line beside a paragraph: what only one's own side sees."""
    borders = _element("w:pBdr")
    borders.append(_element("w:left", val="single", sz="18", space="6", color=str(OWN)))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _run(text: str, *, raised: bool = False) -> BaseOxmlElement:
    run = _element("w:r")
    properties = _element("w:rPr")
    properties.append(_element("w:color", val=str(ACCENT)))
    if raised:
        properties.append(_element("w:vertAlign", val="superscript"))
    run.append(properties)
    words = _element("w:t")
    words.text = text
    run.append(words)
    return run


def _element(tag: str, /, **attributes: str) -> BaseOxmlElement:
    element = cast("BaseOxmlElement", OxmlElement(tag))
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element

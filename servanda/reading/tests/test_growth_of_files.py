"""Opening a file takes time in proportion to its length, whatever its kind and however it is built."""

import io
from email.message import EmailMessage

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from servanda.reading.errors import DocumentError
from servanda.reading.formats import open_document
from servanda.reading.tests.bad_files import archive_of, odt_with
from servanda.reading.tests.test_growth import grows_like_its_length

pytestmark = pytest.mark.slow
ODT = "urn:oasis:names:tc:opendocument:xmlns:"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_PARAGRAPH = "<w:p><w:r><w:t>They agreed to meet by May.</w:t></w:r></w:p>"
WORD_CELL = f"<w:tc>{WORD_PARAGRAPH}</w:tc>"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def odt_of(piece, number):
    body = piece * number
    return odt_with(
        f'<o:document-content xmlns:o="{ODT}office:1.0" xmlns:t="{ODT}text:1.0" '
        f'xmlns:d="{ODT}drawing:1.0"><o:body><o:text>{body}</o:text></o:body></o:document-content>'
    )


def docx_of(piece, number):
    """Give a Word file whose body is a piece, over and over."""
    document = docx.Document()
    document.element.body.extend(parse_xml(f"<w:body {nsdecls('w')}>{piece * number}</w:body>"))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_of(pages):
    """Give a PDF file of pages with a header and eight lines each, the same ones."""
    lines = b"".join(
        b"1 0 0 1 40 %d Tm (The parties agreed to train officers and to) Tj " % (700 - 14 * n)
        for n in range(8)
    )
    shown = b"BT /F 11 Tf 1 0 0 1 40 780 Tm (State Migration Service) Tj %bET" % lines
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + pages))
    made = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, pages),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%b\nendstream\n" % (len(shown), shown),
    ]
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 3 0 R>>>>>>"
    )
    parts = (b"%d 0 obj%bendobj\n" % (n, one) for n, one in enumerate(made + [page] * pages, 1))
    return b"%%PDF-1.4\n%btrailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (b"".join(parts), 5 + pages)


def xlsx_of(number):
    rows = "".join(
        f'<row r="{n}"><c r="C{n}" t="inlineStr"><is><t>Train officers</t></is></c></row>'
        for n in range(1, number)
    )
    return archive_of(
        {
            "xl/workbook.xml": f'<workbook xmlns="{SHEETS}" xmlns:r="{TIES}"><sheets><sheet '
            'name="Plan" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship '
            'Id="r1" Type="t" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEETS}"><sheetData>{rows}'
            "</sheetData></worksheet>",
        }
    )


def letter_of(number):
    made = EmailMessage()
    made["From"] = "a@example.org"
    made.set_content("Agreed.\n" * number)
    return made.as_bytes()


def long_header(number):
    return b"From: a@example.org\nTo: " + b"b <b@example.org>,\n " * number + b"\n\nAgreed."


def many_parts(number):
    part = b'--b\nContent-Disposition: attachment; filename="a.txt"\n\nx\n'
    return b'From: a\nContent-Type: multipart/mixed; boundary="b"\n\n' + part * number


FILES = {
    "a.odt": lambda size: odt_of("<t:p>By <t:span>May</t:span></t:p>", size),
    "lists.odt": lambda size: odt_of(
        "<t:list><t:list-item><t:p>May</t:p></t:list-item></t:list>", size
    ),
    "boxes.odt": lambda size: odt_of(
        "<t:p><d:frame><d:text-box><t:p>May</t:p></d:text-box></d:frame></t:p>", size
    ),
    "a.docx": lambda size: docx_of(WORD_PARAGRAPH, size // 3),
    "tables.docx": lambda size: docx_of(f"<w:tbl><w:tr>{WORD_CELL}</w:tr></w:tbl>", size // 6),
    "rows.docx": lambda size: docx_of(
        f"<w:tbl>{f'<w:tr>{WORD_CELL}</w:tr>' * (size // 3)}</w:tbl>", 1
    ),
    "changed.docx": lambda size: docx_of(
        "<w:p><w:ins><w:r><w:t>May</w:t></w:r></w:ins><w:del><w:r/></w:del></w:p>", size // 3
    ),
    "a.pdf": lambda size: pdf_of(size // 15),
    "a.xlsx": xlsx_of,
    "a.eml": letter_of,
    "to.eml": long_header,
    "parts.eml": many_parts,
    "menu.html": lambda size: b"<html><ul>" + b'<li><a href="/a">Menu</a></li>' * size,
    "deep.html": lambda size: b"<html>" + b"<div><p>Words</p></div>" * size,
    "named.html": lambda size: b"<html>" + b'<div class="share menu">Words</div>' * size,
}


def opened(content, name):
    try:
        open_document(content, file_name=name)
    except DocumentError:
        return


@pytest.mark.parametrize("name", FILES)
def test_opening_grows_like_the_file(name):
    made = {size: FILES[name](size) for size in (1_500, 6_000)}
    assert grows_like_its_length(lambda size: opened(made[size], name), 1_500)

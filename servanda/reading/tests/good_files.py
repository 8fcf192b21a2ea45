"""One text as a file of every kind, made here."""

import io
import zipfile
from email.message import EmailMessage

import docx
import typst

FIRST = "The meeting was held in Ashgabat."
SECOND = "On 17 February 2021 Turkmenistan and the International Organization for Migration (IOM) agreed to launch the network."
_ODT = "urn:oasis:names:tc:opendocument:xmlns:"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def _archive(members: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _word() -> bytes:
    document = docx.Document()
    document.add_paragraph(FIRST)
    document.add_paragraph(SECOND)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _open_document() -> bytes:
    body = f"<t:p>{FIRST}</t:p><t:p>{SECOND}</t:p>"
    return _archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<o:document-content xmlns:o="{_ODT}office:1.0" '
            f'xmlns:t="{_ODT}text:1.0"><o:body><o:text>{body}</o:text></o:body>'
            "</o:document-content>",
        }
    )


def _workbook() -> bytes:
    rows = "".join(
        f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{words}</t></is></c></row>'
        for number, words in enumerate((FIRST, SECOND), start=1)
    )
    return _archive(
        {
            "xl/workbook.xml": f'<workbook xmlns="{_SHEETS}" xmlns:r="{_TIES}"><sheets><sheet '
            'name="Notes" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship '
            'Id="r1" Type="t" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEETS}"><sheetData>{rows}'
            "</sheetData></worksheet>",
        }
    )


def _letter() -> bytes:
    made = EmailMessage()
    made["From"] = "mission@example.org"
    made["Date"] = "Wed, 17 Feb 2021 10:00:00 +0500"
    made["Subject"] = "Note"
    made.set_content(f"{FIRST}\n\n{SECOND}\n")
    return made.as_bytes()


def _page() -> bytes:
    menu = "".join(f'<li><a href="/{n}">Topic {n} of the day</a></li>' for n in range(6))
    return (
        f"<!doctype html><html><head><title>Note</title></head><body><ul>{menu}</ul>"
        f"<article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    ).encode()


GOOD_FILES = {
    "note.txt": f"{FIRST}\n\n{SECOND}\n".encode(),
    "note.md": f"# Note\n\n{FIRST}\n\n{SECOND}\n".encode(),
    "note.html": _page(),
    "note.docx": _word(),
    "note.odt": _open_document(),
    "note.xlsx": _workbook(),
    "note.eml": _letter(),
    "note.pdf": typst.compile(f"{FIRST}\n\n{SECOND}".encode()),
}

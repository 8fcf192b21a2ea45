"""Word files built here, opened: tables, tracked changes, footnotes, and files that are none."""

import io
import zipfile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from servanda.reading.errors import (
    DamagedDocument,
    DocumentTooLarge,
    PasswordProtected,
    UnknownFormat,
)
from servanda.reading.formats import open_document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def docx_of(build):
    document = docx.Document()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def plan_table(document):
    document.core_properties.title = "The plan"
    document.add_paragraph("Before")
    table = document.add_table(rows=3, cols=2)
    for place, text in enumerate(["Code", "Measure", "1.1", "Train officers", "1.2", "Print it"]):
        table.cell(place // 2, place % 2).text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("After")


def tracked_changes(document):
    paragraph = document.add_paragraph("The parties ")
    deleted = f"<w:del {nsdecls('w')}><w:r><w:delText>noted</w:delText></w:r></w:del>"
    inserted = f"<w:ins {nsdecls('w')}><w:r><w:t>agreed</w:t></w:r></w:ins>"
    paragraph._p.append(parse_xml(deleted))
    paragraph._p.append(parse_xml(inserted))
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Kept</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    document.element.body.insert(1, parse_xml(control))


def footnote(document):
    document.add_paragraph("The parties agreed.")
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="-1"><w:p/></w:footnote><w:footnote w:id="1">'
        "<w:p><w:r><w:t>See resolution 73/195.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


class TestWord:
    def test_tables_are_read_cell_by_cell_and_merged_cells_once(self):
        opened = open_document(docx_of(plan_table), file_name="plan.docx")
        assert opened.text.split("\n\n") == [
            "Before", "Code", "Measure", "1.1", "1.2", "Train officers", "Print it", "After",
        ]  # fmt: skip
        assert opened.title == "The plan"

    def test_tracked_changes_are_read_as_accepted_and_said(self):
        opened = open_document(docx_of(tracked_changes), file_name="draft.docx")
        assert opened.text == "The parties agreed\n\nKept"
        assert opened.warnings == (
            "draft.docx has tracked changes: it was read as if all of them were accepted.",
        )

    def test_footnotes_stand_at_the_end(self):
        opened = open_document(docx_of(footnote), file_name="report.docx")
        assert opened.text == "The parties agreed.\n\nSee resolution 73/195."

    @pytest.mark.parametrize("stream", ["", "EncryptedPackage"])
    def test_a_file_with_a_password_is_refused(self, stream):
        content = OLE + b"\x00" * 512 + stream.encode("utf-16-le")
        with pytest.raises(PasswordProtected) as refusal:
            open_document(content, file_name="report.docx")
        assert str(refusal.value) == (
            "report.docx is protected by a password: remove the password and upload it again."
        )

    def test_a_bursting_archive_is_refused_before_it_is_opened(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", b" " * 8 * 1024 * 1024)
        with pytest.raises(DocumentTooLarge, match=r"^bomb\.docx grows far too large"):
            open_document(stream.getvalue(), file_name="bomb.docx")

    def test_another_archive_is_refused(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("ppt/slides.xml", "<slides/>")
        with pytest.raises(UnknownFormat, match=r"^plan\.pptx is an archive but not a file of"):
            open_document(stream.getvalue(), file_name="plan.pptx")

    def test_a_broken_file_is_refused(self):
        content = docx_of(plan_table)
        with pytest.raises(DamagedDocument, match=r"^plan\.docx is a damaged archive"):
            open_document(content[: len(content) // 2], file_name="plan.docx")

    def test_a_text_that_is_named_docx_is_refused(self):
        with pytest.raises(DamagedDocument, match=r"^plan\.docx is not a Word file"):
            open_document(b"text", file_name="plan.docx")

"""Files that cannot be read, made here: each with its name, what is wrong, and the mend told."""

import io
import zipfile
from dataclasses import dataclass

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)
LOCKED_PDF = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
3 0 obj<</Filter/Standard/V 1/R 2/O<%(key)s>/U<%(key)s>/P -4>>endobj
trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]/Size 4>>
%%%%EOF""" % {b"key": b"ab" * 32}
# Eight kilobytes that would be a gigabyte: each entity is ten of the one before it.
_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "{"a" * 10}">{_ENTITIES}]>'
_WORDS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"


@dataclass(frozen=True)
class BadFile:
    """A file that is refused: its name, its bytes, and parts of the sentence."""

    name: str
    content: bytes
    why: str
    mend: str


def archive_of(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def odt_with(content: str, **more: str) -> bytes:
    mimetype = "application/vnd.oasis.opendocument.text"
    return archive_of({"mimetype": mimetype, "content.xml": content, **more})


def _entities_in_odt() -> bytes:
    return odt_with(
        f'{BOMB}<o:document-content xmlns:o="{_WORDS}office:1.0" xmlns:t="{_WORDS}text:1.0">'
        "<o:body><o:text><t:p>&e8;</t:p></o:text></o:body></o:document-content>"
    )


def _entities_in_docx() -> bytes:
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    package = "http://schemas.openxmlformats.org/package/2006/"
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return archive_of(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{types}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}relationships"><Relationship Id="r1" '
            f'Type="{_OFFICE}relationships/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'{BOMB}<w:document xmlns:w="{words}"><w:body><w:p><w:r><w:t>'
            "&e8;</w:t></w:r></w:p></w:body></w:document>",
        }
    )


def _entities_in_xlsx() -> bytes:
    return archive_of({"xl/workbook.xml": f"{BOMB}<workbook>&e8;</workbook>"})


def _locked_odt() -> bytes:
    manifest = f'<m:manifest xmlns:m="{_WORDS}manifest:1.0"><m:encryption-data/></m:manifest>'
    return odt_with("<x/>", **{"META-INF/manifest.xml": manifest})


BAD_FILES = [
    BadFile(*row)
    for row in [
        ("empty.txt", b"", "is empty", "choose a file that holds text"),
        ("blank.md", b" \n\t ", "holds no words", "choose a file that holds text"),
        ("binary.txt", b"MZ\x00\x01\x02", "not text but binary data", "choose the document itself"),
        ("script.html", b"<script>alert('words')</script>", "holds no words", "choose a file"),
        ("latin.txt", "Türkmenistan".encode("latin-1"), "not encoded as UTF-8", "save it as"),
        ("old.html", "<p>Туркменистан</p>".encode("cp1251"), "not encoded as UTF-8", "save it as"),
        ("none.pdf", b"This is no PDF.", "is not a PDF file", "save it again"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<", "is damaged", "save it again"),
        ("locked.pdf", LOCKED_PDF, "protected by a password", "remove the password"),
        ("none.docx", b"This is no Word file.", "is not a Word file", "save it again"),
        ("none.odt", b"This is no text.", "is not an OpenDocument file", "save it again"),
        ("none.xlsx", b"a;b;c", "is not an Excel file", "save it again"),
        ("none.eml", b"just words", "is not a letter", "save it again as .eml"),
        ("locked.docx", OLD_OFFICE, "protected by a password", "remove the password"),
        ("locked.xlsx", OLD_OFFICE, "protected by a password", "remove the password"),
        ("locked.odt", _locked_odt(), "protected by a password", "remove the password"),
        ("notes.zip", archive_of({"note.txt": "They met."}), "but not a file of Word", "unpack it"),
        ("old.xls", OLD_OFFICE, "old Microsoft Office", "save it as .docx or .xlsx"),
        ("cut.odt", odt_with("<x>"), "is damaged", "save it again"),
        ("bomb.docx", archive_of({"word/a.xml": bytes(9 << 20)}), "far too large", "a new file"),
        ("bomb.xlsx", archive_of({"xl/workbook.xml": bytes(9 << 20)}), "far too large", "a new file"),
        ("bomb.odt", archive_of({"mimetype": bytes(9 << 20)}), "far too large", "a new file"),
        ("entities.docx", _entities_in_docx(), "is damaged", "save it again"),
        ("entities.odt", _entities_in_odt(), "is damaged", "save it again"),
        ("entities.xlsx", _entities_in_xlsx(), "is damaged", "save it again"),
        ("picture.png", b"\x89PNG\r\n\x1a\n", "is a picture", "paste its text"),
        ("rich.rtf", b"{\\rtf1 They met.}", "is a rich text", "save it as .docx"),
        ("film.mp4", b"....ftypisom", "a format that is not read", "save it as .txt"),
    ]
]  # fmt: skip

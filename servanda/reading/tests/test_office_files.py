"""Files of office programs built here: OpenDocument texts, workbooks, numbers of lists, old Word."""

import io
import stat
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from servanda.reading.errors import (
    DamagedDocument,
    DocumentTooLarge,
    PasswordProtected,
    UnknownFormat,
)
from servanda.reading.formats import open_document
from servanda.reading.formats.numbering import Level, ListNumbers, numeral

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_WORD = OLE + b"\x00" * 512 + "WordDocument".encode("utf-16-le")
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for name, long in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "manifest": "manifest",
    }.items()
)  # fmt: skip
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def archive_of(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def odt_of(body, *, styles="", extra=None, before=""):
    content = (
        f"{before}<office:document-content {NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.text"
    return archive_of({"mimetype": mimetype, "content.xml": content, **(extra or {})})


def odt_text(body, **parts):
    return open_document(odt_of(body, **parts), file_name="plan.odt").text


LISTS = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    '</text:list-style><text:list-style style:name="L2">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>'
)


def item(words, inner=""):
    return f"<text:list-item><text:p>{words}</text:p>{inner}</text:list-item>"


class TestOpenDocument:
    def test_paragraphs_spaces_and_tables_are_read_in_order(self):
        cells = "".join(
            f"<table:table-cell><text:p>{words}</text:p></table:table-cell>"
            for words in ("1.1", "Train officers")
        )
        body = (
            "<text:h>Plan</text:h><text:p>by<text:s/>May,<text:line-break/>both <text:span>sides"
            "</text:span></text:p>"
            f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
        )
        assert odt_text(body) == "Plan\n\nby May,\nboth sides\n\n1.1\n\nTrain officers"

    def test_lists_bear_their_numbers(self):
        inner = f"<text:list>{item('Kits')}{item('Cars')}</text:list>"
        body = (
            f'<text:list text:style-name="L1">{item("Buy", inner)}{item("Train")}</text:list>'
            f'<text:list text:style-name="L2">{item("Thank all")}</text:list>'
        )
        assert odt_text(body, styles=LISTS).split("\n\n") == [
            "1. Buy", "a) Kits", "b) Cars", "2. Train", "• Thank all",
        ]  # fmt: skip

    def test_notes_stand_at_the_end_and_comments_are_said(self):
        note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See 73/195.</text:p></text:note-body></text:note>"
        comment = "<office:annotation><text:p>Hm.</text:p></office:annotation>"
        body = f"<text:p>Agreed{note}{comment}.</text:p><text:p>End.</text:p>"
        opened = open_document(odt_of(body), file_name="plan.odt")
        assert opened.text == "Agreed.\n\nEnd.\n\nSee 73/195."
        assert opened.warnings == ("plan.odt has comments in the margin: they were left out.",)

    def test_heads_and_feet_are_kept_apart(self):
        styles = f"<office:document-styles {NAMES}><style:header><text:p>Service</text:p></style:header></office:document-styles>"
        opened = open_document(
            odt_of("<text:p>Words</text:p>", extra={"styles.xml": styles}), file_name="a.odt"
        )
        assert [(aside.place, aside.text) for aside in opened.asides] == [("top", "Service")]
        assert opened.text == "Words"

    def test_a_text_with_a_password_is_refused(self):
        manifest = f"<manifest:manifest {NAMES}><manifest:encryption-data/></manifest:manifest>"
        content = odt_of("<text:p/>", extra={"META-INF/manifest.xml": manifest})
        with pytest.raises(PasswordProtected, match=r"^a\.odt is protected by a password"):
            open_document(content, file_name="a.odt")

    @pytest.mark.parametrize(
        "content", [odt_of("<text:p>"), odt_of("<text:p>&b;</text:p>", before=BOMB)]
    )
    def test_broken_xml_and_entities_are_refused(self, content):
        with pytest.raises(DamagedDocument, match=r"^a\.odt is damaged"):
            open_document(content, file_name="a.odt")

    def test_a_million_spaces_are_few(self):
        assert len(odt_text('<text:p>a<text:s text:c="1000000000"/>b</text:p>')) < 100


def sheet_of(rows):
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def xlsx_of(sheets, *, shared="", styles="", state=""):
    names = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}" {state}/>' for n, name in enumerate(sheets)
    )
    ties = "".join(
        f'<Relationship Id="r{n}" Target="worksheets/sheet{n}.xml" Type="{TIES}/worksheet"/>'
        for n, _ in enumerate(sheets)
    )
    members = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{TIES}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{ties}</Relationships>",
    }
    members |= {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets.values())}
    if shared:
        members["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'
    if styles:
        members["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    return archive_of(members)


LOOKS = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs>'
)
PLAN = sheet_of(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Due</t></is></c></row>'
    '<row r="3"><c r="A3"><v>1.1</v></c><c r="B3" s="2"><v>0.45</v></c><c r="C3" s="1"><v>44197</v></c>'
    '<c r="D3" s="3"><v>44197.5</v></c><c r="E3" t="b"><v>1</v></c></row>'
)


class TestWorkbook:
    def test_sheets_rows_and_cells_are_kept_apart_as_they_are_shown(self):
        content = xlsx_of(
            {"Plan": PLAN}, shared="<si><r><t>Mea</t></r><r><t>sure</t></r></si>", styles=LOOKS
        )
        opened = open_document(content, file_name="plan.xlsx")
        assert opened.text == (
            "Plan\n\nMeasure | Due\n\n1.1 | 45% | 2021-01-01 | 2021-01-01 12:00 | TRUE"
        )

    def test_each_cell_has_its_address(self):
        content = xlsx_of({"Plan": PLAN}, shared="<si><t>Measure</t></si>", styles=LOOKS)
        opened = open_document(content, file_name="plan.xlsx")
        starts = {anchor.name: opened.text[anchor.start :] for anchor in opened.anchors}
        assert starts["Plan!A1"].startswith("Measure")
        assert starts["Plan!C3"].startswith("2021-01-01 |")

    def test_hidden_sheets_are_read_and_said(self):
        opened = open_document(xlsx_of({"Plan": PLAN}, state='state="hidden"'), file_name="a.xlsx")
        assert opened.warnings == ("a.xlsx has hidden sheets, which were read as well: Plan.",)

    def test_two_cells_at_the_ends_of_a_sheet_take_no_room(self):
        far = sheet_of(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        )
        opened = open_document(xlsx_of({"S": far}), file_name="far.xlsx")
        assert opened.text == "S\n\n1\n\n2"
        assert opened.anchors[-1].name == "S!XFD1048576"

    def test_words_shared_by_too_many_cells_are_refused(self):
        cells = '<c t="s"><v>0</v></c>' * 2000
        shared = f"<si><t>{'long words ' * 1000}</t></si>"
        with pytest.raises(
            DocumentTooLarge, match=r"^a\.xlsx holds more cells than a person reads"
        ):
            open_document(
                xlsx_of({"S": sheet_of(f'<row r="1">{cells}</row>')}, shared=shared),
                file_name="a.xlsx",
            )

    @pytest.mark.parametrize(
        "sheet", ["<worksheet>", BOMB + sheet_of("<row r='1'><c><v>&b;</v></c></row>")]
    )
    def test_broken_xml_and_entities_are_refused(self, sheet):
        with pytest.raises(DamagedDocument, match=r"^a\.xlsx is damaged"):
            open_document(xlsx_of({"S": sheet}), file_name="a.xlsx")

    def test_a_workbook_with_a_password_is_refused(self):
        content = OLE + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le")
        with pytest.raises(PasswordProtected):
            open_document(content, file_name="a.xlsx")


def numbered_docx(
    levels, paragraphs, *, nums='<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
):
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for kept in list(numbering):
        numbering.remove(kept)
    numbering.append(
        parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="7">{levels}</w:abstractNum>')
    )
    for num in parse_xml(f"<w:x {nsdecls('w')}>{nums}</w:x>"):
        numbering.append(num)
    for words, num, depth in paragraphs:
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        properties.append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>'
        ))  # fmt: skip
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def level(depth, form, drawn):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{drawn}"/></w:lvl>'
    )


class TestNumbersOfWord:
    def test_levels_count_and_begin_anew(self):
        levels = (
            level(0, "decimal", "%1.")
            + level(1, "decimal", "%1.%2")
            + level(2, "russianLower", "%3)")
        )
        points = [
            ("Buy", 7, 0),
            ("Kits", 7, 1),
            ("Cars", 7, 1),
            ("Red", 7, 2),
            ("Train", 7, 0),
            ("All", 7, 1),
        ]
        opened = open_document(numbered_docx(levels, points), file_name="plan.docx")
        assert opened.text.split("\n\n") == [
            "1. Buy", "1.1 Kits", "1.2 Cars", "а) Red", "2. Train", "2.1 All",
        ]  # fmt: skip

    def test_a_list_that_starts_anew_counts_alone(self):
        nums = (
            '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
            '<w:num w:numId="8"><w:abstractNumId w:val="7"/></w:num>'
            '<w:num w:numId="9"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        )
        points = [("a", 7, 0), ("b", 8, 0), ("c", 9, 0), ("d", 9, 0), ("e", 7, 0), ("f", 0, 0)]
        content = numbered_docx(level(0, "upperRoman", "%1."), points, nums=nums)
        assert open_document(content, file_name="a.docx").text.split("\n\n") == [
            "I. a", "II. b", "V. c", "VI. d", "III. e", "f",
        ]  # fmt: skip

    def test_a_style_may_bear_the_number(self):
        document = docx.Document()
        document.add_paragraph("One", style="List Number")
        document.add_paragraph("Plain")
        document.add_paragraph("Two", style="List Number")
        document.add_paragraph("Dot", style="List Bullet")
        stream = io.BytesIO()
        document.save(stream)
        assert open_document(stream.getvalue(), file_name="a.docx").text.split("\n\n") == [
            "1. One", "Plain", "2. Two", "• Dot",
        ]  # fmt: skip

    def test_heads_and_feet_are_kept_apart(self):
        document = docx.Document()
        document.add_paragraph("Words")
        document.sections[0].header.paragraphs[0].text = "For official use"
        stream = io.BytesIO()
        document.save(stream)
        opened = open_document(stream.getvalue(), file_name="a.docx")
        assert opened.text == "Words"
        assert [(aside.place, aside.text) for aside in opened.asides] == [
            ("top", "For official use")
        ]

    def test_a_word_file_that_declares_entities_is_refused(self):
        document = docx.Document()
        document.add_paragraph("Words")
        stream = io.BytesIO()
        document.save(stream)
        with zipfile.ZipFile(stream) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        xml = members["word/document.xml"].decode().replace("?>", "?>" + BOMB, 1)
        members["word/document.xml"] = xml.replace("Words", "Words&b;").encode()
        with pytest.raises(DamagedDocument, match=r"^a\.docx is damaged and cannot be opened"):
            open_document(archive_of(members), file_name="a.docx")


class TestNumerals:
    @pytest.mark.parametrize(
        ("number", "form", "written"),
        [
            (4, "lowerRoman", "iv"), (1999, "upperRoman", "MCMXCIX"), (10**9, "upperRoman", "1000000000"),
            (27, "lowerLetter", "aa"), (3, "upperLetter", "C"), (7, "decimalZero", "07"),
            (2, "russianUpper", "Б"), (5, "ordinal", "5"), (0, "lowerLetter", "0"), (3, "none", ""),
        ],
    )  # fmt: skip
    def test_numbers_are_written_as_word_writes_them(self, number, form, written):
        assert numeral(number, form=form) == written

    def test_a_level_may_want_plain_digits(self):
        numbers = ListNumbers(
            {0: Level("upperRoman", "%1"), 1: Level("decimal", "%1.%2", is_plain=True)}
        )
        assert [numbers.next_label(depth) for depth in (0, 1)] == ["I", "1.1"]


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a program of a name on the path that runs a line of shell."""

    def put(name, line):
        place = tmp_path / name
        place.write_text(f"#!/bin/sh\n{line}\n")
        place.chmod(place.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    return put


class TestOldWord:
    def test_without_the_program_the_sentence_tells_how_to_install_it(self, monkeypatch):
        monkeypatch.setenv("PATH", "/nowhere")
        with pytest.raises(UnknownFormat, match=r"^old\.doc is .*\(apt install catdoc\)"):
            open_document(OLD_WORD, file_name="old.doc")

    def test_with_the_program_its_text_is_read(self, program):
        program("catdoc", "printf 'The parties agreed.\\nThey met.\\n'")
        opened = open_document(OLD_WORD, file_name="old.doc")
        assert opened.text == "The parties agreed.\n\nThey met."
        assert opened.warnings[0].startswith("old.doc is a file of old Word: ")

    def test_a_file_the_program_cannot_read_is_refused(self, program):
        program("catdoc", "exit 1")
        with pytest.raises(DamagedDocument, match=r"^old\.doc .* save it as \.docx"):
            open_document(OLD_WORD, file_name="old.doc")

    def test_the_program_learns_no_secret(self, program, monkeypatch):
        monkeypatch.setenv("SERVANDA_SECRET_KEY", "secret")
        program("catdoc", "env")
        assert "secret" not in open_document(OLD_WORD, file_name="old.doc").text

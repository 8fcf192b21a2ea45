"""Excel workbooks (.xlsx) as text: sheets, rows and cells with their addresses."""

import pytest

from servanda.reading.errors import (
    DamagedDocument,
    DocumentTooLarge,
    PasswordProtected,
)
from servanda.reading.formats import open_document
from servanda.reading.tests.office_files import BOMB, OLE, archive_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


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

    @pytest.mark.parametrize(
        ("style", "written", "shown"),
        [
            ('<xf numFmtId="20"/>', "0.5625", "13:30"),
            ('<xf numFmtId="21"/>', "0.5625115740740741", "13:30:01"),
            ('<xf numFmtId="46"/>', "1.5", "36:00"),
            ('<xf numFmtId="170"/>', "0.375", "09:00"),
            ('<xf numFmtId="171"/>', "0.5", "0.5"),
            ('<xf numFmtId="172"/>', "2", "48:00"),
        ],
    )
    def test_a_time_of_day_is_shown_as_one(self, style, written, shown):
        own = (
            '<numFmts><numFmt numFmtId="170" formatCode="h:mm AM/PM"/>'
            '<numFmt numFmtId="171" formatCode="0.0&quot; hours&quot;"/>'
            '<numFmt numFmtId="172" formatCode="[h]:mm"/></numFmts>'
        )
        rows = f'<row r="1"><c r="A1" s="0"><v>{written}</v></c></row>'
        content = xlsx_of({"Agenda": sheet_of(rows)}, styles=f"{own}<cellXfs>{style}</cellXfs>")
        assert open_document(content, file_name="a.xlsx").text == f"Agenda\n\n{shown}"

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

    @pytest.mark.slow
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

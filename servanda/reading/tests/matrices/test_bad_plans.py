"""Files that are broken, hostile or doubtful: refused with a reason, or read with the doubt at its cell."""

import pytest

from servanda.reading.errors import DamagedDocument, DocumentTooLarge
from servanda.reading.matrices import read_matrices
from servanda.reading.tests.matrices.files import Grid, csv_of, xlsx_of
from servanda.reading.tests.office_files import OLE, archive_of
from servanda.reading.tests.test_workbooks import sheet_of
from servanda.reading.tests.test_workbooks import xlsx_of as raw_xlsx_of

HEADINGS = ["No", "Activity", "Responsible", "Deadline", "Budget, USD"]


def inline(place, words):
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


RAW = "".join(
    f'<row r="{number}">' + "".join(inline(f"{'ABCD'[at]}{number}", words) for at, words in enumerate(row)) + "</row>"
    for number, row in enumerate([HEADINGS[1:], ["Repair", "MIA", "2021", "5"]], start=1)
)  # fmt: skip


def table_of(rows, *, above=()):
    content = xlsx_of(Grid([*above, HEADINGS, *rows]))
    return read_matrices(content, file_name="plan.xlsx").tables[0]


def doubts_of(table):
    return [str(doubt) for row in table.rows for doubt in row.doubts]


def test_values_of_formulas_are_taken_and_it_is_said():
    row = '<row r="3">' + inline("A3", "Paint") + '<c r="D3"><f>2+3</f><v>5</v></c></row>'
    table = read_matrices(raw_xlsx_of({"Plan": sheet_of(RAW + row)}), file_name="p.xlsx").tables[0]
    assert table.rows[1].cells[1].raw == "5"
    assert "D3: the value is computed by a formula" in doubts_of(table)[0]


def test_a_formula_that_was_never_computed_is_kept_as_it_stands():
    table = table_of([["1", "Repair", "MIA", "2021", "=2+3"]])
    cell = table.rows[0].cells[4]
    assert (cell.raw, cell.parsed) == ("=2+3", None)
    assert doubts_of(table) == [
        "E2: the formula was never computed, so it has no value; its words are kept."
    ]
    assert [str(doubt) for doubt in table.doubts] == [
        "Formulas in the sheet whose value the file does not keep: 1."
    ]


def test_a_million_empty_rows_cost_nothing():
    empty = "".join(f'<row r="{number}"/>' for number in range(4, 1_048_577))
    content = raw_xlsx_of({"Plan": sheet_of(RAW + empty)})
    (table,) = read_matrices(content, file_name="p.xlsx").tables
    assert len(table.rows) == 1


def test_words_far_to_the_right_are_refused():
    content = raw_xlsx_of({"Plan": sheet_of(RAW + f'<row r="9">{inline("XFD9", "x")}</row>')})
    with pytest.raises(DocumentTooLarge, match="XFD9"):
        read_matrices(content, file_name="p.xlsx")


def test_macros_and_links_to_other_files_are_told():
    content = archive_of(
        {
            "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Plan" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet_of(RAW),
            "xl/vbaProject.bin": "macros",
            "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        }
    )
    (table,) = read_matrices(content, file_name="p.xlsm").tables
    assert any("macros" in doubt for doubt in table.doubts)
    assert any("other files" in doubt for doubt in table.doubts)


def test_a_zip_bomb_is_refused():
    with pytest.raises(DocumentTooLarge):
        read_matrices(
            archive_of({"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": "a" * 100_000_000}),
            file_name="p.xlsx",
        )


def test_a_billion_laughs_are_refused():
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(DamagedDocument):
        read_matrices(raw_xlsx_of({"Plan": laughs + sheet_of(RAW)}), file_name="p.xlsx")


def test_a_cell_of_ten_megabytes_is_refused_by_its_address():
    content = csv_of(Grid([HEADINGS, ["1", "x y " * 2_500_000, "MIA", "2021", "5"]]))
    with pytest.raises(DocumentTooLarge, match="B2"):
        read_matrices(content, file_name="p.csv")


def test_what_only_claims_to_be_an_old_workbook_is_refused():
    with pytest.raises(DamagedDocument):
        read_matrices(OLE + "Workbook".encode("utf-16-le") * 40, file_name="p.xls")


def test_two_rows_that_could_be_headings_are_told():
    rows: list[list[object]] = [
        ["1", "Repair", "MIA", "2021", 5],
        ["No", "Measure", "Implementers", "Term", "Cost, EUR"],
        ["1", "Paint", "MFA", "2022", 6],
    ]
    tables = read_matrices(csv_of(Grid([HEADINGS, *rows])), file_name="p.csv").tables
    assert [table.header_rows for table in tables] == [(1,), (3,)]
    assert "Rows 1 and 3 could both be headings" in tables[0].doubts[0]


def test_a_total_that_does_not_add_up_is_told_at_its_cell():
    table = table_of(
        [
            ["1", "Repair", "MIA", "2021", 5],
            ["2", "Paint", "MIA", "2021", 6],
            [None, "Total", None, None, 12],
        ]
    )
    assert table.rows[-1].kind == "total"
    assert doubts_of(table) == ["E4: the sum told is 12, but the amounts add up to 11."]


def test_a_total_that_adds_up_is_not_told():
    table = table_of(
        [
            ["1", "Repair", "MIA", "2021", 5],
            ["2", "Paint", "MIA", "2021", 6],
            [None, "Total", None, None, 11],
        ]
    )
    assert doubts_of(table) == []


def test_a_number_used_twice_is_told():
    table = table_of([["1.1", "Repair", "MIA", "2021", 5], ["1.1", "Paint", "MIA", "2021", 6]])
    assert doubts_of(table) == ["The number 1.1 is used twice in the same place: first in row 2."]


def test_a_plan_made_after_its_first_year_began_is_told():
    above = [["Plan of measures 2024-2025"], ["Order of 3 September 2024"]]
    table = table_of([["1", "Repair", "MIA", "2024", 5]], above=above)
    assert "The plan is of 2024-09-03, after its first year, 2024, had begun." in table.doubts


def test_a_plan_none_of_whose_rows_begins_in_its_first_year_is_told():
    table = table_of([["1", "Repair", "MIA", "2022", 5]], above=[["Plan of measures 2021-2025"]])
    assert any("No row begins in 2021" in doubt for doubt in table.doubts)


def test_a_period_that_ends_before_it_begins_is_told_and_not_dated():
    table = table_of([["1", "Repair", "MIA", "March 2023 - June 2022", 5]])
    assert table.rows[0].cells[3].parsed.edtf is None
    assert doubts_of(table) == ["D2: the period “March 2023 - June 2022” ends before it begins."]


def test_an_end_before_the_start_in_columns_of_their_own_is_told():
    grid = Grid(
        [
            ["Activity", "Start date", "End date", "Responsible"],
            ["Repair", "01.03.2023", "01.02.2022", "MIA"],
        ]
    )
    (table,) = read_matrices(csv_of(grid), file_name="p.csv").tables
    assert doubts_of(table) == ["C2: the end, “01.02.2022”, lies before the start, 2023-03-01."]


def test_an_unknown_value_is_kept_as_it_stands_with_a_doubt():
    table = table_of([["1", "Repair", "MIA", "when the tide is low", "a barrel of herring"]])
    assert [(cell.raw, cell.parsed) for cell in table.rows[0].cells[3:]] == [
        ("when the tide is low", None),
        ("a barrel of herring", None),
    ]
    assert [doubt[:3] for doubt in doubts_of(table)] == ["D2:", "E2:"]


def test_blank_is_not_zero():
    table = table_of([["1", "Repair", "MIA", "2021", None], ["2", "Paint", "MIA", "2021", 0]])
    assert [cell.column for cell in table.rows[0].cells] == [1, 2, 3, 4]
    assert table.rows[1].cells[4].parsed[0].amount == 0

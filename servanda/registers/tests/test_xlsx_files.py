"""A table as a workbook: every cell is what it was, a text is never a formula, any length goes."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from lxml import etree

from servanda.reading.formats.xlsx import open_xlsx
from servanda.registers.lists.rendering_csv import Cell, Columns
from servanda.registers.lists.rendering_xlsx import MOST_IN_HEADER, MOST_LETTERS, Sheet, xlsx_pieces

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
UPDATES = Sheet("Updates", ("Party", "Value"), most_rows=1_000)


def workbook(*rows: tuple[Cell, ...], sheet: Sheet = UPDATES) -> bytes:
    return b"".join(xlsx_pieces(sheet, [list(zip(*rows, strict=True))]))


def text_of(content: bytes) -> str:
    return open_xlsx(content, "list.xlsx").text


def told_in(cell: etree._Element) -> str:
    return "".join(str(text) for text in cell.itertext())


def sheets_of(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = sorted(name for name in archive.namelist() if "/sheet" in name)
        return [archive.read(name) for name in names]


def header(*markings: str) -> str | None:
    content = workbook(sheet=replace(UPDATES, markings=lambda: markings, others="and others"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    return sheet.findtext(f"{MAIN}headerFooter/{MAIN}oddHeader")


def cells(content: bytes, number: int = 1) -> list[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    return list(sheet.iter(f"{MAIN}c"))


def test_the_workbook_is_whole_and_its_cells_are_read_back():
    content = workbook(("Türkmenistan", "In progress"), ('A "B" <C> & D', "Сделано"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        for part in archive.namelist():
            etree.fromstring(archive.read(part))
    assert text_of(content).split("\n\n") == [
        "Updates",
        "Party | Value",
        "Türkmenistan | In progress",
        'A "B" <C> & D | Сделано',
    ]


def test_a_text_like_a_formula_stays_a_text():
    cell = cells(workbook(('=HYPERLINK("https://example.org")', "")))[2]
    assert cell.get("t") == "inlineStr"
    assert not list(cell.iter(f"{MAIN}f"))
    assert told_in(cell) == '=HYPERLINK("https://example.org")'


def test_dates_and_numbers_are_dates_and_numbers():
    told = text_of(workbook((date(2020, 2, 18), 42), (Decimal("12.50"), -3)))
    assert told.split("\n\n")[2:] == ["2020-02-18 | 42", "12.5 | -3"]


@pytest.mark.parametrize("value", [date(1850, 1, 1), 10**15, Decimal(10**20)])
def test_what_excel_would_change_is_written_as_a_text(value):
    cell = cells(workbook((value, "")))[2]
    assert (cell.get("t"), told_in(cell)) == ("inlineStr", str(value))


def test_what_is_empty_keeps_its_place():
    content = workbook((None, "b"), ("", "d"))
    assert [told_in(cell) for cell in cells(content)[2:]] == ["", "b", "", "d"]


def test_signs_that_no_workbook_may_hold_are_left_out():
    assert "Ashgabat" in text_of(workbook(("Ash\x00ga\x0bb\ud800at\uffff", "")))


def test_an_underscore_that_excel_would_take_for_a_code_is_written_as_one():
    assert told_in(cells(workbook(("_x0041_", "")))[2]) == "_x005F_x0041_"


@pytest.mark.parametrize(("letter", "kept"), [("я", MOST_LETTERS), ("😀", MOST_LETTERS // 2)])
def test_of_a_text_too_long_for_a_cell_its_beginning_stands_there(letter, kept):
    cell = cells(workbook((letter * 40_000, "")))[2]
    assert told_in(cell) == letter * kept


def test_what_one_sheet_does_not_hold_goes_on_to_the_next_under_the_same_head():
    content = workbook(
        *(("party", number) for number in range(5)), sheet=replace(UPDATES, most_rows=3)
    )
    told = text_of(content)
    assert [told.count(name) for name in ("Updates 2", "Updates 3", "Party | Value")] == [1, 1, 3]
    assert [f"party | {number}" in told for number in range(5)] == [True] * 5


def test_a_table_that_fills_its_sheet_begins_no_other():
    content = workbook(("a", 1), ("b", 2), sheet=replace(UPDATES, most_rows=3))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "xl/worksheets/sheet2.xml" not in archive.namelist()


def test_a_sheet_that_is_heavy_goes_on_to_the_next_before_its_archive_breaks_off(monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 4_000)
    lots: list[Columns] = [[["party " * 9] * 40, [str(number) for number in range(40)]]]
    content = b"".join(xlsx_pieces(replace(UPDATES, most_bytes=2_000), lots))
    sheets, told = sheets_of(content), text_of(content)
    assert len(sheets) > 2
    assert all(sheet.count(b"<row>") > 2 for sheet in sheets)
    assert [told.count(f"| {number}\n") for number in range(39)] == [1] * 39
    assert told.count("Party | Value") == len(sheets)


def test_a_row_that_is_heavier_than_a_sheet_has_one_for_itself():
    rows: list[tuple[Cell, ...]] = [("x" * 99, 1), ("y" * 99, 2)]
    sheets = sheets_of(workbook(*rows, sheet=replace(UPDATES, most_bytes=10)))
    assert [sheet.count(b"<row>") for sheet in sheets] == [2, 2]


def test_rows_that_just_fill_a_sheet_begin_no_other():
    (row,) = re.findall(rb"<row>.{9,}?</row>", sheets_of(workbook(("a", 1)))[0])[1:]
    for most, number in [(2 * len(row), 1), (2 * len(row) - 1, 2)]:
        content = workbook(("a", 1), ("a", 1), sheet=replace(UPDATES, most_bytes=most))
        assert len(sheets_of(content)) == number


def test_a_table_without_rows_has_its_head():
    assert text_of(workbook()).split("\n\n") == ["Updates", "Party | Value"]


def test_a_title_that_no_sheet_may_have_is_made_one():
    content = workbook(sheet=replace(UPDATES, title="Sides: [ours] / 'theirs' " + "x" * 40))
    assert text_of(content).startswith("Sides ours")


def test_the_handling_marking_is_printed_at_the_head_of_each_page():
    assert header("Official & internal") == "&C Official && internal"
    assert header("Official", "Cabinet") == "&C Official · Cabinet"


@pytest.mark.parametrize("letter", ["x", "я", "&", "😀", "_x0041_"])
def test_markings_stand_at_the_head_whole_as_many_as_excel_takes(letter):
    told = header(*(f"{number} {letter * 9}" for number in range(65)))
    assert len(told.encode("utf-16-le")) // 2 <= MOST_IN_HEADER
    assert told.startswith("&C 0 ")
    assert told.endswith(" · and others")
    room = MOST_IN_HEADER - len(told.encode("utf-16-le")) // 2
    assert room < len(" · 10 ") + 9 * 13


def test_a_marking_that_is_too_long_for_any_head_is_not_cut():
    assert header("&" * 200) == "&C and others"


def test_markings_that_just_fit_are_not_said_to_have_others():
    assert header("x" * 249, "y") == "&C and others"
    assert header("x" * 248, "y") == f"&C {'x' * 248} · y"


def test_signs_that_no_workbook_may_hold_do_not_stand_at_the_head():
    assert header("Off\x00ic\x0bial\ud800", "\x01", "Official") == "&C Official"
    assert header("\x00") is None


def test_the_same_table_is_the_same_file():
    assert workbook(("a", 1)) == workbook(("a", 1))


def test_the_file_begins_before_any_row_is_asked_for():
    lots: list[Columns] = [[("a", "b"), (1, 2)]]
    waiting = iter(lots)
    assert next(xlsx_pieces(UPDATES, waiting)).startswith(b"PK")
    assert list(waiting) == lots

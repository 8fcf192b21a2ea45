"""A plan reads alike from every kind of file; encodings and separators are found."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from servanda.reading.errors import EmptyDocument, UnknownSheet
from servanda.reading.matrices import read_matrices
from servanda.reading.matrices.model import Actor
from servanda.reading.tests.matrices.files import (
    Grid,
    csv_of,
    docx_of,
    html_of,
    ods_of,
    pasted_of,
    xlsx_of,
)

PLAN = Grid(
    [
        ["Завдання", "Захід", "Відповідальні за виконання", "Строк виконання", "Обсяг фінансування, тис. гривень", None, "Очікуваний результат"],
        [None, None, None, None, "2023 рік", "2024 рік", None],
        ["Стратегічна ціль 1. Спокійна гавань", None, None, None, None, None, None],
        ["1. Причали", "1) полагодити причал", "Мінпричал, ДПС (за згодою)", "II квартал 2023 р.", "12,5", None, "причал відкрито"],
        [None, "2) навчити лоцманів", "ДПС", "постійно", None, "100", "кількість лоцманів"],
        ["2. Маяки", "1) засвітити маяк", "Мінмаяк", "до 1 липня 2024 року", "0", None, "так"],
    ],
    merged=["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:G2", "A3:G3", "A4:A5"],
)  # fmt: skip
WRITERS: dict[str, Callable[[Grid], bytes]] = {
    "xlsx": xlsx_of,
    "docx": docx_of,
    "html": html_of,
    "ods": ods_of,
    "csv": csv_of,
    "txt": pasted_of,
}


def rows_of(content, name, **asked):
    return [
        row
        for table in read_matrices(content, file_name=name, **asked).tables
        for row in table.rows
    ]


@pytest.mark.parametrize("kind", WRITERS)
def test_a_plan_reads_alike_from_every_kind_of_file(kind):
    told = [
        (row.number, row.kind, row.path, row.title)
        for row in rows_of(WRITERS[kind](PLAN), f"plan.{kind}")
    ]
    assert told == [
        (3, "goal", ("1",), "Стратегічна ціль 1. Спокійна гавань"),
        (4, "measure", ("1", "1", "1)"), "полагодити причал"),
        (5, "measure", ("1", "1", "2)"), "навчити лоцманів"),
        (6, "measure", ("1", "2", "1)"), "засвітити маяк"),
    ]


def test_an_old_workbook_is_read_with_its_merged_cells_days_and_formulas():
    content = (Path(__file__).parent / "plan.xls").read_bytes()
    (table,) = read_matrices(content, file_name="plan.xls").tables
    assert [(row.kind, row.path) for row in table.rows] == [
        ("goal", ("1",)),
        ("measure", ("1", "1.1")),
        ("measure", ("1", "1.2")),
        ("total", ("Total",)),
    ]
    assert table.rows[1].cells[3].parsed.edtf == "2021-01-01"
    assert str(table.rows[2].doubts[0]).startswith("E4: the formula was never computed")


@pytest.mark.parametrize("kind", WRITERS)
def test_the_headings_of_a_group_are_those_of_each_of_its_columns(kind):
    (table,) = read_matrices(WRITERS[kind](PLAN), file_name=f"plan.{kind}").tables
    assert table.header_rows == (1, 2)
    assert [(column.field, column.year) for column in table.columns] == [
        ("title", None), ("title", None), ("responsible", None), ("timing", None),
        ("money", 2023), ("money", 2024), ("indicator", None),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "docx", "html", "ods"])
def test_a_cell_that_spans_rows_is_filled_down(kind):
    row = rows_of(WRITERS[kind](PLAN), f"plan.{kind}")[2]
    assert [cell.raw for cell in row.cells][:2] == ["1. Причали", "2) навчити лоцманів"]
    assert row.branches[0].title == "Причали"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "cp866", "mac-cyrillic"]
)
def test_any_encoding_is_read(encoding):
    grid = Grid(
        [
            ["Мероприятие", "Ответственные", "Срок", "Ожидаемый результат"],
            ["Починить причал у старой гавани", "Министерство причалов", "2021", "Причал открыт"],
            ["Обучить лоцманов", "Министерство маяков", "постоянно", "Лоцманы обучены"],
        ]
    )
    (table,) = read_matrices(csv_of(grid, encoding=encoding), file_name="plan.csv").tables
    assert [row.title for row in table.rows] == [
        "Починить причал у старой гавани",
        "Обучить лоцманов",
    ]
    assert bool(table.doubts) == (encoding in {"cp1251", "koi8-r", "cp866", "mac-cyrillic"})


def test_western_letters_of_old_offices_are_read():
    grid = Grid(
        [["Activité", "Responsable", "Échéance"], ["Réparer la jetée", "Ministère", "2021"]]
    )
    rows = rows_of(csv_of(grid, separator=";", encoding="cp1252"), "plan.csv")
    assert rows[0].title == "Réparer la jetée"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator_is_found(separator):
    grid = Grid(
        [["Activity", "Responsible", "Deadline"], ["Repair, at last, the pier", "MIA", "2021"]]
    )
    rows = rows_of(csv_of(grid, separator=separator), "plan.csv")
    assert (rows[0].title, len(rows[0].cells)) == ("Repair, at last, the pier", 3)


def test_a_table_of_markdown_is_read():
    text = (
        "| Activity | Responsible | Deadline |\n|---|---|---|\n| Repair the pier | MIA | 2021 |\n"
    )
    assert rows_of(text.encode(), "plan.md")[0].title == "Repair the pier"


def test_cells_pasted_with_their_markup_are_read():
    text = (
        b"<meta charset='utf-8'><table><tr><th>Activity<th>Deadline<tr><td>Repair<td>2021</table>"
    )
    assert rows_of(text, "pasted.txt")[0].title == "Repair"


def test_every_sheet_is_read_and_one_can_be_named():
    second = Grid(
        [["Activity", "Deadline", "Responsible"], ["Paint the boats", "2022", "MIA"]], name="Second"
    )
    content = xlsx_of(PLAN, second)
    assert [table.sheet for table in read_matrices(content, file_name="p.xlsx").tables] == [
        "Plan",
        "Second",
    ]
    assert [row.title for row in rows_of(content, "p.xlsx", sheet="second")] == ["Paint the boats"]


def test_a_sheet_that_is_not_there_is_refused_with_the_names_of_those_that_are():
    with pytest.raises(UnknownSheet, match="Plan"):
        read_matrices(xlsx_of(PLAN), file_name="p.xlsx", sheet="Other")


def test_a_workbook_without_a_filled_cell_is_refused():
    book = openpyxl.Workbook()
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(EmptyDocument):
        read_matrices(stream.getvalue(), file_name="p.xlsx")


def test_headings_printed_again_are_no_rows():
    rows = [
        *PLAN.rows,
        PLAN.rows[0],
        ["3. Буї", "1) поставити буї", "Мінмаяк", "2024", None, None, "так"],
    ]
    (table,) = read_matrices(csv_of(Grid(rows)), file_name="plan.csv").tables
    assert table.header_rows == (1, 2, 7)
    assert table.rows[-1].number == 8


def test_a_table_that_goes_on_takes_the_columns_of_the_one_before():
    further = Grid([["3. Буї", "1) поставити буї", "Мінмаяк", "2024", None, None, "так"]])
    tables = read_matrices(docx_of(PLAN, further), file_name="plan.docx").tables
    assert [column.field for column in tables[1].columns] == [
        column.field for column in tables[0].columns
    ]
    assert "taken from the table before" in tables[1].doubts[0]


def test_numbered_text_without_a_table_is_read():
    text = (
        "План заходів на 2018-2021 роки\n\n"
        "1. Полагодити причал. У разі потреби підготувати акти.\nДПС, МВС.\nI квартал 2019 року.\n\n"
        "2. Навчити лоцманів.\nМінмаяк (за згодою).\nПостійно.\n"
    )
    (table,) = read_matrices(text.encode(), file_name="plan.txt").tables
    first, second = table.rows[1:]
    assert (first.code, first.kind, first.title[:17]) == ("1", "measure", "Полагодити причал")
    assert first.cells[1].parsed == (Actor("ДПС", "lead"), Actor("МВС", "lead"))
    assert first.cells[2].parsed.edtf == "2019-33"
    assert second.cells[1].parsed == (Actor("Мінмаяк", "lead", by_consent=True),)
    assert second.cells[2].parsed.recurrence == "continuous"

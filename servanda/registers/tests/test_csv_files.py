"""A table as CSV: read back cell by cell, and no cell that a program takes for a formula."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from servanda.registers.lists.rendering_csv import Cell, Columns, csv_pieces, disarmed

WORDS = "Четыре курса, «Шенген» ; the parties agreed"


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def lot_of(*rows: tuple[Cell, ...]) -> Columns:
    return list(zip(*rows, strict=True))


def written(*rows: tuple[Cell, ...]) -> list[list[str]]:
    return read(b"".join(csv_pieces(["Title"], [lot_of(*rows)])))[1:]


@pytest.mark.parametrize("sign", [*"=+-@＝＋－＠−", "\t", "\r", "\n"])
def test_a_text_that_begins_as_a_formula_has_an_apostrophe_before_it(sign):
    assert disarmed(f"{sign}1+1").startswith("'")
    assert written((f"{sign}cmd|' /C calc'!A0",))[0][0].startswith(f"'{sign}")


@pytest.mark.parametrize("end", [*";\t\r\n"])
def test_a_formula_behind_what_may_end_a_cell_or_a_row_is_disarmed_too(end):
    assert disarmed(f"Ashgabat{end}=1+1") == f"Ashgabat{end}'=1+1"


@pytest.mark.parametrize(
    "text", ["", WORDS, "a=b", "2020-02-18", "line\r\nline", "’tis", "GCM; objective 10", " =1"]
)
def test_all_other_texts_stay_as_they_are(text):
    assert disarmed(text) == text


def test_a_title_of_a_column_is_disarmed_as_well():
    assert read(next(csv_pieces(["=A1"], []))) == [["'=A1"]]


def test_numbers_dates_and_what_is_empty_are_written_as_they_are():
    row = (-5, Decimal("-12.50"), date(2020, 2, 18), None, "")
    assert written(row) == [["-5", "-12.50", "2020-02-18", "", ""]]


def test_quotation_marks_commas_and_breaks_come_back_from_the_file():
    row = ('He said "no", twice', "a\r\nb", WORDS, "😀 ئەرەبچە")
    assert written(row) == [list(row)]


def test_the_file_begins_with_the_mark_by_which_excel_knows_utf_8():
    assert next(csv_pieces(["Title"], [])) == b"\xef\xbb\xbfTitle\r\n"


def test_half_a_letter_does_not_stop_the_file():
    assert written(("a\ud800b",)) == [["a?b"]]


def test_the_head_comes_before_any_row_is_asked_for():
    waiting = iter([lot_of(("a",)), lot_of(("b",))])
    assert next(csv_pieces(["Title"], waiting)).endswith(b"Title\r\n")
    assert len(list(waiting)) == 2


def test_each_lot_of_rows_is_a_piece():
    lots = [lot_of((1, "a"), (2, "b")), lot_of((3, "=c"))]
    pieces = list(csv_pieces(["Number", "Text"], lots))
    assert [piece.decode() for piece in pieces[1:]] == ["1,a\r\n2,b\r\n", "3,'=c\r\n"]


def test_among_texts_numbers_and_gaps_the_formula_is_found():
    rows = [(1,), (None,), ("=1+1",), (date(2020, 2, 18),), ("a",)]
    assert [row[0] for row in written(*rows)] == ["1", "", "'=1+1", "2020-02-18", "a"]

"""Whatever a cell says, reading it ends with its words kept: nothing raises, nothing takes long to say."""

from hypothesis import example, given, settings
from hypothesis import strategies as some

from servanda.reading.edtf import is_edtf
from servanda.reading.matrices import read_matrices
from servanda.reading.matrices.cells.actors import read_actors
from servanda.reading.matrices.cells.money import read_money
from servanda.reading.matrices.cells.timing import read_timing
from servanda.reading.matrices.codes import cut_code, label_of
from servanda.reading.matrices.columns import column_of_heading, guess_of
from servanda.reading.tests.matrices.files import Grid, csv_of

PIECES = some.sampled_from(
    [
        "2021",
        "2025",
        "1",
        "15",
        "31",
        "II",
        "IV",
        "q3",
        "h1",
        "-",
        "–",
        "/",
        ",",
        ";",
        "(",
        ")",
        "by",
        "until",
        "from",
        "до",
        "с",
        "по",
        "в",
        "quarter",
        "квартал",
        "half",
        "полугодие",
        "March",
        "марта",
        "року",
        "г.",
        "р.",
        "end",
        "конца",
        "начало",
        "31.12.2022",
        "2021-2023",
        "2021-03-15",
        "annually",
        "постоянно",
        "after",
        "month",
        "Ministry",
        "of",
        "Ports",
        "MIA",
        "and",
        "и",
        "or",
        "(lead)",
        "(за",
        "згодою)",
        "Lead:",
        "1000",
        "1,5",
        "12,500",
        "тыс.",
        "$",
        "USD",
        "not",
        "covered",
        "Objective",
        "Goal",
        "Total",
        "1.1",
        "1)",
        "a)",
        "I.",
        "№",
        "-nji",
        "yil",
        "çenli",
    ]
)
WORDS = some.one_of(some.lists(PIECES, max_size=9).map(" ".join), some.text(max_size=40))


@settings(max_examples=300, deadline=None)
@given(words=WORDS)
@example(words="2021-nji ýyl")
@example(words="2021 -")
def test_any_words_are_read_without_an_error(words):
    told = read_timing(words).timing
    assert told is None or told.edtf is None or is_edtf(told.edtf)
    assert all(actor.name for actor in read_actors(words, usual="lead").actors)
    read_money(words, column_of_heading(1, "Budget, thousand USD / 2021"))
    cut_code(words)
    label_of(words)
    guess_of(words)


@settings(max_examples=60, deadline=None)
@given(rows=some.lists(some.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=8))
def test_any_table_is_read_with_every_cell(rows):
    grid = Grid([["Activity", "Responsible", "Deadline", "Budget", "No"], *rows])
    tables = read_matrices(csv_of(grid, separator=";"), file_name="plan.csv").tables
    kept = {cell.raw for table in tables for row in table.rows for cell in row.cells}
    headed = {number for table in tables for number in table.header_rows}
    assert tables
    if headed == {1}:
        plain = {cell for row in rows for cell in row if cell.isascii() and cell.isprintable()}
        assert {cell for cell in plain if cell.strip()} <= kept

"""The tree and the doubts of a table, as the tests of plans look at them."""

from servanda.reading.matrices import read_matrices
from servanda.reading.tests.matrices.files import Grid, xlsx_of


def table_of(rows, **looks):
    return read_matrices(xlsx_of(Grid(rows, **looks)), file_name="plan.xlsx").tables[0]


def tree_of(table):
    return [(row.number, row.kind.value, "|".join(row.path)) for row in table.rows]


def doubts_of(table):
    return [str(doubt) for row in table.rows for doubt in row.doubts]

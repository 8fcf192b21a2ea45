"""Groups of actors, codes of letters and numbers, and plans that are lists."""

from servanda.reading.matrices import read_matrices
from servanda.reading.tests.matrices.files import Grid, csv_of
from servanda.reading.tests.matrices.trees import table_of, tree_of


def test_the_own_heading_of_a_column_of_actors_outweighs_that_of_its_group():
    table = table_of(
        [
            ["Activity", "Institutions", None, None],
            [None, "Lead agency", "Partners", "Deadline"],
            ["Inspect the piers", "Port Authority", "IOM, UNHCR", "2026"],
        ],
        merged=["A1:A2", "B1:D1"],
    )
    assert [column.field.value for column in table.columns] == [
        "title",
        "responsible",
        "partners",
        "timing",
    ]
    assert {actor.role for actor in table.rows[0].cells[2].parsed} == {"partner"}


def test_codes_of_letters_and_numbers_name_their_rows():
    table = table_of(
        [
            ["Código", "Medida", "Entidad responsable", "Plazo"],
            ["OE1", "Objetivo estratégico 1: Puertos"],
            ["OE1.M1", "Reparar el muelle", "Autoridad Portuaria", "2026"],
            ["OE2", "Objetivo estratégico 2: Mareas"],
            ["OE2.M1", "Imprimir las tablas", "Autoridad Portuaria", "2027"],
        ]
    )
    assert tree_of(table) == [
        (2, "goal", "OE1"),
        (3, "measure", "OE1|OE1.M1"),
        (4, "goal", "OE2"),
        (5, "measure", "OE2|OE2.M1"),
    ]


def test_a_shorter_code_of_letters_and_numbers_stands_above_a_longer_one():
    table = table_of(
        [
            ["Code", "Measure", "Responsible", "Deadline"],
            ["SO1.M1", "Inspect the piers", "MIA", "2026"],
            ["SO2", "Known tides", "MFA", "2027"],
            ["SO2.M1", "Print the tables", "MFA", "2027"],
        ]
    )
    assert [row.path for row in table.rows] == [("SO1.M1",), ("SO2",), ("SO2", "SO2.M1")]


LIST = """Plan of the harbours

I. Legal framework

1. To draft the rules of the harbour.
   Ministry of Ports (by consent: Coast Guard).
   Within 30 days of signature.

2. To print the tables of the tides.
   Ministry of Boats.
   By 1 October 2025.
"""


def listed_rows(text):
    return read_matrices(text.encode(), file_name="plan.txt").tables[0].rows


def test_a_numbered_name_above_items_is_a_heading_and_an_item_is_not():
    assert [(row.kind.value, row.path) for row in listed_rows(LIST)[1:]] == [
        ("heading", ("I",)),
        ("measure", ("I", "1")),
        ("measure", ("I", "2")),
    ]
    sentence = LIST.replace("Legal framework", "To give the harbours a law.")
    assert listed_rows(sentence)[1].kind == "measure"


def test_a_term_from_an_event_below_an_item_belongs_to_it_with_a_doubt():
    item = listed_rows(LIST)[2]
    assert item.cells[2].raw == "Within 30 days of signature."
    assert ["counted from a period or an event" in str(doubt) for doubt in item.doubts] == [True]


def test_a_sentence_that_only_counts_days_is_a_note_below_its_item():
    told = listed_rows(LIST.replace("Within 30 days of signature.", "In 2025 the number of days."))
    assert [row.kind.value for row in told] == ["heading", "heading", "measure", "note", "measure"]


def test_columns_without_headings_are_told_in_one_sentence():
    rows = [
        ["1", "Inspect the piers of the old harbour", "MIA, IOM", "Q1 2021"],
        ["2", "Print the tables of the tides for all", "MFA", "2022"],
    ]
    (table,) = read_matrices(csv_of(Grid(rows)), file_name="plan.csv").tables
    told = [str(doubt) for doubt in table.doubts if "Columns without" in str(doubt)]
    assert told == [
        "Columns without headings, taken from their cells (4): "
        "A (code), B (title), C (responsible), D (timing)."
    ]

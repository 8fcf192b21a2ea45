"""Where the words of a cell stand in the text of its document."""

from servanda.instruments.rules import Locator, points_of
from servanda.reading.matrices import read_matrices
from servanda.reading.matrices.opening.as_text import open_plan_text
from servanda.reading.tests.matrices.files import Grid, docx_of


def located(rows, **looks):
    content = docx_of(Grid(rows, **looks))
    opened = open_plan_text(content, file_name="plan.docx")
    points = points_of(read_matrices(content, file_name="plan.docx")).points
    locator = Locator(opened.text, [[anchor.name, anchor.start] for anchor in opened.anchors])
    return opened.text, [(point, locator.spans_of(point)) for point in points]


def test_a_number_is_not_found_inside_another_one():
    text, found = located([["No", "Activity", "Number"], ["1", "Build 15 piers", "5"]])
    [(_point, spans)] = found
    assert [text[start:end] for start, end in spans] == ["1", "Build 15 piers", "5"]
    assert spans[2][0] > spans[1][1]


def test_the_same_words_in_two_rows_are_found_in_each():
    rows = [
        ["No", "Activity", "Responsible"],
        ["1", "Repair the pier", "Coast Guard"],
        ["2", "Paint the boats", "Coast Guard"],
    ]
    _text, found = located(rows)
    first, second = (spans[2] for _point, spans in found)
    assert first[1] < second[0]


def test_a_cell_of_several_paragraphs_is_found_as_it_is_broken_in_the_text():
    text, found = located([["No", "Activity"], ["1", "Repair the pier\nand the wall"]])
    start, end = found[0][1][1]
    assert text[start:end].split() == ["Repair", "the", "pier", "and", "the", "wall"]
    assert "\n" in text[start:end]

"""Boxes of words recognised in a picture: those of a stretch, joined line by line."""

from servanda.reading.formats.pdf_places import Box
from servanda.sources.rules import recognised_boxes

WORDS = [
    [0, 3, 1000, 1000, 1500, 1200],
    [4, 10, 1600, 1010, 3000, 1210],
    [11, 15, 1000, 1300, 2000, 1500],
]


def test_words_of_one_line_have_one_box():
    assert recognised_boxes(WORDS, [(0, 10)]) == [[Box(0.1, 0.1, 0.3, 0.121)]]


def test_a_stretch_over_two_lines_has_two_boxes():
    (boxes,) = recognised_boxes(WORDS, [(4, 15)])
    assert boxes == [Box(0.16, 0.101, 0.3, 0.121), Box(0.1, 0.13, 0.2, 0.15)]


def test_a_part_of_a_word_has_the_box_of_the_word():
    assert recognised_boxes(WORDS, [(5, 7), (3, 4)]) == [[Box(0.16, 0.101, 0.3, 0.121)], []]


def test_nothing_was_recognised_nothing_is_marked():
    assert recognised_boxes([], [(0, 3)]) == [[]]

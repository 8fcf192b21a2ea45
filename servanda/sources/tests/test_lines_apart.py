"""Lines above and below a text: told once each, without the numbers of pages."""

from servanda.sources.rules import LineApart, lines_apart


def test_a_line_on_many_pages_is_told_once_with_their_number():
    asides = [(page, "top", "State Migration Service") for page in (1, 2, 3)]
    assert lines_apart(asides) == [LineApart("State Migration Service", is_top=True, pages=3)]


def test_lines_that_differ_in_numbers_are_one_and_bare_numbers_none():
    asides = [(1, "foot", "Page 1 of 2"), (1, "foot", "1"), (2, "foot", "Page 2 of 2")]
    assert lines_apart(asides) == [LineApart("Page 1 of 2", is_top=False, pages=2)]


def test_the_same_words_above_and_below_are_two():
    assert [line.is_top for line in lines_apart([(1, "top", "A"), (1, "foot", "A")])] == [
        True,
        False,
    ]


def test_a_file_without_pages_tells_none():
    assert lines_apart([(None, "top", "Draft")]) == [LineApart("Draft", is_top=True, pages=0)]

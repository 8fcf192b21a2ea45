"""How the forms of dates are told in a text: by keys, two words ahead, and by all forms followed at once."""

import pytest

from servanda.reading.finding.dates import find_dates, grammar, shapes
from servanda.reading.finding.dates.numbers import NUMBERS, key_of_number, telling_numbers
from servanda.reading.finding.dates.tokens import folded_whole, tokens_of
from servanda.reading.finding.dates.words import date_words

TEXT = """
The Ministry of Labour met on 17 February 2021, in the first half of 2020 and in the Hague.
By the end of the year, and no later than 5 May or 9 June 2022, the 12 offices will open.
"""


def cut(text, known=frozenset()):
    return tokens_of(text, folded_whole(text), start=0, end=len(text), known=known)


@pytest.mark.parametrize(
    ("number", "alike"), [("5", "9"), ("05", "12"), ("17", "31"), ("1998", "2021"), ("0", "10000")]
)
def test_numbers_that_may_be_the_same_in_a_date_have_one_key(number, alike):
    assert key_of_number(number) == key_of_number(alike)


@pytest.mark.parametrize(
    ("number", "other"), [("5", "05"), ("12", "13"), ("31", "32"), ("1699", "1700"), ("99", "100")]
)
def test_numbers_that_may_be_something_else_in_a_date_have_another_key(number, other):
    assert key_of_number(number) != key_of_number(other)


def test_the_telling_numbers_have_every_key_that_a_number_may_have():
    known = {key_of_number(number) for number in telling_numbers()}
    written = (f"{value:0{digits}}" for digits in range(1, 5) for value in range(10**digits))
    assert {key_of_number(number) for number in written} <= known
    assert {kind for key in known for kind in key.split()} == set(NUMBERS)


def test_only_a_word_that_a_form_goes_on_from_may_begin_one():
    known, tokens = date_words("en").shapes, cut("office of labour in the first half of 2020")
    begins = known.beginnings(known.grammar.keys_of(tokens.words))
    assert [tokens.folded(at) for at in begins] == ["in", "the", "first", "of", "2020"]


def test_dates_are_the_same_where_their_shapes_are_forgotten_all_the_time(monkeypatch):
    kept = find_dates(TEXT, published="2021-02-17")
    date_words.cache_clear()
    monkeypatch.setattr(shapes, "MOST_QUESTIONS", 1)
    assert find_dates(TEXT, published="2021-02-17") == kept
    date_words.cache_clear()


def test_dates_are_the_same_where_the_keys_of_words_are_forgotten_all_the_time(monkeypatch):
    kept = find_dates(TEXT, published="2021-02-17")
    date_words.cache_clear()
    monkeypatch.setattr(grammar, "MOST_WORDS", 1)
    assert find_dates(TEXT, published="2021-02-17") == kept
    date_words.cache_clear()


@pytest.mark.parametrize("word", ["x" * 31, "7" * 31, "february", "17", "x"])
def test_a_word_has_the_same_key_whenever_it_is_asked_for(word):
    words = date_words("en").shapes.grammar
    first, again, *_after = words.keys_of([word, word])
    assert first == again == words.keys_of([word])[0]


@pytest.mark.parametrize(
    "other",
    [TEXT, TEXT.replace("17", "23").replace("2022", "1999"), TEXT.replace("Labour", "Health")],
)
def test_dates_of_the_same_shape_are_not_matched_again(other):
    find_dates(TEXT, published=None)
    asked = date_words("en").shapes.questions
    find_dates(other, published=None)
    assert date_words("en").shapes.questions == asked > 0


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("They met on 5 May 2021.", "They met on 5 may 2021."),
        ("Due 05.06.2021", "Due 05. 06. 2021"),
        ("in the first half of 2021", "in the first half of the day"),
        ("by 5 May and 6 June", "by 5 May and 6 persons"),
    ],
)
def test_a_date_is_the_same_whatever_was_read_before_it(known, said):
    date_words.cache_clear()
    alone = find_dates(said, published="2021-02-17")
    date_words.cache_clear()
    before = find_dates(known, published="2021-02-17")
    assert find_dates(said, published="2021-02-17") == alone != before


@pytest.mark.parametrize(
    "text", ["  on 5 May\t2021.\n", "17 Febru-\nary 2021", "in 2O21", "ﬁfth of İ", ""]
)
def test_every_word_stands_where_it_says(text):
    tokens = cut(text, known=frozenset(("february",)))
    written = [tokens.text(at) for at in range(len(tokens))]
    assert "".join("".join(written).split()) == "".join(text.split())
    assert all(text[tokens.starts[at] : tokens.end(at)] == word for at, word in enumerate(written))
    assert len(tokens.words) == len(written)


@pytest.mark.parametrize("sign", ["\x1c", "\x1f", "\x0b", "\u00a0", "\u2003"])
def test_a_sign_that_counts_as_a_space_is_no_part_of_a_number(sign):
    (date,) = find_dates(f"Opened in June 2019 {sign}", published="2019-06-14", language="en")
    assert date.edtf == "2019-06"

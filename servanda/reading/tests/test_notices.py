"""Notices of the library: English as raised, told in another language with the same gaps."""

import json

from servanda.reading.errors import ReadingError
from servanda.reading.notices import Notice, notice

RUSSIAN = {"%(file)s is empty.": "Файл %(file)s пуст."}


def translated(words: str) -> str:
    return RUSSIAN.get(words, words)


def empty(name: str) -> Notice:
    return notice("%(file)s is empty.", file=name)


def test_a_notice_is_its_english_words():
    assert empty("a.txt") == "a.txt is empty."


def test_a_notice_is_told_in_another_language():
    assert empty("a.txt").told(translated) == "Файл a.txt пуст."


def test_what_fills_a_gap_is_never_taken_for_one():
    assert empty("100%(file)s%.txt").told(translated) == "Файл 100%(file)s%.txt пуст."


def test_a_notice_that_was_kept_is_told_again():
    kept = json.loads(json.dumps(empty("a.txt").kept()))
    assert Notice(*kept).told(translated) == "Файл a.txt пуст."


def test_an_error_tells_its_notice_in_another_language():
    assert str(ReadingError(empty("a.txt"))) == "a.txt is empty."
    assert ReadingError(empty("a.txt")).notice == empty("a.txt")
    assert ReadingError(empty("a.txt")).told(translated) == "Файл a.txt пуст."


def test_an_error_with_other_words_tells_them_as_they_are():
    assert ReadingError("The host said no.").told(translated) == "The host said no."

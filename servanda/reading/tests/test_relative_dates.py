"""Dates told from another day: near the publication, a part of a month, from one to another."""

import pytest

from servanda.reading.finding.dates import find_dates

PUBLISHED = "2021-02-17"  # a Wednesday
FROM_THE_PUBLICATION = {
    "last May": "2020-05",
    "next December": "2021-12",
    "this spring": "2021-21",
    "next year": "2022",
    "last decade": "201X",
    "this quarter": "2021-33",
    "last quarter": "2020-36",
    "three days ago": "2021-02-14",
    "three months ago": "2020-11",
    "a year ago": "2020-02",
    "two weeks from now": "2021-03-03",
    "within the next two years": "2021-02-17/2023-02-17",
    "earlier this week": "2021-02-15/2021-02-16",
    "on Friday": "2021-02-12",
    "next Tuesday": "2021-02-23",
    "last Wednesday": "2021-02-10",
    "on the 15th of this month": "2021-02-15",
    "this day in 2013": "2013-02-17",
    "in the first half of the year": "2021-01/2021-06",
    "early next year": "2022-01/2022-04",
    "by the end of the month": "../2021-02-28",
}
BY_ITSELF = {
    "in the second week of May 2021": "2021-05-10/2021-05-16",
    "in the week of 3 May 2021": "2021-05-03/2021-05-09",
    "from May to July 2021": "2021-05/2021-07",
    "from December to February 2021": "2020-12/2021-02",
    "in the winter of 2020": "2020-24",
    "the 1990s": "199X",
}


def told(words: str, *, published: str | None) -> list[str | None]:
    text = f"The parties met {words}."
    return [found.edtf for found in find_dates(text, published=published, language="en")]


@pytest.mark.parametrize(("words", "edtf"), {**FROM_THE_PUBLICATION, **BY_ITSELF}.items())
def test_the_words_are_counted_from_the_day_of_publication(words: str, edtf: str):
    assert told(words, published=PUBLISHED) == [edtf]


@pytest.mark.parametrize("words", FROM_THE_PUBLICATION)
def test_without_a_day_of_publication_the_date_stays_unknown(words: str):
    assert told(words, published=None) == [None]


@pytest.mark.parametrize(("words", "edtf"), BY_ITSELF.items())
def test_a_date_that_stands_by_itself_needs_no_publication(words: str, edtf: str):
    assert told(words, published=None) == [edtf]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Talks end in the third half of 2021.", "en"),
        ("A report is due by the fourth half of May 2021.", "en"),
        ("Talks end in the IV half of 2021.", "en"),
        ("Le rapport est attendu au troisième semestre 2021.", "fr"),
        ("El informe se espera en el tercer semestre de 2021.", "es"),
    ],
)
def test_a_half_beyond_the_second_is_no_time_of_the_calendar(text: str, language: str):
    assert [one.edtf for one in find_dates(text, published=PUBLISHED, language=language)] == [None]

"""When two things told in different words are one, and which fields stand on the source."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.review.rules import (
    Span,
    are_same_day,
    is_abbreviation,
    likeness,
    names_of,
    several,
    stretches,
    supported_fields,
    telling_aliases,
    words,
    words_of_date,
)

FEBRUARY = Span(date(2020, 2, 1), date(2020, 2, 29))
A_DAY = Span(date(2020, 2, 18), date(2020, 2, 18))
YEAR = Span(date(2020, 1, 1), date(2020, 12, 31))
UNKNOWN = Span(None, None)


def test_a_day_in_the_month_told_may_be_the_same():
    assert are_same_day(FEBRUARY, A_DAY)
    assert are_same_day(A_DAY, FEBRUARY)


def test_a_day_in_a_year_is_not_surely_the_event_of_that_year():
    assert not are_same_day(YEAR, A_DAY)


def test_two_events_told_with_the_same_year_may_be_one():
    assert are_same_day(YEAR, YEAR)


def test_an_unknown_day_is_the_same_as_nothing():
    assert not are_same_day(UNKNOWN, UNKNOWN)
    assert not are_same_day(UNKNOWN, A_DAY)


def test_a_later_source_sharpens_a_date_only_within_it():
    assert A_DAY.sharpens(FEBRUARY)
    assert A_DAY.sharpens(UNKNOWN)
    assert not FEBRUARY.sharpens(A_DAY)
    assert not A_DAY.sharpens(A_DAY)
    assert not A_DAY.sharpens(Span(date(2021, 1, 1), date(2021, 1, 31)))
    assert not UNKNOWN.sharpens(A_DAY)


@pytest.mark.parametrize("name", ["IOM", "UNODC", "UN", "МОМ", "MoFA"])
def test_an_abbreviation_is_one_word_of_capitals(name):
    assert is_abbreviation(name)


@pytest.mark.parametrize("name", ["Ministry", "Government", "CT NAP", "", "the"])
def test_a_common_word_is_no_abbreviation(name):
    assert not is_abbreviation(name)


def test_the_ministry_does_not_tell_which():
    fields = {"name": "Ministry of Labour", "aliases": ["the Ministry", "MoL", "Labour Ministry"]}
    assert telling_aliases(fields) == ("MoL", "Labour Ministry")


def test_likeness_counts_common_words():
    assert likeness("Launch a network on migration", "To launch the network on migration") > 0.7
    assert likeness("Launch a network", "Open a border crossing") < 0.3
    assert likeness("", "") == 0.0


def test_an_item_bears_name_abbreviation_and_aliases():
    fields = {"name": "Global Compact", "abbreviation": "GCM", "aliases": ["Compact"]}
    assert names_of(fields) == ("Global Compact", "GCM", "Compact")


def test_a_silent_field_is_empty():
    assert words({"due": None}, "due") == ""
    assert several({"by": None}, "by") == ()
    assert several({"by": "one"}, "by") == ()


def test_what_a_person_changed_has_no_source():
    found = {"name": "IOM", "kind": "other", "since": None}
    accepted = {"name": "IOM", "kind": "international_organization", "since": "2020"}
    assert supported_fields(found, accepted) == ["name"]


def test_what_the_reading_left_empty_has_no_source():
    assert supported_fields({"name": "A", "since": None}, {"name": "A", "since": None}) == ["name"]


def test_the_words_of_a_date_go_with_the_date():
    found = {"due": "2021-03", "date_words": {"due": "in March 2021"}}
    assert words_of_date(found, found, "due") == "in March 2021"
    assert words_of_date(found, {**found, "due": "2021-04"}, "due") == ""
    assert words_of_date({"due": "2021"}, {"due": "2021"}, "due") == ""


def test_overlapping_marks_cut_the_text_at_each_boundary():
    cut = stretches(10, [(0, 6), (4, 8)])
    assert [(s.start, s.end, s.under) for s in cut] == [
        (0, 4, (0,)),
        (4, 6, (0, 1)),
        (6, 8, (1,)),
        (8, 10, ()),
    ]


def test_the_shorter_of_two_marks_lies_on_top():
    cut = stretches(10, [(2, 5), (0, 10)])
    assert cut[1].under == (1, 0)


def test_a_mark_begins_once():
    cut = stretches(10, [(0, 10), (3, 5), (3, 8)])
    assert sorted(number for s in cut for number in s.begins) == [0, 1, 2]


def test_a_mark_beyond_the_text_is_cut_off():
    assert [(s.start, s.end) for s in stretches(4, [(2, 9), (6, 9)])] == [(0, 2), (2, 4)]


def test_an_empty_text_has_no_stretches():
    assert stretches(0, []) == []


@given(st.integers(0, 40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=12))
def test_the_stretches_are_the_whole_text_once(length, marks):
    cut = stretches(length, marks)
    assert [s.start for s in cut] + [length] == [0, *(s.end for s in cut)] or not cut
    for stretch in cut:
        middle = stretch.start
        over = {n for n, (a, b) in enumerate(marks) if a <= middle < min(b, length)}
        assert set(stretch.under) == over

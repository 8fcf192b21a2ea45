"""The small pieces of pages: a standing, a vague date, the number of a source."""

import pytest
from django.utils.translation import override

from servanda.registers.templatetags.servanda import LOOKS, footnote, standing_chip, vague_date


@pytest.mark.parametrize("value", LOOKS)
def test_a_standing_is_told_by_shape_and_words(value):
    shown = standing_chip(value)
    assert str(LOOKS[value].label) in shown
    assert LOOKS[value].path in shown


def test_no_two_standings_have_the_same_shape():
    assert len({look.path for look in LOOKS.values()}) == len(LOOKS)


def test_a_standing_may_say_since_when_nothing_is_known():
    assert "No information since 2021" in standing_chip(
        "no_information", "No information since 2021"
    )


def test_a_value_of_another_scale_is_shown_with_its_own_words():
    assert "Suspended" in standing_chip("suspended", "Suspended")


def test_words_of_a_source_cannot_bring_markup_in():
    assert "<b>" not in vague_date("", "<b>soon</b>")
    assert "<b>" not in standing_chip("done", "<b>")


def test_an_unknown_date_is_said_to_be_unknown_beside_the_words_of_the_source():
    shown = vague_date("", "expected to be finalized soon")
    assert "date not known" in shown
    assert "“expected to be finalized soon”" in shown


def test_a_date_is_told_in_the_language_of_the_reader():
    with override("en"):
        assert "February 2021" in vague_date("2021-02")
    with override("ru"):
        assert "феврал" in vague_date("2021-02").casefold()


def test_words_that_say_no_more_than_the_date_are_not_repeated():
    assert vague_date("2021-02", "February 2021").count("February 2021") == 1
    assert "“" not in vague_date("2021-03-10/2021-03-12", "on 10-12 March 2021")


def test_words_from_which_a_date_was_reckoned_stand_beside_it():
    told = ("2021-02-21/2021-02-28", "at the end of February")
    assert "“at the end of February”" in vague_date(*told)
    with override("ru"):
        assert "«at the end of February»" in vague_date(*told)


def test_an_unreadable_date_is_shown_as_it_stands():
    assert "in spring" in vague_date("in spring")


def test_a_footnote_leads_to_its_source_and_can_be_returned_to():
    shown = footnote(3, "brief-")
    assert 'href="#brief-note-3"' in shown
    assert 'id="brief-ref-3"' in shown
    assert 'aria-label="Source 3"' in shown

"""What updates add up to."""

from datetime import date

import pytest

from servanda.progress.rules import Headline, attention, headline, is_overdue

ON = date(2021, 2, 17)
PAST = date(2020, 12, 31)


def test_where_all_assessors_agree_their_value_is_the_headline():
    assert headline(["done", "done"]) is Headline.DONE


def test_assessors_who_differ_are_never_averaged():
    assert headline(["not_started", "done"]) is Headline.DISPUTED


def test_without_an_update_there_is_no_information():
    assert headline([]) is Headline.NO_INFORMATION


def test_a_continuous_commitment_is_never_overdue():
    assert not is_overdue(due_latest=None, values=[], on=ON)


def test_silence_after_the_last_day_is_overdue():
    assert is_overdue(due_latest=PAST, values=[], on=ON)


def test_nothing_is_overdue_on_its_last_day():
    assert not is_overdue(due_latest=ON, values=[], on=ON)


def test_what_one_assessor_calls_done_is_not_overdue():
    assert not is_overdue(due_latest=PAST, values=["in_progress", "done"], on=ON)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ((Headline.DONE, True), (Headline.DISPUTED, False)),
        ((Headline.DISPUTED, False), (Headline.NO_INFORMATION, False)),
        ((Headline.NO_INFORMATION, False), (Headline.IN_PROGRESS, False)),
        ((Headline.IN_PROGRESS, False), (Headline.DONE, False)),
    ],
)
def test_what_asks_for_attention_comes_first(earlier, later):
    first = attention(standing=earlier[0], overdue=earlier[1])
    assert first < attention(standing=later[0], overdue=later[1])

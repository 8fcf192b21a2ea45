"""How often a series meets, what is expected next, and what did not come."""

from datetime import date

import pytest

from servanda.meetings.rules.rhythm import (
    Known,
    Missed,
    Outlook,
    Rhythm,
    known,
    next_host,
    next_number,
    outlook,
    rhythm_of,
    told_rhythm,
    understood,
)
from servanda.reading.edtf import bounds

YEARLY, HALF_YEARLY = Rhythm(12), Rhythm(6)


class English:
    """The words as they stand in the code."""

    def gettext(self, message: str) -> str:
        return message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return singular if number == 1 else plural


def held(*times: str) -> list[Known]:
    """Return meetings held at these times (EDTF)."""
    spans = (bounds(time) for time in times)
    return [Known(span.earliest or date.min, span.latest or date.max) for span in spans]


def expects(rhythm: Rhythm, *times: str, on: str, counted_from: str = "") -> Outlook:
    begins = bounds(counted_from).earliest if counted_from else None
    day = date.fromisoformat(on)
    return outlook(rhythm, held(*times), counted_from=begins, on=day)


@pytest.mark.parametrize(
    ("rhythm", "written"),
    [
        (Rhythm(12), "FREQ=YEARLY;INTERVAL=1"),
        (Rhythm(24, (3, 11)), "FREQ=YEARLY;INTERVAL=2;BYMONTH=3,11"),
        (Rhythm(6), "FREQ=MONTHLY;INTERVAL=6"),
    ],
)
def test_a_rhythm_is_written_as_a_recurrence_of_calendars_and_read_again(rhythm, written):
    assert rhythm.written() == written
    assert rhythm_of(written) == rhythm


@pytest.mark.parametrize(
    ("words", "every"),
    [
        # trend.az/business/economy/3382137.html, in the words of the demonstration
        ("Turkmenistan and IOM hold regular meetings every year", 12),
        ("twice a year", 6),
        ("ежегодно", 12),
        ("раз в полгода", 6),
        ("every two years", 24),
        ("chaque trimestre", 3),
    ],
)
def test_words_of_a_source_tell_a_rhythm(words, every):
    assert rhythm_of("", words) == Rhythm(every)


@pytest.mark.parametrize(
    "words", ["", "as needed", "yearly or monthly", "twice per year", "weekly"]
)
def test_words_that_tell_no_rhythm_or_several_are_not_guessed_at(words):
    assert understood(words) is None


@pytest.mark.parametrize("written", ["FREQ=DAILY;INTERVAL=1", "FREQ=MONTHLY;INTERVAL=6;BYMONTH=3"])
def test_a_recurrence_that_no_series_has_is_none(written):
    assert rhythm_of(written) is None


def test_a_rhythm_is_told_with_the_names_of_its_months():
    assert told_rhythm(Rhythm(24, (3, 11)), English(), "en") == "every 2 years: March, November"
    assert told_rhythm(Rhythm(1), English(), "en") == "monthly"


def test_the_next_meeting_is_expected_as_vaguely_as_the_rhythm_has_it():
    assert expects(YEARLY, "2020-02", on="2020-06-01").expected == "2021"
    assert expects(HALF_YEARLY, "2020-02", on="2020-06-01").expected == "2020-41"
    assert expects(Rhythm(3), "2020-02", on="2020-03-01").expected == "2020-34"
    assert expects(Rhythm(4), "2020-02", on="2020-03-01").expected == "2020-05/2020-08"
    assert expects(Rhythm(12, (11,)), "2020-11-20", on="2021-01-01").expected == "2021-11"
    assert expects(Rhythm(5), "2020-02", on="2020-03-01").expected == "2020-07"


def test_a_meeting_that_did_not_come_is_pointed_out_once_its_time_has_passed():
    assert not expects(YEARLY, "2020-02", on="2021-12-31").missed
    told = expects(YEARLY, "2020-02", on="2022-01-01")
    assert told.missed == (Missed("2021", "2021", 1),)
    assert told.expected == "2022"


def test_a_meeting_that_was_only_announced_does_not_count_as_held():
    announced = known(
        status="planned", earliest=date(2021, 2, 21), latest=date(2021, 2, 28), on=date(2022, 1, 1)
    )
    assert announced is not None
    assert announced.is_unheard
    told = outlook(YEARLY, [*held("2020"), announced], counted_from=None, on=date(2022, 1, 1))
    assert told.missed == (Missed("2021", "2021", 1),)
    assert told.missed[0].covers(announced)


@pytest.mark.parametrize("status", ["held", "cancelled", "postponed"])
def test_a_meeting_of_which_is_told_why_it_was_not_held_is_not_missed(status):
    on = date(2022, 1, 1)
    told = known(status=status, earliest=None, latest=date(2021, 5, 1), on=on)
    assert told is not None
    assert not outlook(YEARLY, [*held("2020"), told], counted_from=None, on=on).missed


def test_a_meeting_without_a_date_tells_nothing():
    assert known(status="held", earliest=None, latest=None, on=date(2022, 1, 1)) is None


def test_meetings_missed_one_after_the_other_are_told_together():
    told = expects(YEARLY, "2013", "2020-02", "2022-04-14", on="2023-01-01")
    assert told.missed == (Missed("2014", "2019", 6), Missed("2021", "2021", 1))
    assert [one.time for one in told.missed] == ["2014/2019", "2021"]


def test_a_rhythm_counts_from_the_day_that_is_named():
    told = expects(YEARLY, "2013", "2020-02", "2022-04", on="2023-01-01", counted_from="2020")
    assert told.missed == (Missed("2021", "2021", 1),)
    none_held = expects(YEARLY, on="2023-01-01", counted_from="2022")
    assert none_held == Outlook((Missed("2022", "2022", 1),), "2023")


def test_a_series_of_which_nothing_is_known_expects_nothing():
    assert expects(YEARLY, on="2023-01-01") == Outlook()


def test_several_meetings_in_one_year_are_one_year():
    assert not expects(YEARLY, "2021-01", "2021-04", "2022-12", on="2023-06-01").missed


def test_every_second_year_counts_from_the_meeting_before():
    told = expects(Rhythm(24), "2016", "2018", "2021", on="2024-06-01")
    assert told.missed == (Missed("2020", "2020", 1), Missed("2023", "2023", 1))
    assert told.expected == "2025"


def test_a_meeting_counts_for_the_month_it_lies_next_to():
    told = expects(Rhythm(12, (11,)), "2019-11-20", "2021-01-15", on="2021-06-01")
    assert (told.missed, told.expected) == ((), "2021-11")


def test_two_named_months_are_expected_one_after_the_other():
    told = expects(Rhythm(12, (3, 11)), "2020-03", on="2021-01-01")
    assert (told.missed, told.expected) == ((Missed("2020-11", "2020-11", 1),), "2021-03")


def test_of_a_vague_date_no_month_is_missed():
    assert not expects(HALF_YEARLY, "2020", "2021-02", on="2021-06-01").missed


def test_hosts_take_turns_and_the_first_begins():
    assert next_host(["a", "b", "c"], []) == "a"
    assert next_host(["a", "b", "c"], ["a", "b"]) == "c"
    assert next_host(["a", "b", "c"], ["c", "guest"]) == "a"
    assert next_host([], ["a"]) is None


def test_the_next_number_follows_the_highest_where_meetings_bear_numbers():
    assert next_number([3, None, 4]) == 5
    assert next_number([None]) is None

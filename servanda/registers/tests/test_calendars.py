"""Calendars as other programs read them: whole days, and nothing that is vaguer than a day."""

from datetime import UTC, date, datetime

import pytest

from servanda.registers.rules.calendars import Occasion, calendar_of, days_of
from servanda.registers.tests.calendars import events_in

CHANGED = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)


def occasion(day: str, *, title: str = "Meeting", told: str = "", place: str = "") -> Occasion:
    return Occasion("urn:uuid:1", title, day, "CONFIRMED", 3, CHANGED, place=place, told=told)


@pytest.mark.parametrize(
    "vague",
    [
        *("", "2025", "2025-03", "2025-21", "2025-03-XX", "2025-03-04?", "2025-03-04~"),
        *("2025-03-04/..", "[2025-03-04,2025-03-05]", "2025-03/2025-04-02"),
    ],
)
def test_a_date_vaguer_than_a_day_is_never_an_event(vague):
    assert days_of(vague) is None
    assert events_in(calendar_of([occasion(vague)])) == []


@pytest.mark.parametrize(
    ("told", "first", "after"),
    [
        ("2025-03-04", date(2025, 3, 4), date(2025, 3, 5)),
        ("2025-02-27/2025-02-28", date(2025, 2, 27), date(2025, 3, 1)),
    ],
)
def test_an_event_ends_on_the_day_after_its_last(told, first, after):
    (event,) = events_in(calendar_of([occasion(told)]))
    assert (event["DTSTART"], event["DTEND"]) == (first, after)
    assert type(event["DTSTART"]) is date


def test_an_event_keeps_every_word_and_its_lines_are_folded_by_bytes():
    title = "Ежегодная встреча; по делам, «миграции» \\ " * 5
    made = calendar_of([occasion("2025-03-04", title=title, told="1. One\n2. Two", place="Velmar")])
    (event,) = events_in(made)
    assert (event["SUMMARY"], event["DESCRIPTION"]) == (title, "1. One\n2. Two")
    assert (event["UID"], event["SEQUENCE"], event["LOCATION"]) == ("urn:uuid:1", "3", "Velmar")
    assert all(len(line) <= 75 and b"\n" not in line for line in made.split(b"\r\n"))
    assert b"DTSTAMP:20260102T030405Z" in made


def test_only_a_calendar_with_a_name_is_one_of_its_own():
    assert b"X-WR-CALNAME" not in calendar_of([])
    assert b"\r\nNAME:All of it\r\n" in calendar_of([], name="All of it")

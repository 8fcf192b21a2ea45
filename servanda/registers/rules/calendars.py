"""Calendars as files of other programs read them: iCalendar (RFC 5545), a date as vague as its source."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from servanda.reading.edtf import bounds

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
MAKER: Final = "-//Servanda//Servanda//EN"

DAYS = re.compile(r"\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?")
"""A day, or a first and a last day, each told without doubt (EDTF)."""


@dataclass(frozen=True)
class Occasion:
    """What a calendar shows on its days. `uid` stays the same for ever, `sequence` grows with each change.

    `date` is EDTF, `status` a word of RFC 5545, 3.8.1.11; `changed` is the moment of the last change.
    """

    uid: str
    title: str
    date: str
    status: str
    sequence: int
    changed: datetime
    place: str = ""
    url: str = ""
    told: str = ""
    is_public: bool = False


def days_of(edtf: str) -> tuple[date, date] | None:
    """Return the first and the last day of a date, both included; None where it is vaguer than a day.

    >>> days_of("2025-03-04")
    (datetime.date(2025, 3, 4), datetime.date(2025, 3, 4))
    >>> days_of("2025-03") or days_of("2025-03-04?") or days_of("2025-21")
    """
    if not DAYS.fullmatch(edtf):
        return None
    found = bounds(edtf)
    if found.earliest is None or found.latest is None:
        return None
    return found.earliest, found.latest


def calendar_of(occasions: Iterable[Occasion], *, name: str = "") -> bytes:
    """Return a calendar of whole days; what is vaguer than a day is left out, never moved to a day.

    With a `name` it is kept as a calendar of its own; without one its events join the reader's own.
    """
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    if name:
        calendar.add("name", name)  # RFC 7986, 5.1
        calendar.add("x-wr-calname", name)
    for occasion in occasions:
        days = days_of(occasion.date)
        if days is not None:
            calendar.add_component(_event(occasion, *days))
    return bytes(calendar.to_ical())


def _event(occasion: Occasion, first: date, last: date) -> Event:
    event = Event()
    event.add("uid", occasion.uid)
    event.add("dtstamp", occasion.changed.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))  # RFC 5545, 3.6.1: the day after the last one
    event.add("summary", occasion.title)
    event.add("status", occasion.status)
    event.add("sequence", occasion.sequence)
    event.add("class", "PUBLIC" if occasion.is_public else "CONFIDENTIAL")
    for name, value in (("location", occasion.place), ("description", occasion.told)):
        if value:
            event.add(name, value)
    if occasion.url:
        event.add("url", occasion.url)
    return event

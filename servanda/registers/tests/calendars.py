"""What another program reads in a calendar: each event by the names of RFC 5545."""

from datetime import date

from icalendar import Calendar


def events_in(made: bytes) -> list[dict[str, date | str]]:
    """Return the events of a calendar, days as days and the rest as words."""
    calendar = Calendar.from_ical(made)
    return [
        {
            name: getattr(told, "dt", str(told))
            for name, told in event.property_items(recursive=False)
        }
        for event in calendar.walk("VEVENT")
    ]

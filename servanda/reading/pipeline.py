"""Reading from a text to its facts: the steps in order."""

from __future__ import annotations

from servanda.reading.checking import only_quoted
from servanda.reading.finding.actors import Cast
from servanda.reading.finding.affiliations import find_affiliations
from servanda.reading.finding.agreements import place_agreements
from servanda.reading.finding.bodies import find_bodies
from servanda.reading.finding.commitments import find_commitments
from servanda.reading.finding.dates import distinct_dates, find_dates
from servanda.reading.finding.instruments import find_instruments
from servanda.reading.finding.meetings import find_meetings
from servanda.reading.finding.names import find_names
from servanda.reading.finding.parties import find_parties
from servanda.reading.finding.people import find_people, people_items
from servanda.reading.finding.speakers import tell_speakers
from servanda.reading.finding.subjects import SubjectFinder
from servanda.reading.finding.text import prepare_text
from servanda.reading.languages import detect_language, vocabulary
from servanda.reading.model import Reading

_DEFAULT_LANGUAGE = "en"


def read(text: str, *, published: str | None = None, language: str | None = None) -> Reading:
    """Read what a text states: parties, people, meetings, commitments, instruments, bodies, dates.

    `published` is the day of publication (EDTF, `2021-02-17`), from which relative dates are
    counted; `language` an ISO 639-1 code, found from the text when None. A language without
    word lists gives a reading without items. Raises EdtfError for a day that does not exist.
    """
    code = language or detect_language(text) or _DEFAULT_LANGUAGE
    has_dates = bool(vocabulary(code, "dates"))
    dates = tuple(find_dates(text, published=published, language=code)) if has_dates else ()
    prepared = prepare_text(text, language=code, published=published, dates=dates)

    names = find_names(prepared)
    told = find_people(prepared, names)
    parties = find_parties(prepared, names, told)
    instruments = find_instruments(prepared, names)
    bodies = find_bodies(prepared, names)

    known = find_affiliations(prepared, names, told, parties=parties, bodies=bodies)
    actors = Cast(prepared, parties, bodies).admit(names, told, known)
    subjects = SubjectFinder(prepared, actors)
    meetings = find_meetings(prepared, names, subjects)
    found = find_commitments(prepared, names, subjects)
    commitments = tell_speakers(prepared, found, subjects)

    reading = Reading(
        language=code,
        published=published,
        parties=tuple(parties.values()),
        people=people_items(prepared, told, known),
        meetings=tuple(meetings),
        commitments=place_agreements(prepared, commitments, meetings),
        instruments=tuple(instruments.values()),
        bodies=tuple(bodies.values()),
        dates=tuple(distinct_dates(dates)),
    )
    return only_quoted(reading, text)

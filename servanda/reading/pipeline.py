"""Reading from a text to its facts: the steps in order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.reading.checking import only_quoted
from servanda.reading.finding.actors import Cast
from servanda.reading.finding.affiliations import find_affiliations
from servanda.reading.finding.agreements import place_agreements
from servanda.reading.finding.bodies import find_bodies
from servanda.reading.finding.commitments import find_commitments
from servanda.reading.finding.dates import distinct_dates, find_dates
from servanda.reading.finding.inflected.reading import find_all
from servanda.reading.finding.instruments import find_instruments
from servanda.reading.finding.meetings import find_meetings
from servanda.reading.finding.names import find_names
from servanda.reading.finding.parties import find_parties
from servanda.reading.finding.people import find_people, people_items
from servanda.reading.finding.sayings import find_sayings
from servanda.reading.finding.speakers import letterhead_of, tell_speakers
from servanda.reading.finding.subjects import SubjectFinder
from servanda.reading.finding.text import prepare_text
from servanda.reading.languages import detect_language, vocabulary
from servanda.reading.model import Reading

if TYPE_CHECKING:
    from servanda.reading.finding.text import Text

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

    find = _inflected if vocabulary(code, "grammar").get("morphology") else _as_written
    reading = find(prepared, Reading(language=code, published=published))
    return only_quoted(replace(reading, dates=tuple(distinct_dates(dates))), text)


def _inflected(text: Text, reading: Reading) -> Reading:
    """Find in a language whose words change: everything is compared by base forms and cases."""
    found = find_all(text)
    return replace(
        reading,
        parties=found.parties,
        people=found.people,
        meetings=found.meetings,
        commitments=place_agreements(text, found.commitments, found.meetings),
        instruments=found.instruments,
        bodies=found.bodies,
    )


def _as_written(text: Text, reading: Reading) -> Reading:
    """Find in a language whose words stand in a text as the lists write them."""
    names = find_names(text)
    told = find_people(text, names)
    parties = find_parties(text, names, told)
    instruments = find_instruments(text, names)
    bodies = find_bodies(text, names)

    known = find_affiliations(text, names, told, parties=parties, bodies=bodies)
    actors = Cast(text, parties, bodies).admit(names, told, known)
    subjects = SubjectFinder(text, actors)
    meetings = find_meetings(text, names, subjects)
    found = find_commitments(text, names, subjects)
    sayings = tuple(find_sayings(text, subjects))
    commitments = tell_speakers(text, found, sayings, letterhead_of(text, subjects))

    return replace(
        reading,
        parties=tuple(parties.values()),
        people=people_items(text, told, known),
        meetings=tuple(meetings),
        commitments=place_agreements(text, commitments, meetings),
        instruments=tuple(instruments.values()),
        bodies=tuple(bodies.values()),
    )

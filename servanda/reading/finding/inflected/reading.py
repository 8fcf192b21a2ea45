"""The finders of an inflected language in their order, from a prepared text to its items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.affiliations import party_keys
from servanda.reading.finding.inflected.commitments import find_commitments
from servanda.reading.finding.inflected.figures import find_figures
from servanda.reading.finding.inflected.meetings import find_meetings
from servanda.reading.finding.inflected.names import find_names
from servanda.reading.finding.inflected.naming import Naming
from servanda.reading.finding.inflected.noun_phrases import PhraseReader
from servanda.reading.finding.inflected.parties import find_parties
from servanda.reading.finding.inflected.people import find_people, one_each
from servanda.reading.finding.inflected.sayings import find_sayings
from servanda.reading.finding.inflected.subjects import SubjectFinder
from servanda.reading.finding.inflected.things import find_bodies, find_instruments
from servanda.reading.finding.mentions import by_word
from servanda.reading.finding.people import people_items
from servanda.reading.finding.speakers import letterhead_of, tell_speakers

if TYPE_CHECKING:
    from servanda.reading.finding.text import Text
    from servanda.reading.model import Body, Commitment, Instrument, Meeting, Party, Person


@dataclass(frozen=True, slots=True)
class Found:
    """The items found in one text, list by list."""

    parties: tuple[Party, ...]
    people: tuple[Person, ...]
    meetings: tuple[Meeting, ...]
    commitments: tuple[Commitment, ...]
    instruments: tuple[Instrument, ...]
    bodies: tuple[Body, ...]


def find_all(text: Text) -> Found:
    """Find everything in a text of an inflected language."""
    names = find_names(text)
    told = find_people(text, PhraseReader(text, by_word(names)))
    people = one_each(told.people)
    keys = party_keys(text, names, people)
    figures = find_figures(text, names, told, keys)
    subjects = SubjectFinder(text, figures, frozenset(by_word(names)))
    referred = {key for figure in figures for key in figure.keys}
    parties = find_parties(text, names, people, referred=frozenset(referred))
    bodies = find_bodies(text, names)
    called = {key: party.name for key, party in parties.items()}
    called |= {key: body.name for key, body in bodies.items()}
    known = {name: called[key] for name, key in keys.items() if key in called}
    meetings = find_meetings(text, names, subjects, called)
    naming = Naming(called, meetings)
    commitments = find_commitments(text, names, subjects, naming)
    sayings = tuple(find_sayings(text, subjects, naming))
    letterhead = called.get(letterhead_of(text, subjects) or "")
    return Found(
        parties=tuple(parties.values()),
        people=people_items(text, people, known),
        meetings=tuple(meetings),
        commitments=tell_speakers(text, commitments, sayings, letterhead),
        instruments=find_instruments(text, names),
        bodies=tuple(bodies.values()),
    )

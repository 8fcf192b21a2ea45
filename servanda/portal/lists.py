"""All lists of entries of the house, by kind, and what of entries has no list of its own."""

from collections.abc import Mapping
from itertools import chain
from typing import Final

from servanda.instruments import lists as instruments
from servanda.meetings import lists as meetings
from servanda.parties import lists as parties
from servanda.progress import lists as progress
from servanda.registers.lists import EntryList, notes
from servanda.reports import lists as reports
from servanda.sources import lists as sources

ENTRY_LISTS: Final[Mapping[str, EntryList]] = {
    one.kind: one
    for one in chain(
        sources.LISTS,
        parties.LISTS,
        instruments.LISTS,
        progress.LISTS,
        meetings.LISTS,
        reports.LISTS,
        notes.LISTS,
    )
}
WITHOUT_LIST: Final[Mapping[str, str]] = {
    "wording": "a part of its provision, whose list tells its text, its number and when it is due",
    "held_text": "which document holds an instrument: on the page of the instrument",
    "online_link": "where a meeting is joined, for those who work here: on the page of the meeting",
    "comment": "what people comment on a provision: on its page",
    "reading_run": "what a machine did with a document: on the page of its review",
    "model_reading": "what a machine did with a document: on the page of its review",
    "proposal": "what nobody has accepted: in the queue of the review",
    "difference": "what sources tell otherwise: on a page of its own, where it is decided",
}
"""The kinds of entries that have no list, and why."""
SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "meetings": ("meeting", "series", "agenda_item", "participation", "note"),
    "instruments": (
        "instrument",
        "provision",
        "update",
        "duty",
        "adoption",
        "edition",
        "relation",
        "link",
    ),
    "parties": ("party", "person", "post", "tenure", "membership", "succession"),
    "documents": ("document",),
}
"""The lists that stand beside each other, by the section of the navigation they belong to."""

"""What a line of a brief stands on: its entry, its vague date, the passages that carry it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from servanda.reading.edtf import bounds


@dataclass(frozen=True)
class Target:
    """The entry a line speaks of: its kind names the address of its page."""

    kind: str
    uuid: UUID


@dataclass(frozen=True)
class VagueDate:
    """A date as vague as its source: EDTF (empty when unknown), the words, the inclusive bounds."""

    edtf: str = ""
    words: str = ""
    earliest: date | None = None
    latest: date | None = None


UNKNOWN_DATE = VagueDate()


@dataclass(frozen=True)
class Source:
    """A passage that carries a line; of a hidden one only that there is one."""

    public: bool = True
    # document
    document: UUID | None = None
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    handling: str = ""
    # place: offsets in the text of its version, None where the whole document is meant
    quote: str = ""
    start: int | None = None
    end: int | None = None
    page: int | None = None


HIDDEN_SOURCE = Source(public=False)

Sources = tuple[Source, ...]


def are_undated(sources: Sources) -> bool:
    """Tell whether all that is told are words of documents without a date: their day is not known.

    Who hands in a whole document as evidence speaks on a day of their own.
    """
    return bool(sources) and all(
        source.public and source.start is not None and not source.published for source in sources
    )


def when_told(day: date, sources: Sources) -> VagueDate:
    """Return the day on which something was said, as vague as the sources that tell it.

    Of words in a document of a month or a year the day kept is the last that its date can mean.
    """
    if are_undated(sources):
        return UNKNOWN_DATE
    for source in sources:
        if source.public and source.start is not None and source.published:
            within = bounds(source.published)
            if within.latest == day != within.earliest:
                return VagueDate(source.published, "", within.earliest, within.latest)
    return VagueDate(day.isoformat(), "", day, day)


@dataclass(frozen=True)
class Footnote:
    """A source with its number in the brief."""

    number: int
    source: Source

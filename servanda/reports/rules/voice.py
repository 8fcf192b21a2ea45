"""How a line of the brief is said: its words, the numbers of its sources, its link."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from servanda.reading.edtf import words_add_to
from servanda.reports.rules.brief import OwnNotes
from servanda.reports.rules.grounds import Sources, Target, VagueDate
from servanda.reports.rules.numbering import Numbering
from servanda.reports.rules.paper import WHOLE_BRIEF, Cell, Line, OwnBox, Paragraph
from servanda.reports.rules.words import Words, note_words, quoted, said_date

FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
"""A day known exactly; the words of the source can only repeat it."""


@dataclass(frozen=True)
class Voice:
    """The words of one language and the footnotes of one brief; `is_part`: a page of its beginning."""

    words: Words
    numbering: Numbering
    is_part: bool = False

    def cited(self, text: str, sources: Sources, target: Target | None = None) -> tuple[Line, ...]:
        """Return a line with its footnotes; one without any says so below."""
        line = Line(text, self.numbering.of(sources), target=target)
        return (line,) if sources else (line, Line(self.words.gettext("no source"), tone="soft"))

    def dated(self, column: str, told: VagueDate) -> Cell:
        """Return a cell with a vague date, and below it the source's own words for it."""
        said = said_date(told, self.words)
        lines = [Line(said)] if said else []
        is_day = FULL_DAY.fullmatch(told.edtf) is not None
        adds = words_add_to(told.edtf, told.words) and not _same(told.words, said)
        if told.edtf and adds and not is_day:
            lines.append(Line(quoted(told.words, self.words), tone="soft"))
        return Cell(column, tuple(lines))

    def left_out(self, number: int) -> list[Paragraph]:
        """Return the sentence on what is left out of a list and where it stands, if anything is."""
        if number <= 0:
            return []
        text, page = self._part(number) if self.is_part else self._paper(number)
        return [Paragraph((Line(text % {"number": number}, tone="soft", page=page),))]

    def _part(self, number: int) -> tuple[str, str]:
        told = self.words.ngettext(
            "%(number)s more stands in the whole brief.",
            "%(number)s more stand in the whole brief.",
            number,
        )
        return told, WHOLE_BRIEF

    def _paper(self, number: int) -> tuple[str, str]:
        told = self.words.ngettext(
            "%(number)s more is left out here. The list of instruments leads to it.",
            "%(number)s more are left out here. The list of instruments leads to them.",
            number,
        )
        return told, "instruments"

    def own(self, notes: OwnNotes) -> tuple[Line, ...]:
        """Return the notes of one's own side as lines."""
        kinds = note_words(self.words)
        return tuple(
            Line(note.text, tone="own", label=kinds.get(note.kind, note.kind)) for note in notes
        )

    def own_box(self, notes: OwnNotes) -> list[OwnBox]:
        """Return the box of one's own side, or none without notes."""
        heading = self.words.gettext("Only your side sees this")
        return [OwnBox(heading, self.own(notes))] if notes else []


def _same(words: str, said: str) -> bool:
    """Tell whether the words of a source say no more than the date does, or the other way round."""
    one, other = (" ".join(text.casefold().replace("–", "-").split()) for text in (words, said))
    return one in other or other in one


def plain(column: str, *texts: str) -> Cell:
    """Return a cell of plain lines; empty ones are left out."""
    return Cell(column, tuple(Line(text) for text in texts if text))


def joined(texts: Iterable[str]) -> str:
    """Return texts with commas between; empty ones are left out."""
    return ", ".join(text for text in texts if text)

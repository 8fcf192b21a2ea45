"""The meeting that minutes are of: told by the lines over them and by their list of who was there.

Example: «ПРОТОКОЛ заседания рабочей группы / г. Норбург, 5 мая 2022 года / Присутствовали: …».
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading.finding.attribution import is_heading
from servanda.reading.finding.inflected.encounters import Encounter
from servanda.reading.finding.inflected.lemma_phrases import lemma_phrases

if TYPE_CHECKING:
    from servanda.reading.finding.text import Sentence, Text

_LINES = 7  # lines over a text in which its meeting may be told
_ATTENDING = 30  # sentences in which who was there may be told


def heading_encounter(text: Text) -> Encounter | None:
    """Give the meeting told by the lines over a text: a noun of meeting, and a day below it."""
    lines = _headings(text)
    titles = lemma_phrases(text.lists.language, "meetings", "titles")
    if not lines or not any(titles.any_in(text.words, s.first, s.last) for s in lines):
        return None
    nouns = lemma_phrases(text.lists.language, "meetings", "nouns")
    for place, line in enumerate(lines):
        match = next(iter(nouns.all_in(text.words, line.first, line.last)), None)
        ends = [s for s in lines[place:] if text.dates_in(s.start, s.end)]
        if match and ends:
            after = ends[0].number - lines[0].number + 1
            bracket = lines[after : after + 1]
            closing = bracket[0] if bracket and text.folded(bracket[0].first) == "(" else ends[0]
            return Encounter(
                line.first if line.first >= match.first - 2 else match.first,
                closing.last,
                match.first,
                0,
                strong=True,
                pointing=False,
                rule="heading over its dateline",
            )
    return None


def _headings(text: Text) -> list[Sentence]:
    lines = []
    for sentence in text.sentences[:_LINES]:
        if not is_heading(text, sentence) and text.folded(sentence.first) != "(":
            break
        lines.append(sentence)
    return lines


def attendance(text: Text) -> list[tuple[int, int]]:
    """Give the sentences of minutes that say who was there; who did not come is left out."""
    labels = lemma_phrases(text.lists.language, "meetings", "attendance", "labels")
    found = []
    for sentence in text.sentences[:_ATTENDING]:
        label = labels.longest_at(text.words, sentence.first, sentence.last)
        if label and text.folded(label.last) == ":":
            found.append((label.last, sentence.last))
    return found

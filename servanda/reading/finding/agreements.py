"""At which meeting a commitment was agreed, where the text says so.

It says so with "during this meeting", "at the meeting", or by telling what "the parties"
agreed after a meeting and before the next.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.reading.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.reading.finding.text import Text
    from servanda.reading.model import Commitment, Meeting


def place_agreements(
    text: Text, commitments: Sequence[Commitment], meetings: Sequence[Meeting]
) -> tuple[Commitment, ...]:
    """Give each agreed commitment the number of its meeting, None where the text is silent."""
    return tuple(replace(c, meeting=_meeting_of(text, c, meetings)) for c in commitments)


def _meeting_of(text: Text, commitment: Commitment, meetings: Sequence[Meeting]) -> int | None:
    if commitment.strength not in {"agreed", "undertook", "offered"}:
        return None
    here = Span(commitment.start, commitment.end)
    for number, meeting in enumerate(meetings):
        if here.overlaps(Span(meeting.start, meeting.end)):
            return number if meeting.status == "held" else None
    before = [n for n, m in enumerate(meetings) if m.end <= commitment.start and m.status == "held"]
    if not before:
        return None
    sentence = text.sentence_of(commitment.start)
    last = max(before, key=lambda number: meetings[number].start)
    paragraphs = sentence.paragraph - text.sentence_of(meetings[last].start).paragraph
    pointing = text.lists.phrases("meetings", "pointing").any_in(
        text.words, sentence.first, sentence.last
    )
    both = text.lists.phrases("references", "both").any_in(
        text.words, sentence.first, sentence.last
    )
    return last if (pointing and paragraphs <= 2) or (both and paragraphs <= 1) else None

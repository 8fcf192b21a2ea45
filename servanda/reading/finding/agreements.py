"""At which meeting a commitment was agreed, where the text says so.

It says so with "during this meeting", "at the meeting", or by telling what "the parties"
agreed after a meeting and before the next.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.reading.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from servanda.reading.finding.text import Text
    from servanda.reading.model import Commitment, Meeting


_NEAR = 12  # meetings around a commitment among which its own is looked for


def place_agreements(
    text: Text, commitments: Sequence[Commitment], meetings: Sequence[Meeting]
) -> tuple[Commitment, ...]:
    """Give each agreed commitment the number of its meeting, None where the text is silent."""
    order = sorted(range(len(meetings)), key=lambda number: meetings[number].start)
    starts = [meetings[number].start for number in order]
    placed = []
    for one in commitments:
        last = bisect_left(starts, one.end)
        near = {n: meetings[n] for n in sorted(order[max(0, last - _NEAR) : last])}
        placed.append(replace(one, meeting=_meeting_of(text, one, near)))
    return tuple(placed)


def _meeting_of(text: Text, commitment: Commitment, near: Mapping[int, Meeting]) -> int | None:
    if commitment.strength not in {"agreed", "undertook", "offered"}:
        return None
    here = Span(commitment.start, commitment.end)
    for number, meeting in near.items():
        if here.overlaps(Span(meeting.start, meeting.end)):
            return number if meeting.status == "held" else None
    before = [n for n, m in near.items() if m.end <= commitment.start and m.status == "held"]
    if not before:
        return None
    sentence = text.sentence_of(commitment.start)
    last = max(before, key=lambda number: near[number].start)
    paragraphs = sentence.paragraph - text.sentence_of(near[last].start).paragraph
    pointing = text.lists.phrases("meetings", "pointing").any_in(
        text.words, sentence.first, sentence.last
    )
    both = text.lists.phrases("references", "both").any_in(
        text.words, sentence.first, sentence.last
    )
    return last if (pointing and paragraphs <= 2) or (both and paragraphs <= 1) else None

"""Where words stand that were recognised in the picture of a page: plain Python."""

from bisect import bisect_right
from collections.abc import Sequence

from servanda.reading.formats.pdf_places import Box

_SCALE = 10_000
_SAME_LINE = 0.5

Span = tuple[int, int]


def recognised_boxes(words: Sequence[Sequence[int]], spans: Sequence[Span]) -> list[list[Box]]:
    """Return the boxes of each span of a text, one for each line it takes.

    `words` are those of the text in its order: start, end, left, top, right, bottom, the edges in
    ten-thousandths of the page.
    """
    starts = [word[0] for word in words]
    return [_joined(_under(words, starts, span)) for span in spans]


def _under(words: Sequence[Sequence[int]], starts: list[int], span: Span) -> list[Box]:
    first = max(bisect_right(starts, span[0]) - 1, 0)
    last = bisect_right(starts, span[1] - 1)
    return [
        Box(*(edge / _SCALE for edge in word[2:]))
        for word in words[first:last]
        if word[0] < span[1] and span[0] < word[1]
    ]


def _joined(boxes: list[Box]) -> list[Box]:
    joined: list[Box] = []
    for box in boxes:
        if joined and _is_same_line(joined[-1], box):
            last = joined.pop()
            box = Box(  # noqa: PLW2901  the line so far, with the word
                last.left, min(last.top, box.top), box.right, max(last.bottom, box.bottom)
            )
        joined.append(box)
    return joined


def _is_same_line(last: Box, box: Box) -> bool:
    shared = min(last.bottom, box.bottom) - max(last.top, box.top)
    return box.left >= last.left and shared >= _SAME_LINE * min(
        last.bottom - last.top, box.bottom - box.top
    )

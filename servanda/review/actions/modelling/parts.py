"""A text in the parts in which a model reads it."""

from collections.abc import Iterator

PART = 8000
"""Characters at most in one part: a question and its answer fit where models are small."""
MOST_PARTS = 20
LONGEST_TEXT = PART * MOST_PARTS


def parts_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each part: whole paragraphs where they fit, else whole lines, words."""
    start = 0
    while start < len(text):
        end = start + PART
        if end < len(text):
            end = _break(text, start, end)
        if text[start:end].strip():
            yield start, min(end, len(text))
        start = end


def _break(text: str, start: int, end: int) -> int:
    for sign in ("\n\n", "\n", ". ", " "):
        at = text.rfind(sign, start + PART // 2, end)
        if at > start:
            return at + len(sign)
    return end

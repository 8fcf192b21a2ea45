"""The letters by which texts number: a to z, then aa, ab and so on."""

from string import ascii_lowercase
from typing import Final

MOST: Final = 26 + 26 * 26


def lettered(count: int) -> list[str]:
    """Return the first letters of a numbering; none for a count that no text has."""
    if not 0 < count <= MOST:
        return []
    pairs = (first + second for first in ascii_lowercase for second in ascii_lowercase)
    return [*ascii_lowercase, *pairs][:count]

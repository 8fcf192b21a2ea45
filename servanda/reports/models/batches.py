"""Long lists of what is asked for, in parts that a database takes in one question."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Asked = TypeVar("Asked")

BATCH = 10_000
"""SQLite takes 32,766 parameters in one question unless built for more; a union names them twice."""


def in_batches(asked: Iterable[Asked]) -> Iterator[list[Asked]]:
    """Yield what is asked for, each once, in lists of at most BATCH; of nothing, none."""
    rest = iter(dict.fromkeys(asked))
    while batch := list(islice(rest, BATCH)):
        yield batch

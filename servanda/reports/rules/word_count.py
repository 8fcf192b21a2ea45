"""How many words stand in the sections of a report, tables and all."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from servanda.reports.rules.paper import Block, Facts, Line, Section, Table

WORD: Final = re.compile(r"\w+(?:[’'\-]\w+)*")


def words_of(text: str) -> int:
    """Return how many words a text has; what a hyphen or an apostrophe joins is one."""
    return len(WORD.findall(text))


def words_in(sections: Iterable[Section]) -> int:
    """Return how many words the blocks of sections hold; headings and sources do not count."""
    blocks = (block for section in sections for block in section.blocks)
    return sum(words_of(line.text) for block in blocks for line in lines_of(block))


def lines_of(block: Block) -> Iterator[Line]:
    """Give every line of a block, row by row."""
    if isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell.lines
    elif isinstance(block, Facts):
        for pair in block.pairs:
            yield from pair.lines
    else:
        yield from block.lines

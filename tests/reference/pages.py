"""What the pages of the reference have in common."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs/reference"
MADE = "<!-- Made from the code by `make reference`; do not change it by hand. -->"


def put_between(page: str, name: str, text: str) -> str:
    """Return a page with the text between the two marks of that name replaced."""
    block = re.compile(rf"(<!-- made: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    assert block.search(page), f"the page has no place for {name}"
    return block.sub(lambda found: f"{found[1]}{text}\n{found[2]}", page)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    titles = list(head)
    told = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    lines = [titles, ["---"] * len(titles), *told]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)

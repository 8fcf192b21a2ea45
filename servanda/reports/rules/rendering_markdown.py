"""The brief as Markdown: tables with pipes, footnotes as GitHub and pandoc read them."""

import re
from collections.abc import Iterator

from servanda.reports.rules.paper import (
    Block,
    Cell,
    Facts,
    Line,
    NoteLine,
    Paper,
    Paragraph,
    Table,
    one_line,
)

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
LIST_MARK = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")


def markdown_of(paper: Paper) -> str:
    """Return the paper as Markdown; nothing in it is read as markup of its own."""
    lines = [f"**{escaped(paper.marking)}**", "", f"# {escaped(paper.title)}", ""]
    lines += [f"{escaped(paper.kind)} · {escaped(paper.subtitle)}", ""]
    for section in paper.sections:
        lines += [f"{'#' * section.level} {escaped(section.heading)}", ""]
        for block in section.blocks:
            lines += [*_block(block), ""]
    if paper.notes:
        lines += [f"## {escaped(paper.notes_heading)}", ""]
        lines += [_note(note) for note in paper.notes]
    for told in filter(None, (paper.closing, paper.checkpoint)):
        lines += ["", escaped(told)]
    lines += ["", f"**{escaped(paper.marking)}**"]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Return text on one line with every character that Markdown would read as a mark escaped."""
    plain = SPECIAL.sub(r"\\\1", one_line(text))
    return LIST_MARK.sub(
        lambda found: f"{found[1]}\\{found[2]}" if found[2] in "-+" else _number(found), plain
    )


def _number(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2][:-1]}\\{found[2][-1]}"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Facts):
        for pair in block.pairs:
            yield f"- **{escaped(pair.column)}:** {_lines(pair, '; ')}"
    elif isinstance(block, Paragraph):
        yield "\n\n".join(_said(line) for line in block.lines)
    else:
        yield f"> **{escaped(block.heading)}**"
        for line in block.lines:
            yield f">\n> {_said(line)}"


def _table(table: Table) -> Iterator[str]:
    yield _row(map(escaped, table.columns))
    yield _row("---" for _column in table.columns)
    for row in table.rows:
        yield _row(_lines(cell, "<br>") for cell in row)


def _row(cells: "Iterator[str] | map[str]") -> str:
    return f"| {' | '.join(cells)} |"


def _lines(cell: Cell, between: str) -> str:
    return between.join(_said(line) for line in cell.lines)


def _said(line: Line) -> str:
    text = escaped(line.text)
    if line.standing:
        text = f"**{text}**"
    elif line.tone == "soft":
        text = f"<small>{text}</small>" if not line.label else text
    if line.label.isdigit():
        text = f"{line.label}\\. {text}"
    elif line.label:
        text = f"*{escaped(line.label)}:* {text}"
    return text + "".join(f"[^{number}]" for number in line.notes)


def _note(note: NoteLine) -> str:
    quote = f"{escaped(note.quoted)} — " if note.quote else ""
    url = f" <{_address(note.url)}>" if note.url else ""
    return f"[^{note.number}]: {quote}{escaped(note.reference)}.{url}"


def _address(url: str) -> str:
    """Return an address without the signs that would end it."""
    return url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")

"""The brief as one HTML file with its look inside: to be sent, opened offline, printed."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from servanda.reports.rules.paper import (
    Block,
    Cell,
    Facts,
    Line,
    NoteLine,
    OwnBox,
    Paper,
    Paragraph,
    Section,
    Table,
)

LOOK = Path(__file__).with_name("brief.css")


def html_of(paper: Paper) -> str:
    """Return the paper as a whole HTML document that asks no other host for anything."""
    marking = f'<p class="marking">{escape(paper.marking)}</p>'
    parts = [
        f'<!doctype html>\n<html lang="{escape(paper.language)}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(paper.kind)}: {escape(paper.title)}</title>",
        f"<style>\n{LOOK.read_text(encoding='utf-8')}</style>\n</head>\n<body>",
        f'{marking}\n<main>\n<header><p class="kind">{escape(paper.kind)}</p>',
        f'<h1 dir="auto">{escape(paper.title)}</h1><p>{escape(paper.subtitle)}</p></header>',
        *map(_section, paper.sections),
        *_notes(paper),
        *(f'<p class="soft">{escape(told)}</p>' for told in _closing(paper)),
        f"</main>\n{marking}\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _closing(paper: Paper) -> list[str]:
    return [told for told in (paper.closing, paper.checkpoint) if told]


def _section(section: Section) -> str:
    blocks = "\n".join(map(_block, section.blocks))
    heading = f"h{section.level}"
    title = f"<{heading}>{escape(section.heading)}</{heading}>"
    return f'<section id="{escape(section.key)}">{title}\n{blocks}</section>'


def _block(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Facts):
        return f"<dl>{''.join(map(_fact, block.pairs))}</dl>"
    if isinstance(block, Paragraph):
        return "".join(f"<p{_tone(line)}>{_said(line)}</p>" for line in block.lines)
    return _own_box(block)


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    shares = sum(table.widths)
    columns = "".join(f'<col style="width: {100 * share // shares}%">' for share in table.widths)
    rows = "\n".join(_row(row) for row in table.rows)
    return (
        f'<table aria-label="{escape(table.caption)}"><colgroup>{columns}</colgroup>'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table>"
    )


def _row(row: tuple[Cell, ...]) -> str:
    head, *others = row
    cells = "".join(f"<td>{_lines(cell)}</td>" for cell in others)
    return f'<tr><th scope="row">{_lines(head)}</th>{cells}</tr>'


def _lines(cell: Cell) -> str:
    return "".join(f"<div{_tone(line)}>{_said(line)}</div>" for line in cell.lines)


def _fact(pair: Cell) -> str:
    return f"<dt>{escape(pair.column)}</dt><dd>{_lines(pair)}</dd>"


def _own_box(box: OwnBox) -> str:
    lines = "".join(f"<p>{_said(line)}</p>" for line in box.lines)
    return f'<aside class="own"><h3>{escape(box.heading)}</h3>{lines}</aside>'


def _said(line: Line) -> str:
    text = f'<span dir="auto">{escape(line.text)}</span>'
    if line.standing:
        text = f'<strong class="standing {escape(line.standing)}">{escape(line.text)}</strong>'
    if line.label:
        between = "." if line.label.isdigit() else ":"
        text = f'<span class="label">{escape(line.label)}{between}</span> {text}'
    links = ", ".join(f'<a href="#note-{number}">{number}</a>' for number in line.notes)
    return f"{text}<sup>{links}</sup>" if links else text


def _tone(line: Line) -> str:
    return "" if line.tone == "plain" else f' class="{line.tone}"'


def _notes(paper: Paper) -> Iterator[str]:
    if paper.notes:
        yield f'<section id="sources"><h2>{escape(paper.notes_heading)}</h2>\n<ol>'
        yield from map(_note, paper.notes)
        yield "</ol></section>"


def _note(note: NoteLine) -> str:
    quote = (
        f'<q lang="{escape(note.language)}" dir="auto">{escape(note.quote)}</q> '
        if note.quote
        else ""
    )
    reference = escape(note.reference)
    if note.url.startswith(("http://", "https://")):
        reference = f'<a href="{escape(note.url)}">{reference}</a>'
    return f'<li id="note-{note.number}" value="{note.number}">{quote}<span>{reference}</span></li>'

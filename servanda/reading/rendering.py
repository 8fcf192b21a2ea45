"""A reading written out: JSON in the annotation schema, plain text, or one HTML page."""

from __future__ import annotations

import html
import json
from dataclasses import asdict
from itertools import pairwise
from typing import TYPE_CHECKING

from servanda.reading.model import (
    Body,
    Commitment,
    Instrument,
    Item,
    Meeting,
    Party,
    Person,
)

if TYPE_CHECKING:
    from servanda.reading.finding.dates import FoundDate
    from servanda.reading.model import Item, Reading

LISTS = ("parties", "people", "meetings", "commitments", "instruments", "bodies")
_PLACE = ("quote", "start", "end", "rule")
HEADINGS = {
    "parties": "Parties",
    "people": "People",
    "meetings": "Meetings",
    "commitments": "Commitments",
    "instruments": "Instruments",
    "bodies": "Bodies",
    "dates": "Dates",
}
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.6 system-ui, sans-serif; margin: 2rem auto; max-inline-size: 72rem;
  padding-inline: 1rem; display: grid; gap: 2rem; }
@media (min-width: 60rem) { body { grid-template-columns: 1fr 1fr; } h1 { grid-column: 1 / -1; } }
.text { white-space: pre-wrap; }
mark { background: none; color: inherit; border-block-end: 2px solid currentColor; }
mark.meetings, mark.commitments { background: color-mix(in srgb, currentColor 12%, transparent); }
dt { font-weight: 600; } dd { margin-inline-start: 1rem; margin-block-end: .5rem; }
"""


def to_plain_values(reading: Reading) -> dict[str, object]:
    """Give a reading as plain values, in the schema of the annotations."""
    values: dict[str, object] = {"language": reading.language, "published": reading.published}
    for name in LISTS:
        values[name] = [_item(item) for item in getattr(reading, name)]
    values["dates"] = [_date(found) for found in reading.dates]
    return values


def _item(item: Item) -> dict[str, object]:
    fields = asdict(item)
    content = {
        k: list(v) if isinstance(v, tuple) else v for k, v in fields.items() if k not in _PLACE
    }
    return {**content, **{key: fields[key] for key in _PLACE}}


def _date(found: FoundDate) -> dict[str, object]:
    return {
        "text": found.text,
        "edtf": found.edtf,
        "role": str(found.role),
        "quote": found.text,
        "start": found.start,
        "end": found.end,
    }


def to_json(reading: Reading) -> str:
    """Write a reading as JSON; the same reading gives the same bytes."""
    return json.dumps(to_plain_values(reading), ensure_ascii=False, indent=2) + "\n"


def to_text(reading: Reading) -> str:
    """Write a reading as lines for a terminal: each list, each item, its words."""
    lines: list[str] = []
    for name, items in _listed(reading):
        lines.append(f"{HEADINGS[name]} ({len(items)})")
        for headline, quote in items:
            lines.append(f"  {headline}")
            lines.append(f"      “{' '.join(quote.split())}”")
        lines.append("")
    return "\n".join(lines)


def to_html(reading: Reading, text: str, *, title: str = "Reading") -> str:
    """Write one page that needs nothing else: the text with its marks, the lists beside it."""
    lists = []
    for name, items in _listed(reading):
        entries = "".join(
            f"<dt>{html.escape(headline)}</dt><dd><q>{html.escape(quote)}</q></dd>"
            for headline, quote in items
        )
        lists.append(f"<h2>{HEADINGS[name]} ({len(items)})</h2><dl>{entries}</dl>")
    return (
        f'<!doctype html>\n<html lang="{html.escape(reading.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{html.escape(title)}</h1>\n"
        f'<article class="text">{_marked(reading, text)}</article>\n'
        f"<section>{''.join(lists)}</section>\n</body>\n</html>\n"
    )


def _marked(reading: Reading, text: str) -> str:
    """Mark each passage; where passages overlap, a part belongs to all of them."""
    spans = [(item.start, item.end, name) for name in LISTS for item in getattr(reading, name)] + [
        (found.start, found.end, "dates") for found in reading.dates
    ]
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    parts = []
    for start, end in pairwise(edges):
        kinds = sorted({name for begin, close, name in spans if begin <= start and end <= close})
        said = html.escape(text[start:end])
        parts.append(f'<mark class="{" ".join(kinds)}">{said}</mark>' if kinds else said)
    return "".join(parts)


def _listed(reading: Reading) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give each list with a headline and the words of each of its items."""
    lists = [(name, [(headline_of(i), i.quote) for i in getattr(reading, name)]) for name in LISTS]
    dates = [(f"{found.text}: {found.edtf or 'no date'}", found.text) for found in reading.dates]
    return [*lists, ("dates", dates)]


def headline_of(item: Item) -> str:
    """Say in one line what an item of a reading holds."""
    parts: tuple[str | None, ...] = (item.quote,)
    match item:
        case Party():
            parts = (f"{item.name}: {_plain(item.kind)}",)
        case Person():
            parts = (item.name, item.post, item.organization)
        case Meeting():
            told = (item.status, item.date, item.place, item.format)
            parts = (*told, *item.parties, *item.people)
        case Commitment():
            parts = (f"{item.status}: {item.text}", *item.by, _after("due", item.due))
        case Instrument():
            parts = (item.name, item.abbreviation, _plain(item.kind), item.period)
        case Body():
            parts = (item.name, _plain(item.kind), _after("since", item.since))
    return ", ".join(part for part in parts if part)


def _after(word: str, value: str | None) -> str | None:
    return f"{word} {value}" if value else None


def _plain(kind: str) -> str:
    return kind.replace("_", " ")

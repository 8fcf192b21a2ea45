"""A reading with its explanation written out: JSON with codes and sentences, or plain lines."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.explaining.asides import Aside, set_aside
from servanda.reading.explaining.parts import Part, parts_of
from servanda.reading.explaining.rules import rule_of
from servanda.reading.explaining.sentences import (
    ASIDE_SENTENCES,
    ROLE_NAMES,
    sentence_of,
    words_of_counting,
)
from servanda.reading.finding.dates import find_dates
from servanda.reading.languages import vocabulary
from servanda.reading.rendering import HEADINGS, LISTS, headline_of, to_plain_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from servanda.reading.model import Item, Reading


@dataclass(frozen=True, slots=True)
class Explanation:
    """A reading, the words on which each item stands (by list), and what was set aside."""

    reading: Reading
    parts: Mapping[str, tuple[tuple[Part, ...], ...]]
    asides: tuple[Aside, ...]


def explain(reading: Reading, text: str) -> Explanation:
    """Explain a reading of this text."""
    whole = with_every_date(reading, text)
    parts = {
        name: tuple(parts_of(item, whole, text) for item in getattr(reading, name))
        for name in LISTS
    }
    used = tuple(part for rows in parts.values() for row in rows for part in row)
    return Explanation(reading, parts, set_aside(whole, text, used))


def with_every_date(reading: Reading, text: str) -> Reading:
    """Give a reading that holds each date expression at each of its places."""
    if not vocabulary(reading.language, "dates"):
        return reading
    found = find_dates(text, published=reading.published, language=reading.language)
    return replace(reading, dates=tuple(found))


def to_explained_json(explanation: Explanation) -> str:
    """Write a reading as JSON, each item with `why`, and what was set aside at the end."""
    values = to_plain_values(explanation.reading)
    for name in LISTS:
        rows = values[name]
        items = getattr(explanation.reading, name)
        if isinstance(rows, list):
            for row, item, parts in zip(rows, items, explanation.parts[name], strict=True):
                row["why"] = _why(item, parts)
    values["set_aside"] = [_aside(aside) for aside in explanation.asides]
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _why(item: Item, parts: tuple[Part, ...]) -> dict[str, object]:
    rule = rule_of(item.rule)
    return {
        "code": rule.code,
        "word": rule.word,
        "notes": list(rule.notes),
        "sentence": sentence_of(rule),
        "stands_on": [plain_part(part) for part in parts],
    }


def plain_part(part: Part) -> dict[str, object]:
    """Give a part as plain values, for JSON; what is empty is left out."""
    told: dict[str, object] = {
        "role": part.role,
        "words": part.words,
        "start": part.start,
        "end": part.end,
        "entry": part.entry,
        "value": part.value,
        "counted": part.counting.code if part.counting else "",
        "meaning": part.counting.meaning if part.counting else "",
    }
    return {name: value for name, value in told.items() if value != ""}


def _aside(aside: Aside) -> dict[str, object]:
    told: dict[str, object] = {
        "kind": aside.kind,
        "code": aside.code,
        "sentence": f"{ASIDE_SENTENCES[aside.code]}",
        "words": aside.words,
        "start": aside.start,
        "end": aside.end,
        "entry": aside.entry,
        "value": aside.value,
    }
    return {name: value for name, value in told.items() if value != ""}


def to_explained_text(explanation: Explanation) -> str:
    """Write a reading as lines for a terminal: each item, its words, and why it is there."""
    lines: list[str] = []
    for name in LISTS:
        items = getattr(explanation.reading, name)
        lines.append(f"{HEADINGS[name]} ({len(items)})")
        for item, parts in zip(items, explanation.parts[name], strict=True):
            lines += [f"  {headline_of(item)}", f"      “{_line(item.quote)}”"]
            lines += [f"      {told}" for told in _reasons(item, parts)]
        lines.append("")
    lines.append(f"Set aside ({len(explanation.asides)})")
    for aside in explanation.asides:
        lines += [f"  {told}" for told in _why_aside(aside)]
    return "\n".join([*lines, ""])


def _reasons(item: Item, parts: tuple[Part, ...]) -> Iterator[str]:
    yield f"{item.start}-{item.end}, rule: {item.rule}"
    yield sentence_of(rule_of(item.rule))
    for part in parts:
        told = f"{ROLE_NAMES[part.role]}: “{_line(part.words)}” {part.start}-{part.end}"
        if part.value and part.value != part.words:
            told += f" = {part.value}"
        if part.counting:
            told += f" ({words_of_counting(part.counting)})"
        yield told + (f" [{part.entry}]" if part.entry else "")


def _why_aside(aside: Aside) -> Iterator[str]:
    value = f" = {aside.value}" if aside.value else ""
    entry = f" [{aside.entry}]" if aside.entry else ""
    yield f"{aside.kind}: “{_line(aside.words)}” {aside.start}-{aside.end}{value}{entry}"
    yield f"    {ASIDE_SENTENCES[aside.code]}"


def _line(words: str) -> str:
    return " ".join(words.split())

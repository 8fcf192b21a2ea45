"""In which word list, and under which heading, a phrase stands."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from servanda.reading.languages import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator


def entry_of(words: str, *, language: str, lists: tuple[str, ...]) -> str:
    """Say where a phrase stands: `commitments.toml, carrier: agree`, or "" where it does not.

    `lists` names the places to look at in turn: a list, or a list and a heading in it
    (`commitments/acts`).
    """
    said = " ".join(words.split()).casefold()
    for place in lists:
        found = _entries(language, place).get(said)
        if found:
            return found
    return ""


@cache
def _entries(language: str, place: str) -> Mapping[str, str]:
    """Give each phrase of a list in small letters, with where it stands."""
    name, _, heading = place.partition("/")
    content = vocabulary(language, name)
    chosen = {heading: content.get(heading, [])} if heading else content
    found: dict[str, str] = {}
    for phrase, path in _phrases(chosen, ()):
        found.setdefault(phrase.casefold(), f"{name}.toml, {': '.join(path)}")
    return found


def _phrases(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, Mapping) and "forms" in value:
        yield from _phrases(value["forms"], path)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if not path:
                yield str(key), (str(key),)
            yield from _phrases(inner, (*path, str(key)))
    elif isinstance(value, list):
        for inner in value:
            yield from _phrases(inner, _headed(inner, path))


def _headed(row: object, path: tuple[str, ...]) -> tuple[str, ...]:
    """Name a row of a table by its first text: the carrier `agree`."""
    if not isinstance(row, Mapping):
        return path
    first = next((str(value) for value in row.values() if isinstance(value, str)), "")
    return (*path, first) if first else path

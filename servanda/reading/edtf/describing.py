"""Says an EDTF date in a few words of a language; the words stand in `languages/*/edtf.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from servanda.reading.edtf.parsing import bounds

_QUALIFIERS = re.compile("[?~%]")
_TIME = re.compile(r"T.*")
_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?")
_DECADE = re.compile(r"([0-9]{3})X")
_OPEN: Final = frozenset(("", ".."))  # unknown, open
_SEASONS: Final = range(21, 33)
_QUARTERS: Final = range(33, 37)
_HALVES: Final = range(40, 42)
_MONTHS: Final = range(1, 13)


@dataclass(frozen=True)
class _Words:
    """The words of one language: its rows of names, and its sentences by group and kind."""

    names: Mapping[str, list[str]]
    sentences: Mapping[str, Mapping[str, str]]


def describe(edtf: str, language: str = "en") -> str:
    """Say an EDTF date in words, as `21–28 February 2021` or `by 31 December 2022`.

    What no words are kept for (years beyond four digits, `2X1X`) and every date in a language
    without an `edtf.toml` is given as it is written. Raises EdtfError when it is no EDTF.
    """
    bounds(edtf)
    words = _words(language.partition("-")[0])
    if words is None:
        return edtf
    if edtf[0] in "[{":
        return _set(edtf, words)
    return _interval(edtf, words) if "/" in edtf else _date(edtf, words)


def names_of_months() -> tuple[tuple[str, ...], ...]:
    """Give the twelve months as they stand alone and in a date, of each language that has words."""
    folders = sorted(folder.name for folder in files("servanda.reading.languages").iterdir())
    known = [words for folder in folders if (words := _words(folder))]
    return tuple(tuple(words.names[row]) for words in known for row in ("months", "months_after"))


def month_name(number: int, language: str = "en") -> str:
    """Give the name of a month (1 to 12) as it stands alone; in English where no words are kept."""
    words = _words(language.partition("-")[0]) or _words("en")
    return words.names["months"][number - 1] if words else str(number)


@cache
def _words(language: str) -> _Words | None:
    source = files("servanda.reading.languages") / language / "edtf.toml"
    if not language.isalpha() or not source.is_file():
        return None
    raw: dict[str, object] = tomllib.loads(source.read_text(encoding="utf-8"))
    return _Words(
        {key: [str(one) for one in row] for key, row in raw.items() if isinstance(row, list)},
        {
            key: {str(kind): str(sentence) for kind, sentence in table.items()}
            for key, table in raw.items()
            if isinstance(table, dict)
        },
    )


def _set(edtf: str, words: _Words) -> str:
    joint = words.sentences["doubt"]["one_of" if edtf[0] == "[" else "all"]
    members = [member.strip() for member in edtf[1:-1].split(",")]
    return joint.join(
        _interval(f"{left or '..'}/{right or '..'}", words) if dots else _date(left, words)
        for left, dots, right in (member.partition("..") for member in members)
    )


def _interval(edtf: str, words: _Words) -> str:
    left, right = edtf.split("/")
    if left in _OPEN and right in _OPEN:
        kind = "always"
    elif left in _OPEN:
        kind = "until" if left else "begun_unknown"
    elif right in _OPEN:
        kind = "since" if right else "end_unknown"
    else:
        return _closed(left, right, words)
    ends = {"from": _end(left, words), "to": _end(right, words)}
    said = words.sentences["period"][kind].format(**ends)
    for written, spoken in words.sentences.get("spelling", {}).items():
        said = said.replace(written, spoken)
    return said


def _end(edtf: str, words: _Words) -> str:
    return edtf if edtf in _OPEN else _date(edtf, words, case="after")


def _closed(left: str, right: str, words: _Words) -> str:
    first, last = _DATE.fullmatch(left), _DATE.fullmatch(right)
    sentences = words.sentences["period"]
    kind = None
    if first and last and "X" not in left + right:
        kind = _kind_of_period(first, last)
    if kind is None or first is None or last is None:
        alone = {"from": _date(left, words), "to": _date(right, words)}
        return sentences["other"].format(**alone)
    if kind == "half":
        half = 40 if first["month"] == "01" else 41
        return _date(f"{first['year']}-{half}", words)
    ending = {f"last_{key}": value for key, value in _parts(last, words).items()}
    return sentences[kind].format(**_parts(first, words), **ending)


def _kind_of_period(first: re.Match[str], last: re.Match[str]) -> str | None:
    """Tell how far the two ends of a period may share their words."""
    if first["month"] is None and last["month"] is None:
        return "years"
    if first["year"] != last["year"] or (first["day"] is None) != (last["day"] is None):
        return None
    if first["day"] is not None:
        return "days" if first["month"] == last["month"] else "days_of_months"
    if (first["month"], last["month"]) in {("01", "06"), ("07", "12")}:
        return "half"
    return "months" if first["month"] and last["month"] else None


def _date(edtf: str, words: _Words, *, case: str = "alone") -> str:
    doubts = set(_QUALIFIERS.findall(edtf))
    bare = _TIME.sub("", _QUALIFIERS.sub("", edtf))
    doubt = words.sentences["doubt"]
    if doubts & {"~", "%"}:
        said = doubt["about"].format(date=_certain(bare, words, case="after"))
    else:
        said = _certain(bare, words, case=case)
    return doubt["uncertain"].format(date=said) if doubts & {"?", "%"} else said


def _certain(bare: str, words: _Words, *, case: str) -> str:
    if decade := _DECADE.fullmatch(bare):
        return words.sentences[case]["decade"].format(year=f"{decade[1]}0")
    parts = _DATE.fullmatch(bare)
    kind = None if parts is None else _kind(parts)
    if parts is None or kind is None:
        return bare
    return words.sentences[case][kind].format(**_parts(parts, words))


def _kind(parts: re.Match[str]) -> str | None:
    month, day = parts["month"], parts["day"]
    if month is None or day is not None:
        unknown = "unknown_month" if month == "XX" else "unknown_day" if day == "XX" else "day"
        return "year" if month is None else unknown
    if month == "XX":
        return "unknown_month"
    kinds = {"month": _MONTHS, "season": _SEASONS, "quarter": _QUARTERS, "half": _HALVES}
    return next((kind for kind, codes in kinds.items() if int(month) in codes), None)


def _parts(parts: re.Match[str], words: _Words) -> dict[str, str]:
    """Give what a sentence may name: the year, and the names of what the code stands for."""
    found = {"year": str(int(parts["year"])), "day": (parts["day"] or "").lstrip("0")}
    code = int(parts["month"]) if (parts["month"] or "XX") != "XX" else 0
    for name, row, codes in (
        ("month", "months", _MONTHS),
        ("season", "seasons", _SEASONS),
        ("quarter", "quarters", _QUARTERS),
        ("half", "halves", _HALVES),
    ):
        if code in codes:
            index = (code - codes.start) % len(words.names[row])
            found[name] = words.names[row][index]
            found[f"{name}_after"] = words.names.get(f"{row}_after", words.names[row])[index]
    return found

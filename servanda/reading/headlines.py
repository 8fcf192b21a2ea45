"""The title of a text: its headline, or the first sentence it tells.

Example: "LIMA, May 5 - Peru joined the Oak Protocol on Monday. It ..." is called "Peru joined
the Oak Protocol on Monday"; letterheads ("Press release") and datelines are no titles.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from servanda.reading.finding.sentences import split_sentences
from servanda.reading.finding.wordlists import WordLists
from servanda.reading.finding.words import split_words
from servanda.reading.languages import detect_language, languages

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEFAULT_LANGUAGE: Final = "en"
_LONGEST: Final = 120  # characters
_LINES_READ: Final = 12  # lines with words in which a headline may stand
_HEAD_READ: Final = 4_000  # characters in which the first sentence ends
_MARGIN: Final = 45  # characters; a shorter line was not ended by the margin
_WRAPPED: Final = 70  # characters; a longer line may go on in the next one
_DATELINE: Final = 90  # characters
_LONGEST_UNDATED: Final = 40  # characters of a dateline without a date: a town, a State

# 2021-02-17; 24.02.2024; 5 May 2019, 5 de mayo de 2019; May 5, 2019.
_DAY = re.compile(
    r"\d{4}-\d\d(?:-\d\d)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    r"|\d{1,2}\.? (?:de )?[^\W\d_]{3,12}\.?(?: de)?(?: \d{4})?"
    r"|[^\W\d_]{3,12}\.? \d{1,2}(?:, \d{4})?(?!\d)"
)
_ASIDE = re.compile(r"\([^()\n]{0,40}\)|/[^/\n]{1,40}/")
_WORD = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(r"^date:? ", re.IGNORECASE)
_AFTER_DATELINE = re.compile(r"[.:] | [-–—]{1,2} ")
_MARKS: Final = " \t#*_=>"
_STOPS: Final = (".", ",", ";", ":", "!")


def title_of(text: str, *, language: str | None = None) -> str:
    """Give a title of at most 120 characters for a text that names none.

    The headline where there is one: a short line at the head without a full stop that is
    neither a letterhead nor a dateline. Else the first sentence behind the dateline, cut at a
    word with an ellipsis. `language` is an ISO 639-1 code, found from the text when None. A
    text without words gives "".
    """
    code = language or detect_language(text)
    lists = WordLists(code if code in languages() else _DEFAULT_LANGUAGE)
    head = _without_letterhead(_head(text), lists)
    headlines = [line for line in _headlines(head) if not _is_dateline(line, lists)]
    return _shortened(
        _joined(headlines, lists)
        or _first_sentence(head, lists)
        or " ".join(text[:_LONGEST].split())
    )


def _head(text: str) -> list[str]:
    """Give the first lines as they stand; an empty line is kept as ""."""
    lines: list[str] = []
    words = 0
    for line in text[:_HEAD_READ].splitlines():
        plain = " ".join(line.strip(_MARKS).split())
        words += bool(plain)
        if plain or lines:
            lines.append(plain)
        if words == _LINES_READ:
            break
    return lines


def _without_letterhead(lines: list[str], lists: WordLists) -> list[str]:
    """Leave out the first block where it is a letterhead: "MINISTRY OF HEALTH / Press release"."""
    end = lines.index("") if "" in lines else 0
    block, rest = lines[:end], lines[end + 1 :]
    short = all(len(line) < _WRAPPED and not line.endswith(_STOPS) for line in block)
    is_letterhead = short and any(_names_release(line, lists) for line in block)
    return rest if is_letterhead and rest else lines


def _names_release(line: str, lists: WordLists) -> bool:
    """Tell "Press release" and "News release - Lima" from "Statement of the Minister"."""
    words = split_words(line)
    match = lists.phrases("references", "letterheads").longest_at(words, 0) if words else None
    return match is not None and (match.last == len(words) or words[match.last].is_sign)


def _headlines(lines: Sequence[str]) -> list[str]:
    """Give the lines before the first paragraph of sentences that stand for themselves."""
    found = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        wrapped = len(line) >= _MARGIN and (len(line) >= _WRAPPED or following[:1].islower())
        if len(line) > _LONGEST or (wrapped and following) or line.endswith(_STOPS):
            break
        if line:
            found.append(line)
    return found


def _joined(headlines: Sequence[str], lists: WordLists) -> str:
    """Give the first headline, and the next where the first says only "Minutes"."""
    kinds = lists.words("commitments", "binding", "documents")
    kind_only = bool(headlines) and headlines[0].casefold() in kinds
    return ": ".join(headlines[: 1 + kind_only])


def _is_dateline(line: str, lists: WordLists) -> bool:
    """Tell "Lima, 5 May 2019" from "Agreement of 5 May 2019": towns and a day, and no more."""
    rest, days = _DAY.subn("", _LABEL.sub("", line))
    rest = _ASIDE.sub("", rest)
    words = split_words(rest)
    told = lists.phrases("meetings", "nouns").any_in(words, 0, len(words))
    return bool(days) and not told and not any(word[0].islower() for word in _WORD.findall(rest))


def _first_sentence(lines: Sequence[str], lists: WordLists) -> str:
    """Give the first sentence of the lines that are no dateline, without the one it opens with."""
    while lines and (not lines[0] or _is_dateline(lines[0], lists)):
        lines = lines[1:]
    paragraph = " ".join(lines[: lines.index("")] if "" in lines else lines)
    said = paragraph[_end_of_dateline(paragraph, lists) :]
    sentence = next(iter(split_sentences(said, stopped=lists.grammar("stopped"))), None)
    return said[sentence.start : sentence.end].removesuffix(".") if sentence else ""


def _end_of_dateline(paragraph: str, lists: WordLists) -> int:
    """Give where what is told begins: after "LIMA, May 5 -", "Lima (5 May 2019):"."""
    for border in _AFTER_DATELINE.finditer(paragraph, 0, _DATELINE):
        opening, following = paragraph[: border.start()], paragraph[border.end() :]
        if following[:1].isdigit() or following[:1].islower():
            continue
        if _is_dateline(opening, lists) or _is_town(opening, border.group().strip()):
            return border.end()
    return 0


def _is_town(opening: str, border: str) -> bool:
    """Tell "LIMA -", "NADI, Fiji -" and "LIMA/QUITO:" from "IOM: a plan" and "A plan -"."""
    words = _WORD.findall(_ASIDE.sub("", opening))
    large = bool(words) and len(opening) < _LONGEST_UNDATED and words[0].isupper()
    capital = all(word[0].isupper() for word in words)
    several = any(sign in opening for sign in "/,")
    return large and capital and len(words[0]) > 1 and (several or border[:1] in {"-", "–", "—"})


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST:
        return title
    return title[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"

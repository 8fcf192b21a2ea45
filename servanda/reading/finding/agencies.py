"""Government agencies, offices, associations and companies named by their title.

Examples: "the Ministry of Fisheries of Norland", "the Coastal Survey Agency", "the companies
Alba and Bero".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading.finding.extents import end_of_name, start_of_name
from servanda.reading.finding.mentions import Mention, base_form, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.extents import Surroundings


def find_agencies(around: Surroundings) -> list[Mention]:
    """Mentions of agencies and of other bodies that act under a title of their own."""
    found = [
        *_opened(around),
        *_ended(around, "government_agency", "agencies", "endings"),
        *_organs(around),
        *_announced(around),
    ]
    for kind in ("civil_society", "body", "international_organization"):
        found.extend(_ended(around, kind, "agencies", "endings_of", kind))
    return found


def _mention(around: Surroundings, place: tuple[int, int], kind: str, how: str) -> Mention:
    name = base_form(around.text.said(*place))
    rule = f"{kind.replace('_', ' ')} {how}"
    return Mention(*place, "party", kind, name, f"party {fold_name(name)}", "full", rule)


def _opened(around: Surroundings) -> Iterator[Mention]:
    """Find "Ministry of ...", "Department of ...": the tail is what makes the name."""
    words = around.text.words
    for match in around.text.lists.exact_phrases("agencies", "openers").all_in(
        words, 0, len(words)
    ):
        first = start_of_name(around, match.first)
        last = end_of_name(around, match.last, around.text.lists.grammar("agency_tails"))
        if last > match.last or first < match.first:
            yield _mention(around, (first, last), "government_agency", "by its opening word")


def _ended(around: Surroundings, kind: str, *keys: str) -> Iterator[Mention]:
    """Find "Foreign Ministry", "State Migration Service (of Norland)": qualities come before."""
    words = around.text.words
    name, *inner = keys
    for match in around.text.lists.exact_phrases(name, *inner).all_in(words, 0, len(words)):
        if _is_of_post(around, match.first, match.last):
            continue
        first = start_of_name(around, match.first)
        last = end_of_name(around, match.last, around.text.lists.grammar("office_tails"))
        if first < match.first or last - match.first > 1:
            yield _mention(around, (first, last), kind, "by its closing word")


def _is_of_post(around: Surroundings, first: int, last: int) -> bool:
    """Tell whether a noun is what a post is over: "Head of Office", "Minister of Works"."""
    words = around.text.words
    heads = around.text.lists.exact_phrases("posts", "heads")
    whole = heads.ending_at(words, last)
    if whole is not None and whole.first < first:
        return True
    over = around.text.lists.exact_phrases("posts", "portfolios").ending_at(words, last)
    if over is None or not around.text.stands(over.first - 1, "of", "for"):
        return False
    return heads.ending_at(words, over.first - 1) is not None


def _organs(around: Surroundings) -> Iterator[Mention]:
    words = around.text.words
    for match in around.text.lists.exact_phrases("agencies", "organs").all_in(words, 0, len(words)):
        goes_on = match.last < len(words) and around.is_name_word(match.last)
        if not goes_on:
            yield _mention(around, (match.first, match.last), "government_agency", "on the list")


def _announced(around: Surroundings) -> Iterator[Mention]:
    """Find "the companies A and B": the word before says what they are."""
    words = around.text.words
    for match in around.text.lists.phrases("agencies", "announced").all_in(words, 0, len(words)):
        index = match.last + (around.text.folded(match.last) == ",")
        while index < len(words) and around.is_name_word(index):
            last = end_of_name(around, index + 1, frozenset())
            yield _mention(around, (index, last), match.value, "by the word before it")
            if not around.text.stands(last, "and", ","):
                break
            index = last + 1

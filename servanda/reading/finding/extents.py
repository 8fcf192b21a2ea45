"""How far a name reaches to the left and to the right of its noun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text

_BEFORE_YEARS = 3  # words: those of ", for 2022"
_MOST_SIDES = 8  # sides named in the title of an agreement
_DASHES = frozenset("-–—")
_LONGEST_LIST = 40  # names in a list; a longer one is a table
_LONGEST_TAIL = 16  # words of small letters after a noun; longer is a clause, not a name


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a title must respect: the text, names already known, words that end a name."""

    text: Text
    known: Mapping[int, Mention]
    function_words: frozenset[str]
    openers: frozenset[str]
    closing_words: frozenset[str]

    def is_name_word(self, index: int) -> bool:
        """Tell a word that may stand inside a name: a capital that a sentence did not cause."""
        word = self.text.words[index]
        if not word.is_capital or word.folded in self.function_words:
            return False
        opens = self.text.sentence_of(word.start).first == index
        return not (opens and word.folded in self.openers)


def start_of_name(around: Surroundings, first: int) -> int:
    """Widen to the left over words with capitals: "Partnership and Cooperation [Agreement]"."""
    words, joined = around.text.words, False
    begin = around.text.sentence_of(words[first].start).first
    while first > begin:
        step = _step_left(around, first, joined=joined)
        if not step:
            break
        joined = joined or step == 2
        first -= step
    return first


def _step_left(around: Surroundings, first: int, *, joined: bool) -> int:
    """How many words more belong to a name: 1, 2 with a joining word, 0 for none."""
    words = around.text.words
    before = words[first - 1]
    if first > 1 and (_is_dash(around.text, first - 1) or _is_plural_owner(around.text, first - 1)):
        return 2 * around.is_name_word(first - 2)
    if before.is_number:
        return int(
            before.text[:4].isdigit()
            or before.text[-2:] in around.text.lists.grammar("ordinal_endings")
        )
    if around.is_name_word(first - 1):
        return 1
    joins = around.text.stands(first - 1, "and") or (joined and before.plain == ",")
    if not joins or first < 2 or not around.is_name_word(first - 2):
        return 0
    other = around.known.get(first - 2)
    return 0 if other and other.family == "party" and other.form != "adjective" else 2


def _is_dash(text: Text, index: int) -> bool:
    """Tell whether a dash without spaces joins two words: "U.S.-Norland"."""
    before, sign, after = text.words[index - 1 : index + 2]
    return sign.plain in _DASHES and before.end == sign.start and sign.end == after.start


def _is_plural_owner(text: Text, index: int) -> bool:
    return text.folded(index) == "'" and text.words[index - 1].text.endswith("s")


def past_second_side(around: Surroundings, first: int, last: int) -> int:
    """Widen a name over its other sides: "between Norland [and the Government of Sudland]"."""
    text = around.text
    between = any(text.stands(index, "between") for index in range(first, last))
    for _ in range(_MOST_SIDES):
        if not text.stands(last, "and", ","):
            break
        begin = _past_government(text, last + 1)
        known = around.known.get(begin)
        if known is None or known.family != "party" or known.first != begin:
            break
        if not (between or text.stands(known.last, "about", "for")):
            break
        last = known.last
    return last


def _past_government(text: Text, index: int) -> int:
    """Pass over "the Government of" before a state."""
    governments = text.lists.words("agencies", "government", "words")
    while text.stands(index, "articles", "of") or text.folded(index) in governments:
        index += 1
    return index


def end_of_name(around: Surroundings, last: int, openers: frozenset[str]) -> int:
    """Widen to the right: openers ("on", "for the") followed by words with capitals."""
    text = around.text
    while True:
        begin = last
        if text.folded(begin) in openers:
            begin += 1
            while text.stands(begin, "articles"):
                begin += 1
        elif begin == last and last > 0 and not continues(around, last):
            return last
        if begin >= len(text.words) or not _may_open_tail(around, last, begin):
            return last
        end = _capitals_from(around, begin)
        if end == begin:
            return last
        last = end


def continues(around: Surroundings, index: int) -> bool:
    """Tell whether a capital word follows at once: "Programme Office" is no programme."""
    return (
        index < len(around.text.words)
        and around.is_name_word(index)
        and around.text.sentence_of(around.text.words[index].start).first != index
        and not around.text.lists.exact_phrases("posts", "heads").longest_at(
            around.text.words, index
        )
    )


def _may_open_tail(around: Surroundings, opener: int, begin: int) -> bool:
    """Refuse it where "in" or "to" leads to a town: that is where, not what."""
    known = around.known.get(begin)
    text = around.text
    office = text.stands(opener - 1, "offices")
    allowed = {"full", "seat"} if office else {"full"}
    if not around.is_name_word(begin) or text.sentence_of(text.words[begin].start).first == begin:
        return False
    if begin == opener:
        return known is None
    if text.stands(opener, "where", "to") and known:
        return known.family == "party" and text.stands(opener, "in") and known.form in allowed
    return text.date_at(text.words[begin].start) is None


def _capitals_from(around: Surroundings, begin: int) -> int:
    """Give the end of a run of capital words, lists with "and" included."""
    text, last = around.text, begin
    known = around.known.get(begin)
    if known and known.first == begin and known.last - known.first > 1:
        last = known.last
    limit = text.sentence_of(text.words[begin].start).last
    while last < limit:
        word = text.words[last]
        if around.is_name_word(last) or (
            word.plain in {",", "and", "&"} and _list_goes_on(around, last)
        ):
            last += 1
        else:
            break
    return last


def _list_goes_on(around: Surroundings, index: int) -> bool:
    """Tell "Safe, Orderly and Regular Migration", false for "the Union and Norland"."""
    text = around.text
    for _ in range(_LONGEST_LIST):
        if not _joins_names(around, index):
            return False
        if text.words[index].plain != ",":
            return True
        index = _next_sign(around, index + 1)
        if text.folded(index) != ",":
            return text.stands(index, "and")
    return False


def _joins_names(around: Surroundings, index: int) -> bool:
    """Tell whether a name goes on after a sign, and neither side of it is a party."""
    if index + 1 >= len(around.text.words) or not around.is_name_word(index + 1):
        return False
    before, after = around.known.get(index - 1), around.known.get(index + 1)
    return not any(known and known.family == "party" for known in (before, after))


def _next_sign(around: Surroundings, index: int) -> int:
    limit = min(index + _LONGEST_TAIL, len(around.text.words))
    while index < limit and around.is_name_word(index):
        index += 1
    return index


def plain_tail(around: Surroundings, last: int, openers: frozenset[str]) -> int:
    """Widen to the right over small letters too: "on cost-sharing between A and B"."""
    text = around.text
    if text.folded(last) not in openers or years_after(text, last) > last:
        return last
    limit = min(text.sentence_of(text.words[last].start).last, last + _LONGEST_TAIL)
    end = index = last + 1
    between = text.stands(last, "between")
    while index < limit and not _closes_tail(around, index, between=between):
        between = between or text.stands(index, "between")
        index += 1
        if text.folded(index - 1) not in around.function_words:
            end = index
    return end if end > last + 1 else last


def _closes_tail(around: Surroundings, index: int, *, between: bool) -> bool:
    text = around.text
    word = text.words[index]
    if word.is_sign or word.plain == "'s" or years_after(text, index) > index:
        return True
    if word.folded in around.closing_words:
        known = around.known.get(index + 1)
        return not (
            word.folded == "in"
            and index + 1 < len(text.words)
            and not known
            and not text.words[index + 1].is_number
            and not text.stands(index + 1, "the")
            and not text.words[index + 1].is_capital
        )
    if word.folded == "and" and not between:
        after = around.known.get(index + 1)
        return after is not None or text.folded(index + 1) in around.closing_words
    return (
        word.folded.endswith(tuple(text.lists.grammar("past_endings")))
        and text.folded(index + 1) in around.function_words
    )


def years_after(text: Text, index: int) -> int:
    """Give the word after years that belong to a title ("for 2022", "2024-2034", ", 2021")."""
    begin = index
    for _ in range(_BEFORE_YEARS):
        end = _years_at(text, begin)
        if end > begin:
            return end
        if not text.stands(begin, "for", ","):
            break
        begin += 1
    return index


def _years_at(text: Text, index: int) -> int:
    """Give the word after years that begin at a word, or the same word."""
    found = text.date_at(text.words[index].start) if index < len(text.words) else None
    if found is None or found.start != text.words[index].start or not found.text[-1:].isdigit():
        return index
    plain = text.stands(index, "for", "of") or text.words[index].is_number
    return text.word_at(found.end) if plain and period_of(found.edtf) else index


def period_of(edtf: str | None) -> str | None:
    """Give the EDTF of a date when it is made of whole years, else None."""
    parts = (edtf or "").split("/")
    return edtf if edtf and all(len(part) == 4 and part.isdigit() for part in parts) else None

"""Names built around a noun: plans, agreements, working groups, ministries.

A title is found at its noun ("Action Plan"), then widened to the left over what qualifies the
noun ("National") and to the right over its tail ("on Combating Trafficking in Persons for
2025-2029"). Example: "the Joint Coastal Fisheries Protocol between Norland and Sudland".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.mentions import Mention, base_form, fold_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.reading.finding.text import Text
    from servanda.reading.finding.words import Match, Phrases

_DETERMINERS = frozenset(
    {
        "a",
        "an",
        "the",
        "its",
        "their",
        "his",
        "her",
        "this",
        "these",
        "that",
        "'s",
        "two",
        "three",
        "one",
        "another",
        "each",
        "every",
        "no",
        "our",
        "-",
        '"',
    }
)
_LONGEST_TAIL = 16  # words of small letters after a noun; longer is a clause, not a name


@dataclass(frozen=True, slots=True)
class TitleRules:
    """How the titles of one family are built in one language."""

    family: str
    nouns: Phrases[str]
    plain_nouns: Phrases[str]
    alone: frozenset[str]
    needs_quality: frozenset[str]
    qualities: frozenset[str]
    passing: frozenset[str]
    openers: frozenset[str]
    plain_openers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a title must respect: the text, names already known, words that end a name."""

    text: Text
    known: Mapping[int, Mention]
    function_words: frozenset[str]
    closing_words: frozenset[str]

    def is_name_word(self, index: int) -> bool:
        """True for a word that may stand inside a name: a capital that a sentence did not cause."""
        word = self.text.words[index]
        return word.is_capital and word.folded not in self.function_words


def title_rules(text: Text, family: str, name: str) -> TitleRules:
    """The rules of a family from the list called so (`instruments`, `bodies`)."""
    lists = text.lists
    return TitleRules(
        family,
        lists.exact_phrases(name, "nouns"),
        lists.phrases(name, "plain"),
        frozenset(lists.words(name, "particular", "alone")),
        frozenset(lists.words(name, "particular", "needs_quality")),
        frozenset(lists.words(name, "particular", "qualities")),
        frozenset(lists.words(name, "particular", "passing")),
        frozenset(lists.words(name, "particular", "openers")),
        frozenset(lists.words(name, "particular", "plain_openers")),
    )


def find_titles(around: Surroundings, rules: TitleRules) -> list[Mention]:
    """All titles of a family; bare nouns ("the Plan") are no titles."""
    found = []
    index = 0
    while index < len(around.text.words):
        mention = _title_at(around, rules, index)
        if mention:
            found.append(mention)
        index = max(index + 1, mention.last if mention else 0)
    return found


def _title_at(around: Surroundings, rules: TitleRules, index: int) -> Mention | None:
    text = around.text
    inside = around.known.get(index)
    match = rules.nouns.longest_at(text.words, index)
    if match and not (inside and inside.family == "party" and inside.last >= match.last):
        noun = _joined_noun(text, rules, match)
        return None if _continues(around, noun.last) else _large_title(around, rules, noun)
    if text.words[index].is_capital and index != text.sentence_of(text.words[index].start).first:
        return None
    plain = rules.plain_nouns.longest_at(text.words, index)
    return _plain_title(around, rules, plain) if plain else None


def _joined_noun(text: Text, rules: TitleRules, match: Match[str]) -> Match[str]:
    """ "Declaration and Plan of Action" is one noun; its kind is that of the last part."""
    if match.last + 1 < len(text.words) and text.folded(match.last) in {"and", "&"}:
        second = rules.nouns.longest_at(text.words, match.last + 1)
        if second:
            return type(match)(match.first, second.last, second.value)
    return match


def _large_title(around: Surroundings, rules: TitleRules, noun: Match[str]) -> Mention | None:
    """A title whose noun has a capital letter: "National Action Plan on ... "."""
    text = around.text
    first = start_of_name(around, noun.first)
    if first == noun.first and text.said(noun.first, noun.last) in rules.needs_quality:
        return None
    last = end_of_name(around, noun.last, rules.openers)
    if last == noun.last or text.folded(last - 1) in {"on", "against"}:
        last = plain_tail(around, noun.last, frozenset({"on", "against", "between"}))
    years = years_after(text, last)
    if first == noun.first and max(last, years) == noun.last and noun.last - noun.first == 1:
        return None
    return _mention(text, rules, (first, max(last, years)), noun.value, "full")


def _plain_title(around: Surroundings, rules: TitleRules, noun: Match[str]) -> Mention | None:
    """A title in small letters: it needs a quality, a tail or years to be a particular thing."""
    text = around.text
    first, qualified = _qualities_before(around, rules, noun.first)
    if not _is_one_thing(around, first, noun.last):
        return None
    last = plain_tail(around, noun.last, rules.plain_openers)
    years = years_after(text, last)
    said = " ".join(word.folded for word in text.words[noun.first : noun.last])
    alone = said in rules.alone and text.folded(first - 1) != "the"
    particular = qualified or alone or years > last
    if not (particular or (last > noun.last and text.folded(noun.last) in {"on", "between"})):
        return None
    return _mention(text, rules, (first, max(last, years)), noun.value, "plain")


def _is_one_thing(around: Surroundings, first: int, last: int) -> bool:
    """True after an article or owner; false where the noun only qualifies another ("plan review")."""
    text = around.text
    determined = text.folded(first - 1) in _DETERMINERS or first == 0
    compound = last < len(text.words) and (
        text.lists.phrases("meetings", "nouns").longest_at(text.words, last)
        or text.lists.phrases("bodies", "plain").longest_at(text.words, last)
    )
    return determined and not compound


def _qualities_before(around: Surroundings, rules: TitleRules, first: int) -> tuple[int, bool]:
    """Where the qualities before a noun begin, and whether one of them tells it apart."""
    text = around.text
    qualified = False
    begin = index = first
    while index > 0:
        word = text.words[index - 1]
        other = around.known.get(index - 1)
        if word.folded in rules.qualities or (around.is_name_word(index - 1) and not other):
            qualified, begin = True, index - 1
        elif word.folded != "and" and word.folded not in rules.passing:
            break
        index -= 1
    return begin, qualified


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
    if before.is_number:
        return int(before.text[:4].isdigit() or before.text[-2:] in {"st", "nd", "rd", "th"})
    if around.is_name_word(first - 1):
        return 1
    joins = before.folded in {"and", "&"} or (joined and before.plain == ",")
    if not joins or first < 2 or not around.is_name_word(first - 2):
        return 0
    other = around.known.get(first - 2)
    return 0 if other and other.family == "party" and other.form != "adjective" else 2


def end_of_name(around: Surroundings, last: int, openers: frozenset[str]) -> int:
    """Widen to the right: openers ("on", "for the") followed by words with capitals."""
    text = around.text
    while True:
        begin = last
        if text.folded(begin) in openers:
            begin += 1
            while text.folded(begin) in {"the", "a", "an"}:
                begin += 1
        elif begin == last and last > 0 and not _continues(around, last):
            return last
        if begin >= len(text.words) or not _may_open_tail(around, last, begin):
            return last
        end = _capitals_from(around, begin)
        if end == begin:
            return last
        last = end


def _continues(around: Surroundings, index: int) -> bool:
    """True when a capital word follows at once: "Programme Office" is no programme."""
    return (
        index < len(around.text.words)
        and around.is_name_word(index)
        and around.text.sentence_of(around.text.words[index].start).first != index
    )


def _may_open_tail(around: Surroundings, opener: int, begin: int) -> bool:
    """False where "in" or "to" leads to a town: that is where, not what."""
    known = around.known.get(begin)
    text = around.text
    office = text.folded(opener - 1) in {"office", "embassy"}
    allowed = {"full", "seat"} if office else {"full"}
    if not around.is_name_word(begin) or text.sentence_of(text.words[begin].start).first == begin:
        return False
    if begin == opener:
        return known is None
    if text.folded(opener) in {"in", "to", "at"} and known:
        return known.family == "party" and text.folded(opener) == "in" and known.form in allowed
    return not any(found.start <= text.words[begin].start < found.end for found in text.dates)


def _capitals_from(around: Surroundings, begin: int) -> int:
    """The end of a run of capital words, lists with "and" included."""
    text, last = around.text, begin
    known = around.known.get(begin)
    if known and known.first == begin and known.last - known.first > 1:
        last = known.last
    while last < len(text.words):
        word = text.words[last]
        if around.is_name_word(last):
            last += 1
        elif word.plain in {",", "and", "&"} and _list_goes_on(around, last):
            last += 1
        else:
            break
    return last


def _list_goes_on(around: Surroundings, index: int) -> bool:
    """True for "Safe, Orderly and Regular Migration", false for "the Union and Norland"."""
    text = around.text
    if index + 1 >= len(text.words) or not around.is_name_word(index + 1):
        return False
    before, after = around.known.get(index - 1), around.known.get(index + 1)
    if any(known and known.family == "party" for known in (before, after)):
        return False
    if text.words[index].plain != ",":
        return True
    later = _next_sign(around, index + 1)
    return text.folded(later) in {"and", "&"} or (
        text.folded(later) == "," and _list_goes_on(around, later)
    )


def _next_sign(around: Surroundings, index: int) -> int:
    while index < len(around.text.words) and around.is_name_word(index):
        index += 1
    return index


def plain_tail(around: Surroundings, last: int, openers: frozenset[str]) -> int:
    """Widen to the right over small letters too: "on cost-sharing between A and B"."""
    text = around.text
    if text.folded(last) not in openers or years_after(text, last) > last:
        return last
    limit = min(len(text.words), last + _LONGEST_TAIL)
    end = index = last + 1
    between = text.folded(last) == "between"
    while index < limit and not _closes_tail(around, index, between=between):
        between = between or text.folded(index) == "between"
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
            and text.folded(index + 1) != "the"
            and not text.words[index + 1].is_capital
        )
    if word.folded == "and" and not between:
        after = around.known.get(index + 1)
        return after is not None or text.folded(index + 1) in around.closing_words
    return word.folded.endswith("ed") and text.folded(index + 1) in around.function_words


def years_after(text: Text, index: int) -> int:
    """The word after years that belong to a title ("for 2022", "2024-2034", ", 2021")."""
    if index >= len(text.words):
        return index
    start = text.words[index].start
    for found in text.dates:
        if found.start == start and period_of(found.edtf) and found.text[-1:].isdigit():
            end = text.word_at(found.end)
            plain = text.folded(index) in {"for", "of"} or text.words[index].is_number
            return end if plain else index
    if text.folded(index) in {"for", ","} and index + 1 < len(text.words):
        after = years_after(text, index + 1)
        return after if after > index + 1 else index
    return index


def period_of(edtf: str | None) -> str | None:
    """The EDTF of a date when it is made of whole years, else None."""
    parts = (edtf or "").split("/")
    return edtf if edtf and all(len(part) == 4 and part.isdigit() for part in parts) else None


def _mention(
    text: Text, rules: TitleRules, place: tuple[int, int], kind: str, form: str
) -> Mention:
    first, last = place
    name = base_form(text.said(first, last))
    start, end = text.words[first].start, text.words[last - 1].end
    period = next((period_of(d.edtf) for d in text.dates_in(start, end) if period_of(d.edtf)), None)
    rule = f"{kind.replace('_', ' ')} named {'in small letters' if form == 'plain' else 'by its title'}"
    key = f"{rules.family} {fold_name(name)}"
    return Mention(first, last, rules.family, kind, name, key, form, rule, None, period)

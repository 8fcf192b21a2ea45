"""Names built around a noun: plans, agreements, working groups, ministries.

A title is found at its noun ("Action Plan"), then widened to the left over what qualifies the
noun ("National") and to the right over its tail ("on Combating Trafficking in Persons for
2025-2029"). Example: "the Joint Coastal Fisheries Protocol between Norland and Sudland".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.extents import (
    continues,
    end_of_name,
    past_second_side,
    period_of,
    plain_tail,
    start_of_name,
    years_after,
)
from servanda.reading.finding.mentions import Mention, base_form, fold_name

if TYPE_CHECKING:
    from servanda.reading.finding.extents import Surroundings
    from servanda.reading.finding.text import Text
    from servanda.reading.finding.words import Match, Phrases


@dataclass(frozen=True, slots=True)
class TitleRules:
    """How the titles of one family are built in one language."""

    family: str
    source: str
    nouns: Phrases[str]
    plain_nouns: Phrases[str]
    alone: frozenset[str]
    needs_quality: frozenset[str]
    qualities: frozenset[str]
    passing: frozenset[str]
    openers: frozenset[str]
    plain_openers: frozenset[str]


def title_rules(text: Text, family: str, name: str) -> TitleRules:
    """Give the rules of a family from the list called so (`instruments`, `bodies`)."""
    lists = text.lists
    return TitleRules(
        family,
        name,
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
    words = around.text.words
    while index < len(words):
        word = words[index]
        begins = rules.nouns.may_begin(word) or rules.plain_nouns.may_begin(word)
        mention = _title_at(around, rules, index) if begins else None
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
        large = None if continues(around, noun.last) else _large_title(around, rules, noun)
        if large:
            return large
    plain = rules.plain_nouns.longest_at(text.words, index)
    if text.words[index].is_capital and not opens_sentence(text, index):
        mixed = plain and text.words[plain.last - 1].text.islower()
        return _plain_title(around, rules, plain) if mixed and plain else None
    return _plain_title(around, rules, plain) if plain else None


def opens_sentence(text: Text, index: int) -> bool:
    """Tell whether a word owes its capital letter to its place."""
    sentence = text.sentence_of(text.words[index].start)
    return index == sentence.first or text.folded(index - 1) in {":", "-"}


def _joined_noun(text: Text, rules: TitleRules, match: Match[str]) -> Match[str]:
    """Find "Declaration and Plan of Action" is one noun; its kind is that of the last part."""
    if match.last + 1 < len(text.words) and text.stands(match.last, "and"):
        second = rules.nouns.longest_at(text.words, match.last + 1)
        if second:
            return type(match)(match.first, second.last, second.value)
    return match


def _large_title(around: Surroundings, rules: TitleRules, noun: Match[str]) -> Mention | None:
    """Give a title whose noun has a capital letter: "National Action Plan on ... "."""
    text = around.text
    first = start_of_name(around, noun.first)
    if first == noun.first and text.said(noun.first, noun.last) in rules.needs_quality:
        return None
    last = end_of_name(around, noun.last, rules.openers)
    sides = past_second_side(around, noun.last, last) if last > noun.last else last
    last = end_of_name(around, sides, rules.openers) if sides > last else last
    if last == noun.last or text.stands(last - 1, "about"):
        last = plain_tail(around, noun.last, text.lists.grammar("about", "between"))
    years = years_after(text, last)
    alone = first == noun.first and noun.last - noun.first == 1
    if alone and max(last, years) == noun.last:
        bare = text.lists.words(rules.source, "particular", "bare")
        if text.said(noun.first, noun.last) not in bare or not text.stands(first - 1, "the"):
            return None
    if alone and opens_sentence(text, first):
        return None
    return _mention(text, rules, (first, max(last, years)), noun.value, "full")


def _plain_title(around: Surroundings, rules: TitleRules, noun: Match[str]) -> Mention | None:
    """Give a title in small letters: it needs a quality, a tail or years to be a particular thing."""
    text = around.text
    first, qualified = _qualities_before(around, rules, noun.first)
    if not _is_one_thing(around, first, noun.last):
        return None
    last = plain_tail(around, noun.last, rules.plain_openers)
    years = years_after(text, last)
    said = " ".join(word.folded for word in text.words[noun.first : noun.last])
    alone = said in rules.alone and not text.stands(first - 1, "the")
    told_before = rules.family == "instrument" and text.stands(first - 1, "definite")
    told_before = (
        told_before and text.words[first].text.islower() and not text.stands(first, "coming")
    )
    particular = (qualified and not told_before) or alone or years > last
    qualified_tail = qualified and last > noun.last
    if not (
        particular
        or qualified_tail
        or (last > noun.last and text.stands(noun.last, "about", "between"))
    ):
        return None
    return _mention(text, rules, (first, max(last, years)), noun.value, "plain")


def _is_one_thing(around: Surroundings, first: int, last: int) -> bool:
    """Accept a noun after an article or owner; false where the noun only qualifies another ("plan review")."""
    text = around.text
    passing = text.lists.words("instruments", "particular", "passing")
    while text.folded(first - 1) in passing:
        first -= 1
    determined = text.stands(first - 1, "determiners") or opens_sentence(text, first)
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
        capital = around.is_name_word(index - 1) and not opens_sentence(text, index - 1)
        if word.folded in rules.qualities or (capital and not other):
            qualified, begin = True, index - 1
        elif word.folded != "and" and word.folded not in rules.passing:
            break
        index -= 1
    return begin, qualified


def period_in_title(text: Text, place: tuple[int, int], kind: str) -> str | None:
    """Give the period that the years within a title say, or None."""
    first, last = place
    dates = text.dates_in(text.words[first].start + 1, text.words[last - 1].end)
    return next((period for date in dates if (period := _period(kind, date.edtf))), None)


def _period(kind: str, edtf: str | None) -> str | None:
    """Give the years in a title as a period: two years of anything, one year of a plan."""
    years = period_of(edtf)
    if years is None or "/" in years:
        return years
    if kind in {"action_plan", "programme", "report", "project"}:
        return years
    return f"../{years}" if kind == "framework" else None


def _mention(
    text: Text, rules: TitleRules, place: tuple[int, int], kind: str, form: str
) -> Mention:
    first, last = place
    name = base_form(text.said(first, last))
    period = period_in_title(text, place, kind)
    rule = f"{kind.replace('_', ' ')} named {'in small letters' if form == 'plain' else 'by its title'}"
    key = f"{rules.family} {fold_name(name)}"
    return Mention(first, last, rules.family, kind, name, key, form, rule, None, period)

"""The words an item stands on: what carries it, who is named, what gave its date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from servanda.reading.explaining.counting import Counting, counting_of
from servanda.reading.explaining.entries import entry_of
from servanda.reading.explaining.rules import rule_of
from servanda.reading.finding.wordlists import WordLists
from servanda.reading.finding.words import split_words
from servanda.reading.model import Commitment, Meeting, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from servanda.reading.finding.words import Match
    from servanda.reading.model import Body, Item, Party, Reading

BACK: Final = 3000
"""Characters before an item in which what it rests on is looked for."""
SENTENCE: Final = 400
"""Characters before an item in which its own sentence may begin."""

ROLES: Final = ("trigger", "subject", "subject_before", "reference", "date", "date_before")

_DATES: Final = ("due", "date", "since", "period")
_REFERENCES: Final = ("both", "opening_groups", "government", "organization", "single")
_NAMES: Final = ("states", "organizations", "agencies", "bodies/known", "instruments/known")
_LISTS: Final = {
    "carrier": ("commitments/carrier", "commitments/pledges"),
    "list_point": ("commitments/carrier", "commitments/pledges", "commitments/actions"),
    "action_row": ("commitments/actions",),
    "act": ("commitments/acts",),
    "act_passive": ("commitments/acts",),
    "act_participle": ("commitments/acts",),
    "going_on": ("commitments/acts",),
    "being_done": ("commitments/acts",),
    "standing": ("commitments/acts",),
    "meeting_verb": ("meetings/verbs",),
    "meeting_noun": ("meetings/nouns",),
    "heading": ("meetings/nouns",),
    "listed_name": _NAMES,
    "opening_word": ("agencies/openers", "agencies/heads", "agencies"),
    "closing_word": ("agencies/endings", "agencies/organs", "agencies"),
    "title": ("instruments/nouns", "bodies/nouns"),
    "small_letters": ("instruments/plain", "bodies/plain"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """Words of the text that an item rests on: `words` are those from `start` to before `end`.

    `role` is one of ROLES. `entry` says in which word list they stand, "" where they stand in
    none; `value` what they gave: a date in EDTF, the name of a party; `counting` how a date
    came from its words.
    """

    role: str
    words: str
    start: int
    end: int
    entry: str = ""
    value: str = ""
    counting: Counting | None = None


def parts_of(item: Item, reading: Reading, text: str) -> tuple[Part, ...]:
    """Give the words an item rests on, in the order: what carries it, who, when.

    `text` is what was read. What cannot be pointed at, because a rule concluded it from
    more than words, is left out.
    """
    return (
        *_triggers(item, reading.language, text),
        *_subjects(item, reading, text),
        *_dates(item, reading),
    )


def _triggers(item: Item, language: str, text: str) -> Iterator[Part]:
    """Give the words by which the rule knew the item, with the list they stand in."""
    lists = _LISTS.get(rule_of(item.rule).code, ())
    place = _trigger_place(item, language, text)
    if place:
        start, end = place
        words = text[start:end]
        entry = entry_of(words, language=language, lists=lists)
        yield Part("trigger", words, start, end, entry=entry)


def _trigger_place(item: Item, language: str, text: str) -> tuple[int, int] | None:
    match item:
        case Commitment():
            return _near(item.verb, item, text)
        case Meeting():
            return _meeting_word(item, language)
        case Person():
            return _within(item.post or "", item)
        case _:
            return _listed(item, language, _LISTS.get(rule_of(item.rule).code, ()))


def _near(words: str, item: Item, text: str) -> tuple[int, int] | None:
    """Find words in an item, else before it in its sentence: of a list, the verb stands first."""
    start = text.find(words, item.start, item.end)
    if start < 0:
        start = text.rfind(words, max(0, item.start - SENTENCE), item.start)
    return (start, start + len(words)) if words and start >= 0 else None


def _within(words: str, item: Item) -> tuple[int, int] | None:
    start = item.quote.find(words)
    return (item.start + start, item.start + start + len(words)) if words and start >= 0 else None


def _meeting_word(item: Meeting, language: str) -> tuple[int, int] | None:
    """Find the verb of the kind, or the noun, by which a meeting was known."""
    rule = rule_of(item.rule)
    words = split_words(item.quote)
    lists = WordLists(language)
    key = "verbs" if rule.code == "meeting_verb" else "nouns"
    for match in lists.phrases("meetings", key).all_in(words, 0, len(words)):
        start, end = words[match.first].start, words[match.last - 1].end
        if rule.code == "heading" or rule.word in {match.value, item.quote[start:end].casefold()}:
            return item.start + start, item.start + end
    return None


def _listed(item: Item, language: str, lists: tuple[str, ...]) -> tuple[int, int] | None:
    """Find the longest words of an item that stand in one of the lists."""
    words = split_words(item.quote)
    places = [
        (words[first].start, words[last].end)
        for first in range(len(words))
        for last in range(first, min(first + 8, len(words)))
    ]
    for start, end in sorted(places, key=lambda place: place[0] - place[1]):
        if entry_of(item.quote[start:end], language=language, lists=lists):
            return item.start + start, item.start + end
    return None


def _subjects(item: Item, reading: Reading, text: str) -> Iterator[Part]:
    """Give where the sides of an item are named: in its words, else the last time before."""
    if isinstance(item, Commitment):
        names = item.by
    elif isinstance(item, Meeting):
        names = item.parties
    else:
        return
    named: list[Party | Body] = [*reading.parties, *reading.bodies]
    forms = {p.name: (p.name, *p.aliases) for p in named}
    told = {name: _named(name, forms.get(name, (name,)), item, text) for name in names}
    found = [part for part in told.values() if part]
    if any(part.role == "subject_before" for part in found):
        yield from _references(item, reading.language)
    for part in found:
        entry = entry_of(part.words, language=reading.language, lists=_NAMES)
        yield Part(part.role, part.words, part.start, part.end, entry=entry, value=part.value)


def _references(item: Item, language: str) -> Iterator[Part]:
    """Give the first words of an item that stand for a side named before: "the parties"."""
    words = split_words(item.quote)
    found: list[tuple[Match[str], str]] = [
        (match, key)
        for key in _REFERENCES
        for match in WordLists(language).phrases("references", key).all_in(words, 0, len(words))
    ]
    if found:
        match, key = min(found, key=lambda one: (one[0].first, -one[0].last))
        start, end = words[match.first].start, words[match.last - 1].end
        said, entry = item.quote[start:end], f"references.toml, {key}"
        yield Part("reference", said, item.start + start, item.start + end, entry=entry)


def _named(name: str, forms: Iterable[str], item: Item, text: str) -> Part | None:
    own = [(text.find(form, item.start, item.end), form) for form in forms]
    inside = [(start, -len(form), form) for start, form in own if start >= 0]
    if inside:
        start, _length, form = min(inside)
        return Part("subject", form, start, start + len(form), value=name)
    begin = max(0, item.start - BACK)
    before = [(text.rfind(form, begin, item.start), len(form), form) for form in forms]
    start, _length, form = max(before)
    return (
        Part("subject_before", form, start, start + len(form), value=name) if start >= 0 else None
    )


def _dates(item: Item, reading: Reading) -> Iterator[Part]:
    """Give the words that gave the date of an item: its own, else the last before that agree."""
    for name in _DATES:
        value = getattr(item, name, None)
        counted = counting_of(str(value), item, reading, back=BACK) if value else None
        if counted:
            date, counting = counted
            role = "date_before" if date.start < item.start else "date"
            yield Part(role, date.text, date.start, date.end, value=str(value), counting=counting)

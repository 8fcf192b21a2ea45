"""What the name of a rule says: its kind, the word it turns on, and what else held.

The finders name their rules in a few words, such as "signed, passive" or "state on the list,
full". Here each of these is one of a closed list of kinds, for which a sentence can be said in
any language, and which can be counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

NOTES: Final = {
    "listed": "listed",
    "one of several": "one_of_several",
    "unnamed": "unnamed",
    "short": "short",
    "adjective": "adjective",
    "seat": "seat",
    "full": "",
    "plain": "",
}
"""What stands after a comma in the name of a rule, and the code it gets; "" needs no telling."""

_WHOLE: Final = {
    "row of an action list": "action_row",
    "sum of money": "sum",
    "heading over its dateline": "heading",
    "post before the name": "post_before",
    "post after the name": "post_after",
    "post told of the name": "post_told",
    "name before its party": "name_before_party",
    "name after its party": "name_after_party",
    "name after an honorific": "honorific",
    "name with its party in a list": "name_with_party",
    "one of several": "name_in_row",
    "one name after a post": "one_name",
    "name by its form": "by_form",
    "by hand": "by_hand",
}
_BEGINNINGS: Final = {
    "verb of meeting: ": "meeting_verb",
    "noun of meeting: ": "meeting_noun",
}
_ENDINGS: Final = {
    " … point of a list": "list_point",
    " …": "carrier",
    " on the list": "listed_name",
    " by its opening word": "opening_word",
    " by its closing word": "closing_word",
    " by the word before it": "word_before",
    " named with its abbreviation": "abbreviation",
    " named by its title": "title",
    " named in small letters": "small_letters",
}
_ACTS: Final = {
    "active": "act",
    "passive": "act_passive",
    "participle": "act_participle",
    "going on": "going_on",
    "being done": "being_done",
    "standing": "standing",
}
OTHER: Final = "other"

RULES: Final = tuple(
    dict.fromkeys(
        [*_WHOLE.values(), *_BEGINNINGS.values(), *_ENDINGS.values(), *_ACTS.values(), OTHER]
    )
)
"""The kinds of rules."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its kind (one of RULES), the word it turns on ("" for none), the codes of NOTES."""

    code: str
    word: str = ""
    notes: tuple[str, ...] = ()


@cache
def rule_of(name: str) -> Rule:
    """Tell what the name of a rule says; a name that is not known is of the kind `other`."""
    if name in _WHOLE:
        return Rule(_WHOLE[name])
    for beginning, code in _BEGINNINGS.items():
        if name.startswith(beginning):
            return Rule(code, name.removeprefix(beginning))
    head, *more = name.split(", ")
    if more and more[0] in _ACTS:
        return Rule(_ACTS[more[0]], head, _notes(more[1:]))
    for ending, code in _ENDINGS.items():
        if head.endswith(ending):
            return Rule(code, head.removesuffix(ending), _notes(more))
    return Rule(OTHER, name)


def _notes(told: list[str]) -> tuple[str, ...]:
    return tuple(NOTES[note] for note in told if NOTES.get(note))

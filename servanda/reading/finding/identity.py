"""Which names are names of one thing: the shorter of two that begin or end alike."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.mentions import fold_name

_OPENER = re.compile(r" (?:of|on|for|in|under|against|between|to) ")

if TYPE_CHECKING:
    from servanda.reading.finding.mentions import Mention


def settle_keys(names: list[Mention]) -> list[Mention]:
    """Give mentions of one thing one key, that of the fuller name.

    "Ministry of Fisheries" joins "Ministry of Fisheries of Norland", "Steering Committee" the
    "Joint Steering Committee", "Plan of Works" the "Plan of Works for 2024". A name that two
    fuller names could mean joins the first of them.
    """
    by_family: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in names:
        if mention.form in {"full", "plain"} and not mention.key.startswith(("state", "place")):
            by_family[mention.family, mention.kind].append(mention)
    settled: dict[str, str] = {}
    for mentions in by_family.values():
        known = {mention.key: mention for mention in reversed(mentions)}
        fuller = _Fuller([_folded(mention) for mention in reversed(known.values())])
        for key, mention in known.items():
            found = None if key.startswith("organization") else fuller.of(_folded(mention))
            if found:
                settled[key] = found.key
    return [mention.under(_last(settled, mention.key)) for mention in names]


@dataclass(frozen=True, slots=True)
class _Folded:
    """A mention with the words by which names are compared: of the whole, and of its head."""

    mention: Mention
    words: tuple[str, ...]
    head: tuple[str, ...]


def _folded(mention: Mention) -> _Folded:
    head = fold_name(_OPENER.split(mention.name, maxsplit=1)[0])
    return _Folded(mention, tuple(fold_name(mention.name).split()), tuple(head.split()))


class _Fuller:
    """Finds the fuller name of a name among the names of one kind, told in the order of the text."""

    def __init__(self, names: list[_Folded]) -> None:
        """Sort the names under what a shorter one can share with them."""
        self._alike: dict[tuple[str, ...], list[tuple[int, _Folded]]] = defaultdict(list)
        for place, name in enumerate(names):
            shared = {name.words[:end] for end in range(1, len(name.words))}
            shared |= {name.head[-size:] for size in range(1, len(name.head) + 1)}
            shared |= {(name.words[0], "…", word) for word in name.words[1:]}
            for words in shared:
                self._alike[words].append((place, name))

    def of(self, name: _Folded) -> Mention | None:
        """Give the first name that says more than this one, None where there is none."""
        if not name.words:
            return None
        inner = (name.words[0], "…", name.words[-1])
        candidates = {**dict(self._alike.get(name.words, ())), **dict(self._alike.get(inner, ()))}
        for _, other in sorted(candidates.items()):
            if other.mention.key != name.mention.key and _is_shorter(name, other):
                return other.mention
        return None


def _is_shorter(name: _Folded, fuller: _Folded) -> bool:
    """Tell whether a name is the beginning of a fuller one, or the end of one told before."""
    words, more = name.words, fuller.words
    if len(words) >= len(more):
        return False
    if name.mention.family == "instrument":
        return len(words) > 1 and more[: len(words)] == words
    if more[: len(words)] == words:
        return True
    told_before = fuller.mention.first < name.mention.first
    inner = words[0] == more[0] and len(words) > 2 and set(words) <= set(more)
    return told_before and (inner or fuller.head[-len(words) :] == words)


def _last(settled: dict[str, str], key: str) -> str:
    seen = {key}
    while key in settled and settled[key] not in seen:
        key = settled[key]
        seen.add(key)
    return key

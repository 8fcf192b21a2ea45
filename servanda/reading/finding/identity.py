"""Which names are names of one thing: the shorter of two that begin or end alike."""

from __future__ import annotations

import re
from collections import defaultdict
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
        known = list({mention.key: mention for mention in reversed(mentions)}.values())[::-1]
        for mention in known:
            fuller = next(
                (m for m in known if m.key != mention.key and _is_shorter(mention, m)), None
            )
            if fuller and not mention.key.startswith("organization"):
                settled[mention.key] = fuller.key
    return [mention.under(_last(settled, mention.key)) for mention in names]


def _is_shorter(mention: Mention, fuller: Mention) -> bool:
    """Tell whether a name is the beginning of a fuller one, or the end of one told before."""
    words, more = fold_name(mention.name).split(), fold_name(fuller.name).split()
    if len(words) >= len(more):
        return False
    if mention.family == "instrument":
        return len(words) > 1 and more[: len(words)] == words
    if more[: len(words)] == words:
        return True
    head = fold_name(_OPENER.split(fuller.name, maxsplit=1)[0]).split()
    told_before = fuller.first < mention.first
    inner = words[0] == more[0] and len(words) > 2 and set(words) <= set(more)
    return told_before and (inner or head[-len(words) :] == words)


def _last(settled: dict[str, str], key: str) -> str:
    seen = {key}
    while key in settled and settled[key] not in seen:
        key = settled[key]
        seen.add(key)
    return key

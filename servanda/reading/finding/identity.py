"""Which names are names of one thing: the shorter of two that begin or end alike."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from servanda.reading.finding.mentions import fold_name

if TYPE_CHECKING:
    from servanda.reading.finding.mentions import Mention


def settle_keys(names: list[Mention]) -> list[Mention]:
    """Give mentions of one thing one key, that of the fuller name.

    "Ministry of Fisheries" joins "Ministry of Fisheries of Norland", "Steering Committee" the
    "Joint Steering Committee", "Plan of Works" the "Plan of Works for 2024". A name that two
    fuller names could mean joins the first of them.
    """
    by_family: dict[tuple[str, str], list[tuple[str, list[str]]]] = defaultdict(list)
    for mention in names:
        if mention.form in {"full", "plain"} and not mention.key.startswith(("state", "place")):
            words = fold_name(mention.name).split()
            by_family[mention.family, mention.kind].append((mention.key, words))
    settled: dict[str, str] = {}
    for (family, _), known in by_family.items():
        for key, words in known:
            fuller = next((k for k, w in known if k != key and _is_shorter(family, words, w)), None)
            if fuller and not key.startswith("organization"):
                settled[key] = fuller
    return [mention.under(_last(settled, mention.key)) for mention in names]


def _is_shorter(family: str, words: list[str], fuller: list[str]) -> bool:
    """Tell whether a name is the beginning (or, for bodies, the end) of a fuller one."""
    if len(words) >= len(fuller):
        return False
    if family == "body":
        return fuller[-len(words) :] == words or fuller[: len(words)] == words
    if family == "instrument" and len(words) < 2:
        return False
    return fuller[: len(words)] == words


def _last(settled: dict[str, str], key: str) -> str:
    seen = {key}
    while key in settled and settled[key] not in seen:
        key = settled[key]
        seen.add(key)
    return key

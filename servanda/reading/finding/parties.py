"""Parties: which of the named states, agencies and organizations act, meet or are worked with.

A state named only as the place of something ("in Norland", the dateline) is no party; a capital
stands for its government only where it acts ("Norburg agreed").
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from servanda.reading.finding.mentions import base_form, quote_with_abbreviation
from servanda.reading.model import Party

if TYPE_CHECKING:
    from collections.abc import Iterable

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.person_mentions import PersonMention
    from servanda.reading.finding.text import Text


def find_parties(
    text: Text, names: Iterable[Mention], people: Iterable[PersonMention]
) -> dict[str, Party]:
    """Give the parties of a text by their key, in the order in which they are first named."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in names:
        if mention.family == "party":
            mentions[mention.key].append(mention)
    told = _told_of_people(text, mentions, people)
    of_people = {person.party.key for person in people if person.party}
    found = {}
    for key, group in mentions.items():
        acting = [m for m in group if acts(text, m) and m not in told]
        if acting or key in of_people:
            found[key] = _party(text, group, acting or group)
    return found


def stands_for_itself(text: Text, title: str | None) -> bool:
    """Tell whether a post has an organization of its own ("High Commissioner for Refugees")."""
    said = (title or "").casefold()
    return any(
        said.endswith(post.casefold()) for post in text.lists.words("posts", "organization_of")
    )


def _told_of_people(
    text: Text, mentions: dict[str, list[Mention]], people: Iterable[PersonMention]
) -> set[Mention]:
    """Give the mentions that only tell a person's post: its regions, or the post itself."""
    told = set()
    every = sorted((m for group in mentions.values() for m in group), key=lambda m: m.first)
    for person in people:
        begin = bisect_left(every, person.first, key=lambda m: m.first)
        end = bisect_left(every, person.last, key=lambda m: m.first)
        for mention in every[begin:end]:
            inside = mention.last <= person.last
            own = person.party is not None and mention.key == person.party.key
            titled = stands_for_itself(text, person.title) or mention.name == person.title
            if inside and (not own or titled):
                told.add(mention)
    return told


def acts(text: Text, mention: Mention) -> bool:
    """Tell whether a mention is of a side, and not of a place or a quality."""
    if mention.form == "inner" or _names_meeting(text, mention):
        return False
    if mention.kind != "state":
        return True
    if mention.form == "adjective":
        return _is_side(text, mention)
    if mention.form == "seat":
        return _stands_for_government(text, mention)
    return not (_is_dateline(text, mention) or _is_setting(text, mention))


def _names_meeting(text: Text, mention: Mention) -> bool:
    """Tell whether a name only opens that of a meeting: "United Nations Conference on ..."."""
    goes_on = mention.last < len(text.words) and text.words[mention.last].is_capital
    nouns = text.lists.phrases("meetings", "nouns")
    return goes_on and nouns.longest_at(text.words, mention.last) is not None


def _is_side(text: Text, mention: Mention) -> bool:
    """Find "the Norlandic side", "Norlandic delegation", "délégation norlandaise"."""
    sides = text.lists.words("agencies", "government", "sides")
    return text.folded(mention.last) in sides or _follows_side(text, mention)


def _follows_side(text: Text, mention: Mention) -> bool:
    """Tell whether the side stands before its adjective, as in "gobierno norlandés"."""
    before = text.folded(mention.first - 1)
    return before in text.lists.words("agencies", "government", "sides_before")


def place_of_side(text: Text, mention: Mention) -> tuple[int, int]:
    """Give the words that mean a side: a name, or an adjective with the noun it belongs to."""
    if mention.form != "adjective":
        return mention.first, mention.last
    if _follows_side(text, mention):
        return mention.first - 1, mention.last
    return mention.first, mention.last + 1


def _is_setting(text: Text, mention: Mention) -> bool:
    """Find "in Norland", "to and from Norland", "the border with Norland"."""
    before = text.folded(mention.first - 1)
    if before == "the":
        before = text.folded(mention.first - 2)
    settings = text.lists.words("places", "before_setting")
    borders = text.lists.words("places", "borders")
    owned = text.folded(mention.last) == "'s"
    return (before in settings and not owned) or any(
        text.folded(mention.first - back) in borders for back in (2, 3)
    )


def _is_dateline(text: Text, mention: Mention) -> bool:
    """Find "NORBURG, Norland, 5 May": the state at the head of an item, after its town."""
    sentence = text.sentence_of(text.words[mention.first].start)
    if sentence.number > 2 or mention.first > sentence.first + 6:
        return False
    near = text.words[mention.last].end + 24 if mention.last < len(text.words) else 0
    dated = text.dates_in(text.words[mention.first].start, near)
    comes_first = mention.first == sentence.first
    followed = text.folded(mention.last) == "," and sentence.last - sentence.first < 10
    after_town = text.folded(mention.first - 1) == "," and not comes_first
    return bool(dated) and (after_town or (comes_first and followed))


def _stands_for_government(text: Text, mention: Mention) -> bool:
    """Give a capital that acts: before a verb of undertaking, and not after "in"."""
    subordinate = text.lists.words("references", "subordinate")
    carriers = text.lists.words("commitments", "seat_verbs")
    return (
        text.folded(mention.first - 1) not in subordinate and text.folded(mention.last) in carriers
    )


def _party(text: Text, group: list[Mention], acting: list[Mention]) -> Party:
    sides = set(acting)
    naming = [m for m in group if m in sides or m.form == "inner"]
    full = [m for m in naming if m.form in {"full", "inner"}]
    short = [m for m in naming if m.form == "short"][:1]
    best = max(full or short or group, key=lambda m: len(m.name))
    name = best.name if best.form != "seat" else best.key.removeprefix("state ")
    shown = next((m for m in acting if m.abbreviation), None) or next(
        (m for m in acting if m.name == name), acting[0]
    )
    quote, start, end = quote_with_abbreviation(text, shown)
    return Party(
        name=name,
        kind=best.kind,
        aliases=_aliases(text, group, name, sides),
        quote=quote,
        start=start,
        end=end,
        rule=shown.rule,
    )


def _aliases(text: Text, group: list[Mention], name: str, acting: set[Mention]) -> tuple[str, ...]:
    """Other names found: short forms, official names, "Government of ...", "... side"."""
    found: dict[str, None] = {}
    for mention in group:
        said = base_form(text.said(mention.first, mention.last))
        if mention.form in {"full", "short"}:
            found.setdefault(said if said[:1].isupper() else mention.name)
        if mention.abbreviation:
            found.setdefault(mention.abbreviation)
        if mention.form == "seat" and mention in acting:
            found.setdefault(said)
        governed = _government_before(text, mention)
        if governed:
            found.setdefault(governed)
        if mention.form == "adjective" and mention in acting:
            found.setdefault(text.said(*place_of_side(text, mention)))
    return tuple(alias for alias in found if alias != name)


def _government_before(text: Text, mention: Mention) -> str | None:
    """Find "Government of [the] Norland" as it stands before a state, or None."""
    first = mention.first - 1
    first -= text.stands(first, "the")
    governments = text.lists.words("agencies", "government", "words")
    if (
        mention.kind == "state"
        and text.stands(first, "of")
        and first
        and (text.words[first - 1].text in governments)
    ):
        return " ".join(text.said(first - 1, mention.last).split())
    return None

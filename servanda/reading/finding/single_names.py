"""People named by one name only: "President Okoro", "Mr. Berg", where no fuller name stands.

Only after a courtesy or a high post: "Prime Minister Berg" names a person, "Director Centre" none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading.finding.person_mentions import PersonMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.person_names import NameReader
    from servanda.reading.finding.posts import ReadsPosts
    from servanda.reading.finding.text import Text

_LEAST = 3  # letters of a name


def find_single_names(
    text: Text, reader: ReadsPosts, names: NameReader, fuller: tuple[PersonMention, ...]
) -> Iterator[PersonMention]:
    """Find each such person once, those whose fuller name the text gives left out."""
    known = {word for person in fuller for word in person.name.split()}
    places = {
        i for p in fuller for i in range(min(p.first, p.name_first), max(p.last, p.name_last))
    }
    for index in range(len(text.words)):
        if index in places or not text.words[index].is_capital:
            continue
        found = _named_at(text, reader, names, index)
        if found and found.name not in known:
            known.add(found.name)
            yield found


def _named_at(
    text: Text, reader: ReadsPosts, names: NameReader, index: int
) -> PersonMention | None:
    """Read a courtesy or post with one name after it at a word."""
    post = reader.post_at(index)
    title = post.title if post else None
    begin = post.last if post else index
    name = names.past_honorifics(begin)
    head = text.folded(begin - 1) in _high_heads(text) if post else name > index
    if not head or not _is_name(text, names, name):
        return None
    first = reader.skip_times(index) if post else index
    return PersonMention(
        first,
        name + 1,
        name,
        name + 1,
        text.words[name].text,
        title,
        post.party if post else None,
        "one name after a post" if post else "one name after an honorific",
    )


def _high_heads(text: Text) -> frozenset[str]:
    return frozenset(word.casefold() for word in text.lists.words("posts", "before_one_name"))


def _is_name(text: Text, names: NameReader, index: int) -> bool:
    """Tell a name that stands alone from a title that goes on ("President Elect", "Mr. Ada B.")."""
    if not names.fits(index) or len(text.words[index].text) < _LEAST:
        return False
    after = index + 1 < len(text.words) and text.words[index + 1].is_capital
    listed = text.lists.exact_phrases("posts", "portfolios").longest_at(text.words, index)
    ranked = text.lists.phrases("posts", "ranks").longest_at(text.words, index)
    told = text.folded(index) in text.lists.words("posts", "after_posts")
    return not (after or listed or ranked or told or text.stands(index + 1, "of", "for"))

"""Taking words out of a document, with a reason: of its texts, of what was read, of the history.

The words are blackened sign by sign, so passages and what cites them stay in their places. The file,
which still has them, is not given out any more. Entries that were made from the words keep their own:
whoever redacts changes them as they change any entry.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from re import Pattern
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.history.actions import Erasure, erase_words
from servanda.history.models import Record
from servanda.registers.actions import Mandate, NotAllowed, change
from servanda.registers.models import Entry, Row
from servanda.registers.rules import Ability
from servanda.review.models import ModelReading, Proposal
from servanda.sources.models import Difference, Document, Passage, Version
from servanda.sources.rules import (
    Json,
    around,
    blackened,
    blackened_in,
    parts_at_the_edge,
    pattern_of,
    places_of,
    with_parts,
)
from servanda.tasks.actions import ask_for, forget_reasons

FORGETTING = "servanda.search.actions.forget_task"
"""The work that takes the words off the disk: it touches the whole index."""


@dataclass(frozen=True)
class Place:
    """Where words stand: in which version, what is before and after them."""

    version: int
    before: str
    words: str
    after: str


def places_to_redact(document: Document, words: str) -> list[Place]:
    """Return every place of the words in all versions of a document, headers and footers as well.

    Raises ValidationError for words that are too short or stand nowhere in it.
    """
    pattern = _pattern(words)
    found = [
        Place(version.number, *around(text, place))
        for version in document.versions.order_by("number")
        for text in (version.text, *(line for _page, _edge, line in version.asides))
        for place in places_of(text, pattern)
    ]
    if not found:
        raise ValidationError(_("These words do not stand in the document."))
    return found


def redact_words(mandate: Mandate, *, document: Document, words: str) -> int:
    """Take words out of a document wherever they stand in it; return at how many places.

    What the history told of the rows that had the words is erased by a record that names each
    place; what they say now is told anew, so the history verifies. It cannot be taken back. Raises
    ValidationError without a reason and for words that stand nowhere, NotAllowed without the right.
    """
    if not mandate.reason.strip():
        raise ValidationError(_("Say why the words are taken out."))
    pattern, places = _pattern(words), places_to_redact(document, words)
    desk = mandate.desk
    with change(mandate, "redact_words", Ability.EDIT) as changes:
        if not Document.objects.visible_to(desk).filter(pk=document.pk).exists():
            raise NotAllowed(_("Your role in this register does not allow this."))
        rows = list(_blackened(document, pattern))
        erasure = Erasure(
            register=desk.register.uuid,
            subject=UUID(str(document.uuid)),
            entries=tuple(UUID(str(row.uuid)) for row in rows),
            at=timezone.now(),
            actor=desk.actor,
            reasons=_reasons(desk.register.uuid, pattern),
        )
        erase_words(erasure)
        forget_reasons(desk.register.uuid, which=pattern.search)
        for row in rows:
            changes.tell_anew(row)
        ask_for(FORGETTING, key=f"forget {uuid4()}", arguments={}, at=timezone.now())
    return len(places)


def _pattern(words: str) -> Pattern[str]:
    pattern = pattern_of(words)
    if pattern is None:
        raise ValidationError(_("Name at least two letters of what is to be taken out."))
    return pattern


def _reasons(register: UUID, pattern: Pattern[str]) -> tuple[int, ...]:
    """Return the numbers of the records whose reason has the words."""
    given = Record.objects.of_register(register).exclude(reason="").order_by("sequence")
    return tuple(
        number
        for number, reason in given.values_list("sequence", "reason").iterator()
        if pattern.search(reason)
    )


def _blackened(document: Document, pattern: Pattern[str]) -> Iterator[Row]:
    """Yield the rows that have the words, with the words taken out and not saved yet."""
    facts = Document.objects.select_for_update().get(pk=document.pk)
    if _blacken(facts, ("title", "publisher", "sender", "recipient"), (), pattern):
        yield facts
    versions = list(document.versions.select_for_update().order_by("number"))
    former = {version.pk: version.text for version in versions}
    for version in versions:
        found, warnings = _places_in(version, pattern), version.warnings
        version.warnings = [_blackened_warning(one, pattern) for one in warnings]
        had_them = _blacken(version, ("text", "file_name"), ("asides",), pattern)
        if had_them or version.warnings != warnings:
            version.redactions = [*version.redactions, *found]
            yield version
    for passage in Passage.objects.filter(version__in=versions).select_related("version"):
        text = next(one.text for one in versions if one.pk == passage.version_id)
        quote = text[passage.start : passage.end]
        if quote != passage.quote:
            passage.quote = quote
            yield passage
    yield from _blackened_readings(former, pattern)


def _blackened_warning(kept: Json, pattern: Pattern[str]) -> Json:
    """Take the words out of what fills the gaps of a sentence, not of what finds its translation."""
    if not isinstance(kept, list):
        return blackened_in(kept, pattern)
    words, gaps = kept
    return [words, blackened_in(gaps, pattern)]


def _places_in(version: Version, pattern: Pattern[str]) -> list[list[int]]:
    """Return where words stand in a text; those above or below a page at its beginning, empty."""
    starts = {number: start for number, start, _end in version.pages}
    aside = [
        [starts.get(page, 0)] * 2
        for page, _edge, line in version.asides
        for _place in places_of(line, pattern)
    ]
    return [*(list(place) for place in places_of(version.text, pattern)), *aside]


def _blackened_readings(former: Mapping[int, str], pattern: Pattern[str]) -> Iterator[Row]:
    """Yield what was read in versions, and what they tell otherwise, where it has the words.

    `former` are the texts as they were. A quotation may begin or end amid the words: that part of
    them is taken out as well.
    """
    for proposal in Proposal.objects.filter(run__version__in=former).select_related("run"):
        text = former[proposal.run.version_id]
        parts = parts_at_the_edge(text, pattern, proposal.start, proposal.end)
        values = ("found", "grounds", "accepted")
        if _blacken(proposal, ("quote", "reason"), values, with_parts(pattern, parts)):
            yield proposal
    differences = Difference.objects.filter(passage__version__in=former)
    for difference in differences.select_related("passage"):
        passage = difference.passage
        text = former[passage.version_id]
        parts = parts_at_the_edge(text, pattern, passage.start, passage.end)
        if _blacken(difference, ("value", "words", "reason"), (), with_parts(pattern, parts)):
            yield difference
    for reading in ModelReading.objects.filter(run__version__in=former):
        if _blacken(reading, (), ("left_out",), pattern):
            yield reading


def _blacken(
    row: Row, texts: tuple[str, ...], values: tuple[str, ...], pattern: Pattern[str]
) -> bool:
    """Take the words out of fields of a row; tell whether any had them."""
    before = [getattr(row, name) for name in (*texts, *values)]
    for name in texts:
        setattr(row, name, blackened(getattr(row, name), pattern))
    for name in values:
        setattr(row, name, blackened_in(getattr(row, name), pattern))
    had_them = before != [getattr(row, name) for name in (*texts, *values)]
    if had_them and isinstance(row, Entry):
        row.revision += 1
    return had_them

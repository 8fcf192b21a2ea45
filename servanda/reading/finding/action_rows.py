"""Rows of action lists in minutes: "Action: ... Responsible: ... Deadline: ..."."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from servanda.reading.finding.dates import due_of
from servanda.reading.model import Commitment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.subjects import SubjectFinder
    from servanda.reading.finding.text import Text

_LABELS = ("action", "responsible", "deadline")


@dataclass(frozen=True, slots=True)
class _Label:
    key: str
    first: int
    value: int


def find_action_rows(text: Text, subjects: SubjectFinder) -> list[Commitment]:
    """Read each row that has an action and says who is responsible or by when."""
    labels = sorted(_labels(text), key=lambda label: label.first)
    begins = [place for place, label in enumerate(labels) if label.key == "action"]
    rows = []
    for begin, end in pairwise([*begins, len(labels)]):
        fields = {label.key: label for label in labels[begin:end]}
        if len(fields) > 1:
            rows.append(_row(text, subjects, fields))
    return rows


def _labels(text: Text) -> Iterator[_Label]:
    for key in _LABELS:
        for match in text.lists.phrases("commitments", "actions", key).all_in(
            text.words, 0, len(text.words)
        ):
            numbered = text.folded(match.last + 1) == ":" and len(text.folded(match.last)) <= 3
            value = match.last + numbered
            filled = text.folded(value) == ":" and value + 1 < len(text.words)
            if filled and text.words[match.first].is_capital:
                yield _Label(key, match.first, value + 1)


def _row(text: Text, subjects: SubjectFinder, fields: dict[str, _Label]) -> Commitment:
    action = fields["action"]
    ends = {key: text.sentence_of(text.words[label.value].start) for key, label in fields.items()}
    said = text.content[text.words[action.value].start : ends["action"].end].rstrip(". ")
    by: list[str] = []
    if "responsible" in fields:
        responsible = fields["responsible"]
        for actor in subjects.in_words(responsible.value, ends["responsible"].last):
            by.extend(actor.names)
    due = None
    if "deadline" in fields:
        begin = text.words[fields["deadline"].value].start
        due = due_of(text.dates_in(begin, ends["deadline"].end))
    start, end = text.words[action.first].start, max(sentence.end for sentence in ends.values())
    return Commitment(
        text=" ".join(said.split()),
        by=tuple(dict.fromkeys(name for name in by if name)),
        status="agreed",
        due=due,
        strength="agreed",
        verb=text.said(action.first, action.first + 1),
        quote=text.content[start:end],
        start=start,
        end=end,
        rule="row of an action list",
    )

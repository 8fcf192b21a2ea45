"""Rows of action lists in minutes: "Action: ... Responsible: ... Deadline: ..."."""

from __future__ import annotations

from dataclasses import dataclass
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
    labels = list(_labels(text))
    rows = []
    for position, label in enumerate(labels):
        if label.key != "action":
            continue
        end = next(
            (other.first for other in labels[position + 1 :] if other.key == "action"),
            len(text.words),
        )
        fields = {o.key: o for o in labels[position:] if o.first < end}
        if len(fields) > 1:
            rows.append(_row(text, subjects, fields))
    return rows


def _labels(text: Text) -> Iterator[_Label]:
    for key in _LABELS:
        for match in text.lists.phrases("commitments", "actions", key).all_in(
            text.words, 0, len(text.words)
        ):
            numbered = text.folded(match.last + 1) == ":" and len(text.words[match.last].text) <= 3
            value = match.last + numbered
            if text.folded(value) == ":" and text.words[match.first].is_capital:
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

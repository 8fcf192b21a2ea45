"""What a person rejected or changed, as a test case for the reading: plain rules.

A case has the words around the proposal as a text of its own, what was proposed in the annotation
schema with offsets into that text, and what the person decided.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from servanda.review.rules.fields import FIELDS, LISTS, Found

NOT_IN_SCHEMA = frozenset({"meeting", "speaker"})
"""What a proposal tells beside the schema: it points at other things of its document."""
AROUND = 1500
"""Characters on either side of the words within which their paragraph is looked for."""

_GAP = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class Case:
    """A decision on a proposal. `window` are the words around it, which stand there at `at`."""

    kind: str
    found: Found
    accepted: Found | None
    quote: str
    window: str
    at: int
    state: str
    reason: str


def told_as_case(case: Case) -> dict[str, object]:
    """Return a case as plain values: text, list, rule, proposed, decision, decided, reason."""
    start, end = paragraph_of(case.window, case.at, case.at + len(case.quote))
    text = case.window[start:end]
    at = case.at - start
    place = {"quote": case.quote, "start": at, "end": at + len(case.quote)}
    decided = _in_schema(case.kind, case.accepted) if case.accepted is not None else None
    return {
        "text": text,
        "list": LISTS[case.kind],
        "rule": case.found.get("rule"),
        "proposed": {**_in_schema(case.kind, case.found), **place},
        "decision": case.state,
        "decided": decided,
        "reason": case.reason,
    }


def written_cases(register: str, cases: Iterable[dict[str, object]]) -> Iterator[str]:
    """Yield a JSON document piece by piece, one case a piece."""
    yield '{"register": ' + json.dumps(register) + ', "cases": ['
    for number, case in enumerate(cases):
        yield ("," if number else "") + "\n" + json.dumps(case, ensure_ascii=False)
    yield "\n]}\n"


def paragraph_of(window: str, start: int, end: int) -> tuple[int, int]:
    """Return where the paragraph begins and ends that holds these words; it is cut at gaps."""
    before = [gap.end() for gap in _GAP.finditer(window, 0, start)]
    after = _GAP.search(window, end)
    return (before[-1] if before else 0, after.start() if after else len(window))


def _in_schema(kind: str, fields: Found) -> Found:
    names = [name for name in FIELDS[kind] if name not in NOT_IN_SCHEMA]
    return {name: fields.get(name) for name in names}

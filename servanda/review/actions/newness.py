"""What the reading of a newer version tells that the earlier versions did not."""

import json
from collections.abc import Iterable, Sequence

from servanda.review.models import Proposal
from servanda.review.rules import DATE_WORDS, names_of, names_told
from servanda.sources.models import Version

BESIDE = frozenset({"rule", "meeting", DATE_WORDS})
"""What is told beside a thing and may change while the thing stays."""
BY_WORDS = frozenset({"meeting", "commitment"})
"""Kinds of which two alike in one text are two: their words count as well."""
NAMED_KINDS = frozenset({"party", "body", "person", "instrument"})


def not_told_before(found: Sequence[Proposal], version: Version) -> list[Proposal]:
    """Return those of the proposals that the readings of earlier versions did not make.

    With them stay the meeting at which a new point was agreed, and what they name and nobody has
    accepted yet: it is accepted with them.
    """
    if version.number == 1:
        return list(found)
    earlier = list(
        Proposal.objects.filter(
            run__version__document=version.document_id, run__version__number__lt=version.number
        )
    )
    told = {_mark(proposal) for proposal in earlier}
    new = [proposal for proposal in found if _mark(proposal) not in told]
    meetings = _meetings_named(found, new)
    names = {name for proposal in [*new, *meetings] for name in names_told(proposal.found)}
    accepted = {name for proposal in earlier if proposal.entry for name in names_of(proposal.found)}
    kept = {id(proposal) for proposal in [*new, *meetings]}
    kept |= {
        id(proposal)
        for proposal in found
        if proposal.kind in NAMED_KINDS and set(names_of(proposal.found)) & (names - accepted)
    }
    return [proposal for proposal in found if id(proposal) in kept]


def _mark(proposal: Proposal) -> tuple[str, str, str]:
    """Return what makes two proposals one: kind, fields, and of some the words, spaced anyhow."""
    fields = {name: value for name, value in proposal.found.items() if name not in BESIDE}
    quote = " ".join(proposal.quote.split()) if proposal.kind in BY_WORDS else ""
    return proposal.kind, quote, json.dumps(fields, sort_keys=True, ensure_ascii=False)


def _meetings_named(found: Iterable[Proposal], new: Iterable[Proposal]) -> list[Proposal]:
    numbers = {p.found.get("meeting") for p in new if p.kind == "commitment"}
    return [p for p in found if p.kind == "meeting" and p.order in numbers]

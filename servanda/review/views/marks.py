"""The text of a document with the words of its proposals marked, overlapping ones too."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from servanda.review.models import Proposal
from servanda.review.rules import Stretch, stretches

SIGNS = {
    "party": "◆",
    "body": "◈",
    "person": "●",
    "instrument": "■",
    "meeting": "▲",
    "commitment": "✔",
}
"""The shape that tells a kind without colour, in the text and on the cards."""


@dataclass(frozen=True)
class Reference:
    """Where the words of a proposal begin: the number that leads to its card."""

    uuid: UUID
    number: int
    sign: str
    kind_label: str


@dataclass(frozen=True)
class Piece:
    """A part of the text under the same marks; `target` is the card of the shortest of them."""

    text: str
    references: list[Reference]
    target: UUID | None
    look: str
    proposals: str

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing can be read here: white space between two marks is no link."""
        return not self.text.strip()


def marked_text(text: str, numbered: Sequence[tuple[int, Proposal]]) -> list[Piece]:
    """Return the text in pieces, with the marks of the proposals, each with its number."""
    spans = [(proposal.start, proposal.end) for _number, proposal in numbered]
    return [_piece(text, stretch, numbered) for stretch in stretches(len(text), spans)]


def _piece(text: str, stretch: Stretch, numbered: Sequence[tuple[int, Proposal]]) -> Piece:
    under = [numbered[place][1] for place in stretch.under]
    return Piece(
        text[stretch.start : stretch.end],
        [_reference(*numbered[place]) for place in stretch.begins],
        under[-1].uuid if under else None,
        " ".join(f"mark-{kind}" for kind in dict.fromkeys(p.kind for p in under)),
        " ".join(str(p.uuid) for p in under),
    )


def _reference(number: int, proposal: Proposal) -> Reference:
    return Reference(proposal.uuid, number, SIGNS[proposal.kind], str(proposal.get_kind_display()))

"""A difference in words, as a page and a file give it: what is otherwise, before and after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from servanda.instruments.rules.marking import Mark, Piece


@dataclass(frozen=True)
class ToldField:
    """One thing that is otherwise, in the reader's words, with the marks of what went and came."""

    label: str
    pieces: tuple[Piece, ...]
    language: str = ""

    @property
    def before(self) -> str:
        return "".join(piece.text for piece in self.earlier)

    @property
    def after(self) -> str:
        return "".join(piece.text for piece in self.later)

    @property
    def earlier(self) -> Sequence[Piece]:
        """The pieces as the earlier edition has them."""
        return [piece for piece in self.pieces if piece.mark is not Mark.NEW]

    @property
    def later(self) -> Sequence[Piece]:
        """The pieces as the later edition has them."""
        return [piece for piece in self.pieces if piece.mark is not Mark.GONE]


@dataclass(frozen=True)
class ToldChange:
    """A provision that is otherwise: its number and text, in which ways, and each field of it."""

    code: str
    text: str
    ways: tuple[str, ...]
    fields: tuple[ToldField, ...]
    url: str = ""
    language: str = ""


def replaced(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of a value that was replaced as a whole; nothing for an empty one."""
    return tuple(_given((Mark.GONE, before), (Mark.NEW, after)))


def _given(*pieces: tuple[Mark, str]) -> Iterator[Piece]:
    return (Piece(mark, text) for mark, text in pieces if text)

"""What a search found, as a page or the terminal tells it: each hit with the entry that shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from servanda.meetings.models import AgendaItem
from servanda.portal.views.entries import KINDS, EntryLink, links_at
from servanda.portal.views.known import Known
from servanda.registers.models import Desk, Register
from servanda.registers.rules import joined_markings
from servanda.search.models import Piece
from servanda.search.rules import Query, Stretch, marked, snippet

KIND_LABELS: Final = {kind: known.label for kind, known in KINDS.items()} | {
    AgendaItem.KIND: gettext_lazy("point of an agenda")
}
_WORDS_IN_ADDRESS = 6


@dataclass(frozen=True)
class Result:
    """One hit: its kind, the entry that shows it, the words in which it was found, where a click leads.

    `handling` are the markings of what its words are taken from and of what shows them.
    """

    register: Register
    kind_label: str | Promise
    link: EntryLink
    url: str
    title: list[Stretch]
    lines: list[Stretch]
    language: str
    piece: Piece
    handling: tuple[str, ...]


def results_of(desks: Iterable[Desk], pieces: Sequence[Piece], query: Query) -> list[Result]:
    """Return the hits with their words marked; a hit whose entry is not seen is left out."""
    at = {desk.register.pk: desk for desk in desks}
    named = [(piece.register, piece.shown_kind, piece.shown) for piece in pieces]
    named += [(piece.register, piece.kind, piece.entry) for piece in pieces if piece.kind in KINDS]
    links = links_at(at.values(), named)
    return [
        _result(at[piece.register].register, piece, links, query)
        for piece in pieces
        if _is_seen(piece, links)
    ]


def marking_of_hits(results: Iterable[Result], known: Iterable[Known] = ()) -> str:
    """Return the handling marking of hits, of entries known by a name, and of their registers."""
    told, named = list(results), list(known)
    return joined_markings(
        [
            *(one.register.handling for one in named),
            *(one.register.handling for one in told),
            *(one.link.handling for one in named),
            *(handling for one in told for handling in one.handling),
        ]
    )


def kind_label(kind: str) -> str | Promise:
    """Return what hits of a kind are called."""
    return KIND_LABELS.get(kind, kind)


def _is_seen(piece: Piece, links: Mapping[UUID, EntryLink]) -> bool:
    return piece.shown in links and (piece.kind not in KINDS or piece.entry in links)


def _result(
    register: Register, piece: Piece, links: Mapping[UUID, EntryLink], query: Query
) -> Result:
    shown = links[piece.shown]
    lines = snippet(piece.text, piece.language, query) if piece.text else []
    return Result(
        register=register,
        kind_label=kind_label(piece.kind),
        link=shown,
        url=shown.url + _place(piece, lines),
        title=marked(piece.title or shown.label, piece.language, query),
        lines=lines,
        language=piece.language,
        piece=piece,
        handling=(links.get(piece.entry, shown).handling, shown.handling),
    )


def _place(piece: Piece, lines: Iterable[Stretch]) -> str:
    """Lead a browser to the words on the page: a text directive, which others pass over."""
    told = [one.text for one in lines]
    places = [number for number, one in enumerate(lines) if one.is_marked]
    if piece.kind != "document" or not places:
        return ""
    words = " ".join("".join(told[places[0] :]).split()[:_WORDS_IN_ADDRESS])
    return f"#text:~:text={quote(words, safe='')}"

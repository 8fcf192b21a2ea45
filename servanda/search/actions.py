"""Writing the index: handed the pages of entries that changed, in the transaction that changed them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from servanda.search.models import Piece
from servanda.search.models.dialects import (
    empty_log,
    forget_removed,
    remove_words,
    with_words,
    write_words,
)
from servanda.search.rules import IndexPage, indexed, pieces_of

__all__ = [
    "add_pages",
    "entries_held",
    "forget_task",
    "found_otherwise",
    "last_piece",
    "put_pages",
    "remove_pages",
    "remove_pieces_up_to",
]

_AT_ONCE = 500


def put_pages(register: int, entries: Iterable[UUID], pages: Iterable[IndexPage]) -> None:
    """Let entries of a register be found by these pages and no others; by none where there is none."""
    with transaction.atomic():
        remove_pages(register, entries)
        add_pages(pages)


def add_pages(pages: Iterable[IndexPage]) -> int:
    """Add pages of entries that are not in the index yet; return how many pieces they made."""
    made = 0
    pieces = ((piece, page) for page in pages for piece in _pieces(page))
    while chunk := list(islice(pieces, _AT_ONCE)):
        stored = Piece.objects.bulk_create([piece for piece, _page in chunk])
        write_words(
            (piece.place, indexed(_found_by(piece, page), piece.language))
            for piece, (_piece, page) in zip(stored, chunk, strict=True)
        )
        made += len(stored)
    return made


def remove_pages(register: int, entries: Iterable[UUID]) -> None:
    """Let entries be found no more."""
    names = iter(entries)
    while chunk := list(islice(names, _AT_ONCE)):
        gone = Piece.objects.filter(register=register, entry__in=chunk)
        remove_words([piece.place for piece in gone.only(*_PLACED)])
        gone.delete()


def last_piece(register: int) -> int:
    """Return the number of the piece of a register that was made last, 0 where there is none."""
    newest = Piece.objects.filter(register=register).aggregate(number=Max("pk"))
    return int(newest["number"] or 0)


def remove_pieces_up_to(register: int, number: int) -> None:
    """Forget the pieces of a register that were made before it was written anew, and are there still."""
    gone = Piece.objects.filter(register=register, pk__lte=number)
    remove_words([piece.place for piece in gone.only(*_PLACED).iterator()])
    gone.delete()


def found_otherwise(
    register: int, entries: Sequence[UUID], pages: Iterable[IndexPage]
) -> tuple[set[UUID], set[UUID]]:
    """Return those of some entries that are not found, and those found otherwise than by these pages."""
    wanted: dict[UUID, Counter[int]] = defaultdict(Counter)
    for page in pages:
        wanted[page.entry].update(_print_of(piece) for piece in _pieces(page))
    held: dict[UUID, Counter[int]] = defaultdict(Counter)
    kept = Piece.objects.filter(register=register, entry__in=entries).iterator(_AT_ONCE)
    while lot := list(islice(kept, _AT_ONCE)):
        there = with_words([piece.place for piece in lot])
        for piece in lot:
            held[piece.entry].update([_print_of(piece)] if piece.place in there else [])
    absent = {entry for entry in wanted if not held.get(entry)}
    return absent, {entry for entry in entries if held.get(entry) != wanted.get(entry)} - absent


def entries_held(register: int) -> Iterator[tuple[str, UUID]]:
    """Give kind and name of each entry of a register that the index knows."""
    held = Piece.objects.filter(register=register).order_by("entry")
    yield from held.values_list("kind", "entry").distinct().iterator()


def forget_task(_arguments: dict[str, str]) -> None:
    """Take words that were removed off the disk; doing it twice does no harm."""
    forget_removed()
    empty_log()


_PLACED = ("register", "openness", "embargo_until")


def _pieces(page: IndexPage) -> Iterator[Piece]:
    for offset, text in pieces_of(page.text) if page.text else [(0, "")]:
        yield Piece(
            register=page.shelf.register,
            openness=page.shelf.openness,
            side=page.shelf.side,
            embargo_until=page.shelf.embargo_until,
            kind=page.kind,
            entry=page.entry,
            offset=offset,
            shown_kind=page.shown_kind or page.kind,
            shown=page.shown or page.entry,
            title=page.title[:1000],
            text=text,
            language=page.language[:10],
            day=page.day,
            told_day=page.told_day,
        )


def _print_of(piece: Piece) -> int:
    """Return a number that is another where anything in a piece is another."""
    columns = (column for column in Piece._meta.concrete_fields if not column.primary_key)
    return hash(tuple(getattr(piece, column.attname) for column in columns))


def _found_by(piece: Piece, page: IndexPage) -> str:
    """Give the words by which a piece is found: of a long text the first has title and day as well."""
    told = [] if piece.offset else [piece.title, piece.told_day, *page.names]
    return "\n".join([*told, piece.text])

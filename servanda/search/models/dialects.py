"""How each database keeps words and is asked for them: FTS5 of SQLite, text search of PostgreSQL.

Both keep a table `search_words` with a row a piece, named by its place.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper

from servanda.search.rules.queries import Clause, Column, Query, Term
from servanda.search.rules.words import IndexedWords

_MERGE: Final = "INSERT INTO search_words(search_words, rank) VALUES ('merge', %s)"
_PAGES_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs between the databases.

    `holds` is a condition with one parameter, what `asked` makes of a query; `rank` is better the
    lower it is, and takes the same parameter where `is_ranked_by_query`. `counted` names the index by
    which hits are counted, to a database that would look into the table.
    """

    place: str
    write: str
    row: Callable[[int, IndexedWords], tuple[int | str, ...]]
    remove: str
    asked: Callable[[Query], str]
    holds: str
    rank: str
    is_ranked_by_query: bool
    counted: str = ""


def dialect() -> Dialect:
    """Return that of the database in use."""
    return _POSTGRES if connection.vendor == "postgresql" else _SQLITE


def write_words(rows: Iterable[tuple[int, IndexedWords]]) -> None:
    """Keep the words of pieces under their places."""
    spoken = dialect()
    with connection.cursor() as cursor:
        cursor.executemany(spoken.write, [spoken.row(place, words) for place, words in rows])


def remove_words(found: Sequence[int]) -> None:
    """Forget the words at some places."""
    with connection.cursor() as cursor:
        cursor.executemany(dialect().remove, [(place,) for place in found])


def with_words(places: Sequence[int]) -> set[int]:
    """Return those of some places at which words stand."""
    if not places:
        return set()
    column = dialect().place
    each = ", ".join(["%s"] * len(places))
    sql = f"SELECT {column} FROM search_words WHERE {column} IN ({each})"  # noqa: S608  no part of it was typed
    with connection.cursor() as cursor:
        cursor.execute(sql, places)
        return {place for (place,) in cursor.fetchall()}


def forget_removed() -> None:
    """Let the words of removed pieces stand nowhere in what the database keeps the index in.

    FTS5 keeps them beside a mark until it merges its segments. All are merged, a lot at a time, so
    that nobody waits long for the database. The vacuum of PostgreSQL does so by itself.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        lot = -_PAGES_AT_ONCE  # the first call marks all segments as ones to be merged
        while _changed_by(cursor, _MERGE, lot) > 1:
            lot = _PAGES_AT_ONCE


def empty_log() -> None:
    """Let nothing of what the tables held before stand in the log that SQLite writes beside them.

    Raises OperationalError where somebody who reads needs the log for longer than is waited.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (is_held, _pages, _written) = cursor.fetchone()
    if is_held:
        raise OperationalError("Somebody reads from the log of the database.")


def _changed_by(cursor: CursorWrapper, statement: str, value: int) -> int:
    """Return how many rows a statement changed: fewer than two when there is no more to merge."""
    cursor.execute("SELECT total_changes()")
    (before,) = cursor.fetchone()
    cursor.execute(statement, [value])
    cursor.execute("SELECT total_changes()")
    (after,) = cursor.fetchone()
    return int(after - before)


def _fts_asked(query: Query) -> str:
    """Write a query for FTS5. Every word is quoted and has letters and digits alone."""
    asked = " AND ".join(_fts_clause(clause) for clause in query.asked)
    absent = [_fts_clause(clause) for clause in query.clauses if clause.is_absent]
    return f"({asked}) NOT ({' OR '.join(absent)})" if absent else asked


def _fts_clause(clause: Clause) -> str:
    return f"({' OR '.join(_fts_term(term) for term in clause.terms)})"


def _fts_term(term: Term) -> str:
    beginning = " *" if term.is_beginning else ""
    return f'{term.column.value} : "{" ".join(term.words)}"{beginning}'


_LETTERS: Final = {Column.WORDS: "w", Column.STEMS: "s", Column.NAMES: "n"}
"""What words begin with in PostgreSQL, where all columns are one."""


def _vector(place: int, words: IndexedWords) -> tuple[int | str, ...]:
    columns = {
        Column.WORDS: words.words,
        Column.STEMS: words.stems,
        Column.NAMES: words.names,
    }
    lexemes = [
        f"'{_LETTERS[column]}{word}':{number}"
        for column, told in columns.items()
        for number, word in enumerate(told.split(), start=1)
    ]
    return place, " ".join(lexemes)


def _vector_asked(query: Query) -> str:
    clauses = (
        f"{'!' * clause.is_absent}({' | '.join(_vector_term(term) for term in clause.terms)})"
        for clause in query.clauses
    )
    return " & ".join(clauses)


def _vector_term(term: Term) -> str:
    *before, last = (f"'{_LETTERS[term.column]}{word}'" for word in term.words)
    return f"({' <-> '.join([*before, f'{last}:*' if term.is_beginning else last])})"


_SQLITE: Final = Dialect(
    place="search_words.rowid",
    write="INSERT OR REPLACE INTO search_words(rowid, words, stems, names) VALUES (%s, %s, %s, %s)",
    row=lambda place, told: (place, told.words, told.stems, told.names),
    remove="DELETE FROM search_words WHERE rowid = %s",
    asked=_fts_asked,
    holds="search_words MATCH %s",
    rank="rank",
    is_ranked_by_query=False,
    counted=" INDEXED BY search_piece_counted",
)
_POSTGRES: Final = Dialect(
    place="search_words.place",
    write=(
        "INSERT INTO search_words (place, words) VALUES (%s, %s::tsvector) "
        "ON CONFLICT (place) DO UPDATE SET words = EXCLUDED.words"
    ),
    row=_vector,
    remove="DELETE FROM search_words WHERE place = %s",
    asked=_vector_asked,
    holds="words @@ %s::tsquery",
    rank="-ts_rank(words, %s::tsquery, 2)",
    is_ranked_by_query=True,
)

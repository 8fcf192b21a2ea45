"""The index of words as the database offers it, filled with the same words and asked without rights."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection

from servanda.search.models.dialects import dialect
from servanda.search.rules.queries import Column

if TYPE_CHECKING:
    from generated import Kept

    from servanda.search.rules import Query

TOKENS = "tokenize = 'unicode61 remove_diacritics 0'"


@dataclass(frozen=True)
class BareIndex:
    """A bare index over two columns: words as written and their stems."""

    table: str

    def best(self, query: Query) -> list[tuple[int, ...]]:
        """Return the twenty best hits."""
        asked = _asked(query)
        if connection.vendor == "sqlite":
            sql = f"SELECT rowid FROM {self.table} WHERE bare_words MATCH %s ORDER BY rank LIMIT 20"
            return _rows(sql, [asked])
        sql = (
            f"SELECT place FROM {self.table} WHERE words @@ %s::tsquery "
            "ORDER BY -ts_rank(words, %s::tsquery, 2) LIMIT 20"
        )
        return _rows(sql, [asked, asked])

    def count(self, query: Query) -> int:
        """Return how many hits there are."""
        holds = "bare_words MATCH %s" if connection.vendor == "sqlite" else "words @@ %s::tsquery"
        return _rows(f"SELECT count(*) FROM {self.table} WHERE {holds}", [_asked(query)])[0][0]

    def some_words(self) -> list[str]:
        """Return words of the beginning of the index, as they are written: places, names, months."""
        rows = _rows(
            "SELECT text FROM search_piece WHERE language = 'en' ORDER BY id LIMIT 400", []
        )
        words = {word.strip("(),.") for (text,) in rows for word in str(text).split()}
        return sorted(word for word in words if word.isalpha() and word[0].isupper())[:60]


def made_for(kept: Kept) -> BareIndex:
    """Return the bare index beside a generated register, which is made where it is missing."""
    if connection.vendor == "sqlite":
        place = Path(kept.place).with_name("bare.sqlite3")
        _run(f"ATTACH '{place}' AS bare")
        if not _rows("SELECT 1 FROM bare.sqlite_master WHERE name = 'bare_words'", []):
            _run(f"CREATE VIRTUAL TABLE bare.bare_words USING fts5(words, stems, {TOKENS})")
            _run(
                "INSERT INTO bare.bare_words(rowid, words, stems) "
                "SELECT rowid, words, stems FROM search_words"
            )
        return BareIndex("bare.bare_words")
    if not _rows("SELECT 1 FROM pg_tables WHERE tablename = 'bare_words'", []):
        _run("CREATE TABLE bare_words AS SELECT place, words FROM search_words")
        _run("CREATE INDEX bare_words_index ON bare_words USING gin (words)")
        _run("ANALYZE bare_words")
    return BareIndex("bare_words")


def fill_anew() -> None:
    """Fill a bare index with the columns that the index of the register in use has."""
    if connection.vendor == "sqlite":
        _run(f"CREATE VIRTUAL TABLE filled USING fts5(words, stems, names, {TOKENS})")
        _run(
            "INSERT INTO filled(rowid, words, stems, names) "
            "SELECT rowid, words, stems, names FROM search_words"
        )
    else:
        _run("CREATE TABLE filled (place bigint PRIMARY KEY, words tsvector NOT NULL)")
        _run("CREATE INDEX ON filled USING gin (words)")
        _run("INSERT INTO filled SELECT place, words FROM search_words")
    _run("DROP TABLE filled")


def _asked(query: Query) -> str:
    """Write a query for the two columns: without how names sound."""
    clauses = []
    for clause in query.clauses:
        terms = tuple(term for term in clause.terms if term.column is not Column.NAMES)
        clauses.append(replace(clause, terms=terms))
    return dialect().asked(replace(query, clauses=tuple(clauses)))


def _rows(statement: str, values: list[str]) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)

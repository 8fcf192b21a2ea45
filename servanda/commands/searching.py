"""Searching from the terminal: the same index and the same rights as on the page."""

import json
from dataclasses import dataclass

from django.utils import translation

from servanda.commands.errors import CommandError
from servanda.portal.views.hits import Result, marking_of_hits, results_of
from servanda.registers.actions import desks_of
from servanda.registers.models import Account, Desk
from servanda.search.models import Filters, Found, search
from servanda.search.rules import MOST_WORDS, Query, QueryTooLong, Stretch, parsed


@dataclass(frozen=True)
class Finding:
    """What one register holds of a query, with the handling marking of what it tells."""

    register: str
    found: Found
    results: list[Result]
    handling: str


def find(account: Account, typed: str, *, slug: str | None, most: int) -> list[Finding]:
    """Look some words up in a register, or in all that a person may open.

    Raises CommandError for an unknown register and for a query that asks for nothing.
    """
    query = _query(typed)
    desks = [desk for desk in desks_of(account) if slug in {None, desk.register.slug}]
    if slug is not None and not desks:
        raise CommandError(f"There is no register {slug!r} that you may open.")
    return [_find(desk, query, most) for desk in desks]


def as_text(findings: list[Finding]) -> str:
    """Tell the hits for a terminal: register, kind, title, and the words in which they were found."""
    told = []
    for finding in findings:
        count = finding.found.count
        more = "more than " if finding.found.is_more else ""
        places = "place" if count == 1 else "places"
        handling = f" · {finding.handling}" if finding.handling else ""
        told.append(f"{finding.register}: {more}{count} {places}{handling}")
        told += [_line(result) for result in finding.results]
    return "\n".join(told)


def as_json(findings: list[Finding]) -> str:
    """Give the hits for a program; marked words stand between ⟦ and ⟧."""
    hits = [
        {
            "register": finding.register,
            "kind": result.piece.kind,
            "uuid": str(result.piece.entry),
            "title": _plain(result.title),
            "snippet": _with_marks(result.lines),
            "offset": result.piece.offset,
            "language": result.language or None,
            "date": result.piece.told_day or None,
            "path": result.link.url,
        }
        for finding in findings
        for result in finding.results
    ]
    counts = {
        finding.register: {
            "count": finding.found.count,
            "is_more": finding.found.is_more,
            "handling": finding.handling,
        }
        for finding in findings
    }
    return json.dumps({"registers": counts, "hits": hits}, ensure_ascii=False, indent=1)


def _query(typed: str) -> Query:
    try:
        query = parsed(typed)
    except QueryTooLong:
        raise CommandError(
            f"The query is too long: give at most {MOST_WORDS} words, or a phrase in quotation marks."
        ) from None
    if not query.asked:
        raise CommandError("The query has no word to look for: give a word, a name or a date.")
    return query


def _find(desk: Desk, query: Query, most: int) -> Finding:
    register = desk.register
    found = search(query, [desk.sight], Filters(), most=most)
    with translation.override("en"):
        results = results_of([desk], found.pieces, query)
    return Finding(register.slug, found, results, marking_of_hits(results) or register.handling)


def _line(result: Result) -> str:
    shown = f"  {result.kind_label}: {_plain(result.title)}"
    words = " ".join(_with_marks(result.lines).split())
    return f"{shown}\n    {words}" if words else shown


def _plain(stretches: list[Stretch]) -> str:
    return "".join(one.text for one in stretches)


def _with_marks(stretches: list[Stretch]) -> str:
    return "".join(f"⟦{one.text}⟧" if one.is_marked else one.text for one in stretches)

"""Search within rights, and the index it asks, beside the full-text index of the database alone.

W6: what a secretary finds by a rare word, a phrase and a frequent word, with its counts and facets;
beside it the same words asked of a bare index over the same two columns, without rights. Every phrase
that a plain search through ten thousand pieces finds must be found. W7: writing the index, beside a
bare one filled with the same columns.
"""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING, Final

import generated
import set_up  # noqa: F401  sets Django up, before what needs it
from bare_index import BareIndex, fill_anew, made_for
from comparing import Figures, interleaved, spread
from django.test import Client
from django.utils.http import urlencode
from measuring import SEED, sizes

from servanda.registers.actions import desk_at, index_register
from servanda.registers.models import Account, Desk, Register
from servanda.registers.rules import RoleKind
from servanda.search.models import Filters, Piece, search
from servanda.search.rules import parsed
from servanda.search.rules.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SAMPLE, PHRASES = 10_000, 300
WORDS: Final = (
    "report", "train", "border", "customs", "delays", "laboratory", "permits", "министерство",
    "занятость", "меморандум", "участники", "statistics", "network", "financed", "districts",
    "trafficking", "statelessness", "hasabat", "delegation", "crossing", "guidelines", "ministère",
)  # fmt: skip
PAIRS: Final = ('"took part"', '"border officers"', '"working session"', '"joint commission"')
WANTED: Final = (800, 8_000, 400_000)
FEW_HITS, MANY_HITS = "p95 ≤ 60 ms", "p95 ≤ 600 ms"


def main() -> None:
    """Print how long questions take, how many phrases are found, and how long the index takes to write."""
    (name,) = sizes([generated.size_asked()], small=["XS"])
    figures = Figures("bench_search.py", generated.database())
    kept = generated.switch_to(name)
    register = Register.objects.get(slug=kept.slug)
    account = Account.objects.get(
        assignments__register=register, assignments__role=RoleKind.SECRETARIAT
    )
    desk = desk_at(register, account)
    assert desk
    bare = made_for(kept)
    compare_questions(figures, desk, bare)
    (small,) = sizes(["S"], small=["XS"])
    small_kept = generated.switch_to(small)
    small_register = Register.objects.get(slug=small_kept.slug)
    small_desk = desk_at(small_register, Account.objects.get(is_operator=True))
    assert small_desk
    count_phrases(figures, small_desk)
    compare_writing(figures, small_register)
    figures.keep()


def compare_questions(figures: Figures, desk: Desk, bare: BareIndex) -> None:
    """Print how long each question takes, and how it stands to the bare index in the same rounds."""
    rows = []
    client = Client()
    assert desk.account
    client.force_login(desk.account)
    for typed, hits in questions(bare):
        query = parsed(typed)
        works: dict[str, Callable[[], object]] = {
            "found": partial(search, query, [desk.sight], Filters()),
            "page": partial(page_of, client, desk, typed),
            "best": partial(bare.best, query),
            "count": partial(bare.count, query),
        }
        spent = interleaved(works, rounds=15 if hits < 100_000 else 7)
        floor = [best + count for best, count in zip(spent["best"], spent["count"], strict=True)]
        ratio = sorted(one / two for one, two in zip(spent["found"], floor, strict=True))
        goal = FEW_HITS if hits <= 10_000 else MANY_HITS
        rows.append(
            [
                typed, f"{hits:,}",
                *(f"{spread(times).median:.1f}" for times in (*spent.values(), floor)),
                f"{spread(spent['found']).p95:.1f}", f"{spread(spent['page']).p95:.1f}", goal,
                f"{ratio[len(ratio) // 2]:.2f}",
            ]
        )  # fmt: skip
    pieces = Piece.objects.filter(register=desk.register.pk).count()
    head = ["question", "hits", "found with rights, counts, facets, ms", "page, ms", "bare: best 20, ms",
            "bare: count, ms", "bare: both, ms", "found, p95", "page, p95", "goal", "found ÷ bare (≤ 1.4)"]  # fmt: skip
    figures.table(f"Search in {pieces:,} pieces", head, rows)


def page_of(client: Client, desk: Desk, typed: str) -> bytes:
    """Return the page of what is found, whole."""
    response = client.get(f"/r/{desk.register.slug}/search/?{urlencode({'q': typed})}")
    assert response.status_code == 200, typed
    return response.content


def questions(bare: BareIndex) -> Iterator[tuple[str, int]]:
    """Give the words and phrases whose hits come nearest to those wanted, each with its hits."""
    words = {typed: bare.count(parsed(typed)) for typed in WORDS}
    pairs = {typed: bare.count(parsed(typed)) for typed in PAIRS}
    names = {typed: bare.count(parsed(typed)) for typed in bare.some_words()}
    for wanted in WANTED:
        for found in (words | names, pairs):
            yield min(found.items(), key=lambda one: abs(one[1] - wanted))


def count_phrases(figures: Figures, desk: Desk) -> None:
    """Print of how many phrases the search finds every piece in which they stand as written."""
    seen = desk.sight
    pieces = Piece.objects.filter(register=desk.register.pk, openness__lte=seen.openness)
    told_by = pieces.order_by("id").values_list("id", "title", "text")[:SAMPLE]
    sample = [(number, text or title) for number, title, text in told_by]
    chance = random.Random(SEED)  # noqa: S311  guards nothing
    told = {phrase for phrase in map(partial(phrase_of, chance), sample) if phrase}
    phrases = chance.sample(sorted(told), min(PHRASES, len(told)))
    standing = found_there = 0
    for phrase in phrases:
        there = {number for number, text in sample if phrase in text}
        hits = search(parsed(f'"{phrase}"'), [seen], Filters(), most=10 * SAMPLE).pieces
        standing += len(there)
        found_there += len(there & {piece.pk for piece in hits})
    row = [
        f"{len(sample):,}",
        str(len(phrases)),
        f"{standing:,}",
        f"{found_there:,}",
        f"{found_there / standing:.2%}",
    ]
    head = [
        "pieces looked through",
        "phrases",
        "places where they stand",
        "of these found",
        "share (100 %)",
    ]
    figures.table("Phrases", head, [row])


def phrase_of(chance: random.Random, piece: tuple[int, str]) -> str:
    """Return three words of a piece as they stand there, with whole words at both ends."""
    words = list(words_of(piece[1]))
    if len(words) < 3:
        return ""
    first = chance.randrange(len(words) - 2)
    begin, end = words[first].start, words[first + 2].end
    is_plain = all(sign.isalpha() or sign == " " for sign in piece[1][begin:end])
    return f"{piece[1][begin:end]} " if is_plain and piece[1][end : end + 1] == " " else ""


def compare_writing(figures: Figures, register: Register) -> None:
    """Print how long the index takes to be written anew, and a bare one with the same columns."""
    works: dict[str, Callable[[], object]] = {
        "index": lambda: sum(index_register(register)),
        "bare": fill_anew,
    }
    spent = interleaved(works, rounds=sizes([7], small=[2])[0])
    pieces = Piece.objects.filter(register=register.pk).count()
    rows = [
        [
            f"{pieces:,}",
            *(f"{spread(spent[name]).median / 1000:.2f}" for name in works),
            f"{pieces / spread(spent['index']).median * 1000:,.0f}",
            f"{sorted(one / two for one, two in zip(*spent.values(), strict=True))[len(spent['bare']) // 2]:.1f}",
        ]
    ]
    head = ["pieces", "index written anew, s", "bare index, s", "pieces/s", "ratio (≤ 2)"]
    figures.table("Writing the index", head, rows)


if __name__ == "__main__":
    main()

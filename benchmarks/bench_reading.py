"""How well, how fast and in how much memory texts are read; and dates beside the programs that find them offline.

On one core, without Django. `--offline` leaves the peers out; else they are installed into
benchmarks/.peers, where they stay. The tables stand in docs/reference/reading.md.
"""

import sys
import time
from functools import partial

from measuring import best_of, generated_texts, print_table, sizes
from reading import dates, limits, scores
from reading.texts import folders, texts_in

from servanda.reading import read

LENGTHS = {"a press item": 12, "a long report": 600}
MEGABYTE = 1_000_000


def main() -> None:
    """Print the tables: speed, memory, score, PLOVER, and dates beside the peers."""
    is_small = "--small" in sys.argv[1:]
    print_speed()
    lengths = sizes(
        [MEGABYTE // 100, MEGABYTE // 10, MEGABYTE, 5 * MEGABYTE], small=[MEGABYTE // 100]
    )
    print_titled(
        ["MB of text", "seconds", "seconds a MB", "memory, MB"], limits.limit_rows(lengths)
    )
    if is_small:
        return
    print_titled(list(scores.HEAD), scores.score_rows())
    print_titled(["PLOVER, sentences", "AGREE", "P", "R", "F1"], scores.plover_rows())
    print_dates()


def print_speed() -> None:
    """Print texts and kilobytes a second for short texts, long ones, and those annotated by hand."""
    rows = []
    (count,) = sizes([200], small=[2])
    for name, sentences in LENGTHS.items():
        texts = generated_texts(max(1, count * 12 // sentences), sentences=sentences)
        rows.append([name, *speed_of([(text, "2021-02-17", "en") for text in texts])])
    for name, folder in folders().items():
        if "--small" in sys.argv[1:]:
            break
        annotated = [(one.text, one.published, one.language) for one in texts_in(folder)]
        rows.append([name, *speed_of(annotated)])
    print_titled(["texts", "count", "KB each", "items each", "texts/s", "KB/s"], rows)


def speed_of(texts: list[tuple[str, str | None, str]]) -> list[str]:
    """Return the figures of a row: how many, how long, how much found, how fast."""
    seconds, items = best_of(3, partial(read_all, texts), clock=time.process_time)
    kilobytes = sum(len(text.encode()) for text, _, _ in texts) / 1024
    return [
        str(len(texts)),
        f"{kilobytes / len(texts):.1f}",
        f"{sum(items) / len(texts):.0f}",
        f"{len(texts) / seconds:.1f}",
        f"{kilobytes / seconds:.0f}",
    ]


def read_all(texts: list[tuple[str, str | None, str]]) -> list[int]:
    """Return how many things each text was found to state."""
    return [read_one(text, published, language) for text, published, language in texts]


def read_one(text: str, published: str | None, language: str) -> int:
    """Return how many things a text was found to state."""
    reading = read(text, published=published, language=language)
    return sum(
        map(len, (reading.parties, reading.people, reading.meetings, reading.commitments))
    ) + len(reading.instruments)


def print_dates() -> None:
    """Print how many dates each program tells exactly, and how fast."""
    texts, measured = dates.measure(with_peers="--offline" not in sys.argv[1:])
    print_titled(
        ["dates", "days, months, years", "share", "all dates", "share", "values beside a mark"],
        dates.accuracy_rows(texts, measured),
    )
    print_titled(
        [
            "dates",
            "KB/s, first pass",
            "KB/s, warm",
            "Servanda as fast, first pass",
            "warm",
            "rounds",
        ],
        dates.speed_rows(texts, measured),
    )


def print_titled(head: list[str], rows: list[list[str]]) -> None:
    """Print a table and an empty line after it; nothing where there are no rows."""
    if rows:
        print_table(head, rows)
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()

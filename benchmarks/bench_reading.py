"""How many texts, and how much text, reading takes in a second; on one core, without Django."""

from functools import partial

from measuring import best_of, generated_texts, print_table, sizes

from servanda.reading import read

LENGTHS = {"a press item": 12, "a long report": 600}


def main() -> None:
    """Print texts and kilobytes a second for short texts and for long ones."""
    rows = []
    (count,) = sizes([200], small=[2])
    for name, sentences in LENGTHS.items():
        texts = generated_texts(max(1, count * 12 // sentences), sentences=sentences)
        seconds, items = best_of(3, partial(read_all, texts))
        kilobytes = sum(len(text.encode()) for text in texts) / 1024
        rows.append(
            [
                name,
                str(len(texts)),
                f"{kilobytes / len(texts):.1f}",
                f"{sum(items) / len(texts):.0f}",
                f"{len(texts) / seconds:.1f}",
                f"{kilobytes / seconds:.0f}",
            ]
        )
    print_table(["texts", "count", "KB each", "items each", "texts/s", "KB/s"], rows)


def read_all(texts: list[str]) -> list[int]:
    """Return how many things each text was found to state."""
    return [read_one(text) for text in texts]


def read_one(text: str) -> int:
    """Return how many things a text was found to state."""
    reading = read(text, published="2021-02-17", language="en")
    return sum(
        map(len, (reading.parties, reading.people, reading.meetings, reading.commitments))
    ) + len(reading.instruments)


if __name__ == "__main__":
    main()

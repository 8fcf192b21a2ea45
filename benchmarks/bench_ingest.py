"""How long it takes to take documents in, read them and accept all that is found."""

import sys
import time

import installation  # noqa: F401  sets Django up, before what needs it
from django.db import connection
from measuring import generated_texts, print_table, sizes

from servanda.instruments.models import Provision
from servanda.parties.models import Party
from servanda.registers.tests.factories import administrator, make_register
from servanda.review.actions import accept_all, read_version
from servanda.review.models import Proposal
from servanda.sources.actions import DocumentFacts, Upload, ingest

SENTENCES = 12
STEPS = ("taken in", "read", "accepted")


def main() -> None:
    """Print milliseconds a document and step, for the first tenth of the documents and the last."""
    (count,) = sizes([100], small=[2])
    mandate = administrator(make_register("measured"))
    spent: list[tuple[float, float, float]] = []
    for number, text in enumerate(generated_texts(count, sentences=SENTENCES)):
        upload = Upload(f"Item {number}\n\n{text}".encode(), f"{number}.txt")
        start = time.perf_counter()
        version = ingest(
            mandate, upload=upload, facts=DocumentFacts(published="2021-02-17")
        ).version
        taken = time.perf_counter()
        run = read_version(mandate, version=version)
        read = time.perf_counter()
        accept_all(mandate, run=run)
        spent.append((taken - start, read - taken, time.perf_counter() - read))
    tenth = max(1, count // 10)
    parts = {f"the first {tenth}": spent[:tenth], f"the last {tenth}": spent[-tenth:], "all": spent}
    print_table(
        [f"documents ({connection.vendor})", *(f"{step}, ms" for step in STEPS), "documents/s"],
        [[name, *milliseconds(part)] for name, part in parts.items()],
    )
    sys.stdout.write(
        f"{count} documents: {Proposal.objects.count()} proposals, {Party.objects.count()} parties, "
        f"{Provision.objects.count()} provisions\n"
    )


def milliseconds(spent: list[tuple[float, float, float]]) -> list[str]:
    """Return the mean of each step in milliseconds, and the documents a second of all together."""
    means = [sum(step) / len(spent) for step in zip(*spent, strict=True)]
    return [*(f"{mean * 1000:.0f}" for mean in means), f"{1 / sum(means):.1f}"]


if __name__ == "__main__":
    main()

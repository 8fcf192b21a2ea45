"""How long a plan is brought in, brought in again and taken back, beside its rows stored and nothing else."""

import sys
import time
from collections.abc import Callable
from typing import TypeVar

import installation  # noqa: F401  sets Django up, before what needs it
from bench_matrix import HEADINGS, plan
from django.db import connection, transaction
from measuring import print_table, sizes

from servanda.instruments.importing import PlanOrder, import_plan, preview_plan
from servanda.instruments.models import (
    Edition,
    Instrument,
    MoneyLine,
    Provision,
    Responsibility,
    Timing,
    Wording,
    WordingText,
)
from servanda.parties.actions import NewParty, create_party
from servanda.registers.actions import undo
from servanda.registers.models import Row
from servanda.registers.tests.factories import administrator, make_register
from servanda.sources.actions import Upload
from servanda.sources.models import Citation, Document, Passage, Version

ROWS = (
    Document,
    Version,
    Instrument,
    Edition,
    Provision,
    Wording,
    WordingText,
    Timing,
    Responsibility,
    MoneyLine,
    Passage,
    Citation,
)
"""What a plan and its rows become; the search index and the history come on top of it."""
Result = TypeVar("Result")


def main() -> None:
    """Print the seconds of one core of each step, and how many rows of the database it is about."""
    (count,) = sizes([300], small=[40])
    clerk = administrator(make_register("measured"))
    for name in ("Ministry of Ports", "State Migration Service"):
        create_party(clerk, new=NewParty(name, "government_agency"))
    upload, order = Upload(plan(count), "plan.xlsx"), PlanOrder(title="A plan", currency="USD")
    looked, _preview = seconds(lambda: preview_plan(clerk.desk, upload=upload, order=order))
    brought, done = seconds(lambda: import_plan(clerk, upload=upload, order=order))
    again, _same = seconds(lambda: import_plan(clerk, upload=upload, order=order))
    stored: list[list[Row]] = [list(table._default_manager.order_by("pk")) for table in ROWS]
    record = done.record
    assert record is not None
    back, _none = seconds(lambda: undo(clerk, record=record))
    raw, _rows = seconds(lambda: store(stored))
    print_table(
        [f"{count} rows × {len(HEADINGS)} columns ({connection.vendor})", "seconds of one core"],
        [
            ["looked at: read, matched with parties", f"{looked:.2f}"],
            ["brought in, with looking at it", f"{brought:.2f}"],
            ["the same file again: read, compared, nothing changed", f"{again:.2f}"],
            ["taken back", f"{back:.2f}"],
            ["the same rows stored by bulk_create and nothing else", f"{raw:.2f}"],
        ],
    )
    sys.stdout.write(
        f"{sum(map(len, stored))} rows of the database; brought in without looking at it, "
        f"beside storing alone: {(brought - looked) / raw:.1f} times\n"
    )


def seconds(work: Callable[[], Result]) -> tuple[float, Result]:
    """Do the work once; return the seconds of one core that it took, and what it gave."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def store(rows: list[list[Row]]) -> None:
    """Store rows that were there, table by table, in one transaction."""
    with transaction.atomic():
        for table, those in zip(ROWS, rows, strict=True):
            table._default_manager.bulk_create(those)


if __name__ == "__main__":
    main()

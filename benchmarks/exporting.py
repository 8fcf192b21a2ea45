"""A whole list written as CSV to nowhere: by the program, and by `csv.writer` over rows fetched raw."""

from __future__ import annotations

import csv
import resource
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection
from handwritten import EXPORTED

from servanda.portal.lists import ENTRY_LISTS
from servanda.registers.lists import Export, ListQuery, asked

if TYPE_CHECKING:
    from servanda.registers.models import Desk

AT_ONCE = 2_000


@dataclass
class Exported:
    """What an export took: seconds of one core to the first row and to the last, and memory at most."""

    rows: int
    first: float
    seconds: float
    megabytes: float


def by_program(desk: Desk, kind: str) -> Exported:
    """Write a list as the program gives it out."""
    start, first, rows = time.process_time(), 0.0, 0
    with Path("/dev/null").open("wb") as nowhere:
        checked = asked(desk, ENTRY_LISTS[kind], ListQuery.from_pairs(kind, []))
        for number, piece in enumerate(Export(desk, checked).csv()):
            if number == 1:  # the head comes before anything is read
                first = time.process_time() - start
            nowhere.write(piece)
            rows += piece.count(b"\r\n")
    return _told(rows - 1, first, start)


def by_hand(desk: Desk) -> Exported:
    """Write the same columns with `csv.writer`, fetched by one statement, lot by lot."""
    start, first, rows = time.process_time(), 0.0, 0
    told = {"register": desk.register.pk, "side": desk.side_id}
    with Path("/dev/null").open("w") as nowhere, connection.chunked_cursor() as cursor:
        writer = csv.writer(nowhere)
        cursor.execute(EXPORTED, told)
        while lot := cursor.fetchmany(AT_ONCE):
            first = first or time.process_time() - start
            writer.writerows(lot)
            rows += len(lot)
    return _told(rows, first, start)


def _told(rows: int, first: float, start: float) -> Exported:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Exported(rows, first, time.process_time() - start, peak)

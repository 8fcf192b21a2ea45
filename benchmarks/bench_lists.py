"""The list of all updates with its facets, and its export, beside SQL by hand, Datasette and Django's admin.

W5: a page of fifty updates and the counts of four facets within rights, as a secretary sees them.
W12: the whole list as CSV, beside `csv.writer` over the same rows fetched raw. Datasette reads the
same file of SQLite; it is installed into benchmarks/.peers, where it stays, and left out with
`--offline`. `--large` measures a million updates.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import generated
import set_up  # noqa: F401  sets Django up, before what needs it
from comparing import Figures, interleaved, on_the_wall
from datasette_peer import Datasette
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from exporting import Exported, by_hand, by_program
from handwritten import COUNTED, LISTED, rows_of
from measuring import sizes

from servanda.portal.lists import ENTRY_LISTS
from servanda.registers.actions import desk_at
from servanda.registers.lists import ListQuery, asked, counts, page
from servanda.registers.models import Account, Desk, Register
from servanda.registers.rules import RoleKind

if TYPE_CHECKING:
    from collections.abc import Callable

KIND = "update"
PAGE_GOAL, FACETS_GOAL = "p95 ≤ 50 ms", "p95 ≤ 300 ms"
SHARES = {"Datasette": "≤ 0.2", "Django's admin": "≤ 0.2", "SQL by hand": "≤ 2"}


def main() -> None:
    """Print how long a page, the counts and the whole list take, beside floor and peers."""
    if "--export" in sys.argv[1:]:
        print_export(sys.argv[-2], sys.argv[-1])
        return
    (size,) = sizes([generated.size_asked()], small=["XS"])
    kept = generated.switch_to(size)
    figures = Figures("bench_lists.py", generated.database())
    desk = desk_of(kept.slug)
    updates = f"{kept.counts['Update']:,} updates"
    rounds = sizes([15 if size == "S" else 7], small=[2])[0]
    compare_parts(figures, desk, updates, rounds)
    compare_pages(figures, desk, updates, rounds, kept.place)
    compare_exports(figures, size, updates)
    figures.keep()


def desk_of(slug: str) -> Desk:
    """Return the desk of a secretary at a generated register."""
    register = Register.objects.get(slug=slug)
    role = {"assignments__register": register, "assignments__role": RoleKind.SECRETARIAT}
    desk = desk_at(register, Account.objects.get(**role))
    assert desk
    return desk


def compare_parts(figures: Figures, desk: Desk, updates: str, rounds: int) -> None:
    """Print a page and the counts without what surrounds them on the page, beside SQL by hand."""
    first = ListQuery.from_pairs(KIND, [])
    checked = asked(desk, ENTRY_LISTS[KIND], first)
    tenth = page(desk, checked)
    for _page in range(9):
        tenth = page(desk, asked(desk, ENTRY_LISTS[KIND], tenth.after)) if tenth.after else tenth
    later = asked(desk, ENTRY_LISTS[KIND], tenth.after or first)
    told = {"register": desk.register.pk, "side": desk.side_id}
    pages: dict[str, Callable[[], object]] = {
        "page": partial(page, desk, checked),
        "page, the eleventh": partial(page, desk, later),
        "SQL by hand": partial(rows_of, LISTED, told),
    }
    facets: dict[str, Callable[[], object]] = {
        "facets": partial(counts, desk, checked),
        "SQL by hand": lambda: [rows_of(one, told) for one in COUNTED],
    }
    for title, works, goal in (("page", pages, PAGE_GOAL), ("facets", facets, FACETS_GOAL)):
        spent = interleaved(works, rounds=rounds)
        goals = {title: goal, **SHARES}
        figures.compared(f"The {title} of a list of {updates}", spent, own=title, goals=goals)


def compare_pages(figures: Figures, desk: Desk, updates: str, rounds: int, place: str) -> None:
    """Print the whole page, from the request to the last byte, beside the same of the peers."""
    client = Client()
    assert desk.account
    client.force_login(desk.account)
    path = f"/r/{desk.register.slug}/list/{KIND}/"
    works: dict[str, Callable[[], object]] = {
        "whole page": partial(got, client, path),
        "Django's admin": partial(got, client, "/admin/progress/update/"),
    }
    with CaptureQueriesContext(connection) as queries:
        content = got(client, path)
    asked_for = len(queries)
    with Datasette(place) as datasette:
        if datasette.is_there:
            works["Datasette"] = datasette.page
        with on_the_wall():
            spent = interleaved(works, rounds=rounds)
    figures.compared(
        f"The whole page of a list of {updates}", spent, own="whole page", goals=SHARES
    )
    figures.table(
        "Queries and kilobytes", ["page", "queries", "kilobytes"],
        [["list of updates", str(asked_for), f"{len(content) / 1000:.0f}"]],
    )  # fmt: skip


def got(client: Client, path: str) -> bytes:
    """Return a page, whole."""
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content


def compare_exports(figures: Figures, size: str, updates: str) -> None:
    """Print how fast the whole list is written as CSV, each way in a process of its own."""
    found: dict[str, list[Exported]] = {"servanda": [], "csv.writer": []}
    for _round in range(sizes([1 if size == "L" else 3], small=[1])[0]):
        for name, of_name in found.items():
            command = [sys.executable, __file__, "--export", size, name]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603  this program
            of_name.append(Exported(**json.loads(told)))
    rows = []
    for name, of_name in found.items():
        best = min(of_name, key=lambda one: one.seconds)
        rows.append(
            [name, f"{best.rows:,}", f"{best.first:.2f}", f"{best.seconds:.1f}",
             f"{best.rows / best.seconds:,.0f}", f"{best.megabytes:.0f}"]
        )  # fmt: skip
    speeds = [min(one.seconds for one in of_name) for of_name in found.values()]
    head = [
        "written by",
        "rows",
        "first row, s (≤ 1)",
        "all, s",
        "rows/s",
        "memory at most, MB (≤ 200)",
    ]
    figures.table(f"Export of {updates} as CSV", head, rows)
    sys.stdout.write(f"\n{speeds[1] / speeds[0]:.2f} of the speed of csv.writer (goal: 0.5)\n")


def print_export(size: str, name: str) -> None:
    """Write the whole list to nowhere, and print what it took."""
    kept = generated.switch_to(size)
    desk = desk_of(kept.slug)
    done = by_program(desk, KIND) if name == "servanda" else by_hand(desk)
    sys.stdout.write(json.dumps(vars(done)))


if __name__ == "__main__":
    main()

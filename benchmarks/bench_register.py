"""The home of a register and its brief with few and with many commitments, beside SQL by hand and Django's admin.

W1: a page of the program, whole, from the request to the last byte, as a secretary sees it. The program
keeps what it chose until the register changes: beside it stand the same few rows by SQL written by hand
and a plain template. A page of which nothing is kept stands beside SQL that chooses as well. The third are
pages of Django's admin on the same models. `--large` measures 500,000 commitments as well, interleaved with the 5,000.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

import generated
import set_up  # noqa: F401  sets Django up, before what needs it
from comparing import Figures, interleaved, ratio
from django.core.cache import caches
from django.db import connection
from django.template import Context, Engine
from django.test import Client
from django.test.utils import CaptureQueriesContext
from handwritten import (
    ANSWERING,
    BRIEF,
    DUE_SOON,
    DUTIES,
    HOME,
    MEETING,
    NEWS,
    PARTIES,
    POINTS,
    SAID,
    rows_of,
)
from measuring import sizes

from servanda.instruments.models import Instrument
from servanda.registers.models import Account, Register
from servanda.registers.rules import RoleKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from generated import Kept

PLAIN = """<!doctype html><title>{{ title }}</title>
{% for rows in tables %}<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>{% endfor %}"""
TEMPLATE = Engine().from_string(PLAIN)
GOALS = {
    "home": "p95 ≤ 100 ms, 12 queries", "brief": "p95 ≤ 100 ms, 12 queries",
    "home: SQL by hand": "≤ 2.5", "brief: SQL by hand": "≤ 2.5",
    "home: its rows by hand": "≤ 2.5", "brief: its rows by hand": "≤ 2.5",
    "home: admin, list of commitments": "≤ 0.2", "brief: admin, a record with its points": "≤ 0.2",
}  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """Somebody who looks at one generated register."""

    kept: Kept
    client: Client
    register: int
    side: int
    record: int
    """The instrument that the admin shows with all its points: the one of most among records."""

    def get(self, path: str) -> bytes:
        """Return a page, whole; a page that fails ends the benchmark."""
        generated.point_at(self.kept)
        response = self.client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return response.content

    @property
    def told(self) -> dict[str, object]:
        """What a statement by hand asks for."""
        return {"register": self.register, "side": self.side, "on": date.today().isoformat()}  # noqa: DTZ011  as the page

    def get_anew(self, path: str) -> bytes:
        """Return a page as the first visitor gets it after a change: nothing is kept."""
        caches["counted"].clear()
        return self.get(path)

    def home_by_hand(self) -> str:
        """Write the home, everything counted anew."""
        return self._rendered("Home", [HOME, MEETING, DUE_SOON, DUTIES, NEWS])

    def brief_by_hand(self) -> str:
        """Write the brief, everything chosen anew."""
        return self._rendered("Brief", [BRIEF, PARTIES, SAID, MEETING, DUTIES, NEWS])

    def known_by_hand(self, choice: str) -> str:
        """Write the rows of a page of which the points are chosen already."""
        return self._rendered(choice, [POINTS, SAID, ANSWERING, MEETING, DUTIES, NEWS])

    @cached_property
    def keys(self) -> dict[str, str]:
        """The numbers of the points that each page shows, as a statement lists them."""
        chosen = {"Home": DUE_SOON, "Brief": BRIEF}
        return {
            name: ", ".join(str(row[0]) for row in rows_of(statement, self.told))
            for name, statement in chosen.items()
        }

    def _rendered(self, title: str, statements: list[str]) -> str:
        generated.point_at(self.kept)
        written = (one.replace("{keys}", self.keys[title]) for one in statements)
        tables = [rows_of(statement, self.told) for statement in written]
        return TEMPLATE.render(Context({"title": title, "tables": tables}))


def main() -> None:
    """Print what the pages take, beside their floor and peer; then the larger beside the smaller."""
    (name,) = sizes(["S"], small=["XS"])
    figures = Figures("bench_register.py", generated.database())
    small = desk_of(name)
    count = f"{small.kept.counts['Timing']:,} commitments"
    for page in ("home", "brief"):
        spent = interleaved(works_of(small, page))
        figures.compared(f"The {page}, {count}", spent, own=page, goals=GOALS)
        spent = interleaved(works_anew(small, page))
        own = f"{page} after a change"
        figures.compared(f"The {own}, {count}", spent, own=own, goals=GOALS)
    figures.table("Queries and kilobytes", ["page", "queries", "kilobytes"], weights(small))
    if generated.size_asked() != "S" and "--small" not in sys.argv[1:]:
        compare_sizes(figures, small, desk_of(generated.size_asked()))
    figures.keep()


def works_of(desk: Desk, page: str) -> dict[str, Callable[[], object]]:
    """Return what is measured of a page, floor and peer with it."""
    path = f"/r/{desk.kept.slug}/"
    if page == "home":
        return {
            "home": partial(desk.get, path),
            "home: its rows by hand": partial(desk.known_by_hand, "Home"),
            "home: admin, list of commitments": partial(desk.get, "/admin/instruments/provision/"),
        }
    record = f"/admin/instruments/instrument/{desk.record}/change/"
    return {
        "brief": partial(desk.get, f"{path}brief/"),
        "brief: its rows by hand": partial(desk.known_by_hand, "Brief"),
        "brief: admin, a record with its points": partial(desk.get, record),
    }


def works_anew(desk: Desk, page: str) -> dict[str, Callable[[], object]]:
    """Return a page for which everything is looked through, and the same by hand."""
    path = f"/r/{desk.kept.slug}/{'brief/' if page == 'brief' else ''}"
    by_hand = desk.home_by_hand if page == "home" else desk.brief_by_hand
    return {f"{page} after a change": partial(desk.get_anew, path), f"{page}: SQL by hand": by_hand}


def weights(desk: Desk) -> list[list[str]]:
    """Return the queries and kilobytes of each page."""
    rows = []
    for page in ("home", "brief"):
        for name, work in (works_of(desk, page) | works_anew(desk, page)).items():
            work()
            with CaptureQueriesContext(connection) as asked:
                content = work()
            assert isinstance(content, bytes | str)
            rows.append([name, str(len(asked)), f"{len(content) / 1000:.0f}"])
    return rows


def compare_sizes(figures: Figures, small: Desk, large: Desk) -> None:
    """Print how the pages of the larger register stand to those of the smaller, in the same rounds."""
    rows = []
    for page in ("home", "brief"):
        path = f"/r/{{}}/{'brief/' if page == 'brief' else ''}"
        works: dict[str, Callable[[], object]] = {
            one.kept.slug: partial(one.get, path.format(one.kept.slug)) for one in (small, large)
        }
        works["by hand"] = partial(large.known_by_hand, page.title())
        spent = interleaved(works, rounds=7)
        few, many, by_hand = spent.values()
        medians = [sorted(times)[len(times) // 2] for times in (few, many, by_hand)]
        told = [f"{ratio(many, few):.1f}", f"{ratio(many, by_hand):.2f}"]
        rows.append([page, *(f"{one:.0f}" for one in medians), *told])
    commitments = [f"{one.kept.counts['Timing']:,}, ms" for one in (small, large)]
    head = [
        "page",
        *commitments,
        "its rows by hand there, ms",
        "larger ÷ smaller (≤ 1.3)",
        "÷ its rows by hand",
    ]
    figures.table("Few and many commitments", head, rows)


def desk_of(size: str) -> Desk:
    """Return the desk of a secretary at the generated register of a size."""
    kept = generated.switch_to(size)
    register = Register.objects.get(slug=kept.slug)
    account = Account.objects.get(
        assignments__register=register, assignments__role=RoleKind.SECRETARIAT
    )
    side = account.assignments.get(register=register).side_id
    record = Instrument.objects.filter(register=register, kind="record").order_by("id").first()
    assert record
    client = Client()
    client.force_login(account)
    return Desk(kept, client, register.pk, side or 0, record.pk)


if __name__ == "__main__":
    main()

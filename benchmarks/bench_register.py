"""The home of a register and its brief with few and with many commitments, beside SQL by hand and Django's admin.

W1: a page of the program, whole, from the request to the last byte, as a secretary sees it. Beside it
the same rows by SQL written by hand and a plain template, and pages of Django's admin on the same
models. `--large` measures 500,000 commitments as well, interleaved with the 5,000.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import generated
import set_up  # noqa: F401  sets Django up, before what needs it
from comparing import Figures, interleaved, ratio
from django.db import connection
from django.template import Context, Engine
from django.test import Client
from django.test.utils import CaptureQueriesContext
from handwritten import BRIEF, DUE_SOON, DUTIES, HOME, MEETING, NEWS, PARTIES, rows_of
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

    def home_by_hand(self) -> str:
        return self._rendered("Home", [HOME, MEETING, DUE_SOON, DUTIES, NEWS])

    def brief_by_hand(self) -> str:
        return self._rendered("Brief", [BRIEF, PARTIES, MEETING, DUTIES, NEWS])

    def _rendered(self, title: str, statements: list[str]) -> str:
        generated.point_at(self.kept)
        tables = [rows_of(statement, self.told) for statement in statements]
        return TEMPLATE.render(Context({"title": title, "tables": tables}))


def main() -> None:
    """Print what the pages take, beside their floor and peer; then the larger beside the smaller."""
    (name,) = sizes(["S"], small=["XS"])
    figures = Figures("bench_register.py", generated.database())
    small = desk_of(name)
    for page in ("home", "brief"):
        works = works_of(small, page)
        count = f"{small.kept.counts['Timing']:,} commitments"
        figures.compared(f"The {page}, {count}", interleaved(works), own=page, goals=GOALS)
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
            "home: SQL by hand": desk.home_by_hand,
            "home: admin, list of commitments": partial(desk.get, "/admin/instruments/provision/"),
        }
    record = f"/admin/instruments/instrument/{desk.record}/change/"
    return {
        "brief": partial(desk.get, f"{path}brief/"),
        "brief: SQL by hand": desk.brief_by_hand,
        "brief: admin, a record with its points": partial(desk.get, record),
    }


def weights(desk: Desk) -> list[list[str]]:
    """Return the queries and kilobytes of each page."""
    rows = []
    for page in ("home", "brief"):
        for name, work in works_of(desk, page).items():
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
        works["by hand"] = large.home_by_hand if page == "home" else large.brief_by_hand
        spent = interleaved(works, rounds=7)
        few, many, by_hand = spent.values()
        medians = [sorted(times)[len(times) // 2] for times in (few, many, by_hand)]
        told = [f"{ratio(many, few):.1f}", f"{ratio(many, by_hand):.2f}"]
        rows.append([page, *(f"{one:.0f}" for one in medians), *told])
    commitments = [f"{one.kept.counts['Timing']:,}, ms" for one in (small, large)]
    head = [
        "page",
        *commitments,
        "SQL by hand there, ms",
        "larger ÷ smaller (≤ 1.3)",
        "÷ SQL by hand",
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

"""A text of 2,000 provisions: its pages, the text in force on a day, the difference of two editions.

Twenty chapters of a hundred rows, each with its party, deadline and money, and an edition that words
200 of them anew with another deadline, numbers 200, moves, withdraws and adds 50 each. Every page is
whole, from the request to the last byte, as an editor sees it; so is every file.
"""

from __future__ import annotations

import gc
import gzip
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import installation  # noqa: F401  sets Django up, before what needs it
from comparing import Figures, interleaved
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from generated import database
from measuring import sizes

from servanda.instruments.actions import (
    Amendment,
    NewEdition,
    NewInstrument,
    NewProvision,
    Planted,
    Seen,
    amend_provision,
    create_instrument,
    move_provisions,
    open_edition,
    plant_provisions,
    put_in_force,
    renumber_provisions,
    withdraw_provisions,
)
from servanda.instruments.models import Wording
from servanda.instruments.rules import DueTold, MoneyTold
from servanda.parties.actions import NewParty, create_party
from servanda.registers.tests.factories import administrator, make_register

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from servanda.instruments.models import Instrument, Provision
    from servanda.registers.actions import Mandate

CHAPTERS = 20
PAGE, DIFFERENCE = "p95 ≤ 150 ms, 15 queries", "p95 ≤ 300 ms"
PRESENT = "text in force on the last day"


@dataclass(frozen=True)
class Text:
    """An instrument with two editions, and the address below which its pages stand."""

    instrument: Instrument
    address: str
    chapter: Provision


def main() -> None:
    """Print how long each page of a long text takes, how often it asks, and the goals."""
    (count,) = sizes([2000], small=[200])
    (rounds,) = sizes([40], small=[2])
    clerk = administrator(make_register("measured", is_public=True))
    text = amended_text(clerk, count)
    gc.collect()
    gc.freeze()  # as servanda.wsgi does: what was there before the first page is left alone
    client = Client()
    assert clerk.desk.account
    client.force_login(clerk.desk.account)
    figures = Figures("bench_instruments.py", database())
    told = f"{count:,} provisions"
    measure_pages(figures, f"The pages of a text of {told}", pages(text), client, rounds)
    (few,) = sizes([10], small=[2])
    measure_pages(figures, f"The whole of a text of {told}", printed(text), client, few)
    measure_days(figures, f"The text of {told} in force on a day", text, client, rounds)
    measure_difference(figures, f"Two editions of {told}", text, client, rounds)
    measure_files(figures, f"Two editions of {told}, as files", text, client, few)
    figures.keep()


def amended_text(clerk: Mandate, count: int) -> Text:
    """Make an instrument of so many provisions with an edition of 2020 and another of 2021."""
    new = NewInstrument(title="A plan", kind="action_plan", date="2020", visibility="public")
    plan = create_instrument(clerk, new=new)
    parties = tuple(
        create_party(clerk, new=NewParty(name, "government_agency", visibility="public"))
        for name in ("Ministry of Ports", "State Migration Service")
    )
    planted = []
    for place in range(count):
        chapter, row = divmod(place, count // CHAPTERS)
        said = NewProvision(
            text=f"Chapter {chapter + 1} on harbours"
            if not row
            else f"Train pilots of harbour {place}",
            kind="goal" if not row else "measure",
            code=f"{chapter + 1}" if not row else f"{chapter + 1}.{row}",
            binds=bool(row),
            due="2023" if row else None,
            by=(parties[place % 2],) if row else (),
            money=(MoneyTold(amount=place + 1, currency="USD", year=2022),) if row else (),  # type: ignore[arg-type]  # a whole number is an amount
            visibility="public",
        )
        planted.append(Planted(said, under=place - row if row else None))
    made = plant_provisions(clerk, instrument=plan, planted=planted)
    change_tenth(
        clerk, plan, [one for place, one in enumerate(made) if place % (count // CHAPTERS)]
    )
    return Text(plan, f"/r/measured/instrument/{plan.uuid}/", made[0])


def change_tenth(clerk: Mandate, plan: Instrument, measures: Sequence[Provision]) -> None:
    """Put an edition in force in which a quarter of the measures is otherwise."""
    new = NewEdition(reason="The annex was replaced.", date="2021")
    edition = open_edition(clerk, instrument=plan, new=new)
    part = len(measures) // 40
    worded, numbered = measures[: 4 * part], measures[4 * part : 8 * part]
    moved, withdrawn = measures[8 * part : 9 * part], measures[9 * part : 10 * part]
    for one in worded:
        said = Amendment(texts={"en": f"{one.label}, and mates as well"}, due=DueTold(due="2024"))
        amend_provision(clerk, provision=one, amendment=said)
    codes = {one: f"A.{place}" for place, one in enumerate(numbered)}
    renumber_provisions(clerk, codes=codes, seen=seen(numbered))
    move_provisions(clerk, instrument=plan, seen=seen(moved), how="up")
    withdraw_provisions(clerk, instrument=plan, seen=seen(withdrawn))
    added = [NewProvision(text=f"New measure {one}", kind="measure") for one in range(part)]
    plant_provisions(clerk, instrument=plan, planted=[Planted(one) for one in added])
    put_in_force(clerk, edition=edition, date="2021")


def seen(provisions: Sequence[Provision]) -> dict[Provision, Seen]:
    """Return some provisions with the wording that each has now."""
    wordings = Wording.objects.filter(provision__in=provisions, to_edition=None)
    return {one.provision: Seen.of(one) for one in wordings.select_related("provision")}


def pages(text: Text) -> dict[str, str]:
    """Return the addresses of the pages of a text, by what each is."""
    last, opened = f"{text.address}edition/2/", f"?open={text.chapter.uuid}"
    return {
        "tree to change, first visit": last,
        "tree to change, a chapter of 100 open": f"{last}{opened}",
        "instrument with standings, first visit": text.address,
        "instrument with standings, a chapter open": f"{text.address}{opened}",
    }


def printed(text: Text) -> dict[str, str]:
    """Return the addresses at which the whole text stands, to be printed."""
    return {
        "whole tree, to be printed": f"{text.address}edition/2/?whole",
        "whole instrument, to be printed": f"{text.address}?whole",
    }


def measure_pages(
    figures: Figures, title: str, addresses: dict[str, str], client: Client, rounds: int
) -> None:
    """Print how long each page takes, how often it asks the database, and how large it is."""
    works = {name: partial(got, client, path) for name, path in addresses.items()}
    goals = {name: PAGE for name, path in addresses.items() if "whole" not in path}
    own = next(iter(works))
    figures.compared(title, interleaved(works, rounds=rounds), own=own, goals=goals)
    rows = []
    for name, work in works.items():
        with CaptureQueriesContext(connection) as queries:
            content = work()
        packed = gzip.compress(content)
        told = [len(queries), len(content) // 1000, len(packed) // 1000]
        rows.append([name, *map(str, told)])
    head = ["page", "queries", "kilobytes", "kilobytes, compressed"]
    figures.table(f"{title}: what it asks and how large it is", head, rows)


def measure_days(figures: Figures, title: str, text: Text, client: Client, rounds: int) -> None:
    """Print how long the text of a past day takes beside that of the present, with the way there."""
    on = f"{text.address}on/?day="
    works: dict[str, Callable[[], object]] = {
        "text in force on a past day": partial(got, client, f"{on}2020-06-01"),
        PRESENT: partial(got, client, f"{on}2021-06-01"),
    }
    spent = interleaved(works, rounds=rounds)
    figures.compared(title, spent, own="text in force on a past day", goals={PRESENT: "≤ 2"})


def measure_difference(
    figures: Figures, title: str, text: Text, client: Client, rounds: int
) -> None:
    """Print how long the difference of two editions takes as a page, in both looks."""
    path, own = f"{text.address}difference/?from=1&to=2", "difference, in line"
    works: dict[str, Callable[[], object]] = {
        own: partial(got, client, path),
        "difference, side by side": partial(got, client, f"{path}&look=beside"),
    }
    spent = interleaved(works, rounds=rounds)
    figures.compared(title, spent, own=own, goals=dict.fromkeys(works, DIFFERENCE))


def measure_files(figures: Figures, title: str, text: Text, client: Client, rounds: int) -> None:
    """Print how long the whole difference of two editions takes as a file."""
    path, two, own = f"{text.address}difference", "?from=1&to=2", "difference as a Word file"
    works: dict[str, Callable[[], object]] = {
        own: partial(got, client, f"{path}.docx{two}"),
        "difference as an Excel file": partial(got, client, f"{path}.xlsx{two}"),
    }
    figures.compared(title, interleaved(works, rounds=rounds), own=own, goals={})


def got(client: Client, path: str) -> bytes:
    """Return a page or a file, whole."""
    response = client.get(path, follow=True)
    assert response.status_code == 200, path
    content: bytes = response.getvalue()
    return content


if __name__ == "__main__":
    main()

"""The choice of a brief kept until something changes in the register, as keys and numbers alone.

A brief chooses from everything in the register. What it chose is asked for by its keys the next time,
and put in order again by the same rules; whether the person may see it is asked with it.
"""

from dataclasses import dataclass, replace
from datetime import date

from servanda.meetings.models import MeetingSeries
from servanda.registers.models import Desk, Entry, kept_until_changed
from servanda.reports.models.choosing import (
    Choice,
    Counted,
    Found,
    Named,
    choose,
    count,
    find,
    marked,
    read_rows,
)
from servanda.reports.rules.commitments import Commitment
from servanda.reports.rules.extent import Extent


@dataclass(frozen=True)
class Kept:
    """What is kept of a choice."""

    named: Named
    counted: Counted


def found_anew(
    desk: Desk, series: MeetingSeries | None, *, on: date, extent: Extent
) -> tuple[Found, Choice]:
    """Choose what a brief shows from everything in the register."""
    found = find(read_rows(desk, series, on=on), on=on)
    return found, choose(found, count(found), extent=extent)


def found_again(
    desk: Desk, series: MeetingSeries | None, *, on: date, extent: Extent
) -> tuple[Found, Choice]:
    """Return the same as `found_anew`, of few rows where nothing has changed since."""
    made: list[tuple[Found, Choice]] = []

    def look() -> Kept:
        found, choice = found_anew(desk, series, on=on, extent=extent)
        made.append((found, choice))
        return _kept(found, choice)

    name = f"brief {series.pk if series else None} {on} {extent}"
    kept = kept_until_changed(desk, name, look)
    if made:
        return made[0]
    found = find(read_rows(desk, series, on=on, named=kept.named), on=on, counted=kept.counted)
    return found, choose(found, kept.counted, extent=extent)


def _kept(found: Found, choice: Choice) -> Kept:
    """Name what is needed to make the choice again: what is shown, and a bearer of each marking."""
    bearers: dict[str, Entry | Commitment] = {}
    for marking, bearer in marked(found):
        bearers.setdefault(marking, bearer)
    told = [
        *choice.commitments(),
        *(one for one in bearers.values() if isinstance(one, Commitment)),
    ]
    told += [change.of for change in choice.changes if isinstance(change.of, Commitment)]
    uuids = {*choice.entries(), *(change.target.uuid for change in choice.changes)}
    uuids |= {one.uuid for one in bearers.values() if isinstance(one, Entry)}
    rows, instruments = found.rows, {one.row.instrument for one in told}
    duties = [duty for duty in rows.duties if duty.uuid in uuids]
    named = Named(
        provisions=frozenset(
            [*(one.row.provision for one in told), *(duty.provision_id or 0 for duty in duties)]
        ),
        meetings=frozenset(one.pk for one in rows.meetings if one.uuid in uuids),
        instruments=frozenset(
            one.pk for one in rows.instruments if one.uuid in uuids or one.pk in instruments
        ),
        bodies=frozenset(one.pk for one in rows.bodies if one.uuid in uuids),
        duties=frozenset(duty.pk for duty in duties),
    )
    counted = count(found)
    of_plans = {
        key: counted.measures[key] for key in named.instruments or () if key in counted.measures
    }
    return Kept(named, replace(counted, measures=of_plans))

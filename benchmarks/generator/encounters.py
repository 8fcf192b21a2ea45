"""Where people of a generated register met: series, meetings, agenda, who took part; duties and notes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from generator.chance import BEGIN, END, Weighted
from generator.rights import OPEN, OWN_SIDE, Rights, strictest_of, under_parent
from servanda.instruments.models import Provision
from servanda.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingSeries,
    Participation,
    SeriesParty,
)
from servanda.registers.models import Note
from servanda.reports.models import ReportingDuty

if TYPE_CHECKING:
    from uuid import UUID

    from generator.agreements import Agreements
    from generator.filling import Table
    from generator.ground import Ground
    from generator.parties import Actors

FORMATS = Weighted({"in_person": 60, "online": 30, "hybrid": 10})
AGENDA, PRESENT = 6, 5
NEXT = date(2032, 3, 1)
"""When the meetings that are planned will be held: long after anybody measures."""


def add_encounters(ground: Ground, actors: Actors, made: Agreements) -> None:
    """Add series with their meetings, each meeting held with its record; then duties and notes."""
    series = _add_series(ground, actors)
    _add_meetings(ground, actors, made, series)
    _add_duties(ground, actors, made)
    _add_notes(ground, made)


def _add_series(ground: Ground, actors: Actors) -> list[int]:
    chance = ground.chance
    rows = ground.entries(MeetingSeries, "label", "rhythm", "rhythm_words", "level")
    parties = ground.rows(SeriesParty, "series_id", "party_id")
    found = []
    for number in range(ground.size.series):
        label = f"Annual meeting of {ground.prose.places[number]}"
        key = rows.add(chance.uuid(BEGIN), *OPEN.columns, label, "yearly", "every year", "minister")
        for party in dict.fromkeys(chance.skewed(actors.parties) for _time in range(3)):
            parties.add(chance.uuid(BEGIN), key, party)
        found.append(key)
    ground.close(rows, parties)
    return found


def _add_meetings(ground: Ground, actors: Actors, made: Agreements, series: list[int]) -> None:
    chance = ground.chance
    meetings = ground.entries(
        Meeting, "label", "series_id", "status", "date", "date_earliest", "date_latest", "place",
        "format", "record_id",
    )  # fmt: skip
    agenda = ground.entries(AgendaItem, "meeting_id", "order", "title", "provision_id")
    present = ground.entries(Participation, "meeting_id", "party_id", "person_id", "post_id")
    days = sorted(chance.day() for _record in made.records)
    for number, (day, record) in enumerate(zip(days, made.records, strict=True), start=1):
        rights = made.meetings[number - 1]
        below = under_parent("register", rights)
        place = chance.skewed(ground.prose.places)
        label = f"Meeting {number} in {place}, {day.year}"
        key = meetings.add(
            chance.uuid(day), *rights.columns, label, series[number % len(series)], "held",
            *[day.isoformat()] * 3, place, FORMATS.one(chance), record,
        )  # fmt: skip
        for order, point in enumerate(islice(made.points[record], AGENDA), start=1):
            agenda.add(chance.uuid(day), *below.columns, key, order, f"Item {order}", point)
        _add_present(ground, actors, present, (key, rights))
    for number, one in enumerate(series):
        day = NEXT + timedelta(days=number)
        meetings.add(
            chance.uuid(END), *OPEN.columns, f"Next meeting of series {number + 1}", one,
            "planned", *[day.isoformat()] * 3, "", "online", None,
        )  # fmt: skip
    ground.close(meetings, agenda, present)


def _add_present(
    ground: Ground, actors: Actors, present: Table, meeting: tuple[int, Rights]
) -> None:
    chance = ground.chance
    seats = {
        (chance.skewed(actors.parties), chance.rank(len(actors.persons), steepness=1.5))
        for _time in range(PRESENT)
    }
    for party, number in sorted(seats):
        rights = under_parent("register", strictest_of(meeting[1], actors.rights[number]))
        post = actors.posts[number % len(actors.posts)]
        seat = (meeting[0], party, actors.persons[number], post)
        present.add(chance.uuid(BEGIN), *rights.columns, *seat)


def _add_duties(ground: Ground, actors: Actors, made: Agreements) -> None:
    """Add a reporting duty for one commitment in two hundred and fifty."""
    chance = ground.chance
    rows = ground.entries(
        ReportingDuty, "label", "debtor_id", "recipient", "provision_id", "due", "due_earliest",
        "due_latest",
    )  # fmt: skip
    for number in range(0, len(made.commitments), 250):
        rights = under_parent("register", made.rights[number])
        year = chance.whole(2017, 2030)
        rows.add(
            chance.uuid(BEGIN), *rights.columns, f"Report {number // 250 + 1} on progress",
            chance.skewed(actors.parties), "the secretariat", made.commitments[number], f"{year}",
            f"{year}-01-01", f"{year}-12-31",
        )  # fmt: skip
    ground.close(rows)


def _add_notes(ground: Ground, made: Agreements) -> None:
    """Add a note of one's own side on one commitment in a hundred."""
    chance = ground.chance
    rows = ground.entries(Note, "subject", "kind", "text", subject_kind=Provision.KIND)
    chosen = made.commitments[::100]
    uuids = dict(
        Provision.objects.filter(
            register=ground.register, pk__gte=chosen[0], pk__lte=chosen[-1]
        ).values_list("pk", "uuid")
    )
    for key in chosen:
        rights = Rights(OWN_SIDE, OWN_SIDE, chance.any_of(ground.sides))
        kind = chance.any_of(["position", "ask", "speaker"])
        subject: UUID = uuids[key]
        rows.add(
            chance.uuid(BEGIN), *rights.columns, subject.hex, kind, ground.prose.sentence("en")
        )
    ground.close(rows)

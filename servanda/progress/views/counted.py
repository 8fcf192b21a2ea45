"""Where the commitments of a register stand today, counted and put in their order by the database.

One statement for any number: nothing but the counts and the keys asked for leaves the database. The
standing that is stored would not do: it counts all that was said, hidden or not.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Case, F, QuerySet, When

from servanda.instruments.models import Instrument, Provision, Wording
from servanda.progress.models import Update, UpdateQuerySet
from servanda.progress.rules import ATTENTION
from servanda.progress.views.points import provisions_seen
from servanda.registers.lists.ordering import written
from servanda.registers.models import Desk
from servanda.registers.models.entries import is_seen_at

_STANDS = """
WITH word (provision, core, stated_on) AS ({words}),
said AS (
  SELECT provision, COUNT(DISTINCT core) AS number, MIN(core) AS core, MAX(stated_on) AS heard,
         MAX(CASE WHEN core = 'done' THEN 1 ELSE 0 END) AS done
  FROM word GROUP BY provision
),
commitment (provision, due) AS ({commitments}),
stand AS MATERIALIZED (
  SELECT commitment.provision, due, COALESCE(done, 0) AS done, heard,
         CASE WHEN number = 1 THEN core ELSE '' END AS word,
         CASE WHEN due < %s AND COALESCE(done, 0) = 0 THEN 'overdue'
              WHEN number IS NULL THEN 'no_information'
              WHEN number > 1 THEN 'disputed' ELSE core END AS standing
  FROM commitment LEFT JOIN said ON said.provision = commitment.provision
)
SELECT standing, COUNT(*), 0 FROM stand WHERE {kept} GROUP BY standing
UNION ALL SELECT * FROM (
  SELECT '' AS standing, provision, row_number() OVER ({order}) AS place FROM stand
  WHERE {held} AND {kept} ORDER BY place LIMIT %s OFFSET %s
) keys
"""
_PLACES = " ".join(f"WHEN '{standing}' THEN {place}" for place, standing in enumerate(ATTENTION))
_BY_ATTENTION = f"ORDER BY CASE standing {_PLACES} END, due IS NULL, due, provision"
_BY_DAY = "ORDER BY due, provision"


@dataclass(frozen=True)
class Stretch:
    """So many commitments from a place on, in the order in which they ask for attention.

    `standing` asks for those of one standing. `until` asks for those that fall due by a day, the
    earliest first, that nobody says are done. `settled_by` leaves out those that all who speak of them
    called done or given up until that day, and of which nothing was said since. `on` is the day on which
    they stand, None the day of the desk; who sees what is asked as of the day of the desk in any case.
    """

    first: int
    most: int
    standing: str = ""
    until: date | None = None
    settled_by: date | None = None
    on: date | None = None


@dataclass(frozen=True)
class Stands:
    """How many commitments have each standing ("overdue" before all else), and the keys asked for."""

    counts: dict[str, int]
    keys: list[int]


def stands_counted(desk: Desk, *, stretch: Stretch, instrument: Instrument | None = None) -> Stands:
    """Count where the commitments of a register, or of one instrument, stand; return some of them."""
    commitments = provisions_seen(desk).commitments().standing_consent()
    said = Update.objects.visible_to(desk)  # on whatever: joined with the commitments below
    if instrument is not None:
        commitments = commitments.filter(instrument=instrument)
        said = said.filter(provision__instrument=instrument)
    return stands_among(desk, commitments, said, stretch=stretch)


def stands_among(
    desk: Desk, commitments: QuerySet[Provision], said: UpdateQuerySet, *, stretch: Stretch
) -> Stands:
    """Count where some commitments stand by what is said; return some of them."""
    sql, values = _statement(desk, commitments.order_by(), said, stretch=stretch)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    places = {place: key for standing, key, place in rows if not standing}
    counts = {standing: number for standing, number, _place in rows if standing}
    return Stands(counts, [places[place] for place in sorted(places)])


def _statement(
    desk: Desk, commitments: QuerySet[Provision], said: UpdateQuerySet, *, stretch: Stretch
) -> tuple[str, list[Any]]:
    on = stretch.on or desk.today
    last = said.stated_by(on).last_words()
    words = last.values_list("provision", "value__core", "stated_on")
    # What an edition that is being made adds is no commitment yet.
    present = Wording.objects.present().filter(provision__in=commitments.values("pk")).order_by()
    day = Case(When(is_seen_at(desk), then=F("timing__due_latest")))
    due = present.values_list("provision", day)
    parts = [written(words), written(due)]
    held, asked = _held(stretch)
    kept, settled = _kept(stretch)
    order = _BY_ATTENTION if stretch.until is None else _BY_DAY
    sql = _STANDS.format(
        words=parts[0][0], commitments=parts[1][0], order=order, held=held, kept=kept
    )
    told = [*parts[0][1], *parts[1][1], _day(on), *settled, *asked, *settled]
    return sql, [*told, stretch.most, stretch.first]


def _kept(stretch: Stretch) -> tuple[str, list[Any]]:
    """Say which of the commitments are counted and asked for at all."""
    if stretch.settled_by is None:
        return "1 = 1", []
    settled = "word IN ('done', 'abandoned') AND heard <= %s"
    return f"NOT ({settled})", [_day(stretch.settled_by)]


def _held(stretch: Stretch) -> tuple[str, list[Any]]:
    """Say what holds of the commitments asked for."""
    if stretch.until is not None:
        return "done = 0 AND due <= %s", [_day(stretch.until)]
    if stretch.standing:
        return "standing = %s", [stretch.standing]
    return "1 = 1", []


def _day(day: date) -> object:
    return connection.ops.adapt_datefield_value(day)

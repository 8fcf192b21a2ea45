"""The rows of pages by SQL that somebody wrote by hand, for SQLite and PostgreSQL: the floor of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Mapping

_SEEN = """{0}.register_id = %(register)s AND {0}.merged_into_id IS NULL
 AND ({0}.effective_visibility IN ('public', 'register', 'restricted')
      OR ({0}.effective_visibility = 'own_side' AND {0}.side_id = %(side)s))"""
_STANDS = f"""
WITH word AS (
  SELECT u.provision_id, v.core, u.stated_on,
         row_number() OVER (PARTITION BY u.provision_id, u.assessor_id
                            ORDER BY u.stated_on DESC, u.id DESC) AS place
  FROM progress_update u JOIN progress_scalevalue v ON v.id = u.value_id
  WHERE {_SEEN.format("u")} AND u.stated_on <= %(on)s
), said AS (
  SELECT provision_id, min(core) AS low, max(core) AS high, max(stated_on) AS heard
  FROM word WHERE place = 1 GROUP BY provision_id
), stand AS (
  SELECT p.id, p.uuid, p.label, i.label AS instrument, w.id AS wording, t.due_words, t.due_latest, s.heard,
         CASE WHEN t.due_latest < %(on)s AND coalesce(s.low, '') <> 'done' THEN 'overdue'
              WHEN s.low IS NULL THEN 'no_information'
              WHEN s.low <> s.high THEN 'disputed' ELSE s.low END AS standing
  FROM instruments_provision p
  JOIN instruments_instrument i ON i.id = p.instrument_id
  JOIN instruments_wording w ON w.provision_id = p.id AND w.to_edition_id IS NULL
  LEFT JOIN instruments_timing t ON t.wording_id = w.id
  LEFT JOIN said s ON s.provision_id = p.id
  WHERE {_SEEN.format("p")} AND p.binds AND p.consent NOT IN ('superseded', 'withdrawn')
)
"""
HOME = f"{_STANDS} SELECT standing, count(*) FROM stand GROUP BY standing"
DUE_SOON = f"{_STANDS} SELECT * FROM stand WHERE standing <> 'done' ORDER BY due_latest, id LIMIT 9"
BRIEF = f"{_STANDS} SELECT * FROM stand ORDER BY standing = 'overdue' DESC, due_latest, id LIMIT 50"
PARTIES = f"""{_STANDS}
SELECT r.wording_id, y.label FROM instruments_responsibility r JOIN parties_party y ON y.id = r.party_id
WHERE r.wording_id IN (SELECT wording FROM stand ORDER BY standing = 'overdue' DESC, due_latest, id LIMIT 50)
"""
MEETING = f"""
SELECT m.label, m.date, m.place FROM meetings_meeting m
WHERE {_SEEN.format("m")} AND m.status = 'planned' ORDER BY m.date_earliest LIMIT 1
"""
DUTIES = f"""
SELECT d.label, d.recipient, d.due FROM reports_reportingduty d
WHERE {_SEEN.format("d")} AND d.due_latest >= %(on)s ORDER BY d.due_latest LIMIT 8
"""
_KINDS = (
    *(f"u.effective_visibility = '{kind}'" for kind in ("public", "register", "restricted")),
    "u.effective_visibility = 'own_side' AND u.side_id = %(side)s",
)


def _latest(day: str, most: int) -> str:
    """Write the numbers of the latest updates by a day, each visibility by its index."""
    parts = (
        f"SELECT * FROM (SELECT u.id FROM progress_update u WHERE u.register_id = %(register)s"
        f" AND u.merged_into_id IS NULL AND {kind} ORDER BY u.{day} DESC, u.id DESC LIMIT {most}) part"
        for kind in _KINDS
    )
    return " UNION ALL ".join(parts)


NEWS = f"""
SELECT p.label, y.label, v.label, u.stated_on, u.narrative FROM progress_update u
JOIN instruments_provision p ON p.id = u.provision_id
JOIN parties_party y ON y.id = u.assessor_id
JOIN progress_scalevalue v ON v.id = u.value_id
WHERE u.id IN ({_latest("recorded_at", 40)}) ORDER BY u.recorded_at DESC, u.id DESC LIMIT 40
"""
POINTS = f"""
SELECT p.id, p.uuid, p.label, i.label, w.id, t.due_words, t.due_latest FROM instruments_provision p
JOIN instruments_instrument i ON i.id = p.instrument_id
JOIN instruments_wording w ON w.provision_id = p.id AND w.to_edition_id IS NULL
LEFT JOIN instruments_timing t ON t.wording_id = w.id
WHERE {_SEEN.format("p")} AND p.id IN ({{keys}})
"""
"""The points that a page shows, where their numbers are known: the floor of a page that keeps them."""
SAID = f"""
SELECT u.provision_id, y.label, v.label, u.stated_on FROM progress_update u
JOIN parties_party y ON y.id = u.assessor_id
JOIN progress_scalevalue v ON v.id = u.value_id
WHERE {_SEEN.format("u")} AND u.provision_id IN ({{keys}})
"""
ANSWERING = """
SELECT w.provision_id, y.label FROM instruments_responsibility r
JOIN instruments_wording w ON w.id = r.wording_id
JOIN parties_party y ON y.id = r.party_id
WHERE w.provision_id IN ({keys})
"""
_JOINED = """
FROM progress_update u
JOIN progress_scalevalue v ON v.id = u.value_id
JOIN parties_party y ON y.id = u.assessor_id
JOIN instruments_provision p ON p.id = u.provision_id
"""
_LISTED = f"{_JOINED} WHERE {_SEEN.format('u')}"
LISTED = f"""
SELECT u.uuid, u.stated_on, v.label, y.label, p.label, u.effective_visibility {_JOINED}
WHERE u.id IN ({_latest("stated_on", 50)}) ORDER BY u.stated_on DESC, u.id DESC LIMIT 50
"""
EXPORTED = f"""
SELECT u.stated_on, v.label, y.label, p.label, u.effective_visibility, u.handling {_LISTED}
ORDER BY u.stated_on DESC, u.id DESC
"""
_YEAR = "CAST(substr(CAST(u.stated_on AS text), 1, 4) AS integer)"
COUNTED = tuple(
    f"SELECT {by}, count(*) FROM progress_update u WHERE {_SEEN.format('u')} GROUP BY 1"
    for by in ("u.assessor_id", "u.value_id", "u.language", _YEAR)
)


def rows_of(statement: str, told: Mapping[str, object]) -> list[tuple[object, ...]]:
    """Return all rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, told)  # type: ignore[arg-type]  # numbers and texts
        return list(cursor.fetchall())

"""How long the brief takes with many points, beside the same rows fetched by SQL written by hand."""

import installation  # noqa: F401  sets Django up, before what needs it
from django.db import connection
from django.test.utils import CaptureQueriesContext
from measuring import best_of, print_table, sizes

from servanda.registers.actions import desk_at
from servanda.registers.models import Desk
from servanda.registers.tests.factories import make_register, mandate
from servanda.reports.models import gather_brief
from servanda.reports.rules.brief import Variant
from servanda.reports.rules.json_shape import json_of
from servanda.reports.tests.factories import ON, Founding, lay_many_points

POINTS = """
SELECT p.uuid, p.label, w.strength, w.id, i.uuid, i.label, i.kind, m.date, m.date_words,
       m.date_earliest, d.published, t.due, t.due_words, t.due_earliest, t.due_latest
FROM instruments_provision p
JOIN instruments_wording w ON w.provision_id = p.id AND w.to_edition_id IS NULL
JOIN instruments_instrument i ON i.id = p.instrument_id
LEFT JOIN meetings_meeting m ON m.record_id = i.id
LEFT JOIN sources_document d ON d.id = i.made_from_id
LEFT JOIN instruments_timing t ON t.wording_id = w.id
WHERE p.register_id = %(register)s AND p.binds AND p.merged_into_id IS NULL
  AND p.effective_visibility IN ('public', 'register', 'restricted')
"""
PARTIES = """
SELECT r.wording_id, y.label
FROM instruments_responsibility r JOIN parties_party y ON y.id = r.party_id
WHERE r.register_id = %(register)s AND r.role IN ('lead', 'co_lead', 'partner')
"""
SAID = """
SELECT provision_id, label, core, word, stated_on, narrative, before FROM (
  SELECT u.provision_id, y.label, v.core, v.label AS word, u.stated_on, u.narrative,
         lag(v.core) OVER told AS before,
         row_number() OVER (PARTITION BY u.provision_id, u.assessor_id
                            ORDER BY u.stated_on DESC, u.id DESC) AS place
  FROM progress_update u
  JOIN parties_party y ON y.id = u.assessor_id
  JOIN progress_scalevalue v ON v.id = u.value_id
  WHERE u.register_id = %(register)s AND u.stated_on <= %(on)s
    AND u.effective_visibility IN ('public', 'register', 'restricted')
  WINDOW told AS (PARTITION BY u.provision_id, u.assessor_id ORDER BY u.stated_on, u.id)
) AS latest WHERE place = 1
"""
SOURCES = """
SELECT c.entry, d.uuid, d.title, d.publisher, d.published, d.url, s.quote, s.start, s."end", s.page
FROM sources_citation c
JOIN sources_passage s ON s.id = c.passage_id
JOIN sources_version x ON x.id = s.version_id
JOIN sources_document d ON d.id = x.document_id
WHERE c.register_id = %(register)s
"""


def main() -> None:
    """Print milliseconds and queries of the brief, and of the SQL, for each number of points."""
    rows = [measured(count) for count in sizes([100, 5_000, 20_000], small=[5])]
    head = ["points", "brief, ms", "queries", "as JSON, ms", "SQL by hand, ms", "rows", "ratio"]
    print_table([f"{head[0]} ({connection.vendor})", *head[1:]], rows)


def measured(count: int) -> list[str]:
    """Return the line of the table for a register with so many points."""
    register = make_register(f"points-{count}")
    clerk = mandate(register, "secretariat", side="ours")
    case = Founding(clerk)
    lay_many_points(case, count)
    desk = desk_at(register, clerk.desk.account)
    assert desk
    with CaptureQueriesContext(connection) as asked:
        gather_brief(desk, series=case.series, on=ON, variant=Variant.INTERNAL)
    brief_seconds, brief = best_of(
        3, lambda: gather_brief(desk, series=case.series, on=ON, variant=Variant.INTERNAL)
    )
    json_seconds, _text = best_of(3, lambda: json_of(brief))
    sql_seconds, fetched = best_of(3, lambda: by_hand(desk))
    return [
        f"{count:,}",
        f"{brief_seconds * 1000:.1f}",
        str(len(asked)),
        f"{json_seconds * 1000:.1f}",
        f"{sql_seconds * 1000:.1f}",
        f"{fetched:,}",
        f"{brief_seconds / sql_seconds:.1f}",
    ]


def by_hand(desk: Desk) -> int:
    """Fetch all that stands in the matrix of points; return how many rows that are."""
    told: dict[str, int | str] = {"register": desk.register.pk, "on": ON.isoformat()}
    count = 0
    with connection.cursor() as cursor:
        for query in (POINTS, PARTIES, SAID, SOURCES):
            cursor.execute(query, told)
            count += len(cursor.fetchall())
    return count


if __name__ == "__main__":
    main()

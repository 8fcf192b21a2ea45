"""The brief as JSON: the names and the shape that other programs rely on (docs/reference/brief.md)."""

import json
from collections.abc import Iterable

from servanda.history.rules import JsonValue
from servanda.meetings.rules.rhythm import Outlook
from servanda.reports.rules.brief import (
    AssessorStanding,
    BodyLine,
    Brief,
    ChangeLine,
    DutyLine,
    InstrumentLine,
    Measures,
    MeetingLine,
    OpenPoint,
    OwnNotes,
    Participant,
    SeriesLine,
)
from servanda.reports.rules.grounds import Sources, Target, VagueDate, when_told

JsonObject = dict[str, JsonValue]


def json_of(brief: Brief) -> str:
    """Return the brief as JSON text, one entry a line; dates are EDTF, null where unknown."""
    lines = (f"  {_text(name)}: {_lines(value)}" for name, value in shape_of(brief).items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def shape_of(brief: Brief) -> JsonObject:
    """Return the brief as nested dictionaries and lists."""
    return {
        "register": brief.register.slug,
        "title": brief.register.title,
        "is_fictional": brief.register.is_fictional,
        "on": brief.on.isoformat(),
        "known": brief.known.isoformat() if brief.known else None,
        "variant": brief.variant.value,
        "handling": list(brief.handling),
        "series": _series(brief.series, brief.outlook) if brief.series else None,
        "next_meeting": _meeting(brief.next_meeting) if brief.next_meeting else None,
        "past_meetings": [_meeting(meeting) for meeting in brief.past_meetings],
        "earlier_meetings": brief.earlier,
        "open_points": [_point(point) for point in brief.open_points],
        "settled_points": brief.settled,
        "measures": [_point(point) for point in brief.measures],
        "instruments": [_instrument(line) for line in brief.instruments],
        "bodies": [_body(line) for line in brief.bodies],
        "duties": [_duty(line) for line in brief.duties],
        "changes": [_change(line) for line in brief.changes],
        "checkpoint": brief.checkpoint,
    }


def _lines(value: JsonValue) -> str:
    """Return a value as JSON, the members of a list each on a line."""
    if not isinstance(value, list) or not value:
        return _text(value)
    return "[\n" + ",\n".join(f"    {_text(member)}" for member in value) + "\n  ]"


def _text(value: JsonValue) -> str:
    return json.dumps(value, ensure_ascii=False)


def citations_of(sources: Sources) -> list[JsonValue]:
    """Return the citations of a line; of a hidden source all is null and `public` false."""
    return [
        {
            "document": source.title if source.public else None,
            "quote": source.quote or None,
            "start": source.start,
            "end": source.end,
            "page": source.page,
            "document_uuid": str(source.document) if source.document else None,
            "publisher": source.publisher or None,
            "published": source.published or None,
            "url": source.url or None,
            "public": source.public,
        }
        for source in sources
    ]


def _series(line: SeriesLine, outlook: Outlook) -> JsonObject:
    return {
        **_head(line.target, line.name, line.sources),
        "rhythm": line.rhythm or line.rhythm_words or None,
        "rhythm_words": line.rhythm_words or None,
        "level": line.level or None,
        "parties": _texts(line.parties),
        "expected": outlook.expected or None,
        "missed": [{"time": one.time, "number": one.number} for one in outlook.missed],
        **_own(line.own_notes),
    }


def _meeting(line: MeetingLine) -> JsonObject:
    return {
        **_head(line.target, line.name, line.sources),
        **_dated("date", line.date),
        "status": line.status,
        "lapsed": line.lapsed,
        "in_series": line.in_series,
        "format": line.format or None,
        "place": line.place or None,
        "parties": _texts(line.parties),
        "participants": [_participant(participant) for participant in line.participants],
        **_own(line.own_notes),
    }


def _participant(line: Participant) -> JsonObject:
    return {
        "name": line.name or None,
        "post": line.post or None,
        "organization": line.organization or None,
        "known_since": line.known_since or None,
        "citations": citations_of(line.sources),
    }


def _point(line: OpenPoint) -> JsonObject:
    return {
        "uuid": str(line.target.uuid),
        "text": line.text,
        **_dated("agreed_on", line.agreed_on),
        **_dated("told_on", line.told_on),
        "where": line.where,
        "by": _texts(line.by),
        **_dated("due", line.due),
        "standing": line.standing.value,
        "standings": [_standing(standing) for standing in line.standings],
        "overdue": line.overdue,
        "told_as": line.told_as,
        "heard_on": line.heard_on.isoformat() if line.heard_on else None,
        "citations": citations_of(line.sources),
        **_own(line.own_notes),
    }


def _standing(line: AssessorStanding) -> JsonObject:
    return {
        "assessor": line.assessor,
        "value": line.value,
        "label": line.label,
        "since": when_told(line.since, line.sources).edtf or None,
        "stated_on": when_told(line.stated_on, line.sources).edtf or None,
        "before": line.before or None,
        "narrative": line.narrative or None,
        "citations": citations_of(line.sources),
    }


def _instrument(line: InstrumentLine) -> JsonObject:
    return {
        **_head(line.target, line.name, line.sources),
        "kind": line.kind,
        **_dated("period", line.period),
        "term": line.term.value,
        **_dated("adopted", line.adopted),
        "measures": _measures(line.measures) if line.measures else None,
    }


def _measures(measures: Measures) -> JsonObject:
    standings: JsonObject = {headline.value: count for headline, count in measures.standings}
    return {"total": measures.total, "overdue": measures.overdue, "standings": standings}


def _body(line: BodyLine) -> JsonObject:
    return {
        **_head(line.target, line.name, line.sources),
        "kind": line.kind or None,
        **_dated("since", line.since),
        **_dated("until", line.until),
    }


def _duty(line: DutyLine) -> JsonObject:
    return {
        **_head(line.target, line.name, line.sources),
        "debtor": line.debtor or None,
        "recipient": line.recipient or None,
        **_dated("due", line.due),
        "overdue": line.overdue,
    }


def _change(line: ChangeLine) -> JsonObject:
    return {
        "kind": line.kind.value,
        "uuid": str(line.target.uuid),
        **_dated("on", line.on),
        "text": line.text,
        "assessor": line.assessor or None,
        "value": line.value or None,
        "before": line.before or None,
        "citations": citations_of(line.sources),
    }


def _head(target: Target, name: str, sources: Sources) -> JsonObject:
    return {"uuid": str(target.uuid), "name": name, "citations": citations_of(sources)}


def _dated(field: str, told: VagueDate) -> JsonObject:
    return {field: told.edtf or None, f"{field}_words": told.words or None}


def _own(notes: OwnNotes) -> JsonObject:
    return (
        {"own_notes": [{"kind": note.kind, "text": note.text} for note in notes]} if notes else {}
    )


def _texts(texts: Iterable[str]) -> list[JsonValue]:
    return list(texts)

"""The fields of a proposal, and which of them stand on the words of the source."""

from collections.abc import Mapping

Found = dict[str, object]
"""The fields of one item of a reading, as the annotation schema names them."""

ORDER = ("party", "body", "person", "instrument", "meeting", "commitment")
"""The order in which kinds are accepted: what others name comes first."""

LISTS: Mapping[str, str] = {
    "party": "parties",
    "body": "bodies",
    "person": "people",
    "instrument": "instruments",
    "meeting": "meetings",
    "commitment": "commitments",
}
"""The list of a reading in which a kind stands."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "party": ("name", "kind", "aliases"),
    "body": ("name", "kind", "aliases", "since"),
    "person": ("name", "post", "organization"),
    "instrument": ("name", "abbreviation", "aliases", "kind", "period"),
    "meeting": ("status", "date", "place", "format", "parties", "people"),
    "commitment": ("text", "by", "status", "due", "meeting", "speaker"),
}
"""What a person may change in a proposal of each kind."""

UNCITED = frozenset({"speaker"})
"""Who speaks is told beside the words of a commitment, not in them."""

DATE_FIELDS = frozenset({"since", "period", "date", "due"})
LIST_FIELDS = frozenset({"aliases", "parties", "people", "by"})

REPORT_STATUSES = frozenset({"planned", "agreed"})

DATE_WORDS = "date_words"
"""Where a proposal keeps the source's own words for its dates, by field."""


def words(fields: Mapping[str, object], name: str) -> str:
    """Return a field that holds one text, empty where the reading is silent."""
    value = fields.get(name)
    return value.strip() if isinstance(value, str) else ""


def several(fields: Mapping[str, object], name: str) -> tuple[str, ...]:
    """Return a field that holds several texts."""
    value = fields.get(name)
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()


def names_of(fields: Mapping[str, object]) -> tuple[str, ...]:
    """Return all names an item bears: name, abbreviation, aliases."""
    single = (words(fields, "name"), words(fields, "abbreviation"))
    return tuple(name for name in (*single, *several(fields, "aliases")) if name)


def names_told(fields: Mapping[str, object]) -> set[str]:
    """Return the names of parties and persons in the fields of an item."""
    listed = {name for field in ("by", "parties", "people") for name in several(fields, field)}
    return (listed | {words(fields, "organization"), words(fields, "speaker")}) - {""}


def words_of_date(
    found: Mapping[str, object], fields: Mapping[str, object], name: str, *, most: int = 200
) -> str:
    """Return the source's words for a date, none where a person put another date."""
    told = found.get(DATE_WORDS)
    if not isinstance(told, dict) or fields.get(name) != found.get(name):
        return ""
    return str(told.get(name, ""))[:most]


def supported_fields(found: Mapping[str, object], accepted: Mapping[str, object]) -> list[str]:
    """Return the fields that stand on the source: given, and as the machine found them.

    What a person changed has no source until they cite one.
    """
    return [
        name
        for name, value in accepted.items()
        if value not in (None, "", [], ()) and found.get(name) == value and name not in UNCITED
    ]

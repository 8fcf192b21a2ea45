"""What a language model may answer, and which of it are quoted things of the text: plain rules.

An answer proposes, and can do nothing else: one JSON object of the six lists below, items with the
fields below and no others, each with a quotation that stands in the text exactly. All else is left
out and named.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from servanda.reading.edtf import bounds
from servanda.reading.errors import EdtfError
from servanda.review.rules.fields import DATE_WORDS, Found

LISTS: Mapping[str, str] = {
    "parties": "party",
    "bodies": "body",
    "people": "person",
    "instruments": "instrument",
    "meetings": "meeting",
    "commitments": "commitment",
}
"""The lists of an answer, and the kind of proposal that an item of each becomes."""

CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("party", "kind"): (
        "state",
        "government_agency",
        "international_organization",
        "body",
        "civil_society",
        "company",
        "other",
    ),
    ("body", "kind"): (
        "working_group",
        "network",
        "commission",
        "committee",
        "council",
        "other",
    ),
    ("instrument", "kind"): (
        "action_plan",
        "agreement",
        "memorandum",
        "framework",
        "report",
        "law",
        "programme",
        "project",
        "other",
    ),
    ("meeting", "status"): ("held", "planned", "recurring", "cancelled"),
    ("meeting", "format"): ("online", "in_person", "hybrid"),
    ("commitment", "status"): ("agreed", "planned", "ongoing", "done"),
}
NEEDED: Mapping[str, tuple[str, ...]] = {
    "party": ("name", "kind"),
    "body": ("name", "kind"),
    "person": ("name",),
    "instrument": ("name", "kind"),
    "meeting": ("status",),
    "commitment": ("text", "status"),
}
MAYBE: Mapping[str, tuple[str, ...]] = {
    "party": (),
    "body": ("since",),
    "person": ("post", "organization"),
    "instrument": ("abbreviation", "period"),
    "meeting": ("date", "place", "format"),
    "commitment": ("due",),
}
SEVERAL: Mapping[str, tuple[str, ...]] = {
    "party": ("aliases",),
    "body": ("aliases",),
    "person": (),
    "instrument": ("aliases",),
    "meeting": ("parties", "people"),
    "commitment": ("by",),
}
DATES = frozenset({"since", "period", "date", "due"})

LONGEST: Mapping[str, int] = {"quote": 2000, "text": 1000, "place": 200, "post": 300}
LONGEST_ELSE = 300
MOST_IN_A_FIELD = 30
MOST_ITEMS = 200
SHORTEST_QUOTE = 2

NOT_JSON = "not_json"
NOT_IN_FORM = "not_in_form"
NOT_IN_TEXT = "not_in_text"
FOUND_BEFORE = "found_before"
TOO_MANY = "too_many"


class WrongForm(ValueError):
    """An item of an answer is not in the form that was asked for."""


@dataclass(frozen=True)
class ModelItem:
    """A thing that a model quoted: `text[start:end] == quote`."""

    kind: str
    fields: Found
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class LeftOut:
    """What a model answered and is no proposal, and why: one of the words above."""

    kind: str
    quote: str
    why: str


@dataclass
class Answer:
    """What an answer comes to: the quoted things, and what was left out."""

    items: list[ModelItem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def read_answer(content: str, text: str, *, start: int, end: int) -> Answer:
    """Read the answer for `text[start:end]`; offsets are those of the whole text."""
    answer = Answer()
    lists = _lists(content)
    if lists is None:
        answer.left_out.append(LeftOut("", "", NOT_JSON))
        return answer
    for name, kind in LISTS.items():
        given = lists.get(name, [])
        for told in given[:MOST_ITEMS]:
            _read_item(answer, kind, told, Place(text, start, end))
        if len(given) > MOST_ITEMS:
            answer.left_out.append(LeftOut(kind, "", TOO_MANY))
    return answer


@dataclass(frozen=True)
class Place:
    """The part of a text for which an answer was given."""

    text: str
    start: int
    end: int


def schema() -> dict[str, object]:
    """Return the form of an answer as JSON Schema, for endpoints that hold a model to one."""
    lists: dict[str, object] = {
        name: {"type": "array", "maxItems": MOST_ITEMS, "items": _item_schema(kind)}
        for name, kind in LISTS.items()
    }
    return {
        "type": "object",
        "properties": lists,
        "required": list(LISTS),
        "additionalProperties": False,
    }


def _item_schema(kind: str) -> dict[str, object]:
    fields: dict[str, object] = {"quote": {"type": "string"}}
    for name in NEEDED[kind]:
        fields[name] = _field_schema(kind, name, ["string"])
    for name in MAYBE[kind]:
        fields[name] = _field_schema(kind, name, ["string", "null"])
    for name in SEVERAL[kind]:
        fields[name] = {"type": "array", "items": {"type": "string"}}
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _field_schema(kind: str, name: str, types: Sequence[str]) -> dict[str, object]:
    choices = CHOICES.get((kind, name))
    if choices is None:
        return {"type": list(types)}
    return {"enum": [*choices, *([None] if "null" in types else [])]}


def _lists(content: str) -> dict[str, list[object]] | None:
    """Return the lists of an answer, None where it is anything but one object of these lists."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not told.keys() <= LISTS.keys():
        return None
    if not all(isinstance(items, list) for items in told.values()):
        return None
    return told


def _read_item(answer: Answer, kind: str, told: object, place: Place) -> None:
    quote = told.get("quote") if isinstance(told, dict) else None
    shown = quote[: LONGEST["quote"]] if isinstance(quote, str) else ""
    try:
        fields = dict(_fields(kind, told))
    except WrongForm:
        answer.left_out.append(LeftOut(kind, shown, NOT_IN_FORM))
        return
    at = place.text.find(shown, place.start, place.end)
    if at < 0 or len(shown.strip()) < SHORTEST_QUOTE or shown != quote:
        answer.left_out.append(LeftOut(kind, shown, NOT_IN_TEXT))
        return
    answer.items.append(ModelItem(kind, fields, at, at + len(shown), shown))


def _fields(kind: str, told: object) -> Iterator[tuple[str, object]]:
    """Yield the fields of an item as proposals have them; raises WrongForm."""
    if not isinstance(told, dict):
        raise WrongForm
    known = {"quote", *NEEDED[kind], *MAYBE[kind], *SEVERAL[kind]}
    if not told.keys() <= known or not isinstance(told.get("quote"), str):
        raise WrongForm
    for name in NEEDED[kind]:
        value = _value(kind, name, told.get(name))
        if not value:
            raise WrongForm
        yield name, value
    for name in MAYBE[kind]:
        yield name, _value(kind, name, told.get(name))
    for name in SEVERAL[kind]:
        yield name, _values(kind, name, told.get(name, []))
    yield DATE_WORDS, {}


def _value(kind: str, name: str, value: object) -> str | None:
    """Return a field of one value, None where it is silent; raises WrongForm."""
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > LONGEST.get(name, LONGEST_ELSE):
        raise WrongForm
    choices = CHOICES.get((kind, name))
    if choices is not None and value not in choices:
        raise WrongForm
    if any(not sign.isprintable() for sign in value):
        raise WrongForm
    if name in DATES:
        _check_date(value)
    return value.strip() or None


def _check_date(value: str) -> None:
    try:
        bounds(value)
    except EdtfError as error:
        raise WrongForm from error


def _values(kind: str, name: str, value: object) -> list[str]:
    if not isinstance(value, list) or len(value) > MOST_IN_A_FIELD:
        raise WrongForm
    found = [_value(kind, name, one) for one in value]
    return [one for one in found if one]

"""The reference of the brief names every field of its JSON, and none that is not there."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.registers.actions import write_note
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.reports.models import gather_brief
from servanda.reports.rules.brief import Variant
from servanda.reports.rules.extent import PAPER
from servanda.reports.rules.json_shape import json_of
from servanda.reports.tests.factories import ON, Founding, point, say

pytestmark = pytest.mark.django_db

PAGE = Path(__file__).resolve().parents[3] / "docs/reference/brief.md"
KINDS = {
    "series": "series", "next_meeting": "meeting", "past_meetings": "meeting",
    "participants": "participant", "open_points": "point", "measures": "point",
    "standings": "standing", "instruments": "instrument", "bodies": "body", "duties": "duty",
    "changes": "change", "citations": "citation", "own_notes": "own note", "missed": "missed",
}  # fmt: skip
"""What stands under a field; `measures` and `standings` of an instrument are counts."""


def described() -> dict[str, set[str]]:
    """Return the fields the page names, by what they are of; those of the brief under nothing."""
    told = PAGE.read_text(encoding="utf-8").split("## As JSON")[1].split("## An example")[0]
    found: dict[str, set[str]] = defaultdict(set)
    for line in re.findall(r"^\|(.+`.+)\|$", told, re.MULTILINE):
        *of, fields, _holds = [cell.strip() for cell in line.split("|")]
        for kind in of[0].split(", ") if of else [""]:
            found[kind] |= set(re.findall(r"`(\w+)`", fields))
    return found


def fields_in(told: object, kind: str = "") -> Iterator[tuple[str, str]]:
    """Yield every field below, each with the kind of thing that has it."""
    if isinstance(told, list):
        for one in told:
            yield from fields_in(one, kind)
    if isinstance(told, dict):
        for name, value in told.items():
            yield kind, name
            if name in KINDS and not (kind == "instrument" and name == "measures"):
                yield from fields_in(value, KINDS[name])


@pytest.fixture
def shape():
    """Return a brief in which everything occurs that may."""
    case = Founding(administrator(make_register()))
    ours = mandate(case.mandate.desk.register, "editor", side="ministry")
    for entry in (case.series, case.planned, case.network):
        write_note(ours, on=entry, kind="position", text="We ask for a date.")
    split = point(case.mandate, case.plan, "Train consular staff")
    say(case.mandate, split, case.iom, "done", ON)
    say(case.mandate, split, case.turkmenistan, "in_progress", ON)
    brief = gather_brief(ours.desk, series=case.series, on=ON, variant=Variant.INTERNAL)
    return json.loads(json_of(brief))


def test_every_field_of_every_kind_is_described_and_every_described_field_is_there(shape):
    found: dict[str, set[str]] = defaultdict(set)
    for kind, name in fields_in(shape):
        found[kind].add(name)
    assert found == described()


def test_the_counts_of_an_instrument_are_described(shape):
    counts = next(line["measures"] for line in shape["instruments"] if line["measures"])
    page = PAGE.read_text(encoding="utf-8")
    (told,) = re.findall(r"^\| instrument \| `measures` \| (.+) \|$", page, re.MULTILINE)
    assert set(counts) == set(re.findall(r"`(\w+)`", told))


def test_the_page_tells_how_much_a_paper_holds():
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    told = f"{PAPER.points} points, {PAPER.measures} measures and {PAPER.changes} changes"
    assert told in page

"""What the reference says of the code is what the code is."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from servanda.reading.finding.dates import FoundDate, Role, find_dates
from servanda.reading.model import (
    Body,
    Commitment,
    Instrument,
    Meeting,
    Party,
    Person,
    Reading,
)
from servanda.registers.models import Assignment
from servanda.registers.tests.factories import make_register
from servanda.reports.rules.brief import ChangeKind, Term
from tests.reference import PAGES, made_pages

ROOT = Path(__file__).resolve().parent.parent
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def table_of(page: str, *, columns: int) -> list[list[str]]:
    """Return the rows of the first table of a page that has so many columns."""
    lines = (ROOT / page).read_text(encoding="utf-8").splitlines()
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")] for line in lines if line[:1] == "|"
    ]
    return [row for row in rows if len(row) == columns][2:]


@pytest.fixture
def made(db, own_files) -> dict[Path, str]:
    return made_pages()


def test_the_pages_made_from_the_code_are_fresh(made: dict[Path, str]):
    stale = [path.name for path, text in made.items() if path.read_text(encoding="utf-8") != text]
    assert not stale, f"make reference writes them anew: {stale}"


def test_every_field_of_the_brief_as_json_is_described():
    page = (PAGES / "brief.md").read_text(encoding="utf-8")
    example = json.loads(page.split("```json\n")[1].split("```")[0])
    described = set(re.findall(r"`(\w+)`", page.split("## An example")[0]))
    assert names_in(example) <= described


def test_every_value_that_a_program_may_meet_in_the_brief_is_described():
    page = (PAGES / "brief.md").read_text(encoding="utf-8").split("## An example")[0]
    described = set(re.findall(r"`(\w+)`", page))
    assert {*map(str, Term), *map(str, ChangeKind)} <= described


def test_every_field_of_a_reading_is_described():
    page = (PAGES / "reading.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`(\w+)`", page))
    kinds = (Reading, Party, Person, Meeting, Commitment, Instrument, Body, FoundDate)
    assert {field.name for kind in kinds for field in fields(kind)} <= described
    assert {role.value for role in Role} <= described


@pytest.mark.parametrize(("words", "edtf"), table_of("docs/explanation/dates.md", columns=2))
def test_a_date_is_kept_as_the_explanation_says(words: str, edtf: str):
    (found, *_others) = find_dates(f"They met {words}.", published="2021-02-17", language="en")
    told: list[str | None] = [*re.findall(r"`([^`]+)`", edtf)]
    assert found.edtf in (told or [None])


def test_people_get_access_as_the_guide_says():
    register = make_register("cooperation")
    guide = (ROOT / "docs/howto/people.md").read_text(encoding="utf-8")
    exec(guide.split("```python\n")[1].split("```")[0], {})  # noqa: S102  our own page
    assignment = Assignment.objects.exclude(account__is_operator=True).get(register=register)
    assert (assignment.role, str(assignment.side)) == ("editor", "Ministry of Foreign Affairs")


def names_in(value: object) -> set[str]:
    """Return the names of all fields in nested objects and lists."""
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    if isinstance(value, list):
        return set().union(*map(names_in, value))
    return set()

"""What the reference says of the code is what the code is."""

import json
import re
from pathlib import Path

import pytest

from servanda.reports.rules.brief import ChangeKind, Term
from tests.reference import PAGES, made_pages

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


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


def names_in(value: object) -> set[str]:
    """Return the names of all fields in nested objects and lists."""
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    if isinstance(value, list):
        return set().union(*map(names_in, value))
    return set()

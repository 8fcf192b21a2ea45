"""`servanda list`: what the page shows, within the rights of who asks; what is unknown is named."""

import csv
import io
import json

import pytest

from servanda.commands.errors import CommandError
from servanda.commands.listing import Wanted, write_list
from servanda.parties.models import Party
from servanda.registers.actions import operator
from servanda.registers.tests.factories import person
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a register for each test
UPDATES = Wanted("update", "r")


@pytest.fixture
def world() -> World:
    return make_world("r")


def test_the_list_is_told_a_row_a_line(world, capsys):
    write_list(operator(), UPDATES, form="text")
    assert capsys.readouterr().out.splitlines() == [
        "Stated on | Value | Assessor | Provision | Handling marking",
        "2020-06-01 | In progress | Turkmenistan | Train officers | ",
    ]


def test_a_list_as_csv_is_the_file_of_the_page(world, capsysbinary):
    write_list(operator(), UPDATES, form="csv")
    text = capsysbinary.readouterr().out.decode("utf-8-sig")
    told = list(csv.reader(io.StringIO(text, newline="")))
    assert told[1] == ["2020-06-01", "In progress", "Turkmenistan", "Train officers", ""]


def test_a_list_for_a_program_names_its_cells(world, capsys):
    asked = Wanted("document", "r", order="title", columns=("title", "language"))
    write_list(operator(), asked, form="json")
    told = json.loads(capsys.readouterr().out)
    assert told == [
        {"title": "Paper r", "language": "English", "marking": ""},
        {"title": "Programme r", "language": "English", "marking": ""},
    ]


def test_a_list_of_nothing_is_a_list_for_a_program_too(world, capsys):
    write_list(operator(), Wanted("update", "r", where=("value=done",)), form="json")
    assert json.loads(capsys.readouterr().out) == []


def test_a_list_is_ordered_and_narrowed_as_asked(world, capsys):
    asked = Wanted(
        "document", "r", words="programme", order="title", is_descending=True, columns=("title",)
    )
    write_list(operator(), asked, form="text")
    assert capsys.readouterr().out.splitlines() == ["Title | Handling marking", "Programme r | "]


def test_who_may_see_less_is_told_less(world, capsys):
    Party.objects.filter(label="Turkmenistan").update(effective_visibility="restricted")
    write_list(person(world.register, "reader"), UPDATES, form="text")
    assert "Turkmenistan" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Wanted("commitment", "r"), "no list of 'commitment'"),
        (Wanted("update", "elsewhere"), "no register 'elsewhere'"),
        (Wanted("update", "r", where=("colour=red",)), "no filter “colour”"),
        (Wanted("update", "r", where=("value",)), "'value' is no filter"),
        (Wanted("update", "r", order="colour"), "cannot be ordered by “colour”"),
        (Wanted("update", "r", is_descending=True), "--descending turns an order round"),
        (Wanted("update", "r", columns=("colour",)), "Columns: stated_on, value, assessor"),
    ],
)
def test_what_is_not_known_is_named_and_nothing_is_written(world, capsys, asked, told):
    with pytest.raises(CommandError, match=told):
        write_list(operator(), asked, form="text")
    assert capsys.readouterr().out == ""


def test_a_register_one_may_not_open_is_told_as_one_that_is_not_there(world):
    stranger = person(None, None)
    sentences = []
    for slug in ("r", "x"):
        with pytest.raises(CommandError) as found:
            write_list(stranger, Wanted("update", slug), form="text")
        sentences.append(str(found.value).replace(f"'{slug}'", "…"))
    assert sentences[0] == sentences[1]

"""`servanda workbook`: made for a party, filled in, taken back; what is wrong is told with its cell."""

import argparse
import json
from pathlib import Path

import openpyxl
import pytest

from servanda.commands.errors import CommandError
from servanda.commands.workbooks import make, take
from servanda.progress.models import Update
from servanda.progress.tests.asking import ask
from servanda.progress.tests.factories import Plan
from servanda.registers.actions import operator
from servanda.registers.tests.factories import administrator, make_register

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    ask(Plan(administrator(make_register())))
    path = tmp_path / "answers.xlsx"
    make(asked_for(path), operator())
    return path


def asked_for(path: Path, party: str = "Office for Mobility", title: str = ""):
    told = {"register": "r", "party": party, "round": title, "language": "", "output": str(path)}
    return argparse.Namespace(**told)


def taken(path: Path, *, form: str = "text", is_dry: bool = False) -> tuple[str, bool]:
    options = argparse.Namespace(path=str(path), format=form, dry_run=is_dry)
    return take(options, operator())


def fill_in(path: Path, column: str, typed: str) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    names = [cell.value for cell in sheet[1]]
    sheet.cell(row=3, column=names.index(f"servanda:{column}") + 1).value = typed
    book.save(path)


def test_what_was_filled_in_is_an_update_when_the_operator_takes_it(book):
    fill_in(book, "value", "Done")
    told, is_whole = taken(book)
    assert is_whole
    assert "taken: 1" in told
    assert Update.objects.get().value.code == "done"


def test_a_dry_run_says_what_would_be_taken(book):
    fill_in(book, "value", "Done")
    told, _whole = taken(book, is_dry=True)
    assert "would be taken: 1" in told
    assert not Update.objects.exists()


def test_what_is_wrong_is_told_with_its_cell_for_a_program_too(book):
    fill_in(book, "percent", "120")
    told, is_whole = taken(book, form="json")
    assert not is_whole
    [fault] = json.loads(told)["faults"]
    assert fault["place"] == "H3"
    assert "120" in fault["why"]


@pytest.mark.parametrize(
    ("party", "title", "sentence"),
    [
        ("Nobody", "", "no party bears this name"),
        ("Office for Mobility", "Other", "There is no such round"),
        ("Working Group on Mobility", "", "asks nothing of this party"),
    ],
)
def test_what_is_not_there_is_named(book, party, title, sentence):
    with pytest.raises(CommandError, match=sentence):
        make(asked_for(book, party, title), operator())


def test_a_file_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "answers.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(CommandError, match=r"answers\.xlsx"):
        taken(path)

"""Commands that are called at the same moment: one register, one operator, one of each entry."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from servanda.commands.ingesting import Order, take_in
from servanda.meetings.models import Meeting
from servanda.parties.models import Party
from servanda.registers.actions import operator
from servanda.registers.models import Account, Register
from servanda.registers.tests.concurrency import together
from servanda.sources.models import Document

TEXT = "Turkmenistan and the International Organization for Migration (IOM) met on 3 March 2020."
MAIN = "import sys; from servanda.commands import main; sys.exit(main())"
HOW_MANY = 4


def papers(folder: Path) -> list[Path]:
    """Write papers that tell of the same meeting; the last two are the same paper."""
    made = []
    for number in range(HOW_MANY):
        place = folder / f"{number}.txt"
        place.write_text(f"Item {min(number, HOW_MANY - 2)}. {TEXT}")
        made.append(place)
    return made


@pytest.mark.slow
def test_commands_on_one_folder_wait_for_one_another(tmp_path):
    data = tmp_path / "new"
    kept = ("PATH", "HOME", "LANG", "VIRTUAL_ENV", "PYTHONPATH")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    call = ["--data", str(data), "--register", "r", "--create", "--accept", "all"]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", MAIN, "ingest", str(paper), *call],
            env=environment,
            cwd=Path(__file__).resolve().parents[3],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for paper in papers(tmp_path)
    ]
    assert [(one.communicate()[1], one.returncode) for one in running] == [(b"", 0)] * HOW_MANY
    database = sqlite3.connect(data / "servanda.sqlite3")
    counts = {
        table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in (
            "registers_account",
            "registers_register",
            "sources_document",
            "parties_party",
        )
    }
    database.close()
    assert list(counts.values()) == [1, 1, HOW_MANY - 1, 2]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_papers_taken_in_at_one_moment_make_nothing_twice(tmp_path):
    order = Order(
        account=operator(),
        slug="r",
        may_create=True,
        published="2020-03-04",
        publisher="",
        url="",
        accepts_all=True,
    )
    done = together(*(lambda p=paper: take_in(p, order=order) for paper in papers(tmp_path)))
    assert not [one for one in done if isinstance(one, Exception)]
    assert (Register.objects.count(), Account.objects.count()) == (1, 1)
    assert (Document.objects.count(), Party.objects.count()) == (HOW_MANY - 1, 2)
    assert Meeting.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_operator_is_made_once():
    assert (
        len({one.pk for one in together(*[operator] * HOW_MANY) if isinstance(one, Account)}) == 1
    )
    assert Account.objects.count() == 1

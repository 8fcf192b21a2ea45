"""`servanda cases`: what was rejected and changed, as a file."""

import json

import pytest

from servanda.commands import main
from servanda.registers.tests.factories import administrator, make_register, person
from servanda.review.actions import reject_proposal
from servanda.review.tests.factories import TURKMENISTAN, make_run, the

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(tmp_path, monkeypatch):
    """Return the command on a folder of its own."""
    monkeypatch.setenv("SERVANDA_DATA", str(tmp_path / "installation"))

    def call(*arguments: object) -> int:
        return main(["cases", *(str(argument) for argument in arguments)])

    return call


@pytest.fixture
def register(db):
    clerk = administrator(make_register())
    proposal = the(make_run(clerk, items=[TURKMENISTAN]), "party")
    reject_proposal(clerk, proposal=proposal, reason="Only a place", revision=1)
    return clerk.desk.register


def test_what_was_rejected_is_written_with_its_reason(cases, register, capsys):
    assert cases("--register", register.slug) == 0
    (case,) = json.loads(capsys.readouterr().out)["cases"]
    assert (case["proposed"]["name"], case["reason"]) == ("Turkmenistan", "Only a place")


def test_it_is_written_into_a_file_where_one_is_named(cases, register, tmp_path):
    path = tmp_path / "cases.json"
    assert cases("--register", register.slug, "--output", path) == 0
    assert len(json.loads(path.read_text(encoding="utf-8"))["cases"]) == 1


def test_an_unknown_register_is_named(cases, register, capsys):
    assert cases("--register", "nowhere") == 1
    assert capsys.readouterr().err == (
        "There is no register “nowhere” here: check its short name.\n"
    )


def test_who_may_not_review_gets_no_file(cases, register, capsys):
    reader = person(register, "reader")
    assert cases("--register", register.slug, "--as", reader.username) == 1
    assert "may not review in the register “r”" in capsys.readouterr().err

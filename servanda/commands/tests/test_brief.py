"""`servanda brief`: what it prints, what it writes, and what it says when it could not."""

import json
from datetime import date

import pytest

from servanda.commands import main
from servanda.commands.briefing import Order, make_brief
from servanda.commands.errors import CommandError
from servanda.meetings.actions import NewSeries, create_series
from servanda.registers.actions import operator
from servanda.registers.tests.factories import administrator, make_register, person
from servanda.reports.tests.factories import Founding

pytestmark = pytest.mark.slow

ARTICLE = """Turkmenistan and IOM hold regular meetings every year.

The last meeting of Turkmenistan and IOM was held in February 2020. The parties agreed to launch the \
United Nations Network on Migration in Turkmenistan.
"""


def run(*arguments: str) -> int:
    return main(["brief", *arguments])


def order(**asked) -> Order:
    told = {
        "account": operator(), "slug": "r", "series": None, "on": date(2021, 2, 17),
        "variant": "internal", "format": "json",
    }  # fmt: skip
    return Order(**{**told, **asked})


@pytest.fixture
def case(db) -> Founding:
    return Founding(administrator(make_register()))


def test_a_brief_as_known_before_anything_was_is_empty(case):
    made = json.loads(make_brief(order(known=date(2021, 2, 17))))
    assert (made["on"], made["known"], made["open_points"]) == ("2021-02-17", "2021-02-17", [])


def test_a_bad_day_is_refused_before_anything_is_opened(capsys, tmp_path):
    folder = tmp_path / "none"
    for option in ("--on", "--known"):
        assert run("--register", "r", option, "2021-02-30", "--data", str(folder)) == 1
        assert f"{option}: “2021-02-30” is no day of the calendar" in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_a_file_is_not_written_to_a_terminal(name, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    folder = tmp_path / "none"
    assert run("--register", "r", "--format", name, "--data", str(folder)) == 1
    assert "name a file with --output" in capsys.readouterr().err


def test_a_wrong_call_ends_with_two(capsys):
    assert run() == 2
    assert run("--register", "r", "--format", "xls") == 2
    assert run("--register", "r", "--variant", "everyone") == 2
    assert "usage: servanda brief" in capsys.readouterr().err


def test_the_only_series_needs_no_name(case):
    shape = json.loads(make_brief(order()))
    assert shape["series"]["name"] == "Annual meeting of Turkmenistan and IOM"
    assert shape["next_meeting"]["date"] == "2021-02-21/2021-02-28"


def test_several_series_are_listed(case):
    create_series(case.mandate, new=NewSeries(label="Working group"))
    with pytest.raises(CommandError, match=r"(?s)--series.*Annual meeting.*Working group"):
        make_brief(order())


@pytest.mark.parametrize("name", ["Working group", "working GROUP", "group"])
def test_a_series_is_found_under_its_name_or_a_part_of_it(case, name):
    create_series(case.mandate, new=NewSeries(label="Working group"))
    assert json.loads(make_brief(order(series=name)))["series"]["name"] == "Working group"


def test_an_unknown_series_is_told_with_those_there_are(case):
    with pytest.raises(CommandError, match=r"(?s)no series of the name “board”.*Annual meeting"):
        make_brief(order(series="board"))


def test_an_unknown_register_is_told_with_those_there_are(case):
    with pytest.raises(CommandError, match=r"no register “q”.*The registers: r"):
        make_brief(order(slug="q"))


def test_a_register_that_is_not_the_persons_is_as_unknown(case):
    with pytest.raises(CommandError, match="no register “r”"):
        make_brief(order(account=person(None, None)))


def test_a_register_without_series_has_its_brief(db):
    make_register("bare")
    assert json.loads(make_brief(order(slug="bare")))["series"] is None

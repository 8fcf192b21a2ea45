"""`servanda plan read` from the outside: a process of its own, without Django and without a database."""

import json

import pytest

from servanda.reading.tests.matrices.files import Grid, xlsx_of
from servanda.reading.tests.test_read_command import servanda

PLAN = Grid(
    [
        ["No", "Activity", "Responsible", "Deadline", "Budget, thousand USD"],
        ["1.1", "Repair the pier", "MIA, IOM (by consent)", "Q3 2021", 12.5],
        ["1.2", "Paint the boats", "MFA", "as needed", None],
    ],
    name="Annex 1",
)


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(xlsx_of(PLAN, Grid([["Notes"], ["see above"]], name="Notes")))
    return path


def test_the_json_has_the_form_that_was_agreed(plan):
    done = servanda("plan", "read", str(plan), "--sheet", "Annex 1")
    told = json.loads(done.stdout)
    assert set(told) == {"tables", "doubts"}
    (table,) = told["tables"]
    assert set(table) == {"sheet", "header_rows", "columns", "rows", "doubts"}
    assert table["columns"][1] == {"index": 2, "heading": "Activity", "field": "title"}
    assert table["rows"][0] == {
        "row": 2,
        "kind": "activity",
        "level": 1,
        "code": "1.1",
        "path": ["1.1"],
        "title": "Repair the pier",
        "cells": [
            {"column": 1, "raw": "1.1", "parsed": "1.1"},
            {"column": 2, "raw": "Repair the pier", "parsed": "Repair the pier"},
            {
                "column": 3,
                "raw": "MIA, IOM (by consent)",
                "parsed": [
                    {"name": "MIA", "role": "lead", "by_consent": False},
                    {"name": "IOM", "role": "lead", "by_consent": True},
                ],
            },
            {
                "column": 4,
                "raw": "Q3 2021",
                "parsed": {
                    "edtf": "2021-35",
                    "earliest": "2021-07-01",
                    "latest": "2021-09-30",
                    "recurrence": None,
                },
            },
            {
                "column": 5,
                "raw": "12.5",
                "parsed": [{"amount": 12500, "currency": "USD", "year": None, "source": None}],
            },
        ],
        "doubts": [],
    }


def test_the_text_is_a_tree(plan):
    told = servanda("plan", "read", str(plan), "--format", "text").stdout.decode()
    assert "1.2 Paint the boats [activity, 3]\n    MFA (lead)\n    on demand" in told


def test_a_sheet_that_is_not_there_is_refused_in_a_sentence(plan):
    done = servanda("plan", "read", str(plan), "--sheet", "Annex 9")
    assert done.returncode == 1
    assert "choose one of these: Annex 1, Notes" in done.stderr.decode()


def test_standard_input_is_read_for_a_dash():
    given = b"Activity;Deadline;Responsible\nRepair;2021;MIA\n"
    done = servanda("plan", "read", "-", given=given)
    assert json.loads(done.stdout)["tables"][0]["rows"][0]["title"] == "Repair"


def test_a_call_without_an_action_is_wrong():
    assert servanda("plan").returncode == 2

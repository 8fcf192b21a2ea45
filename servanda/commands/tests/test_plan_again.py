"""`servanda plan import` of a plan that is there, `plan diff`, and what both print."""

import json

import pytest

from servanda.history.models import Record
from servanda.instruments.actions import Amendment, amend_provision
from servanda.instruments.importing import PlanOrder, import_plan
from servanda.instruments.models import Instrument, Provision, Wording
from servanda.instruments.rules import DueTold
from servanda.reading.tests.matrices.files import Grid, csv_of, xlsx_of
from servanda.registers.actions import Protection, protect_entry
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.actions import Upload

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROWS = [
    ["No", "Activity", "Deadline"],
    ["1.1", "Repair the pier", "Q3 2021"],
    ["1.2", "Paint the boats", "2022"],
    ["1.3", "Buy ropes", "2023"],
    ["2.1", "Dredge the bed", "2023"],
    ["2.2", "Measure the tide", "2023"],
]
CORRECTED = [
    ["No", "Activity", "Deadline"],
    ["1.1", "Repair the pier", "Q4 2021"],
    ["1.2", "Teach mathematics", "2022"],
    ["1.4", "Count the gulls", "2024"],
    ["2.1", "Dredge the bed", "2023"],
    ["2.2", "Measure the tide", "2023"],
]


@pytest.fixture
def clerk():
    return administrator(make_register())


@pytest.fixture
def files(tmp_path):
    """Return the files of a plan and of its correction."""
    for name, rows in (("plan.csv", ROWS), ("new.csv", CORRECTED)):
        (tmp_path / name).write_bytes(csv_of(Grid(rows)))
    return tmp_path / "plan.csv", tmp_path / "new.csv"


def in_register(clerk, rows=ROWS):
    upload = Upload(csv_of(Grid(rows)), "plan.csv")
    return import_plan(clerk, upload=upload, order=PlanOrder(title="Piers")).instrument


DIFFERENCE = [
    "rows: 2 as they were, 1 changed, 1 new, 1 no longer there, 1 doubtful",
    "changed: 1",
    "  Table 1!A2 (1.1) “Repair the pier”",
    "    Table 1!C2 Deadline: “Q3 2021” → “Q4 2021”",
    "new: 1",
    "  Table 1!A4 (1.4) “Count the gulls”",
    "no longer there: 1",
    "  Table 1!A4 (1.3) “Buy ropes”",
    "doubtful: 1",
    "  Table 1!A3 (1.2) “Teach mathematics”: perhaps Table 1!A3 (1.2) “Paint the boats”",
]


def test_two_files_are_compared_without_a_register(plan, files):
    status, lines, _refused = plan("diff", *files)
    assert (status, lines) == (0, DIFFERENCE)


def test_the_difference_is_told_as_json(plan, files):
    _status, lines, _refused = plan("diff", *files, "--format", "json")
    told = json.loads("\n".join(lines))
    assert told["same"] == 2
    assert [one["cells"][0]["after"] for one in told["changed"]] == ["Q4 2021"]
    assert [one["title"] for one in told["new"]] == ["Count the gulls"]
    assert [one["title"] for one in told["gone"]] == ["Buy ropes"]
    assert [one["perhaps"][0]["title"] for one in told["doubtful"]] == ["Paint the boats"]


def test_a_plan_of_a_register_is_compared_with_a_file_by_its_address(plan, clerk, files):
    found = in_register(clerk)
    address = f"https://example.org/r/r/instrument/{found.uuid}/"
    status, lines, _refused = plan("diff", address, files[1])
    assert (status, len(lines)) == (0, len(DIFFERENCE))
    assert plan("diff", found.uuid, files[0])[1] == [
        "rows: 5 as they were, 0 changed, 0 new, 0 no longer there, 0 doubtful"
    ]


def test_of_a_plan_of_a_register_only_what_the_person_sees_is_compared(plan, clerk, files):
    found = in_register(clerk)
    ropes = Provision.objects.get(label="Buy ropes")
    protect_entry(clerk, entry=ropes, as_told=Protection("restricted"), revision=ropes.revision)
    reader = mandate(clerk.desk.register, "reader").desk.account
    _status, lines, _refused = plan("diff", found.uuid, files[1], "--as", reader.username)
    assert "ropes" not in "\n".join(lines)
    assert "0 no longer there" in lines[0]


def test_a_plan_that_the_person_may_not_see_is_none(plan, clerk, files):
    found = in_register(clerk)
    protect_entry(clerk, entry=found, as_told=Protection("restricted"), revision=found.revision)
    reader = mandate(clerk.desk.register, "reader").desk.account
    status, lines, refused = plan("diff", found.uuid, files[1], "--as", reader.username)
    assert (status, lines) == (1, [])
    nowhere = "0192d5a0-0000-7000-8000-000000000000"
    _status, _lines, of_none = plan("diff", nowhere, files[1], "--as", reader.username)
    assert refused.replace(str(found.uuid), "") == of_none.replace(nowhere, "")


def test_what_a_corrected_file_changes_is_told_and_put(plan, clerk, files):
    in_register(clerk)
    status, lines, _refused = plan("import", files[1], "--register", "r", "--title", "Piers")
    record, boats = (
        Record.objects.get(action="correct_plan"),
        Provision.objects.get(label="Paint the boats"),
    )
    assert status == 0
    assert lines[1] == "the plan “Piers” is in the register already"
    assert lines[2:12] == DIFFERENCE
    assert lines[12:] == [
        "doubtful rows are left as they are: say which they are by one of these: 2",
        f"  --pair 'Table 1!A3={boats.uuid}' for Table 1!A3 (1.2) “Paint the boats”",
        "  --pair 'Table 1!A3=new'",
        "no longer in the file, and left as they stand: withdraw them by --withdraw: 1",
        "  Table 1!A4 (1.3) “Buy ropes”",
        "corrected: “Piers”",
        f"  /r/r/instrument/{Instrument.objects.get().uuid}/",
        f"  /r/r/document/{Instrument.objects.get().made_from.uuid}/",
        f"import {record.uuid}: take it back by “servanda plan undo {record.uuid}”",
    ]


def test_a_dry_run_tells_the_difference_alone(plan, clerk, files):
    in_register(clerk)
    arguments = ["import", files[1], "--register", "r", "--title", "Piers", "--dry-run"]
    _status, lines, _refused = plan(*arguments)
    assert lines[-1] == "nothing was stored: this was a dry run"
    assert not Record.objects.filter(action="correct_plan").exists()


def test_doubtful_rows_are_paired_and_gone_ones_withdrawn_by_what_a_person_says(plan, clerk, files):
    in_register(clerk)
    boats = Provision.objects.get(label="Paint the boats")
    said = ["--pair", f"Table 1!A3={boats.uuid}", "--withdraw"]
    plan("import", files[1], "--register", "r", "--title", "Piers", *said)
    standing = Wording.objects.filter(to_edition=None).order_by("code")
    assert [(one.code, one.provision.label) for one in standing] == [
        ("1.1", "Repair the pier"),
        ("1.2", "Teach mathematics"),
        ("1.4", "Count the gulls"),
        ("2.1", "Dredge the bed"),
        ("2.2", "Measure the tide"),
    ]


def test_a_correction_is_taken_back_by_its_number(plan, clerk, files):
    in_register(clerk)
    plan("import", files[1], "--register", "r", "--title", "Piers")
    record = Record.objects.get(action="correct_plan")
    status, lines, _refused = plan("undo", record.uuid)
    assert (status, "taken back" in lines[0]) == (0, True)
    assert not Provision.objects.filter(label="Count the gulls").exists()


def test_the_plan_is_taken_back_once_its_correction_is(plan, clerk, files):
    in_register(clerk)
    first = Record.objects.get(action="import_plan")
    plan("import", files[1], "--register", "r", "--title", "Piers")
    status, _lines, refused = plan("undo", first.uuid)
    assert (status, "built on this" in refused) == (1, True)
    assert plan("undo", Record.objects.get(action="correct_plan").uuid)[0] == 0
    assert plan("undo", first.uuid)[0] == 0
    assert not Instrument.objects.exists()


def test_what_was_changed_here_as_well_is_told(plan, clerk, files):
    in_register(clerk)
    pier = Provision.objects.get(label="Repair the pier")
    amend_provision(clerk, provision=pier, amendment=Amendment(due=DueTold("2025", "later")))
    _status, lines, _refused = plan("import", files[1], "--register", "r", "--title", "Piers")
    at = lines.index("left as they stand here, where somebody changed them since: 1")
    assert lines[at + 1] == "  Table 1!A2 (1.1) “Repair the pier”: when"


def test_a_pair_that_is_not_written_as_it_is_printed_is_refused(plan, clerk, files):
    in_register(clerk)
    arguments = ["import", files[1], "--register", "r", "--title", "Piers", "--pair", "A3"]
    status, _lines, refused = plan(*arguments)
    assert (status, refused.startswith("--pair A3: ")) == (1, True)


def test_a_file_with_another_title_row_is_compared_sheet_by_sheet(plan, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(xlsx_of(Grid(ROWS)))
    status, lines, _refused = plan("diff", tmp_path / "a.xlsx", tmp_path / "a.xlsx")
    assert (status, lines) == (
        0,
        ["rows: 5 as they were, 0 changed, 0 new, 0 no longer there, 0 doubtful"],
    )
    status, _lines, refused = plan("diff", tmp_path / "a.xlsx", tmp_path / "a.xlsx", "--sheet", "B")
    assert (status, "B" in refused) == (1, True)

"""`servanda plan import --column`, `--save-mapping` and `--mapping`: columns that no heading explains."""

import pytest

from servanda.history.models import Record
from servanda.instruments.models import ColumnMapping, Timing, Wording
from servanda.reading.tests.matrices.files import Grid, csv_of
from servanda.registers.actions import undo
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROWS = [
    ["Ref", "Qadam", "Qachon", "Kimga"],
    ["1.1", "Repair the pier", "2021", "soon"],
    ["1.2", "Paint the boats", "2022", "late"],
]
COLUMNS = ["--column", "Qadam=title", "--column", "QACHON=timing"]


@pytest.fixture
def clerk():
    return administrator(make_register())


@pytest.fixture
def bring(plan, clerk, tmp_path):
    """Return the import of some rows under a title."""

    def call(*said, rows=ROWS, title="Piers"):
        path = tmp_path / f"{title}.csv"
        path.write_bytes(csv_of(Grid(rows)))
        return plan("import", path, "--register", "r", "--title", title, *said)

    return call


def fields(code):
    return {
        cell["heading"]: cell["field"] for cell in Wording.objects.get(code=code).cells["cells"]
    }


def test_a_column_is_what_a_person_says_it_is(bring):
    status, _lines, _refused = bring(*COLUMNS, "--column", "Ref=code")
    assert status == 0
    assert fields("1.1") == {"Ref": "code", "Qadam": "title", "Qachon": "timing", "Kimga": "other"}
    assert Timing.objects.get(wording__code="1.1").due == "2021"


def test_what_was_said_once_is_used_again_under_its_name(bring):
    _status, lines, _refused = bring(
        *COLUMNS, "--column", "Ref=code", "--save-mapping", "Uzbek form"
    )
    assert lines[-1] == "mapping “Uzbek form” saved: 3 columns; use it by --mapping"
    assert Record.objects.filter(action="save_mapping").count() == 1
    rows = [ROWS[0], ["7.1", "Count the gulls", "2030", "x"]]
    bring("--mapping", "Uzbek form", rows=rows, title="Gulls")
    assert fields("7.1")["Qachon"] == "timing"
    assert Timing.objects.get(wording__code="7.1").due == "2030"


def test_a_heading_that_the_mapping_does_not_know_is_said(bring):
    bring(*COLUMNS, "--save-mapping", "Uzbek form")
    rows = [["Ref", "Qadam", "Indicator"], ["7.1", "Count the gulls", "All counted"]]
    _status, lines, _refused = bring(
        "--mapping", "Uzbek form", "--dry-run", rows=rows, title="Gulls"
    )
    at = lines.index("headings that the mapping does not know, read by their words: 2")
    assert lines[at + 1 : at + 3] == ["  “Ref”: code", "  “Indicator”: indicator"]
    assert lines[at + 3 : at + 5] == [
        "headings of the mapping that the file does not have: 1",
        "  “QACHON”",
    ]


def test_a_mapping_saved_again_means_what_was_said_last(bring, clerk):
    bring(*COLUMNS, "--save-mapping", "Form")
    bring("--column", "Kimga=comment", "--save-mapping", "Form")
    assert ColumnMapping.objects.get().columns == {"Kimga": "comment"}
    saved = Record.objects.filter(action="save_mapping").latest("sequence")
    undo(clerk, record=saved)
    assert ColumnMapping.objects.get().columns == {"Qadam": "title", "QACHON": "timing"}


def test_a_dry_run_saves_no_mapping(bring):
    bring(*COLUMNS, "--save-mapping", "Form", "--dry-run")
    assert not ColumnMapping.objects.exists()


def test_a_plan_that_is_refused_saves_no_mapping(bring):
    status, _lines, _refused = bring(*COLUMNS, "--save-mapping", "Form", "--period", "next summer")
    assert status == 1
    assert not ColumnMapping.objects.exists()


def test_a_mapping_that_is_not_there_is_told_with_those_that_are(bring):
    bring(*COLUMNS, "--save-mapping", "Form")
    status, _lines, refused = bring("--mapping", "Other", title="Gulls")
    assert (status, refused) == (
        1,
        "The register has no mapping “Other”: save one by --save-mapping. It has: “Form”.",
    )


def test_the_mappings_of_a_register_are_for_its_people(bring, clerk):
    bring(*COLUMNS, "--save-mapping", "Form")
    other = administrator(make_register(slug="other")).desk
    assert not ColumnMapping.objects.used_at(other).exists()
    assert ColumnMapping.objects.used_at(clerk.desk).exists()


@pytest.mark.parametrize(
    "said", [["--column", "Qadam"], ["--column", "Qadam=what"], ["--save-mapping", "Form"]], ids=str
)
def test_what_is_not_written_as_it_is_asked_for_is_refused(bring, said):
    status, _lines, refused = bring(*said)
    assert (status, refused.startswith(said[0])) == (1, True)
    assert not Document.objects.exists()


def test_who_may_not_edit_saves_no_mapping(bring, clerk):
    reader = mandate(clerk.desk.register, "reader").desk.account
    status, _lines, _refused = bring(*COLUMNS, "--save-mapping", "F", "--as", reader.username)
    assert status == 1
    assert not ColumnMapping.objects.exists()

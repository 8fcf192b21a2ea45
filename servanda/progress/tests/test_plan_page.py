"""The page on which a plan is brought in: file, what was read, columns and names told, difference, way back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from servanda.history.models import Record
from servanda.instruments.models import ColumnMapping, Instrument, Provision
from servanda.instruments.tests.plans import ROWS, corrected
from servanda.parties.actions import NewParty, create_party
from servanda.progress.tests.bringing import HELD, brought, file_of, read, told_again, url
from servanda.progress.views.plans import page
from servanda.registers.actions import assign_role, mandate_for, operator
from servanda.registers.tests.factories import make_register, person
from servanda.sources.actions import kept_file
from servanda.sources.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_DIR = tmp_path


@pytest.fixture
def register():
    return make_register()


@pytest.fixture
def editor(register):
    return person(register, "editor")


@pytest.fixture
def clerk(editor):
    client = Client()
    client.force_login(editor)
    return client


def row_of(told, words):
    """Return the row of the table of the plan that has some words, None where it is not shown."""
    rows = (row for row in told.split("<tr>") if 'class="wide' in row)
    return next((row for row in rows if words in row), None)


def test_what_was_read_is_shown_and_nothing_is_stored(clerk, register):
    told, _held = read(clerk, register)
    row = row_of(told, "Repair the pier")
    assert "Coast Guard" in row
    assert "Q3 2021" in row
    assert not Instrument.objects.exists()
    assert not Document.objects.exists()


def test_a_doubt_stands_at_its_cell(clerk, register):
    told, _held = read(clerk, register, corrected((3, 4, "when it rains")))
    row = row_of(told, "Repair the pier")
    assert "D3: " in row
    assert "when it rains" in row


def test_only_rows_with_a_doubt_are_shown_where_that_is_asked_for(clerk, register):
    _told, held = read(clerk, register, corrected((3, 4, "when it rains")))
    told = told_again(clerk, register, held, only="doubts").content.decode()
    assert row_of(told, "Repair the pier")
    assert not row_of(told, "Paint the boats")


def test_a_plan_is_brought_in_and_taken_back_by_the_link_of_the_message(clerk, register):
    answer = brought(clerk, register)
    plan = Instrument.objects.get()
    assert answer.url == reverse("matrix", kwargs={"slug": register.slug, "uuid": plan.uuid})
    assert Provision.objects.filter(instrument=plan).count() == len(ROWS) - 1
    back = reverse("undo", kwargs={"slug": register.slug, "uuid": Record.objects.latest("pk").uuid})
    assert back in clerk.get(answer.url).content.decode()
    assert clerk.post(back, {"reason": "It was the wrong file."}).status_code == 302
    assert not Instrument.objects.exists()


def test_cells_are_pasted_as_well(clerk, register):
    cells = "No\tActivity\tDeadline\n1.1\tRepair the pier\t2021\n"
    told = clerk.post(url(register), {"text": cells, "title": "Piers"}).content.decode()
    assert HELD.search(told)
    assert "Repair the pier" in told


def test_a_column_is_told_and_saved_under_a_name_for_the_next_plan(clerk, register):
    rows = [["No", "Qadam", "Deadline"], ["1.1", "Repair the pier", "2021"]]
    _told, held = read(clerk, register, rows)
    said = {"heading": ["No", "Qadam"], "field": ["", "comment"], "save_as": "Form 7"}
    told = told_again(clerk, register, held, **said).content.decode()
    assert '<option value="comment" selected>' in told
    assert ColumnMapping.objects.get().columns["Qadam"] == "comment"
    again, _held = read(clerk, register, rows, mapping="Form 7")
    assert '<option value="comment" selected>' in again


def test_a_name_is_told_to_be_a_party(clerk, register, editor):
    named = create_party(mandate_for(register, editor), new=NewParty("Guard of the coast", "body"))
    said = {"name": ["Coast Guard"], "party": ["Guard of the coast"]}
    brought(clerk, register, **said)
    pier = Provision.objects.get(label="Repair the pier")
    assert [one.party for one in pier.wordings.get().responsibilities.all()] == [named]


def test_a_name_of_no_party_is_told_and_all_else_is_kept(clerk, register):
    _told, held = read(clerk, register)
    said = {"heading": ["No"], "field": ["comment"], "name": ["Coast Guard"], "party": ["Nobody"]}
    answer = told_again(clerk, register, held, **said)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "“Nobody” is not the name of one party" in told
    assert '<input type="hidden" name="field" value="comment">' in told
    assert held in told


def test_a_corrected_file_shows_its_difference_first(clerk, register):
    brought(clerk, register)
    told, held = read(clerk, register, corrected((3, 2, "Repair the long pier")))
    assert "“Piers” is in the register already" in told
    assert '<ins dir="auto">Repair the long pier</ins>' in told
    assert Provision.objects.filter(label="Repair the long pier").count() == 0
    told_again(clerk, register, held, deed="bring")
    assert Provision.objects.filter(label="Repair the long pier").count() == 1


def test_the_same_file_once_more_changes_nothing_and_says_so(clerk, register):
    brought(clerk, register)
    records = Record.objects.count()
    answer = brought(clerk, register)
    assert "nothing was changed" in clerk.get(answer.url).content.decode()
    assert Record.objects.count() == records


def test_what_is_gone_is_withdrawn_where_that_is_asked_for(clerk, register):
    brought(clerk, register)
    told, held = read(clerk, register, ROWS[:-1])
    assert "Not in the file any more" in told
    told_again(clerk, register, held, deed="bring", withdraw="on")
    assert not Provision.objects.get(label="Dredge the bed").wordings.filter(to_edition=None)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"period": "next year"}, "next year"),
        ({"currency": "12"}, "is no currency"),
        ({"text": "x"}, "not both"),
    ],
)
def test_what_is_wrong_is_told_on_the_form(clerk, register, said, sentence):
    answer = clerk.post(url(register), {"file": file_of(ROWS), **said})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_file_that_cannot_be_read_is_named(clerk, register):
    broken = SimpleUploadedFile("plan.xlsx", b"PK\x03\x04 broken")
    answer = clerk.post(url(register), {"file": broken})
    assert answer.status_code == 422
    assert "plan.xlsx" in answer.content.decode()


def test_nobody_reads_a_file_that_another_holds(clerk, register):
    _told, held = read(clerk, register)
    other = Client()
    other.force_login(person(register, "editor"))
    answer = told_again(other, register, held)
    assert answer.status_code == 422
    assert "not held any more" in answer.content.decode()
    assert "Repair the pier" not in answer.content.decode()


def test_a_file_held_in_one_register_is_not_read_in_another(clerk, register, editor):
    _told, held = read(clerk, register)
    foreign = make_register("other")
    assign_role(by=operator(), register=foreign, account=editor, role="editor", side=None)
    assert told_again(clerk, foreign, held).status_code == 422


def test_a_file_that_was_swept_away_is_asked_for_again(clerk, register):
    _told, held = read(clerk, register)
    for folder in kept_file("0" * 64).parent.parent.iterdir():
        for file in folder.iterdir():
            file.unlink()
    answer = told_again(clerk, register, held)
    assert answer.status_code == 422
    assert "choose it again" in answer.content.decode()


def test_a_forged_word_opens_no_file(clerk, register):
    assert told_again(clerk, register, "forged").status_code == 422


def test_a_plan_of_very_many_rows_is_left_to_the_command(clerk, register, monkeypatch):
    monkeypatch.setattr(page, "MOST_AT_ONCE", 2)
    answer = brought(clerk, register)
    assert answer.status_code == 422
    assert "5 rows" in answer.content.decode()
    assert not Instrument.objects.exists()


def test_looking_asks_as_often_for_many_rows_as_for_few(
    clerk, register, django_assert_num_queries, django_assert_max_num_queries
):
    many = [
        ROWS[0],
        *([f"1.{n}", f"Repair pier {n}", "Coast Guard", "2021", n] for n in range(200)),
    ]
    with django_assert_max_num_queries(12) as few:
        read(clerk, register)
    with django_assert_num_queries(len(few)):
        read(clerk, register, many)

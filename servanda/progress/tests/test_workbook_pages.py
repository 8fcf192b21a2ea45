"""The pages of a workbook: taking one's own along, the difference first, then taking it back."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from servanda.progress.actions import (
    About,
    accept_answer,
    choose_scales,
    save_draft,
    submit_answer,
)
from servanda.progress.models import Answer, Update
from servanda.progress.tests.asking import focal_point, told
from servanda.progress.tests.test_workbooks import Case, cell, packed
from servanda.registers.tests.factories import mandate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BRING = reverse("workbook-new", kwargs={"slug": "r"})


@pytest.fixture
def case() -> Case:
    return Case()


def address_of(case: Case, party=None) -> str:
    names = {"slug": "r", "uuid": case.round.uuid, "party": (party or case.party).uuid}
    return reverse("round-workbook", kwargs=names)


def brought(client, book: openpyxl.Workbook):
    file = SimpleUploadedFile("answers.xlsx", packed(book))
    return client.post(BRING, {"file": file})


def taken_along(client, case: Case) -> openpyxl.Workbook:
    client.force_login(case.focal.desk.account)
    return openpyxl.load_workbook(io.BytesIO(client.get(address_of(case)).content))


def test_a_focal_point_finds_their_workbook_among_the_tasks(client, case):
    client.force_login(case.focal.desk.account)
    shown = client.get(reverse("tasks", kwargs={"slug": "r"})).content.decode()
    assert address_of(case) in shown
    assert address_of(case, case.plan.office) not in shown


def test_the_secretariat_finds_each_on_the_board(client, case):
    client.force_login(mandate(case.plan.mandate.desk.register, "editor").desk.account)
    board = reverse("round", kwargs={"slug": "r", "uuid": case.round.uuid})
    assert address_of(case, case.plan.office) in client.get(board).content.decode()


def test_the_workbook_of_another_party_is_refused(client, case):
    client.force_login(case.focal.desk.account)
    assert client.get(address_of(case, case.plan.office)).status_code == 403


def test_the_difference_is_shown_first_and_nothing_is_stored(client, case):
    book = taken_along(client, case)
    cell(book, "value").value = "Done"
    cell(book, "narrative").value = "It rings."
    shown = brought(client, book).content.decode()
    assert "Take these changes" in shown
    assert f">{cell(book, 'narrative').coordinate}<" in shown
    assert "It rings." in shown
    assert not Answer.objects.exists()


def test_what_was_shown_is_taken_in_one_more_step(client, case):
    book = taken_along(client, case)
    cell(book, "value").value = "Done"
    context = brought(client, book).context
    answer = client.post(BRING, {"kept": context["kept"], "name": context["name"]})
    assert "1 row was taken." in answer.content.decode()
    assert Answer.objects.get().state == "submitted"


def test_what_a_colleague_said_between_the_two_steps_is_a_conflict_by_its_cell(client, case):
    book = taken_along(client, case)
    cell(book, "value").value = "Done"
    cell(book, "narrative").value = "Mine"
    context = brought(client, book).context
    submit_answer(case.focal, about=About.of(case.line), new=told(narrative="Newer"))
    answer = client.post(BRING, {"kept": context["kept"], "name": context["name"]})
    [_value, narrative] = answer.context["came"].conflicts
    assert narrative.place == cell(book, "narrative").coordinate
    assert "Newer" in narrative.why
    assert Answer.objects.get().narrative == "Newer"


def test_a_wrong_cell_is_named(client, case):
    book = taken_along(client, case)
    cell(book, "percent").value = "120"
    shown = brought(client, book).content.decode()
    assert cell(book, "percent").coordinate in shown
    assert "no whole number from 0 to 100" in shown
    assert "Take these changes" not in shown


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose the workbook"),
        ({"kept": "!"}, "did not come back whole"),
        ({"kept": "AAAA"}, "answers.xlsx"),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_sentence(client, case, sent, sentence):
    client.force_login(case.focal.desk.account)
    answer = client.post(BRING, sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client, case):
    client.force_login(case.focal.desk.account)
    file = SimpleUploadedFile("answers.xlsx", bytes(3 * 1024 * 1024))
    answer = client.post(BRING, {"file": file})
    assert answer.status_code == 422
    assert "answers.xlsx" in answer.content.decode()


def test_nobody_reads_what_another_party_answered_from_its_workbook(client, case):
    book = case.made()
    submit_answer(case.focal, about=About.of(case.line), new=told(narrative="Ours alone"))
    cell(book, "value").value = "Done"
    client.force_login(focal_point(case.plan, case.plan.office).desk.account)
    shown = brought(client, book).content.decode()
    assert "This is asked of somebody else." in shown
    assert "Ours alone" not in shown


def test_the_secretariat_reads_no_draft_from_a_workbook(client, case):
    save_draft(case.focal, about=About.of(case.line), new=told(narrative="Half a thought"))
    client.force_login(mandate(case.plan.mandate.desk.register, "editor").desk.account)
    book = openpyxl.load_workbook(io.BytesIO(client.get(address_of(case)).content))
    assert cell(book, "narrative").value is None
    cell(book, "narrative").value = "Theirs"
    shown = brought(client, book).content.decode()
    assert "began a draft meanwhile" in shown
    assert "Half a thought" not in shown
    assert case.answer().narrative == "Half a thought"


def test_the_secretariat_reads_no_draft_from_the_workbook_of_its_party(client, case):
    save_draft(case.focal, about=About.of(case.line), new=told(narrative="Half a thought"))
    book = taken_along(client, case)
    cell(book, "narrative").value = "Final words"
    client.force_login(mandate(case.plan.mandate.desk.register, "editor").desk.account)
    shown = brought(client, book).content.decode()
    assert "Final words" in shown
    assert "Half a thought" not in shown


class TestAnotherScaleMeanwhile:
    def test_what_waits_is_accepted_as_it_was_said(self, case):
        new = told("partly_done")
        answer = submit_answer(case.focal, about=About.of(case.line), new=new)
        choose_scales(
            case.plan.mandate, instrument=case.plan.plan, chosen={"status": "ogp-completion"}
        )
        accept_answer(case.plan.mandate, answer=answer, revision=1)
        assert Update.objects.get().value.code == "partly_done"

    def test_a_value_given_on_the_scale_itself_is_accepted_too(self, case):
        choose_scales(
            case.plan.mandate, instrument=case.plan.plan, chosen={"status": "ogp-completion"}
        )
        value = case.plan.plan.scales.get().scale.values.get(code="limited")
        answer = submit_answer(case.focal, about=About.of(case.line), new=told(value.code))
        choose_scales(case.plan.mandate, instrument=case.plan.plan, chosen={})
        accept_answer(case.plan.mandate, answer=answer, revision=1)
        assert Update.objects.get().value == value

    def test_a_workbook_that_nobody_touched_changes_nothing(self, case):
        choose_scales(
            case.plan.mandate, instrument=case.plan.plan, chosen={"status": "ogp-completion"}
        )
        value = case.plan.plan.scales.get().scale.values.get(code="limited")
        submit_answer(case.focal, about=About.of(case.line), new=told(value.code))
        choose_scales(case.plan.mandate, instrument=case.plan.plan, chosen={})
        assert case.take(case.made()).unchanged == 2
        assert case.answer().value == value

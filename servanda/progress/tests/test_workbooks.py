"""Workbooks of answers: own rows, what comes back, three ways row by row, what is refused."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from servanda.progress.actions import About, close_round, save_draft, submit_answer
from servanda.progress.importing import look_at_workbook, make_workbook, take_workbook
from servanda.progress.models import Answer, Update
from servanda.progress.tests.asking import ask, focal_point, question_of, told, wait_for_acceptance
from servanda.progress.tests.factories import Plan
from servanda.registers.actions import NotAllowed
from servanda.registers.tests.factories import administrator, make_register

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Case:
    """A round of two questions to one party, and its focal point."""

    def __init__(self) -> None:
        self.plan = Plan(administrator(make_register()))
        self.round = ask(self.plan)
        self.party = self.plan.arvenia
        self.focal = focal_point(self.plan, self.party)
        wait_for_acceptance(self.focal, self.plan.mandate)
        self.line = question_of(self.plan, self.party)

    def made(self) -> openpyxl.Workbook:
        content = make_workbook(self.focal.desk, asked=self.round, party=self.party)
        return openpyxl.load_workbook(io.BytesIO(content))

    def take(self, book: openpyxl.Workbook, name: str = "answers.xlsx"):
        return take_workbook(self.focal, content=packed(book), file_name=name)

    def answer(self) -> Answer | None:
        return self.line.answers.last()


def packed(book: openpyxl.Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def cell(book: openpyxl.Workbook, column: str, row: int = 3):
    sheet = book.worksheets[0]
    names = [one.value for one in sheet[1]]
    return sheet.cell(row=row, column=names.index(f"servanda:{column}") + 1)


@pytest.fixture
def case() -> Case:
    return Case()


class TestMaking:
    def test_it_has_the_rows_of_the_party_alone(self, case):
        sheet = case.made().worksheets[0]
        assert sheet.max_row == 4
        texts = {cell(case.made(), "provision", row).value for row in (3, 4)}
        assert texts == {"Open a telephone line in three languages", "Train consular staff"}

    def test_keys_are_locked_and_hidden_and_answers_are_open(self, case):
        book = case.made()
        sheet = book.worksheets[0]
        assert sheet.protection.sheet
        assert cell(book, "key").protection.locked
        assert not cell(book, "narrative").protection.locked
        assert sheet.column_dimensions["A"].hidden
        assert book["servanda"].sheet_state == "hidden"

    def test_values_and_reasons_are_chosen_from_lists(self, case):
        lists = case.made().worksheets[0].data_validations.dataValidation
        assert [one.formula1 for one in lists] == ["servanda!$B$1:$B$5", "servanda!$C$1:$C$9"]

    def test_its_notes_stand_in_the_readers_language(self, case):
        with override("ru"):
            book = case.made()
        assert "Ответы" in book.sheetnames
        assert "Заполняйте белые ячейки" in str(book.worksheets[1]["A3"].value)

    def test_what_was_answered_so_far_stands_in_it(self, case):
        save_draft(case.focal, about=About.of(case.line), new=told("done", percent=40))
        book = case.made()
        assert (cell(book, "value").value, cell(book, "percent").value) == ("Done", "40")

    def test_another_party_gets_none(self, case):
        other = focal_point(case.plan, case.plan.office)
        with pytest.raises(NotAllowed):
            make_workbook(other.desk, asked=case.round, party=case.party)

    def test_a_text_that_begins_like_a_formula_stays_a_text(self, case):
        new = told("done", narrative="=1+1")
        save_draft(case.focal, about=About.of(case.line), new=new)
        assert cell(case.made(), "narrative").data_type == "s"
        assert case.take(case.made()).unchanged == 2


class TestTaking:
    def test_a_workbook_that_nobody_touched_changes_nothing(self, case):
        save_draft(case.focal, about=About.of(case.line), new=told("done", percent=40))
        came = case.take(case.made())
        assert (came.unchanged, came.taken, came.conflicts, came.faults) == (2, [], [], [])
        assert Answer.objects.get().saves == 1

    def test_what_was_filled_in_is_submitted(self, case):
        book = case.made()
        for name, typed in {
            "value": "Done",
            "narrative": "It rings.\nIn two languages.",
            "percent": 80,
            "delay": "no money",
            "next_step": "Sign",
            "next_step_by": "2026-09",
            "spent": "1 200,50",
            "currency": "usd",
        }.items():
            cell(book, name).value = typed
        came = case.take(book)
        assert came.taken == ["Open a telephone line in three languages"]
        answer = case.answer()
        assert (answer.state, answer.value.code, answer.percent) == ("submitted", "done", 80)
        assert answer.narrative == "It rings.\nIn two languages."
        assert (str(answer.spent), answer.currency, answer.delay) == ("1200.50", "USD", "money")
        assert (answer.next_step_by, answer.period) == ("2026-09", "2026-01/2026-06")

    def test_words_without_a_value_are_kept_as_a_draft(self, case):
        book = case.made()
        cell(book, "narrative").value = "Half a sentence"
        case.take(book)
        assert (case.answer().state, case.answer().narrative) == ("draft", "Half a sentence")

    def test_values_of_another_language_of_the_pages_are_understood(self, case):
        book = case.made()
        cell(book, "value").value = "Выполнено"
        case.take(book)
        assert case.answer().value.code == "done"

    def test_taken_twice_it_is_one_answer(self, case):
        book = case.made()
        cell(book, "value").value = "Done"
        case.take(book)
        came = case.take(book)
        assert (came.unchanged, came.taken) == (2, [])
        assert Answer.objects.count() == 1

    def test_a_stale_row_is_a_conflict_and_overwrites_nothing(self, case):
        book = case.made()
        cell(book, "value").value = "Done"
        submit_answer(case.focal, about=About.of(case.line), new=told("in_progress"))
        came = case.take(book)
        assert came.taken == []
        assert "“done”" in came.conflicts[0].why
        assert "“in_progress”" in came.conflicts[0].why
        assert came.conflicts[0].place == cell(book, "value").coordinate
        assert case.answer().value.code == "in_progress"

    def test_rows_that_were_moved_and_columns_that_were_moved_are_found_by_their_keys(self, case):
        book = case.made()
        sheet = book.worksheets[0]
        rows = [[one.value for one in row] for row in sheet.iter_rows()]
        rows[2][6] = "About the first"
        rows[2], rows[3] = rows[3], rows[2]
        other = openpyxl.Workbook()
        for row in rows:
            other.active.append(["", *reversed(row)])
        hidden = other.create_sheet("servanda")
        for row in book["servanda"].iter_rows(values_only=True):
            hidden.append(row)
        came = case.take(other)
        assert came.taken == ["Open a telephone line in three languages"]
        assert case.answer().narrative == "About the first"

    def test_a_row_that_was_deleted_deletes_nothing(self, case):
        save_draft(case.focal, about=About.of(case.line), new=told("done"))
        book = case.made()
        book.worksheets[0].delete_rows(3)
        came = case.take(book)
        assert (came.missing, came.unchanged) == (1, 1)
        assert case.answer().value.code == "done"

    def test_a_dry_run_tells_the_same_and_stores_nothing(self, case):
        book = case.made()
        cell(book, "value").value = "Done"
        came = look_at_workbook(case.focal, content=packed(book), file_name="a.xlsx")
        assert came.taken == ["Open a telephone line in three languages"]
        assert not Answer.objects.exists()
        assert not Update.objects.exists()

    def test_days_numbers_and_shares_are_read_as_the_program_keeps_them(self, case):
        book = case.made()
        cell(book, "next_step_by").value = date(2026, 9, 30)
        cell(book, "spent").value = 1200.5
        cell(book, "currency").value = "USD"
        share = cell(book, "percent")
        share.value, share.number_format = 0.8, "0%"
        case.take(book)
        answer = case.answer()
        assert (answer.next_step_by, answer.percent) == ("2026-09-30", 80)
        assert str(answer.spent) == "1200.50"
        assert case.take(book).unchanged == 2


class TestSettingAside:
    @pytest.mark.parametrize(
        ("column", "typed", "sentence"),
        [
            ("value", "Splendid", "none of the values"),
            ("percent", "120", "no whole number from 0 to 100"),
            ("percent", "0.5", "no whole number from 0 to 100"),
            ("spent", "ten", "no clear amount"),
            ("spent", "1,200", "no clear amount"),
            ("spent", "5", "Name the currency"),
            ("delay", "weather", "none of the reasons"),
            ("narrative", "=1+1", "it holds a formula"),
            ("address", "javascript:alert(1)", "URL"),
        ],
    )
    def test_a_wrong_cell_is_named_and_its_row_set_aside(self, case, column, typed, sentence):
        book = case.made()
        cell(book, column).value = typed
        cell(book, "narrative", 4).value = "The other row is taken."
        came = case.take(book)
        assert sentence in came.faults[0].why
        if sentence != "Name the currency":
            assert came.faults[0].place == cell(book, column).coordinate
        assert came.taken == ["Train consular staff"]
        assert case.answer() is None

    def test_a_row_whose_key_was_changed_is_set_aside(self, case):
        book = case.made()
        cell(book, "key").value = "01a22e3e-3453-7634-a59c-bd240edaa30a"
        cell(book, "value").value = "Done"
        came = case.take(book)
        assert "is none of this workbook" in came.faults[0].why
        assert not Answer.objects.exists()

    def test_a_row_that_was_copied_counts_once(self, case):
        book = case.made()
        cell(book, "key", 4).value = cell(book, "key", 3).value
        cell(book, "value", 4).value = "Done"
        came = case.take(book)
        assert "stands there twice" in came.faults[0].why
        assert not Answer.objects.exists()


class TestRefusing:
    def test_a_workbook_whose_seal_was_changed(self, case):
        book = case.made()
        hidden = book["servanda"]["A2"]
        hidden.value = hidden.value[:-2] + "xx"
        with pytest.raises(ValidationError, match=r"keys of answers\.xlsx were changed"):
            case.take(book)

    def test_a_workbook_of_another_register(self, case):
        other = Plan(administrator(make_register("other")))
        with pytest.raises(ValidationError, match="another register"):
            take_workbook(other.mandate, content=packed(case.made()), file_name="a.xlsx")

    def test_a_workbook_of_a_closed_round(self, case):
        book = case.made()
        close_round(case.plan.mandate, closing=case.round)
        with pytest.raises(ValidationError, match=r"round “First half”, which was closed"):
            case.take(book)

    def test_a_workbook_with_macros(self, case):
        kept = io.BytesIO(packed(case.made()))
        with zipfile.ZipFile(kept, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"macro")
        with pytest.raises(ValidationError, match="holds macros"):
            take_workbook(case.focal, content=kept.getvalue(), file_name="a.xlsm")

    def test_any_other_workbook(self, case):
        with pytest.raises(ValidationError, match="no workbook that Servanda gave out"):
            case.take(openpyxl.Workbook())

"""The difference of two editions as a file."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from servanda.instruments.tests.texts import Written
from servanda.reading.formats.xlsx import open_xlsx
from servanda.registers.tests.factories import administrator, make_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def written() -> Written:
    written = Written(administrator(make_register(is_public=True)))
    [shelter] = written.add("Open two shelters", code="1")
    written.next_edition()
    written.amend(shelter, texts={"en": "Open three shelters"}, code="2")
    return written


def file_of(client: Client, written: Written, suffix: str, query: str = "") -> bytes:
    names = {"slug": "r", "uuid": written.plan.uuid}
    made = client.get(reverse(f"text-difference-{suffix}", kwargs=names) + query)
    assert made["Content-Disposition"].endswith(f'-editions-{(query and "2-2") or "1-2"}.{suffix}"')
    return made.getvalue()


def test_in_the_word_file_what_went_is_struck_out_and_what_came_underlined(written, client):
    paragraphs = Document(BytesIO(file_of(client, written, "docx"))).paragraphs
    runs = [run for paragraph in paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.font.strike] == ["1", "two"]
    assert [run.text for run in runs if run.font.underline] == ["2", "three"]


def test_the_word_file_of_an_edition_and_itself_says_so(written, client):
    made = Document(BytesIO(file_of(client, written, "docx", "?from=2&to=2")))
    assert made.paragraphs[-1].text == "These two editions say the same."


def test_the_workbook_has_a_row_for_each_thing_that_is_otherwise(written, client):
    text = open_xlsx(file_of(client, written, "xlsx"), "difference.xlsx").text
    assert "Number | 1 | 2" in text
    assert "Text, English | Open two shelters | Open three shelters" in text

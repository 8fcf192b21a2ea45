"""What is wrong with a file is told in the language of the page, and kept so that it can be."""

import io
from collections.abc import Iterator

import docx
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from servanda.registers.tests.factories import administrator, make_register, person
from servanda.sources.actions import DocumentFacts, Upload, ingest
from servanda.sources.models import Document, Version

pytestmark = pytest.mark.django_db


def commented() -> bytes:
    """A Word file with a comment in the margin, which is not read."""
    document = docx.Document()
    paragraph = document.add_paragraph("The parties agreed to launch the network.")
    document.add_comment(paragraph.runs, text="Really?", author="Reader")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def reader() -> Iterator[Client]:
    client = Client(headers={"Accept-Language": "ru"})
    client.force_login(person(make_register(), "editor", side="one"))
    before = translation.get_language()
    with translation.override(before):  # a request leaves its language behind
        yield client


def sent(client: Client, name: str, content: bytes, **facts: str) -> str:
    file = SimpleUploadedFile(name, content)
    asked = {"kind": "press", "visibility": "register", "file": file, **facts}
    address = reverse("document-new", kwargs={"slug": "r"})
    return client.post(address, asked, follow=True).content.decode()


def test_why_a_file_is_refused_is_told_in_russian(reader: Client):
    page = sent(reader, "note.txt", b" ")
    assert "note.txt: в файле нет слов. Выберите файл с текстом." in page


def test_a_file_over_the_limit_is_refused_in_russian(reader: Client, settings: LazySettings):
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    page = sent(reader, "note.txt", b"x" * 1024 * 1025)
    assert "note.txt: файл больше 1 МБ." in page


def test_a_day_that_is_none_is_told_in_russian(reader: Client):
    page = sent(reader, "note.txt", b"One.", published="2021-02-30")
    assert "последний день этого месяца — 2021-02-28" in page


def test_what_was_not_read_is_told_in_russian(reader: Client):
    page = sent(reader, "note.docx", commented())
    assert "note.docx: в файле есть примечания на полях, они не прочитаны." in page


def test_the_page_of_the_document_goes_on_telling_what_was_not_read(reader: Client):
    sent(reader, "note.docx", commented())
    reader.get(reverse("documents", kwargs={"slug": "r"}))  # the messages are told and gone
    address = reverse("document", kwargs={"slug": "r", "uuid": Document.objects.get().uuid})
    page = reader.get(address).content.decode()
    assert page.count("note.docx: в файле есть примечания на полях, они не прочитаны.") == 1


def test_a_kept_warning_is_told_in_the_language_of_whoever_reads_it():
    upload = Upload(commented(), "note.docx")
    ingest(administrator(make_register()), upload=upload, facts=DocumentFacts())
    version = Version.objects.get()
    assert version.told_warnings() == ["note.docx has comments in the margin: they were left out."]
    with translation.override("ru"):
        (told,) = version.told_warnings()
    assert told == "note.docx: в файле есть примечания на полях, они не прочитаны."


def test_a_warning_kept_as_one_sentence_by_an_older_version_stays_as_it_was():
    version = Version(warnings=["note.docx has comments in the margin: they were left out."])
    with translation.override("ru"):
        assert version.told_warnings() == version.warnings

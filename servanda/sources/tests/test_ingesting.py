"""Bringing files in: the same twice, refused ones, and where the bytes are."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from servanda.history.models import Record
from servanda.reading.errors import (
    BinaryDocument,
    DamagedDocument,
    DocumentError,
    DocumentTooLarge,
    EmptyDocument,
    WrongEncoding,
)
from servanda.registers.actions import NotAllowed
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.actions import DocumentFacts, Upload, ingest, kept_file
from servanda.sources.models import Document, Version
from servanda.sources.tests.factories import TEXT, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return administrator(make_register())


def stored_files() -> list[Path]:
    return [path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file()]


def test_a_file_is_kept_under_its_sha256(clerk):
    content = TEXT.encode()
    done = ingest(clerk, upload=Upload(content, "note.txt"), facts=DocumentFacts(url=""))
    sha256 = hashlib.sha256(content).hexdigest()
    assert done.is_new
    assert kept_file(sha256) == Path(settings.FILES_DIR) / sha256[:2] / sha256[2:]
    assert kept_file(sha256).read_bytes() == content
    assert (done.version.sha256, done.version.size) == (sha256, len(content))


def test_a_document_is_named_alike_wherever_the_register_is(clerk):
    done = ingest(clerk, upload=Upload(b"One text.", "a.txt"), facts=DocumentFacts())
    sha256 = hashlib.sha256(b"One text.").hexdigest()
    assert done.document.uuid == Document.uuid_for(clerk.desk.register.uuid, sha256)


def test_the_same_file_twice_is_the_same_document_and_says_so(clerk):
    first = ingest(clerk, upload=Upload(TEXT.encode(), "a.txt"), facts=DocumentFacts(title="A"))
    again = ingest(clerk, upload=Upload(TEXT.encode(), "b.txt"), facts=DocumentFacts(title="B"))
    assert not again.is_new
    assert (again.document, again.version) == (first.document, first.version)
    assert Document.objects.get().title == "A"


def test_the_same_file_stands_in_two_registers(clerk):
    other = administrator(make_register("other"))
    assert make_version(clerk).document != make_version(other).document
    assert len(stored_files()) == 1


def test_a_file_held_where_the_person_may_not_see_it_is_refused_with_a_sentence(clerk):
    register = clerk.desk.register
    one = mandate(register, "editor", side="one")
    two = mandate(register, "editor", side="two")
    make_version(one, facts=DocumentFacts(visibility="own_side"))
    with pytest.raises(ValidationError, match="where you may not see it"):
        make_version(two)


def test_without_a_title_the_headline_is_the_title(clerk):
    assert make_version(clerk, "\n\nMinutes of May\nmore").document.title == "Minutes of May"
    long = make_version(clerk, "word " * 100).document.title
    assert len(long) <= 120
    assert long.endswith("word…")


def test_a_dateline_is_no_title(clerk):
    text = "date 2019-06-14 LIMA, Peru, June 14\n\nPeru met Chile on Monday. They agreed."
    assert make_version(clerk, text).document.title == "Peru met Chile on Monday"


def test_the_title_of_the_format_comes_before_the_first_line(clerk):
    page = b"<!doctype html><html><head><title>On the page</title></head><body><p>Words.</p></body></html>"
    done = ingest(clerk, upload=Upload(page, "page.html"), facts=DocumentFacts())
    assert done.document.title == "On the page"


def test_the_language_is_found_in_the_text_unless_it_is_given(clerk):
    english = "The parties agreed to launch the network in the country in the course of the year."
    assert make_version(clerk, english).document.language == "en"
    assert (
        make_version(clerk, english + "!", facts=DocumentFacts(language="ru")).document.language
        == "ru"
    )
    assert make_version(clerk, "Qwrt zxcv").document.language == ""


def test_scripts_in_html_are_no_text(clerk):
    page = b"<!doctype html><html><body><p>Words.</p><script>alert('x')</script></body></html>"
    done = ingest(clerk, upload=Upload(page, "page.html"), facts=DocumentFacts())
    assert "alert" not in done.version.text
    assert "Words." in done.version.text


def test_a_file_name_loses_its_folders(clerk):
    done = ingest(
        clerk, upload=Upload(b"Text.", "..\\..\\x/y\n.txt"), facts=DocumentFacts(title="T")
    )
    assert done.version.file_name == "y.txt"


def test_a_published_date_may_be_as_vague_as_its_source(clerk):
    document = make_version(clerk, facts=DocumentFacts(published="2021-02")).document
    assert str(document.published_earliest) == "2021-02-01"
    assert str(document.published_latest) == "2021-02-28"


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("empty.txt", b"", EmptyDocument),
        ("blank.txt", b" \n\t ", EmptyDocument),
        ("binary.txt", b"MZ\x00\x01\x02\x00", BinaryDocument),
        ("latin.txt", "Tür".encode("latin-1"), WrongEncoding),
        ("no.pdf", b"This is no PDF.", DamagedDocument),
        ("picture.png", b"\x89PNG\r\n\x1a\n", DocumentError),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_nothing_is_stored(clerk, name, content, error):
    before = Record.objects.count()
    with pytest.raises(error, match=name):
        ingest(clerk, upload=Upload(content, name), facts=DocumentFacts())
    assert_nothing_stored(before)


def test_a_file_over_the_limit_is_refused(clerk, settings):
    settings.UPLOAD_LIMIT_BYTES = 10
    before = Record.objects.count()
    with pytest.raises(DocumentTooLarge, match=r"long\.txt is larger"):
        ingest(clerk, upload=Upload(b"eleven bytes", "long.txt"), facts=DocumentFacts())
    assert_nothing_stored(before)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published", "2021-02-30"),
        ("published", "yesterday"),
        ("url", "javascript:alert(1)"),
        ("kind", "poem"),
        ("visibility", "nobody"),
        ("visibility", "own_side"),
        ("own_reference", "x" * 101),
    ],
)
def test_a_wrong_fact_is_named_and_nothing_is_stored(clerk, field, value):
    before = Record.objects.count()
    with pytest.raises(ValidationError) as raised:
        make_version(clerk, facts=DocumentFacts(**{field: value}))
    assert list(raised.value.message_dict) == [field]
    assert_nothing_stored(before)


def test_an_editor_does_not_hide_a_document_from_themselves(clerk):
    editor = mandate(clerk.desk.register, "editor")
    with pytest.raises(ValidationError, match="would not see"):
        make_version(editor, facts=DocumentFacts(visibility="restricted"))


@pytest.mark.parametrize("role", ["reader", "focal_point"])
def test_who_may_not_edit_brings_nothing_in(clerk, role):
    with pytest.raises(NotAllowed):
        make_version(mandate(clerk.desk.register, role))
    assert stored_files() == []


def test_a_failed_commit_leaves_no_row(clerk, monkeypatch):
    def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("servanda.registers.actions.changing.append_record", fail)
    with pytest.raises(RuntimeError):
        make_version(clerk)
    assert not Document.objects.exists()


def assert_nothing_stored(records: int) -> None:
    assert not Document.objects.exists()
    assert not Version.objects.exists()
    assert Record.objects.count() == records
    assert stored_files() == []

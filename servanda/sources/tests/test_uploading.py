"""Bringing documents in from the page: what is taken, and each sentence of what is not."""

from pathlib import Path
from tempfile import gettempdir

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from servanda.reading.tests.bad_files import BAD_FILES
from servanda.reading.tests.good_files import GOOD_FILES
from servanda.registers.tests.factories import make_register, person
from servanda.sources.models import Document, Version

pytestmark = pytest.mark.django_db

TEXT = "Meeting in Ashgabat. The parties agreed to launch the network."


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(person(make_register(), "editor", side="one"))
    return client


def send(client: Client, *, file: SimpleUploadedFile | None = None, **facts: str):
    asked: dict[str, object] = {"kind": "press", "visibility": "register", **facts}
    if file is not None:
        asked["file"] = file
    return client.post(reverse("document-new", kwargs={"slug": "r"}), asked)


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_file_comes_in_with_all_its_facts_and_goes_on_to_review(editor):
    response = send(
        editor,
        file=file("note.txt", TEXT.encode()),
        kind="note_verbale",
        title="Note",
        published="2021-02",
        publisher="Ministry",
        url="https://example.org/note",
        sender="Ministry",
        recipient="Mission",
        own_reference="12/3",
        foreign_reference="A-7",
        language="en",
        visibility="own_side",
        handling="RESTRICTED",
    )
    version = Version.objects.get()
    assert response.status_code == 302
    assert response["Location"] == reverse("review", kwargs={"slug": "r", "uuid": version.uuid})
    document = Document.objects.get()
    assert (document.kind, document.title, document.published) == (
        "note_verbale",
        "Note",
        "2021-02",
    )
    assert (document.sender, document.recipient) == ("Ministry", "Mission")
    assert (document.own_reference, document.foreign_reference) == ("12/3", "A-7")
    assert (document.visibility, document.handling) == ("own_side", "RESTRICTED")
    assert document.side is not None


def test_a_pasted_text_comes_in(editor):
    assert send(editor, text=TEXT).status_code == 302
    assert Version.objects.get().text == TEXT
    assert Version.objects.get().file_name == "pasted.txt"


@pytest.mark.parametrize("name", GOOD_FILES)
def test_every_kind_of_file_comes_in(editor, name):
    assert send(editor, file=file(name, GOOD_FILES[name])).status_code == 302
    version = Version.objects.get()
    assert version.file_name == name
    assert "agreed to launch the network." in version.text


def test_the_form_names_the_kinds_it_takes(editor):
    page = editor.get(reverse("document-new", kwargs={"slug": "r"})).content.decode()
    for suffix in {name.partition(".")[2] for name in GOOD_FILES} | {"doc"}:
        assert f".{suffix}" in page.partition('accept="')[2].partition('"')[0].split(",")


def test_the_same_file_again_is_said(editor):
    send(editor, text=TEXT, title="Press note")
    response = send(editor, file=file("again.txt", TEXT.encode()))
    assert response.status_code == 302
    (_taken, again) = editor.get(reverse("documents", kwargs={"slug": "r"})).context["messages"]
    assert str(again) == "The same file is already in the register as “Press note”."
    assert Document.objects.count() == 1


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_a_file_that_cannot_be_read_is_named_with_the_mend(editor, bad):
    response = send(editor, file=file(bad.name, bad.content), title="Kept in the form")
    assert response.status_code == 422
    (sentence,) = response.context["form"].errors["file"]
    assert sentence.startswith(f"{bad.name} ")
    assert bad.why in sentence
    assert bad.mend in sentence
    assert "Kept in the form" in response.content.decode()
    assert_nothing_stored()


@pytest.mark.parametrize(
    ("facts", "where", "sentence"),
    [
        ({"text": TEXT, "published": "2021-02-30"}, "published", "30"),
        ({"text": TEXT, "url": "nowhere at all"}, "url", "Enter a valid URL."),
        ({"text": TEXT, "kind": "poem"}, "kind", "poem is not one of the available choices"),
        ({"text": TEXT, "visibility": "restricted"}, "visibility", "restricted is not one of"),
        ({"text": TEXT, "language": "xx"}, "language", "xx is not one of"),
        ({}, "__all__", "Choose a file, or paste the text of the document."),
        ({"text": "  \n"}, "__all__", "Choose a file, or paste the text of the document."),
    ],
)
def test_a_wrong_fact_is_shown_at_its_field(editor, facts, where, sentence):
    response = send(editor, **facts)
    assert response.status_code == 422
    assert sentence in str(response.context["form"].errors[where])
    assert_nothing_stored()


def test_a_file_and_a_text_are_two_documents(editor):
    response = send(editor, file=file("a.txt", b"One."), text="Two.")
    assert "not both" in str(response.context["form"].errors)
    assert_nothing_stored()


def test_a_file_held_by_the_other_side_is_refused_with_a_sentence(editor):
    send(editor, text=TEXT, visibility="own_side")
    other = Client()
    register = Document.objects.get().register
    other.force_login(person(register, "editor", side="two"))
    response = send(other, text=TEXT)
    assert "where you may not see it" in response.content.decode()
    assert Document.objects.count() == 1


@pytest.mark.parametrize("size", [150, 300, 900])
def test_a_file_over_the_limit_is_dropped_while_it_streams(editor, settings, size):
    settings.UPLOAD_LIMIT_BYTES = 100
    left_before = set(Path(gettempdir()).glob("*.upload*"))
    response = send(editor, file=file("film.txt", b"x" * size), title="Kept in the form")
    assert response.status_code == 413
    (sentence,) = response.context["form"].errors["file"]
    assert sentence.startswith("film.txt is larger than")
    assert set(Path(gettempdir()).glob("*.upload*")) == left_before
    assert_nothing_stored()


def test_a_pasted_text_over_the_limit_is_refused(editor, settings):
    settings.UPLOAD_LIMIT_BYTES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = send(editor, text="x" * 200)
    assert response.status_code == 413
    assert "pasted.txt is larger than" in response.content.decode()
    assert_nothing_stored()


def test_a_form_from_elsewhere_is_refused(editor):
    editor.handler.enforce_csrf_checks = True
    assert send(editor, text=TEXT).status_code == 403
    assert_nothing_stored()


def test_a_reader_uploads_nothing():
    client = Client()
    client.force_login(person(make_register(), "reader"))
    assert send(client, text=TEXT).status_code == 403
    assert_nothing_stored()


def assert_nothing_stored() -> None:
    assert not Document.objects.exists()
    assert not any(path.is_file() for path in Path(django_settings.FILES_DIR).rglob("*"))

"""Taking words out of a document: nowhere are they met again, and the history still verifies."""

import re
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation

from servanda.commands.verification.reporting import verify
from servanda.history.models import Record
from servanda.registers.actions import (
    Mandate,
    NotAllowed,
    StandsInTheWay,
    as_known,
    undo,
)
from servanda.registers.models import Register
from servanda.registers.tests.factories import administrator, make_register, mandate, person
from servanda.review.actions import accept_all, read_version
from servanda.review.actions.redacting import places_to_redact, redact_words
from servanda.review.models import Proposal
from servanda.sources.actions import DocumentFacts, Upload, add_version, ingest
from servanda.sources.models import Citation, Document, Passage, Version
from servanda.sources.rules import blackened, pattern_of
from servanda.tasks.actions import ask_for
from servanda.tasks.models import Task

WORDS = "Wilhelmina Quillfeather"
TEXT = (
    "ASHFORD, 3 March 2021. The Minister of Labour of Arvenia, Wilhelmina Quillfeather, met the "
    "Regional Coordinator of the International Organization for Migration (IOM), Olaf Holm. "
    "Wilhelmina\nQuillfeather and IOM agreed to open a centre by May 2022."
)


@pytest.fixture
def register() -> Register:
    return make_register(is_public=True)


@pytest.fixture
def clerk(register: Register, settings: LazySettings, tmp_path: Path) -> Mandate:
    settings.DATA_DIR, settings.FILES_DIR = tmp_path, tmp_path / "files"
    return Mandate(administrator(register).desk, "She asked for it")


@pytest.fixture
def document(clerk: Mandate) -> Document:
    """A document that was read; the proposals are open."""
    facts = DocumentFacts(title="Item", published="2021-03-04", language="en", visibility="public")
    version = ingest(clerk, upload=Upload(TEXT.encode(), "item.txt"), facts=facts).version
    read_version(clerk, version=version)
    return version.document


def redacted(clerk: Mandate, document: Document) -> None:
    redact_words(clerk, document=document, words=WORDS)


def tables_with(words: str) -> set[str]:
    """Return the tables of which any row has the words, in any column."""
    found = set()
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608  a name of ours
            if any(words in str(row) for row in cursor.fetchall()):
                found.add(model.__name__)
    return found


def test_words_are_found_however_they_are_spaced():
    pattern = pattern_of("Ada  Berg")
    assert pattern
    text = "Ada\nBerg met Ada Bergman."
    assert blackened(text, pattern) == "███\n████ met ███ ████man."
    assert len(blackened(text, pattern)) == len(text)


@pytest.mark.parametrize("words", ["", " ", "x"])
def test_too_few_letters_take_nothing_out(words: str):
    assert pattern_of(words) is None


@pytest.mark.django_db
def test_the_words_stand_in_no_table_any_more(clerk: Mandate, document: Document):
    assert {"Version", "Proposal", "Change"} <= tables_with("Quillfeather")
    redacted(clerk, document)
    assert tables_with("Quillfeather") == set()


@pytest.mark.django_db
def test_the_title_that_was_taken_from_the_text_loses_them(clerk: Mandate):
    upload = Upload(TEXT.partition(" 2021. ")[2].encode(), f"{WORDS}.txt")
    document = ingest(clerk, upload=upload, facts=DocumentFacts(language="en")).document
    assert "Quillfeather" in document.title
    redacted(clerk, document)
    document.refresh_from_db()
    assert document.title.startswith("The Minister of Labour of Arvenia, ██████████ ████████████")
    assert tables_with("Quillfeather") == set()
    assert verify(slug="r", notes=[])


@pytest.mark.django_db
def test_words_that_run_along_the_pages_alone_are_taken_out(clerk: Mandate, document: Document):
    version = document.versions.get()
    version.text, version.pages = "A centre opens.", [[1, 0, 9], [2, 9, 15]]
    version.asides = [[2, "foot", f"Drafted by {WORDS}"]]
    version.save()
    (place,) = places_to_redact(document, WORDS)
    assert (place.before, place.words) == ("Drafted by ", WORDS)
    redacted(clerk, document)
    version.refresh_from_db()
    assert version.asides == [[2, "foot", "Drafted by ██████████ ████████████"]]
    assert version.redactions == [[9, 9]]


@pytest.mark.django_db
def test_all_else_stays_in_its_place(clerk: Mandate, document: Document):
    redacted(clerk, document)
    version = Version.objects.get()
    assert len(version.text) == len(TEXT)
    assert "██████████ ████████████" in version.text
    for passage in Passage.objects.all():
        assert version.text[passage.start : passage.end] == passage.quote
    for proposal in Proposal.objects.all():
        assert version.text[proposal.start : proposal.end] == proposal.quote


@pytest.mark.django_db
def test_the_history_still_verifies(clerk: Mandate, document: Document, register: Register):
    redacted(clerk, document)
    assert verify(slug="r", notes=[])
    last = Record.objects.of_register(register.uuid).order_by("-sequence")[:2]
    assert [record.action for record in last] == ["redact_words", "erase_words"]
    assert last[0].reason == "She asked for it"


@pytest.mark.django_db
def test_what_is_altered_after_a_redaction_is_still_found(clerk: Mandate, document: Document):
    redacted(clerk, document)
    Version.objects.update(file_name="other.txt")
    assert not verify(slug="r", notes=[])


@pytest.mark.django_db
def test_every_version_of_the_document_loses_the_words(clerk: Mandate, document: Document):
    newer = f"Corrected. {TEXT}"
    add_version(clerk, document=document, upload=Upload(newer.encode(), "newer.txt"))
    assert [place.version for place in places_to_redact(document, WORDS)] == [1, 1, 2, 2]
    redacted(clerk, document)
    assert not Version.objects.filter(text__contains="Quillfeather").exists()


@pytest.mark.django_db
def test_a_reason_that_names_the_words_loses_them(clerk: Mandate, document: Document):
    told = Mandate(clerk.desk, f"As {WORDS} said")
    add_version(told, document=document, upload=Upload(b"They met.", "newer.txt"))
    work = {"reason": told.reason, "kind": "party"}
    ask_for("x", key="x", arguments=work, at=timezone.now(), register=clerk.desk.register.uuid)
    redacted(clerk, document)
    assert not {"Record", "Task"} & tables_with("Quillfeather")
    assert Task.objects.get(key="x").arguments == {"reason": "", "kind": "party"}
    assert verify(slug="r", notes=[])


@pytest.mark.django_db
def test_citations_stand_and_entries_keep_their_words(clerk: Mandate, document: Document):
    run = Proposal.objects.all()[0].run
    accept_all(clerk, run=run)
    before = set(Citation.objects.values_list("uuid", flat=True))
    redacted(clerk, document)
    assert set(Citation.objects.values_list("uuid", flat=True)) == before
    assert {"Person", "PersonName"} <= tables_with("Quillfeather")
    assert tables_with("Quillfeather").isdisjoint({"Version", "Passage", "Proposal"})


@pytest.mark.django_db
def test_it_is_not_taken_back_nor_known_as_of_a_former_day(
    clerk: Mandate, document: Document, register: Register
):
    before = datetime(2021, 3, 5, tzinfo=UTC)
    Record.objects.of_register(register.uuid).update(recorded_at=before)
    redacted(clerk, document)
    for record in Record.objects.of_register(register.uuid).filter(
        action__in=["redact_words", "erase_words", "ingest"]
    ):
        with pytest.raises(StandsInTheWay):
            undo(clerk, record=record)
    with as_known(register, date(2021, 3, 6)):
        assert "Quillfeather" not in Version.objects.get().text
        assert not Passage.objects.filter(quote__contains="Quillfeather").exists()


@pytest.mark.django_db
def test_no_reason_no_words_no_right_no_redaction(
    clerk: Mandate, document: Document, register: Register
):
    with pytest.raises(ValidationError, match="Say why"):
        redact_words(Mandate(clerk.desk), document=document, words=WORDS)
    with pytest.raises(ValidationError, match="do not stand"):
        redact_words(clerk, document=document, words="Nobody")
    reader = Mandate(mandate(register, "reader").desk, "x")
    with pytest.raises(NotAllowed):
        redact_words(reader, document=document, words=WORDS)


@pytest.mark.django_db
def test_the_page_shows_the_places_and_takes_the_words_out(client, register, document):
    editor = person(register, "editor", side="ours")
    client.force_login(editor)
    address = reverse("document-redact", kwargs={"slug": "r", "uuid": document.uuid})
    asked = {"words": WORDS, "reason": "She asked for it"}
    shown = client.post(address, asked).content.decode()
    assert "They stand at 2 places" in shown
    assert len(re.findall(r"<mark>Wilhelmina Quillfeather</mark>", shown)) == 2
    done = client.post(address, {**asked, "redact": "1"}, follow=True)
    page = done.content.decode()
    assert "Taken out at 2 places." in page
    assert "Words were taken out of this document" in page
    assert "Quillfeather" not in page
    file = reverse("document-file", kwargs={"slug": "r", "uuid": document.uuid})
    assert client.get(file).status_code == 404
    assert file not in page


@pytest.mark.django_db
def test_a_reason_that_repeats_the_words_is_refused(client, register, document):
    client.force_login(person(register, "editor", side="ours"))
    address = reverse("document-redact", kwargs={"slug": "r", "uuid": document.uuid})
    said = {"words": WORDS, "reason": f"{WORDS} asked for it", "redact": "1"}
    answer = client.post(address, said)
    assert answer.status_code == 422
    assert "the history would keep them" in answer.content.decode()
    assert "Quillfeather" in Version.objects.get().text


@pytest.mark.django_db
def test_the_history_of_the_document_says_that_words_were_erased(client, register, document, clerk):
    redacted(clerk, document)
    editor = person(register, "editor", side="ours")
    client.force_login(editor)
    names = {"slug": "r", "kind": "document", "uuid": document.uuid}
    page = client.get(reverse("entry-history", kwargs=names)).content.decode()
    assert "Took words out of a document" in page
    assert "She asked for it" in page
    assert "Quillfeather" not in page


def letter() -> bytes:
    """A letter whose attachment is not read, of which its document keeps a warning."""
    made = EmailMessage()
    made["Subject"] = "Plan"
    made.set_content(f"{TEXT} See the attachments.")
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="plan.pdf")
    return made.as_bytes()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "file"),
    [(WORDS, "██████████ ████████████.eml"), ("attachments", f"{WORDS}.eml")],
)
def test_a_warning_loses_the_words_with_its_file_name_and_can_still_be_translated(
    clerk: Mandate, words: str, file: str
):
    document = ingest(
        clerk, upload=Upload(letter(), f"{WORDS}.eml"), facts=DocumentFacts()
    ).document
    redact_words(clerk, document=document, words=words)
    version = Version.objects.get()
    with translation.override("ru"):
        (told,) = version.told_warnings()
    assert told.startswith(f"{file}: в письме есть вложения")
    assert version.file_name == file

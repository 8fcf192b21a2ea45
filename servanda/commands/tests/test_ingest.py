"""`servanda ingest`: what it takes in, what it prints, and the sentence for what it cannot do."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from servanda.commands import main
from servanda.history.models import Record
from servanda.parties.actions import create_person
from servanda.parties.models import Person
from servanda.registers.models import Register
from servanda.registers.tests.factories import administrator, make_register, person
from servanda.review.actions import Decision, accept_proposal
from servanda.review.models import Proposal, ProposalState, ReadingRun
from servanda.sources.models import Document, Version

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TEXT = (
    "On 17 February 2021 Turkmenistan and the International Organization for Migration (IOM) "
    "agreed to launch the United Nations Network on Migration in Turkmenistan.\n"
)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def ingest(tmp_path, monkeypatch):
    """Return the command on a folder of its own; what it sets in the environment is undone."""
    monkeypatch.setenv("SERVANDA_DATA", str(tmp_path / "installation"))

    def call(*arguments: object) -> int:
        return main(["ingest", *(str(argument) for argument in arguments)])

    return call


def assert_nothing_stored() -> None:
    assert not Document.objects.exists()
    assert not ReadingRun.objects.exists()
    assert not any(path.is_file() for path in Path(settings.FILES_DIR).rglob("*"))


def test_a_file_is_taken_in_read_and_left_for_review(ingest, note, capsys):
    assert ingest(note, "--register", "r", "--create", "--published", "2021-02-17") == 0
    document = Document.objects.get()
    first, found, left, address = capsys.readouterr().out.splitlines()
    assert first == f"{note}: taken in as “{document.title}”"
    assert "1 commitment" in found
    assert left == f"  left to review: {Proposal.objects.count()}"
    assert address == f"  /r/r/document/{document.uuid}/"
    assert document.published == "2021-02-17"
    assert set(Proposal.objects.values_list("state", flat=True)) == {ProposalState.OPEN}


def test_all_that_is_found_is_accepted_where_that_is_asked_for(ingest, note, capsys):
    facts = ["--publisher", "Ministry", "--url", "https://example.org/note"]
    assert ingest(note, "--register", "r", "--create", "--accept", "all", *facts) == 0
    assert "left to review: 0" in capsys.readouterr().out
    assert set(Proposal.objects.values_list("state", flat=True)) == {ProposalState.ACCEPTED}
    document = Document.objects.get()
    assert (document.publisher, document.url) == ("Ministry", "https://example.org/note")


def test_the_same_file_again_is_said_and_can_be_accepted_then(ingest, note, capsys):
    assert ingest(note, "--register", "r", "--create") == 0
    assert ingest(note, "--register", "r", "--accept", "all") == 0
    assert "already in the register as" in capsys.readouterr().out
    assert (Document.objects.count(), ReadingRun.objects.count()) == (1, 1)
    assert not Proposal.objects.filter(state=ProposalState.OPEN).exists()


MET = (
    "On {day} 2021 {name}, Minister of Foreign Affairs of Turkmenistan, met the International "
    "Organization for Migration (IOM) in Ashgabat. Turkmenistan agreed to open a centre by May 2022.\n"
)


def test_what_only_may_be_known_is_left_open_and_told_with_what_to_do(ingest, tmp_path, capsys):
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text(MET.format(day="3 March", name="Rashid Meredov"))
    other.write_text(MET.format(day="9 June", name="Rashid Meredof"))
    assert ingest(one, "--register", "r", "--create", "--accept", "all") == 0
    assert "left to review: 0" in capsys.readouterr().out
    assert ingest(other, "--register", "r", "--accept", "all") == 0
    _first, _found, left, person, waiting, todo, _page = capsys.readouterr().out.splitlines()
    assert left == "  left to review: 2"
    assert person.startswith(
        "    person “Rashid Meredof, Minister of Foreign Affairs of Turkmenistan"
    )
    assert person.endswith("may be “Rashid Meredov”: the same surname and post")
    assert waiting == "    1 more that names one of these"
    review = reverse("review", kwargs={"slug": "r", "uuid": Version.objects.latest("id").uuid})
    assert todo == f"  choose for each on {review}, then run this again for the rest"
    assert set(Proposal.objects.open().values_list("kind", flat=True)) == {"person", "meeting"}
    assert Person.objects.count() == 1


def test_what_was_not_read_of_a_file_is_told(ingest, tmp_path, capsys):
    made = EmailMessage()
    made["Subject"] = "Plan"
    made.set_content(TEXT)
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="plan.pdf")
    letter = tmp_path / "letter.eml"
    letter.write_bytes(made.as_bytes())
    assert ingest(letter, "--register", "r", "--create") == 0
    assert "\n  letter.eml has attachments, which were not read: " in capsys.readouterr().out


def test_what_names_it_is_accepted_once_a_person_chose(ingest, tmp_path, capsys):
    note = tmp_path / "note.txt"
    note.write_text(MET.format(day="9 June", name="Rashid Meredof"))
    clerk = administrator(make_register())
    create_person(clerk, name="Rashid Meredov", language="en", visibility="register")
    assert ingest(note, "--register", "r", "--accept", "all") == 0
    person = Proposal.objects.open().get(kind="person")
    decision = Decision(match=Person.objects.get().uuid)
    accept_proposal(clerk, proposal=person, decision=decision, revision=person.revision)
    assert ingest(note, "--register", "r", "--accept", "all") == 0
    assert not Proposal.objects.open().exists()
    assert Person.objects.count() == 1


def test_an_unknown_register_is_named_with_the_mend(ingest, note, capsys):
    assert ingest(note, "--register", "nowhere") == 1
    error = capsys.readouterr().err
    assert error == "There is no register “nowhere”: check the name, or add --create to make it.\n"
    assert_nothing_stored()


def test_a_register_is_not_made_for_a_file_that_is_refused(ingest, tmp_path, capsys):
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert ingest(empty, "--register", "r", "--create") == 1
    assert capsys.readouterr().err.startswith("empty.txt is empty")
    assert not Register.objects.exists()
    assert_nothing_stored()


def test_a_name_that_cannot_be_a_register_is_refused(ingest, note, capsys):
    assert ingest(note, "--register", "no such name!", "--create") == 1
    assert "cannot be the short name of a register" in capsys.readouterr().err
    assert not Register.objects.exists()


@pytest.mark.parametrize("published", ["2021-02-30", "yesterday", ""])
def test_a_date_that_is_none_is_refused_before_anything_is_made(
    ingest, note, capsys, published, tmp_path
):
    assert ingest(note, "--register", "r", "--create", f"--published={published}") == 1
    assert capsys.readouterr().err.startswith("--published: ")
    assert not (tmp_path / "installation").exists()


def test_an_address_that_is_none_is_refused(ingest, note, capsys):
    assert ingest(note, "--register", "r", "--create", "--url", "nowhere at all") == 1
    assert capsys.readouterr().err == f"{note}: url: Enter a valid URL.\n"
    assert_nothing_stored()


def test_one_refused_file_does_not_stop_the_others(ingest, note, tmp_path, capsys):
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\x00\x01")
    missing = tmp_path / "missing.txt"
    assert ingest(binary, missing, tmp_path, note, "--register", "r", "--create") == 1
    told = capsys.readouterr()
    assert [line.split(":")[0] for line in told.err.splitlines()] == [
        "binary.txt is not text but binary data",
        f"There is no file {missing}",
        f"{tmp_path} is a folder",
    ]
    assert f"{note}: taken in" in told.out
    assert Document.objects.count() == 1


def test_a_file_whose_reading_fails_leaves_nothing(ingest, note, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a fault of the program")

    monkeypatch.setattr("servanda.commands.ingesting.read_version", fail)
    with pytest.raises(RuntimeError):
        ingest(note, "--register", "r", "--create")
    assert not Document.objects.exists()
    assert not Register.objects.exists()


def test_a_file_over_the_limit_is_refused(ingest, note, capsys, settings):
    settings.UPLOAD_LIMIT_BYTES = 20
    assert ingest(note, "--register", "r", "--create") == 1
    assert capsys.readouterr().err.startswith("note.txt is larger than")
    assert_nothing_stored()


def test_the_command_acts_in_the_name_of_another_with_their_rights(ingest, note, capsys):
    register = make_register("r")
    editor, reader = person(register, "editor"), person(register, "reader")
    assert ingest(note, "--register", "r", "--as", reader.username) == 1
    assert "Your role in this register does not allow this." in capsys.readouterr().err
    assert_nothing_stored()
    assert ingest(note, "--register", "r", "--as", editor.username) == 0
    assert Record.objects.filter(action="ingest").get().actor == editor.uuid


def test_an_unknown_person_is_named_with_the_mend(ingest, note, capsys):
    assert ingest(note, "--register", "r", "--create", "--as", "nobody") == 1
    assert capsys.readouterr().err.startswith("There is no user “nobody” here")


@pytest.mark.parametrize(
    "arguments", [[], ["a.txt"], ["a.txt", "--register", "r", "--accept", "some"]]
)
def test_a_wrong_call_ends_with_two(ingest, arguments):
    assert ingest(*arguments) == 2


def test_help_is_there(ingest, capsys):
    assert ingest("--help") == 0
    assert "--accept {all,none}" in capsys.readouterr().out


def test_a_newer_version_is_taken_into_its_document(ingest, note, tmp_path, capsys):
    assert ingest(note, "--register", "r", "--create", "--accept", "all") == 0
    document = Document.objects.get()
    newer = tmp_path / "newer.txt"
    newer.write_text(f"Corrected. {TEXT}")
    address = f"/r/r/document/{document.uuid}/"
    assert ingest(newer, "--register", "r", "--version-of", address) == 0
    told = capsys.readouterr().out
    assert f"{newer}: taken in as version 2 of “{document.title}”" in told
    assert "found: nothing" in told
    assert document.versions.count() == 2


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("the note", "names no document"),
        ("01900000-0000-7000-8000-000000000000", "There is no document"),
    ],
)
def test_a_document_that_is_not_there_is_named(ingest, note, capsys, named, why):
    assert ingest(note, "--register", "r", "--create", "--version-of", named) == 1
    assert why in capsys.readouterr().err
    assert_nothing_stored()


def test_one_file_at_a_time_is_a_newer_version(ingest, note, capsys):
    assert ingest(note, note, "--register", "r", "--create", "--version-of", "x") == 1
    assert capsys.readouterr().err.startswith("--version-of: name one file")

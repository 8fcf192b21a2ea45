"""`servanda verify` and the script for outsiders: all fits until something is touched."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.utils import timezone

import servanda.history
from servanda.commands.errors import CommandError
from servanda.commands.verification.exporting import checkpoint_lines, history_lines, key_lines
from servanda.commands.verification.reporting import verify
from servanda.history.actions import Erasure, append_record, erase_words, make_checkpoint
from servanda.history.actions.appending import Deed
from servanda.history.models import Chain, Change, Checkpoint, Record
from servanda.history.rules import FIRST, INSTALLATION, FieldChange, joined
from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import Party, PartyName
from servanda.registers.actions import assign_role, create_account, operator
from servanda.registers.models import Account, Assignment, Register, Side
from servanda.registers.rules import RoleKind
from servanda.registers.tests.factories import administrator, make_register
from servanda.sources.actions import DocumentFacts, Upload, ingest, kept_file
from servanda.sources.models import Version

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SCRIPT = Path(servanda.history.__file__).parent / "static/history/verify_history.py"


@pytest.fixture(autouse=True)
def register(settings: LazySettings, tmp_path: Path) -> Register:
    """A register with a document and two parties, in a folder of its own."""
    settings.DATA_DIR, settings.FILES_DIR = tmp_path, tmp_path / "files"
    made = make_register("r")
    mandate = administrator(made)
    upload = Upload(b"Arvenia and the Agency agreed to open a line.", "a.txt")
    ingest(mandate, upload=upload, facts=DocumentFacts(title="Item", language="en"))
    create_party(mandate, new=NewParty("Arvenia", "state"))
    create_party(mandate, new=NewParty("The Agency", "international_organization"))
    return made


def verify_all(*notes: str) -> bool:
    return verify(slug=None, notes=[(Path("note.txt"), note) for note in notes])


def test_an_untouched_installation_fits(capsys: pytest.CaptureFixture[str]):
    assert verify_all()
    told = capsys.readouterr().out
    assert "register r: 3 records, none altered" in told
    assert "the installation:" in told


def test_one_register_is_verified_alone(capsys: pytest.CaptureFixture[str]):
    make_register("other")
    assert verify(slug="r", notes=[])
    told = capsys.readouterr().out
    assert "register r:" in told
    assert "other" not in told


def test_an_unknown_register_is_said():
    with pytest.raises(CommandError, match="no register “nowhere”"):
        verify(slug="nowhere", notes=[])


def test_a_new_role_and_an_account_fit(register: Register):
    somebody = create_account(by=operator(), username="somebody", password=None)
    assign_role(by=_admin(register), register=register, account=somebody, role="reader", side=None)
    assert verify_all()


def _admin(register: Register) -> Account:
    place = Assignment.objects.filter(register=register, role=RoleKind.ADMINISTRATOR.value)
    return place.select_related("account")[0].account


def alter_label() -> None:
    Party.objects.filter(label="Arvenia").update(label="Brevia")


def alter_record() -> None:
    Record.objects.filter(sequence=2, action="create_party").update(action="other")


def alter_change() -> None:
    Change.objects.filter(kind="party", field="label", after="Arvenia").update(after="Brevia")


def add_row() -> None:
    twin = PartyName.objects.all()[0]
    twin.pk, twin.uuid, twin.text = None, uuid4(), "Arvenja"
    twin.save(force_insert=True)


def remove_row() -> None:
    PartyName.objects.all()[0].delete()


def alter_text() -> None:
    Version.objects.update(text="Arvenia refused to open a line.")


def alter_file() -> None:
    kept_file(Version.objects.get().sha256).write_bytes(b"Another paper.")


def remove_file() -> None:
    kept_file(Version.objects.get().sha256).unlink()


def give_role() -> None:
    somebody = Account.objects.create_account(username="intruder", password=None)
    register = Register.objects.get(slug="r")
    Assignment.objects.create(account=somebody, register=register, role="administrator")


def raise_role() -> None:
    Assignment.objects.filter(register__slug="r").update(role="reader")


def open_register() -> None:
    Register.objects.filter(slug="r").update(is_public=True)


def remove_end() -> None:
    last = Record.objects.filter(register=Register.objects.get(slug="r").uuid).order_by(
        "-sequence"
    )[0]
    last.changes.all().delete()
    last.delete()


def empty_words() -> None:
    Change.objects.filter(kind="party").update(before=None, after=None, salt=None)


def forge_checkpoint() -> None:
    note = make_checkpoint(Register.objects.get(slug="r").uuid)
    Checkpoint.objects.filter(pk=note.pk).update(note=note.note.replace("\n3\n", "\n2\n"))


TOUCHES = {
    "a label in the table": (alter_label, '"Arvenia", the table "Brevia"'),
    "a record": (alter_record, "record 2 (other"),
    "a change": (alter_change, "a change in it was altered"),
    "a row too many": (add_row, "the history has nothing, the table a row"),
    "a row taken away": (remove_row, "the history has a row, the table nothing"),
    "the text of a document": (alter_text, " text: the history has"),
    "a file": (alter_file, "its file is not the one that was brought in"),
    "a file taken away": (remove_file, "its file is gone"),
    "a role given": (give_role, "account"),
    "a role raised": (raise_role, 'role: the history has "administrator"'),
    "a register opened": (open_register, "is_public"),
    "the end cut off": (remove_end, "the chain does not end where it did"),
    "words emptied": (empty_words, "no record tells of an erasure"),
    "a checkpoint": (forge_checkpoint, "did not sign"),
}


@pytest.mark.parametrize("what", TOUCHES)
def test_what_is_touched_is_found_and_named(what: str, capsys: pytest.CaptureFixture[str]):
    assert verify_all()
    touch, words = TOUCHES[what]
    touch()
    capsys.readouterr()
    assert not verify_all()
    assert words in capsys.readouterr().out


def recompute_from(register: Register) -> None:
    """Alter a value and write the whole chain anew, as one who owns the database can."""
    changes = list(Change.objects.filter(record__register=register.uuid).order_by("id"))
    records = list(Record.objects.of_register(register.uuid).order_by("sequence"))
    told = [(r, [c for c in changes if c.record_id == r.pk]) for r in records]
    Change.objects.filter(record__register=register.uuid).delete()
    Record.objects.of_register(register.uuid).delete()
    Chain.objects.filter(register=register.uuid).update(sequence=0, digest=FIRST, peaks=joined(()))
    for record, rows in told:
        again = [
            FieldChange(
                c.kind, c.entry, c.field, c.before, "Brevia" if c.after == "Arvenia" else c.after
            )
            for c in rows
        ]
        append_record(Deed(register.uuid, record.recorded_at, record.actor, record.action), again)
    Party.objects.filter(label="Arvenia").update(label="Brevia")
    PartyName.objects.filter(text="Arvenia").update(text="Brevia")


def test_a_chain_written_anew_is_found_by_a_checkpoint_that_was_kept_elsewhere(
    register: Register, capsys: pytest.CaptureFixture[str]
):
    note = "".join(checkpoint_lines("r"))
    Checkpoint.objects.all().delete()
    recompute_from(register)
    verify_all()
    assert "none altered" in capsys.readouterr().out.splitlines()[0]  # what the chain alone misses
    assert not verify_all(note)
    assert "not those that a checkpoint was signed for" in capsys.readouterr().out


def test_a_checkpoint_of_a_longer_chain_is_found(register: Register):
    note = "".join(checkpoint_lines("r"))
    Checkpoint.objects.all().delete()
    remove_end()
    before = Record.objects.of_register(register.uuid).order_by("-sequence")[0]
    Chain.objects.filter(register=register.uuid).update(
        sequence=before.sequence, digest=before.digest
    )
    assert not verify_all(note)


def test_the_same_end_is_signed_once(register: Register):
    assert "".join(checkpoint_lines("r")) == "".join(checkpoint_lines("r"))
    assert Checkpoint.objects.filter(register=register.uuid).count() == 1


def test_what_is_erased_by_law_still_fits(register: Register):
    party = Party.objects.get(label="Arvenia")
    erase_words(Erasure(register.uuid, party.uuid, (party.uuid,), timezone.now(), None))
    assert verify_all()
    assert run_script(register) == 0


def test_the_key_is_told_for_a_register_that_is_there_alone(register):
    with pytest.raises(CommandError, match="There is no register “nowhere”"):
        list(key_lines("nowhere"))


def run_script(
    register: Register, *, is_sealed: bool = False, alter: Callable[[str], str] = str
) -> int:
    place = Path(kept_file("0" * 64)).parents[2] / "history.jsonl"
    place.write_text(alter("".join(history_lines(register.slug, is_sealed=is_sealed))), "utf-8")
    note = place.with_name("note.txt")
    note.write_text("".join(checkpoint_lines(register.slug)), "utf-8")
    key = "".join(key_lines(register.slug)).strip()
    done = subprocess.run(
        [sys.executable, "-I", SCRIPT, place, "--key", key, "--checkpoint", note],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ("All fits" in done.stdout) == (done.returncode == 0), done.stderr
    return done.returncode


@pytest.mark.parametrize("is_sealed", [False, True])
def test_an_outsider_verifies_an_exported_history_without_servanda(register: Register, is_sealed):
    assert run_script(register, is_sealed=is_sealed) == 0


def test_a_sealed_history_tells_no_value(register: Register):
    assert "Arvenia" in "".join(history_lines("r", is_sealed=False))
    assert "Arvenia" not in "".join(history_lines("r", is_sealed=True))


@pytest.mark.parametrize(
    "alter",
    [
        lambda text: text.replace("Arvenia", "Brevia"),
        lambda text: text.replace("create_party", "remove_party"),
        lambda text: "".join(text.splitlines(keepends=True)[:-1]),
        lambda text: "".join(text.splitlines(keepends=True)[:1]),
        lambda text: "".join(
            [*text.splitlines(keepends=True)[:2], *text.splitlines(keepends=True)[3:]]
        ),
        lambda text: text.replace(json.loads(text.splitlines()[0])["register"], str(uuid4())),
        lambda text: "",
        lambda text: "{}\n",
        lambda text: "not JSON\n",
    ],
)
def test_the_script_finds_an_altered_export(register: Register, alter: Callable[[str], str]):
    assert run_script(register, alter=alter) == 1


def test_the_script_is_short_enough_to_be_read():
    assert len(SCRIPT.read_text("utf-8").splitlines()) <= 150


def test_the_installation_has_a_chain_that_is_verified():
    Record.objects.filter(register=INSTALLATION, sequence=1).update(action="other")
    assert not verify_all()


def test_a_side_past_the_history_is_found(register: Register):
    Side.objects.create(register=register, key="north", title="North")
    assert not verify_all()

"""Two people save the same entry at the same moment, on one database: never is one overwritten unseen."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from servanda.registers.actions import EditConflict
from servanda.registers.tests.concurrency import together
from servanda.registers.tests.factories import administrator, make_register
from servanda.sources.actions import DocumentFacts, Upload, correct_document, ingest
from servanda.sources.models import Document

ROOT = Path(__file__).resolve().parents[3]
RACES = """
import json, sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from servanda.commands.tests.test_edit_races import race
print(json.dumps(race(int(sys.argv[1]))))
"""
WON, SAW_BOTH = "won", "saw both"


def race(rounds: int) -> list[list[str]]:
    """Let two people save one document at once, so many times; return what came of each."""
    clerk = administrator(make_register())
    made = ingest(clerk, upload=Upload(b"They met.", "note.txt"), facts=DocumentFacts(title="0"))
    return [sorted(one_race(made.document.pk, number)) for number in range(1, rounds + 1)]


def one_race(key: int, number: int) -> list[str]:
    seen = Document.objects.get(pk=key)
    done = together(lambda: save(seen, f"{number} A"), lambda: save(seen, f"{number} B"))
    stands = Document.objects.get(pk=key)
    return [told(one, stands, seen) for one in done]


def save(seen: Document, title: str) -> str:
    """Save what one person typed over the state that both saw; return what they typed."""
    mine = Document.objects.get(pk=seen.pk)
    facts = DocumentFacts(title=title)
    correct_document(
        administrator(seen.register), document=mine, facts=facts, revision=seen.revision
    )
    return title


def told(done: object, stands: Document, seen: Document) -> str:
    """Say what came of one of the two: it stands, or its person was shown the one that does."""
    if isinstance(done, EditConflict):
        shown = done.current
        is_shown = isinstance(shown, Document) and shown.title == stands.title != seen.title
        return SAW_BOTH if is_shown else f"was shown {shown}"
    if isinstance(done, str):
        return WON if stands.title == done else f"{done} was overwritten by {stands.title}"
    return repr(done)


def races_on_sqlite(folder: Path, rounds: int) -> list[list[str]]:
    """Run races in a process of its own: SQLite's test database lies in memory, for one thread."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-c", RACES, str(rounds)],
        env={
            **kept,
            "DJANGO_SETTINGS_MODULE": "servanda.settings",
            "SERVANDA_DATA": str(folder),
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[list[str]] = json.loads(done.stdout)
    return found


def assert_none_was_overwritten(races: list[list[str]], *, rounds: int) -> None:
    assert [one for one in races if one != [SAW_BOTH, WON]] == []
    assert len(races) == rounds


@pytest.mark.slow
def test_of_two_who_save_at_once_the_second_sees_both(tmp_path: Path):
    assert_none_was_overwritten(races_on_sqlite(tmp_path, 10), rounds=10)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_on_postgresql_the_second_sees_both():
    assert_none_was_overwritten(race(10), rounds=10)


@pytest.mark.prove
@pytest.mark.timeout(7200)
@pytest.mark.django_db(transaction=True)
def test_a_thousand_edit_races_overwrite_nothing_unseen(
    tmp_path: Path, record_property: Callable[[str, object], None]
):
    is_sqlite = connection.vendor == "sqlite"
    races = races_on_sqlite(tmp_path, 1000) if is_sqlite else race(1000)
    assert_none_was_overwritten(races, rounds=1000)
    record_property("cases", len(races))

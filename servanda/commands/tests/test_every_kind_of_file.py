"""Every kind of file through `servanda read` and `servanda ingest`: the same words, the same facts."""

import json

import pytest

from servanda.commands import main
from servanda.reading.tests.good_files import GOOD_FILES
from servanda.sources.models import Document, Version

pytestmark = pytest.mark.slow


@pytest.fixture
def placed(tmp_path):
    """Put the file of a name into a folder."""

    def place(name):
        path = tmp_path / name
        path.write_bytes(GOOD_FILES[name])
        return path

    return place


@pytest.mark.parametrize("name", GOOD_FILES)
def test_read_finds_the_same_commitment(placed, capsys, name):
    assert main(["read", str(placed(name)), "--published", "2021-02-17"]) == 0
    reading = json.loads(capsys.readouterr().out)
    [commitment] = reading["commitments"]
    assert "launch the network" in commitment["quote"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", GOOD_FILES)
def test_ingest_takes_it_in_once(placed, tmp_path, monkeypatch, capsys, name):
    monkeypatch.setenv("SERVANDA_DATA", str(tmp_path / "installation"))
    asked = ["ingest", str(placed(name)), "--register", "r", "--create"]
    assert main(asked) == 0
    assert "1 commitment" in capsys.readouterr().out
    assert "agreed to launch the network." in Version.objects.get().text
    assert main(asked) == 0
    assert "already in the register as" in capsys.readouterr().out
    assert Document.objects.count() == 1

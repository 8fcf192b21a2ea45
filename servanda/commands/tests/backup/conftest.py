"""An office with a register, and a backup of it."""

from pathlib import Path

import pytest

from servanda.commands.tests.backup.archives import ITEM, servanda


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with a register and a document."""
    folder = tmp_path_factory.mktemp("office") / "kept"
    item = folder.parent / "item.txt"
    item.write_text(ITEM, "utf-8")
    words = ("--register", "r", "--create", "--accept", "all", "--data", folder)
    servanda("ingest", item, *words)
    servanda("history", "--register", "r", "--checkpoint", "--data", folder)
    return folder


@pytest.fixture(scope="module")
def backup(office: Path) -> Path:
    place = office.parent / "backup.tar"
    told = servanda("backup", "--to", place, "--data", office)
    assert f"The backup {place} is whole" in told
    return place

"""Files of old Word (.doc), read by catdoc where it is installed."""

import stat

import pytest

from servanda.reading.errors import (
    DamagedDocument,
    UnknownFormat,
)
from servanda.reading.formats import open_document
from servanda.reading.tests.office_files import OLE

OLD_WORD = OLE + b"\x00" * 512 + "WordDocument".encode("utf-16-le")


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a program of a name on the path that runs a line of shell."""

    def put(name, line):
        place = tmp_path / name
        place.write_text(f"#!/bin/sh\n{line}\n")
        place.chmod(place.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    return put


class TestOldWord:
    def test_without_the_program_the_sentence_tells_how_to_install_it(self, monkeypatch):
        monkeypatch.setenv("PATH", "/nowhere")
        with pytest.raises(UnknownFormat, match=r"^old\.doc is .*\(apt install catdoc\)"):
            open_document(OLD_WORD, file_name="old.doc")

    def test_with_the_program_its_text_is_read(self, program):
        program("catdoc", "printf 'The parties agreed.\\nThey met.\\n'")
        opened = open_document(OLD_WORD, file_name="old.doc")
        assert opened.text == "The parties agreed.\n\nThey met."
        assert opened.warnings[0].startswith("old.doc is a file of old Word: ")

    def test_a_file_the_program_cannot_read_is_refused(self, program):
        program("catdoc", "exit 1")
        with pytest.raises(DamagedDocument, match=r"^old\.doc .* save it as \.docx"):
            open_document(OLD_WORD, file_name="old.doc")

    def test_the_program_learns_no_secret(self, program, monkeypatch):
        monkeypatch.setenv("SERVANDA_SECRET_KEY", "secret")
        program("catdoc", "env")
        assert "secret" not in open_document(OLD_WORD, file_name="old.doc").text

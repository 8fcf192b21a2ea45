"""`servanda read` from the outside: a process of its own, without Django."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "Peru and UNDP agreed to build a pier by 2021. They met in Lima yesterday.\n"


def servanda(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    call = [
        sys.executable,
        "-c",
        "import sys; from servanda.commands import main; sys.exit(main())",
    ]
    return subprocess.run([*call, *arguments], input=given, capture_output=True, check=False)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_is_printed_by_default(text):
    done = servanda("read", str(text), "--published", "2019-06-14")
    assert done.returncode == 0
    values = json.loads(done.stdout)
    assert values["commitments"][0]["due"] == "../2021"
    assert values["meetings"][0]["date"] == "2019-06-13"


def test_standard_input_is_read_for_a_dash():
    done = servanda("read", "-", "--format", "text", given=TEXT.encode())
    assert done.returncode == 0
    assert "Peru: state" in done.stdout.decode()


def test_html_is_one_page(text):
    done = servanda("read", str(text), "--format", "html")
    assert done.stdout.decode().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty.txt"),
        ("spaces.txt", b" \n ", "spaces.txt"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00", "picture.txt"),
        ("broken.pdf", b"no pdf at all", "broken.pdf"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_in_one_sentence(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    done = servanda("read", str(path))
    said = done.stderr.decode().strip()
    assert (done.returncode, done.stdout) == (1, b"")
    assert words in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--published", "2021-02-30"], "2021-02-30"),
        (["--published", "yesterday"], "yesterday"),
        (["--published", "2021"], "2021"),
        (["--language", "xx"], "xx"),
    ],
)
def test_a_day_or_language_that_is_none_is_named(text, arguments, words):
    done = servanda("read", str(text), *arguments)
    assert done.returncode == 1
    assert words in done.stderr.decode()


def test_a_missing_file_is_named():
    done = servanda("read", "nowhere.txt")
    assert done.returncode == 1
    assert "nowhere.txt" in done.stderr.decode()


def test_a_folder_is_no_file(tmp_path):
    assert servanda("read", str(tmp_path)).returncode == 1


@pytest.mark.parametrize(
    "arguments", [["read"], ["read", "a", "b"], ["read", "a", "--format", "xml"], ["nothing"], []]
)
def test_a_wrong_call_ends_with_two(arguments):
    assert servanda(*arguments).returncode == 2


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"]])
def test_help_is_given(arguments):
    done = servanda(*arguments)
    assert done.returncode == 0
    assert b"usage" in done.stdout


def test_reading_imports_no_django(text):
    program = (
        "import sys; from servanda.commands import main; "
        f"status = main(['read', {str(text)!r}, '--format', 'text']); "
        "sys.exit(status or any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_explanation_is_printed_as_text_or_json(text):
    done = servanda("read", str(text), "--published", "2019-06-14", "--explain")
    assert json.loads(done.stdout)["meetings"][0]["why"]["code"] == "meeting_verb"
    done = servanda("read", str(text), "--published", "2019-06-14", "--explain", "--format", "text")
    assert "(counted from the day of publication)" in done.stdout.decode()


def test_an_explanation_as_a_page_is_refused_with_what_there_is(text):
    done = servanda("read", str(text), "--explain", "--format", "html")
    assert done.returncode == 1
    assert done.stderr.decode() == "An explanation is written as text or json, not as html.\n"

"""The documents: links lead somewhere, commands and dependencies are described, words are right."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
TEMPLATES = sorted(ROOT.glob("servanda/*/templates/**/*.html"))
CATALOGUES = sorted(ROOT.glob("servanda/**/locale/ru/**/*.po"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
MARKUP = re.compile(r"{#.*?#}|{{.*?}}|<[^>]*>", re.DOTALL)
TAG = re.compile(r"{%.*?%}", re.DOTALL)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def headings(folder: str) -> set[str]:
    """Return the headings of the second rank of all documents in a folder."""
    texts = [text_of(path) for path in sorted((ROOT / folder).glob("*.md"))]
    return {line.strip() for text in texts for line in re.findall(r"^## (.+)$", text, re.MULTILINE)}


def glossary() -> list[list[str]]:
    """Return the rows of the glossary: English, not English, Russian, not Russian, meaning."""
    lines = text_of(ROOT / "docs/glossary.md").splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if line[:1] == "|"
    ]
    return [row for row in rows[2:] if len(row) == 5]


def excluded(column: int) -> dict[str, str]:
    """Return the excluded words of a column, each with the word to use instead."""
    return {
        word.strip(): row[column - 1]
        for row in glossary()
        for word in row[column].split(",")
        if word.strip() != "—"
    }


def visible_words(template: str) -> str:
    """Return what of a template may reach the reader's eye: text and the strings of its tags."""
    tags = " ".join(
        " ".join(re.findall(r"[\"']([^\"']+)[\"']", tag))
        for tag in TAG.findall(template)
        if re.match(r"{%\s*(?:trans|translate)\b", tag)
    )
    attributes = " ".join(
        re.findall(r"(?:title|alt|placeholder|aria-label)=\"([^\"]+)\"", template)
    )
    return f"{TAG.sub(' ', MARKUP.sub(' ', template))} {tags} {TAG.sub(' ', attributes)}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_relative_link_leads_to_a_file(path: Path):
    targets = [link.split("#")[0] for link in LINK.findall(text_of(path))]
    broken = [
        target
        for target in targets
        if target
        and "://" not in target
        and not target.startswith("mailto:")
        and not (path.parent / target).exists()
    ]
    assert not broken


@pytest.mark.parametrize("folder", ["explanation", "howto", "reference", "decisions"])
def test_every_document_stands_in_the_list_of_its_folder(folder: str):
    listed = set(LINK.findall(text_of(ROOT / "docs" / folder / "README.md")))
    standing = {path.name for path in (ROOT / "docs" / folder).glob("*.md")} - {"README.md"}
    assert standing <= listed


def test_every_command_has_its_part_in_the_reference():
    written = {
        path.stem
        for path in (ROOT / "servanda/commands").glob("*.py")
        if not path.stem.startswith("_") and "def add_arguments" in text_of(path)
    }
    described = {
        line.split()[1] for line in headings("docs/reference") if line.startswith("servanda ")
    }
    assert written <= described


def test_the_reference_has_a_line_for_every_setting_and_for_nothing_else():
    settings = "\n".join(text_of(path) for path in [ROOT / "servanda/settings.py"])
    read = set(re.findall(r"[\"'](SERVANDA_[A-Z_]+|DATABASE_URL)[\"']", settings))
    described = set(
        re.findall(r"^\| `([A-Z_]+)`", text_of(ROOT / "docs/reference/settings.md"), re.MULTILINE)
    )
    assert read | {"DATABASE_URL"} == described  # read by dj-database-url


def test_every_dependency_has_its_paragraph_among_the_decisions():
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[\[<>=~! ]", line)[0] for line in asked}
    assert names == {line for line in headings("docs/decisions") if line in names}


def test_no_decision_speaks_of_a_dependency_that_is_gone():
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    assert headings("docs/decisions") <= {re.split(r"[\[<>=~! ]", line)[0] for line in asked}


def test_every_room_stands_in_the_architecture():
    rooms = {path.parent.name for path in ROOT.glob("servanda/*/__init__.py")}
    drawn = set(
        re.findall(r"^  (\w+)/ ", text_of(ROOT / "docs/explanation/architecture.md"), re.MULTILINE)
    )
    assert rooms == drawn


def test_no_template_uses_a_word_the_glossary_excludes():
    found = [
        f"{name_of(path)}: {word!r}, use {instead!r}"
        for path in TEMPLATES
        for word, instead in excluded(1).items()
        if re.search(rf"\b{re.escape(word)}s?\b", visible_words(text_of(path)), re.IGNORECASE)
    ]
    assert not found, "\n".join(found)


def test_no_translation_uses_a_word_the_glossary_excludes():
    said = "\n".join(
        line for path in CATALOGUES for line in text_of(path).splitlines() if "msgid" not in line
    )
    found = [
        f"{word!r}, use {instead!r}"
        for word, instead in excluded(3).items()
        if re.search(rf"\b{re.escape(word)}", said, re.IGNORECASE)
    ]
    assert not found, "\n".join(found)


def test_every_word_of_make_is_explained_by_make_help():
    makefile = text_of(ROOT / "Makefile")
    words = {
        "setup",
        "demo",
        "test",
        "fast",
        "prove",
        "check",
        "format",
        "reference",
        "bench",
        "lock",
        "messages",
        "clean",
    }
    assert words <= set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))

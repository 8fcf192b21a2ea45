"""Every word of code and templates has its Russian translation, and the two agree.

The words are collected anew from a copy of the code, as `make messages` does, so a word added
without its translation fails here and is named with its place.
"""

import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.core.management import call_command

SERVANDA = Path(__file__).resolve().parent.parent / "servanda"
LANGUAGE = "ru"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sdf]|%[sd]|\{(\w*)\}")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> list[Catalog]:
    """Return the catalogues as they would stand after collecting the words of today."""
    if shutil.which("xgettext") is None:
        pytest.skip("gettext is not installed")
    copy = tmp_path_factory.mktemp("words") / "servanda"
    shutil.copytree(
        SERVANDA, copy, ignore=shutil.ignore_patterns("__pycache__", "tests", "static", "*.mo")
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(copy)
        (copy / "portal/locale").mkdir(exist_ok=True)
        places = [str(copy / "portal/locale")]
        patch.setattr("django.conf.settings.LOCALE_PATHS", places)
        call_command("makemessages", locale=[LANGUAGE], no_obsolete=True, stdout=StringIO())
    return [read_catalogue(path) for path in sorted(copy.glob(f"**/{LANGUAGE}/**/*.po"))]


def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def messages(catalogues: list[Catalog]) -> list[Message]:
    return [message for catalogue in catalogues for message in catalogue if message.id]


def forms(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def place(message: Message) -> str:
    where = ", ".join(f"{file}:{line}" for file, line in message.locations[:2])
    return f"{forms(message.id)[0]!r} ({where})"


def placeholders(text: str) -> set[str]:
    return {found[0] for found in PLACEHOLDER.finditer(text.replace("%%", ""))}


def test_words_are_found_at_all(catalogues: list[Catalog]):
    if not list(SERVANDA.glob("*/templates/**/*.html")):
        pytest.skip("there is no template yet")
    assert messages(catalogues)


def test_every_word_has_a_russian_translation(catalogues: list[Catalog]):
    missing = [
        place(message)
        for message in messages(catalogues)
        if not message.fuzzy and not (message.string and all(forms(message.string)))
    ]
    assert not missing, "no Russian for:\n" + "\n".join(missing)


def test_no_translation_is_a_guess(catalogues: list[Catalog]):
    guessed = [place(message) for message in messages(catalogues) if message.fuzzy]
    assert not guessed, "marked fuzzy, look again:\n" + "\n".join(guessed)


def test_a_translation_keeps_the_placeholders_of_its_original(catalogues: list[Catalog]):
    different = [
        f"{place(message)}: {forms(message.string)}"
        for message in messages(catalogues)
        if message.string and not message.fuzzy and not keeps_placeholders(message)
    ]
    assert not different, "placeholders differ:\n" + "\n".join(different)


def keeps_placeholders(message: Message) -> bool:
    """Tell whether each form uses no other placeholder than its original, and all in the last."""
    original = placeholders(forms(message.id)[-1])
    translated = [placeholders(text) for text in forms(message.string) if text]
    return all(used <= original for used in translated) and original in translated


def test_a_plural_has_its_three_russian_forms(catalogues: list[Catalog]):
    wrong = [
        place(message)
        for message in messages(catalogues)
        if message.pluralizable and message.string and len(forms(message.string)) not in {3, 4}
    ]
    assert not wrong

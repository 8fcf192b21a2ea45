"""Prints every regular expression that reading compiles, as JSON: pattern, flags, where it stands.

Run in an interpreter of its own: what is compiled is noted from before the first import on, so
patterns built from word lists and those written inside functions are noted like constants.
"""

import importlib
import io
import json
import pkgutil
import re
import sys
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

noted: dict[tuple[str, int], str] = {}
compile_pattern: Callable[..., re.Pattern[str]] = re._compile  # type: ignore[attr-defined]


def note(pattern: object, flags: int) -> re.Pattern[str]:
    """Compile a pattern and note it if a module of reading asked for it."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] == "re":
        frame = frame.f_back
    if frame is None:
        return compile_pattern(pattern, flags)
    module = frame.f_globals.get("__name__", "")
    found = compile_pattern(pattern, flags)
    if module.startswith("servanda.reading") and isinstance(found.pattern, str):
        noted.setdefault((found.pattern, found.flags & ~re.UNICODE), f"{module}:{frame.f_lineno}")
    return found


def import_all() -> None:
    """Import every module of reading."""
    import servanda.reading  # noqa: PLC0415  after the compiler is watched

    for module in pkgutil.walk_packages(servanda.reading.__path__, "servanda.reading."):
        if ".tests" not in module.name:
            importlib.import_module(module.name)


def exercise() -> None:
    """Use what compiles patterns only when it is used: every language, every format, every name."""
    from servanda.reading import read, to_html, to_json  # noqa: PLC0415
    from servanda.reading.edtf import describe, is_edtf  # noqa: PLC0415
    from servanda.reading.errors import DocumentError  # noqa: PLC0415
    from servanda.reading.formats import ACCEPTED_SUFFIXES, open_document  # noqa: PLC0415
    from servanda.reading.languages import languages  # noqa: PLC0415
    from servanda.reading.names import name_key, person_key  # noqa: PLC0415

    text = (
        "Peru and IOM met in Lima on 3 May 2012 (l7 Febru-\nary). Action 1: build. Deadline: 2013."
    )
    for language in languages():
        reading = read(text, published="2019-06-14", language=language)
        to_json(reading), to_html(reading, text)
        describe("2019-06/2019-08", language)
    is_edtf("12.05.2019"), is_edtf("201"), is_edtf("20")
    name_key("Office (IOM) de l’immigration"), person_key("H.E. Ada Berg")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("word/document.xml", "<w:document/>")
    page = f"<html><title>a</title><body><p>{text}</p></body></html>".encode()
    for suffix in ACCEPTED_SUFFIXES:
        for content in (
            text.encode(),
            page,
            archive.getvalue(),
            b"%PDF-1.4\n",
            f"From: a\n\n{text}".encode(),
        ):
            try:
                open_document(content, file_name=f"note{suffix}")
            except DocumentError:
                continue


if __name__ == "__main__":
    re._compile = note  # type: ignore[attr-defined]
    import_all()
    exercise()
    rows = [[pattern, flags, place] for (pattern, flags), place in noted.items()]
    sys.stdout.write(json.dumps(rows))

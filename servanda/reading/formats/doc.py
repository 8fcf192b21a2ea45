"""Files of old Word (.doc), read by `catdoc` where that program is installed."""

import tempfile
from pathlib import Path
from typing import Final

from servanda.reading.errors import DamagedDocument, UnknownFormat
from servanda.reading.formats.opened import OpenedDocument, tidied
from servanda.reading.formats.programs import ProgramFailed, path_of_program, run_program
from servanda.reading.notices import notice as _

MEDIA_TYPE = "application/msword"
_SECONDS: Final = 60


def open_old_word(content: bytes, file_name: str) -> OpenedDocument:
    """Give the text of a file of old Word; UnknownFormat with the mend where catdoc is missing."""
    catdoc = path_of_program("catdoc")
    if catdoc is None:
        raise UnknownFormat(
            _(
                "%(file)s is a file of old Word, which is read with the program catdoc: "
                "install it where Servanda runs (apt install catdoc), or save the file as .docx, "
                "and upload it again.",
                file=file_name,
            )
        )
    with tempfile.TemporaryDirectory(prefix="servanda-") as folder:
        place = Path(folder) / "document.doc"
        place.write_bytes(content)
        try:
            told = run_program([catdoc, "-w", "-d", "utf-8", place.name], folder, seconds=_SECONDS)
        except ProgramFailed as failure:
            raise DamagedDocument(
                _(
                    "%(file)s is a file of old Word that catdoc cannot read: "
                    "save it as .docx and upload that.",
                    file=file_name,
                )
            ) from failure
    return OpenedDocument(
        text=tidied(told.decode("utf-8", errors="replace").replace("\n", "\n\n")),
        pages=(),
        media_type=MEDIA_TYPE,
        title=None,
        warnings=(
            _(
                "%(file)s is a file of old Word: numbers of lists, headers and footers of pages "
                "may be missing from its text.",
                file=file_name,
            ),
        ),
    )

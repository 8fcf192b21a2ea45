"""The names of OpenDocument (part 3 of version 1.3), as a parser gives them."""

from typing import Final

_ALL: Final = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
FO: Final = _ALL % "xsl-fo-compatible"
TABLE: Final = _ALL % "table"
OFFICE: Final = _ALL % "office"
TEXT: Final = _ALL % "text"
STYLE: Final = _ALL % "style"
DRAW: Final = _ALL % "drawing"
SVG: Final = _ALL % "svg-compatible"
MANIFEST: Final = _ALL % "manifest"
DC: Final = "{http://purl.org/dc/elements/1.1/}"

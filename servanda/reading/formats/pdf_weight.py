"""How much a PDF holds once it is unpacked: told from its streams, before anything opens it."""

import re
import zlib
from typing import Final

MOST_PAGES: Final = 5_000
_LIGHT: Final = 16 * 1024**2
_LIGHT_ON_ALL_PAGES: Final = 400 * 1024**2
_STEP: Final = 1024**2
_LONGEST_HEAD: Final = 2_000
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FILTER = re.compile(rb"/([A-Za-z0-9]*Decode|Fl|LZW|A85|AHx|RL)\b")
_FLATE: Final = (b"FlateDecode", b"Fl")


def light_bytes(content: bytes) -> int | None:
    """Give the bytes that the streams of a PDF unpack to, pictures left out.

    None where they are many, or where it cannot be told: then the file is opened within bounds.
    """
    total = 0
    for stream in _STREAM.finditer(content):
        head = content[max(stream.start() - _LONGEST_HEAD, 0) : stream.start()]
        head = head[head.rfind(b" obj") + 1 :]
        if b"/Image" in head:
            continue  # drawn only, not read
        filters = _FILTER.findall(head)
        if len(filters) > 1 or (filters and filters[0] not in _FLATE):
            return None
        total += _unpacked(content, stream.end(), is_packed=bool(filters))
        if total > _LIGHT:
            return None
    return total


def is_light_on_all_pages(bytes_unpacked: int, *, pages: int) -> bool:
    """Tell whether it stays little even where each page shows all that the file holds."""
    return pages <= MOST_PAGES and bytes_unpacked * pages <= _LIGHT_ON_ALL_PAGES


def _unpacked(content: bytes, start: int, *, is_packed: bool) -> int:
    """Give the length of a stream unpacked; of one that is not packed, up to its end."""
    if not is_packed:
        end = content.find(b"endstream", start)
        return (end if end >= 0 else len(content)) - start
    unpacking = zlib.decompressobj()
    length, piece = 0, content[start : start + _STEP]
    try:
        while piece and not unpacking.eof and length <= _LIGHT:
            length += len(unpacking.decompress(piece, _STEP))
            piece = unpacking.unconsumed_tail
            if not piece:
                start += _STEP
                piece = content[start : start + _STEP]
    except zlib.error:
        return length
    return length

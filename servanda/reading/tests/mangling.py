"""What copying, scanning and other scripts do to a text: each variant another way, always the same."""

import re
import unicodedata
from collections.abc import Callable
from itertools import cycle

LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
LOOKALIKES = str.maketrans("aeopcxyTHKMBACEOP", "аеорсхуТНКМВАСЕОР")
BOLD = str.maketrans(
    {chr(ord("a") + n): chr(0x1D41A + n) for n in range(26)}
    | {chr(ord("A") + n): chr(0x1D400 + n) for n in range(26)}
)
SCANNED = str.maketrans({"0": "O", "1": "l"})
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE} "
MARKS = "\N{RIGHT-TO-LEFT MARK}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT EMBEDDING}\N{POP DIRECTIONAL FORMATTING}"


def with_ligatures(text: str) -> str:
    for letters, ligature in LIGATURES.items():
        text = text.replace(letters, ligature)
    return text


def with_other_spaces(text: str) -> str:
    spaces = cycle(SPACES)
    return re.sub(" ", lambda _: next(spaces), text)


def with_marks(text: str) -> str:
    """Put a mark of direction before every third word, and one inside every fifth."""
    marks, words = cycle(MARKS), text.split(" ")
    return " ".join(
        f"{next(marks)}{word}"
        if n % 3 == 0
        else f"{word[:2]}{next(marks)}{word[2:]}"
        if n % 5 == 0
        else word
        for n, word in enumerate(words)
    )


def with_astral_letters(text: str) -> str:
    """Write every seventh word in letters beyond the basic plane, and add a picture."""
    words = text.split(" ")
    bold = [word.translate(BOLD) if n % 7 == 0 else word for n, word in enumerate(words)]
    return "\U0001f91d " + " ".join(bold).replace(". ", ". \U0001f30d ")


def with_mixed_scripts(text: str) -> str:
    """Write every fourth word in letters of another script that look alike."""
    words = text.split(" ")
    return " ".join(
        word.translate(LOOKALIKES) if n % 4 == 0 else word for n, word in enumerate(words)
    )


def with_soft_hyphens(text: str) -> str:
    return re.sub(r"(\w{4})(?=\w{3})", "\\1\u00ad", text)


def with_zero_width_joints(text: str) -> str:
    return re.sub(r"(\w{5})(?=\w)", "\\1\u200b", text)


def with_broken_lines(text: str) -> str:
    """Cut long words with a hyphen at the end of a line, as narrow columns do."""
    return re.sub(r"(\w{4})(\w{3,})", lambda cut: f"{cut[1]}-\n{cut[2]}", text)


VARIANTS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "ligatures": with_ligatures,
    "other spaces": with_other_spaces,
    "marks of direction": with_marks,
    "astral letters": with_astral_letters,
    "mixed scripts": with_mixed_scripts,
    "soft hyphens": with_soft_hyphens,
    "zero width joints": with_zero_width_joints,
    "broken lines": with_broken_lines,
    "parted marks": lambda text: unicodedata.normalize("NFD", text),
    "lines of another system": lambda text: text.replace("\n", "\r\n"),
    "capitals": str.upper,
    "scanned digits": lambda text: text.translate(SCANNED),
    "wide digits": lambda text: text.translate(FULL_WIDTH),
    "letters that grow": lambda text: text.replace("ss", "ß").replace("I", "İ"),
    "tabs": lambda text: text.replace(", ", ",\t"),
}

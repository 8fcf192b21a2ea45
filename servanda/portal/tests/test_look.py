"""The look keeps what it promises: contrast, directions, size."""

import gzip
import re
from pathlib import Path

import pytest

PORTAL = Path(__file__).resolve().parent.parent
CSS = (PORTAL / "static" / "portal" / "servanda.css").read_text()

# WCAG 2.2, 1.4.3: text on its ground, 4.5 to 1
TEXT = [
    *((ink, ground) for ground in ("ground", "well") for ink in ("ink", "soft", "accent", "late")),
    *((ink, mark) for mark in ("mark", "mark-deep") for ink in ("ink",)),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("soft", "own-well"),
    ("ink", "own-well"),
    *(
        (tone, f"{tone}-well")
        for tone in ("done", "progress", "wait", "late", "split", "own", "fiction")
    ),
    ("wait", "ground"),
]
# WCAG 2.2, 1.4.11: edges of controls, focus, the line under a passage, 3 to 1
EDGES = [
    ("edge", "ground"),
    ("edge", "well"),
    ("focus", "ground"),
    ("focus", "well"),
    ("focus", "late-well"),
    ("focus", "own-well"),
    ("mark-edge", "mark"),
]


def colours(scheme):
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    found = dict(re.findall(r"--([\w-]+): (#\w+)", light))
    return found if scheme == "light" else found | dict(re.findall(r"--([\w-]+): (#\w+)", dark))


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_stands_out_from_its_ground(scheme, ink, ground):
    tokens = colours(scheme)
    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_stand_out_from_their_ground(scheme, edge, ground):
    tokens = colours(scheme)
    assert contrast(tokens[edge], tokens[ground]) >= 3


def test_directions_are_logical_so_that_pages_mirror():
    rules = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
    assert not re.findall(r"(?<![\w-])(?:left|right)(?![\w-])|-(?:left|right)\b", rules)
    assert not re.findall(r"(?:margin|padding|border)-(?:top|bottom)\b", rules)
    assert not re.findall(r"(?<![\w-])(?:top|bottom|width|height):", rules)


def test_the_style_sheet_is_small():
    assert len(gzip.compress(CSS.encode())) <= 10_000

"""Templates and style sheets: every one compiles, is short, and holds markup only."""

import re
from pathlib import Path

import pytest
from django.template import engines

SERVANDA = Path(__file__).resolve().parent.parent / "servanda"
TEMPLATES = sorted(SERVANDA.glob("*/templates/**/*.html"))
STYLES = sorted(path for path in SERVANDA.glob("*/static/**/*.css"))
SCRIPTS = sorted(path for path in SERVANDA.glob("*/static/**/*.js"))
PAGE_LIMIT, PARTIAL_LIMIT = 80, 40
# Only what a physical side means in a property; the words may stand in a selector or a comment.
PHYSICAL_SIDE = re.compile(
    r"(?:^|[\s;{])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)"
    r"|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?:float|clear|text-align)\s*:\s*(?:left|right)\b",
)
LOGIC = re.compile(r"{%\s*(?:regroup|firstof|filter|ifchanged)\b")


def name_of(path: Path) -> str:
    return path.relative_to(SERVANDA).as_posix()


def without_comments(text: str) -> str:
    return re.sub(r"{#.*?#}|<!--.*?-->|/\*.*?\*/", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_template_compiles(path: Path):
    engines["django"].from_string(path.read_text(encoding="utf-8"))


def test_a_page_stays_under_eighty_lines_and_a_partial_under_forty():
    long = {
        name_of(path): count
        for path in TEMPLATES
        if (count := len(path.read_text(encoding="utf-8").splitlines()))
        >= (PARTIAL_LIMIT if path.name.startswith("_") else PAGE_LIMIT)
    }
    assert not long


def test_no_template_holds_a_style_or_a_script():
    inline = re.compile(
        r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script\b(?![^>]*\bsrc=)",
        re.IGNORECASE,
    )
    offending = {
        name_of(path): found[0].strip()
        for path in TEMPLATES
        if (found := inline.search(without_comments(path.read_text(encoding="utf-8"))))
    }
    assert not offending


def test_a_template_has_no_logic_beyond_if_and_for():
    offending = {
        name_of(path): found[0]
        for path in TEMPLATES
        if (found := LOGIC.search(path.read_text(encoding="utf-8")))
    }
    assert not offending, f"prepare it in the view: {offending}"


def test_a_whole_page_has_one_heading_of_the_first_rank():
    many = {
        name_of(path): count
        for path in TEMPLATES
        if (count := len(re.findall(r"<h1\b", path.read_text(encoding="utf-8")))) > 1
    }
    assert not many


def test_every_header_of_a_table_says_what_it_heads():
    silent = {
        name_of(path): found[0]
        for path in TEMPLATES
        if (
            found := re.search(
                r"<th(?![a-z])(?![^>]*\bscope=)[^>]*>", path.read_text(encoding="utf-8")
            )
        )
    }
    assert not silent


def test_a_standing_is_no_action_which_print_leaves_out():
    actions = re.compile(r'<(p|div) class="actions">(?:(?!</\1>).)*?standing_chip', re.DOTALL)
    hidden = [
        name_of(path) for path in TEMPLATES if actions.search(path.read_text(encoding="utf-8"))
    ]
    assert not hidden


def test_every_class_of_a_template_has_a_rule():
    sheets = "".join(without_comments(path.read_text(encoding="utf-8")) for path in STYLES)
    ruled = set(re.findall(r"\.([a-z][\w-]*)", sheets))
    unknown = {
        (name_of(path), name)
        for path in TEMPLATES
        for classes in re.findall(r'\bclass="([^"]*)"', path.read_text(encoding="utf-8"))
        for name in re.sub(r"{%.*?%}|\S*{{.*?}}\S*", " ", classes).split()
        if name not in ruled
    }
    assert not unknown, "a class without a rule does nothing: a misspelled one, most often"


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_a_style_sheet_knows_start_and_end_but_no_left_and_right(path: Path):
    text = without_comments(path.read_text(encoding="utf-8"))
    found = [match[0].strip() for match in PHYSICAL_SIDE.finditer(text)]
    assert not found, "the page must mirror for languages written from the right"


@pytest.mark.parametrize("path", [*TEMPLATES, *STYLES, *SCRIPTS], ids=name_of)
def test_nothing_is_fetched_from_another_host(path: Path):
    text = without_comments(path.read_text(encoding="utf-8"))
    fetched = re.findall(
        r"(?:\bsrc|<link[^>]*\bhref)\s*=\s*[\"']?(?:https?:)?//[^\"'\s>]+"
        r"|url\(\s*[\"']?(?:https?:)?//[^)]+|@import[^;]+|\bfrom\s+[\"']https?://[^\"']+",
        text,
    )
    assert not fetched

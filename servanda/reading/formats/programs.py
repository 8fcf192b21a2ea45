"""Programs of the system that read what no library here reads: found, run within bounds."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

LIMIT_OUTPUT: Final = 64 * 1024 * 1024
_KEPT: Final = ("PATH", "HOME", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")
"""What a program knows of the surroundings: nothing of the secrets of the installation."""


class ProgramFailed(Exception):
    """A program ended with an error, took too long, or wrote too much."""


def path_of_program(name: str) -> str | None:
    """Give where a program is installed, None where it is not."""
    return shutil.which(name)


def run_program(arguments: Sequence[str], folder: str, *, seconds: float) -> bytes:
    """Run a program in a folder and give what it writes; ProgramFailed where it does not end well.

    It gets no input, no shell and no variable that it does not need.
    """
    surroundings = {name: os.environ[name] for name in _KEPT if name in os.environ}
    written = Path(folder) / ".written"
    with written.open("wb") as output:
        try:
            ended = subprocess.run(  # noqa: S603  the program is named here, the file is data
                list(arguments),
                cwd=folder,
                env={**surroundings, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as failure:
            raise ProgramFailed(str(failure)) from failure
    if ended.returncode != 0 or written.stat().st_size > LIMIT_OUTPUT:
        raise ProgramFailed(f"{arguments[0]} ended with {ended.returncode}.")
    return written.read_bytes()

"""The frameworks that come with the program, and those of any folder: their files, read."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from servanda.instruments.rules.frameworks.loading import read_framework
from servanda.instruments.rules.frameworks.model import Framework, FrameworkReading

FOLDER = Path(__file__).resolve().parents[2] / "frameworks"


def shipped_codes() -> list[str]:
    """Return the codes of the frameworks that come with the program."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def files_in(folder: Path) -> Mapping[str, str]:
    """Return the files of a folder by their names; OSError and UnicodeDecodeError as they come."""
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


def read_folder(folder: Path, *, others: Iterable[Framework] = ()) -> FrameworkReading:
    """Read the framework of a folder, which bears its code as name."""
    return read_framework(files_in(folder), code=folder.resolve().name, others=others)


@cache
def shipped(code: str) -> Framework:
    """Return a framework that comes with the program; a test holds that nothing is wrong with it."""
    reading = read_folder(FOLDER / code)
    if reading.framework is None:
        raise ValueError("\n".join(map(str, reading.faults)))
    return reading.framework


def shipped_frameworks() -> list[Framework]:
    """Return all frameworks that come with the program."""
    return [shipped(code) for code in shipped_codes()]

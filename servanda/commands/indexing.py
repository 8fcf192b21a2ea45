"""Writing the index of words of some registers anew, and telling how far it is."""

import sys
from collections.abc import Iterable

from servanda.registers.actions import count_found, index_register
from servanda.registers.models import Register


def write_index(registers: Iterable[Register]) -> None:
    """Write the index register by register, lot by lot; people may work on meanwhile."""
    for register in registers:
        whole, done = count_found(register), 0
        for count in index_register(register):
            done += count
            _tell(f"{register.slug}: {done:,} of {whole:,} entries")
        print(f"{register.slug}: {done:,} entries are found.")


def _tell(line: str) -> None:
    """Tell how far it is: in one line of a terminal, else in a line each."""
    ending = "\r" if sys.stderr.isatty() else "\n"
    print(line, end=ending, file=sys.stderr, flush=True)

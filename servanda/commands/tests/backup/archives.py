"""An office and its backup, by the command as people call it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
CALL = "import sys; from servanda.commands import main; sys.exit(main(sys.argv[1:]))"


ITEM = "Arvenia and the Agency met on 3 March 2020. They agreed to open a line by May 2020.\n"


def servanda(*words: object, fails: bool = False) -> str:
    """Run a command as its own process, on SQLite; return what it told."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "servanda.settings", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", CALL, *map(str, words)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stderr if fails else done.stdout

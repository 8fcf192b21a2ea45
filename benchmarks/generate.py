"""Generate a register of a fixed seed: `python benchmarks/generate.py XS|S|M|L --to FOLDER`.

FOLDER becomes an installation (`servanda serve --data FOLDER`). Where DATABASE_URL names a
database, the rows are put there, and the files into FOLDER.
"""

import argparse
import sys
from pathlib import Path

from generated import generate
from generator.sizes import SIZES


def main() -> None:
    """Generate what is asked for, and print what it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", choices=list(SIZES))
    parser.add_argument("--to", metavar="FOLDER", type=Path, required=True, help="where to put it")
    parser.add_argument("--note", metavar="FILE", type=Path, help="where to write what it holds")
    parser.add_argument("--password", help="let the people of the register sign in with it")
    options = parser.parse_args()
    made = generate(options.size, options.to, password=options.password, note=options.note)
    for name, count in sorted(made.counts.items()):
        sys.stdout.write(f"{name}: {count:,}\n")
    sys.stdout.write(f"fingerprint: {made.fingerprint}\n")


if __name__ == "__main__":
    main()

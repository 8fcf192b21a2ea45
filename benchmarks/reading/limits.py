"""What reading takes of a machine: the memory of a process, and time as a text grows to five megabytes."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1_000_000

# In a process of its own, so that nothing else stands in its memory. Linux tells kilobytes.
WORK = """
import resource, sys, time
from measuring import generated_texts
from servanda.reading import read
length = int(sys.argv[1])
items = generated_texts(50, sentences=40)
text = ("\\n\\n".join(items) * (length // sum(map(len, items)) + 1))[:length]
start = time.process_time()
reading = read(text, published="2021-02-17", language="en")
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def limit_rows(lengths: list[int]) -> list[list[str]]:
    """Give for each length of a text the seconds, the seconds a megabyte, and the memory at most."""
    rows = []
    for length in lengths:
        command = [sys.executable, "-c", WORK, str(length)]
        done = subprocess.run(  # noqa: S603
            command, check=True, capture_output=True, text=True, cwd=ROOT,
            env={"PYTHONPATH": f"{ROOT}:{ROOT / 'benchmarks'}"},
        )  # fmt: skip
        seconds, kilobytes = (float(figure) for figure in done.stdout.split())
        rows.append(
            [
                f"{length / MEGABYTE:.2f}",
                f"{seconds:.1f}",
                f"{seconds / (length / MEGABYTE):.1f}",
                f"{kilobytes / 1024:.0f}",
            ]
        )
    return rows

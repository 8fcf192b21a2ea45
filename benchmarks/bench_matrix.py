"""How long a plan of many rows is read, beside what openpyxl takes to parse the same file alone."""

import io
import json
import random
import resource
import statistics
import subprocess
import sys
import time

import openpyxl
from measuring import SEED, print_table, sizes

from servanda.reading.matrices import json_pieces, read_matrices

ROUNDS = 5
HEADINGS = [
    "No", "Activity", "Responsible", "Partners", "Deadline", "Indicator", "Baseline", "Target",
    "Means of verification", "Budget 2021, thousand USD", "Budget 2022, thousand USD",
    "Budget 2023, thousand USD", "Source of funding", "GCM objective", "Status", "Comment",
    "Start date", "End date", "Expected result", "Remarks of the secretariat",
]  # fmt: skip
BODIES = [
    "Ministry of Ports",
    "State Migration Service",
    "IOM",
    "UNHCR",
    "NGOs (by consent)",
    "МВД",
]


def main() -> None:
    """Print the seconds of one core of both, and the memory of a process that reads the plan."""
    (count,) = sizes([5000], small=[60])
    spent: dict[str, list[float]] = {"openpyxl, read-only parse": [], "servanda, read": []}
    content = b""
    for turn in range(ROUNDS):
        content = plan(count, turn=turn)  # another one each time: what was read once is known
        for name, work in zip(spent, (parse_alone, read), strict=True):
            start = time.process_time()
            work(content)
            spent[name].append(time.process_time() - start)
    ratios = [ours / theirs for theirs, ours in zip(*spent.values(), strict=True)]
    print_table(
        [f"{count} rows × {len(HEADINGS)} columns", "median, s", "least, s"],
        [[name, f"{statistics.median(of):.2f}", f"{min(of):.2f}"] for name, of in spent.items()],
    )
    sys.stdout.write(f"ratio of the same rounds, median: {statistics.median(ratios):.2f}\n")
    first = json.loads(apart(content))
    sys.stdout.write(
        f"a process of its own, reading and writing JSON: {first['seconds']:.2f} s, "
        f"{first['megabytes']} MB\n"
    )


def plan(count: int, *, turn: int = 0) -> bytes:
    """Return a workbook of a plan made by chance, the same at every run, another in every turn."""
    chance = random.Random(SEED + turn)  # noqa: S311  guards nothing
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    sheet.append(HEADINGS)
    for row in range(count):
        bodies = ", ".join([*chance.sample(BODIES, 3), f"administration of district {turn}.{row}"])
        sheet.append(
            [
                f"{row // 100 + 1}.{row // 10 % 10 + 1}.{row % 10 + 1}",
                f"Hold course {row} for pilots in harbour {chance.random()}", bodies,
                chance.choice(BODIES), f"Q{row % 4 + 1} {2021 + row % 3}", f"Number of courses {row}",
                str(row), str(2 * row), f"Report {row}", chance.random() * 1000, row * 3.5 + turn, row + turn / 7,
                chance.choice(["State Budget", "donors"]), f"Objective {row % 23 + 1}", "planned",
                f"Comment {row}", f"{row % 28 + 1:02d}.{row % 12 + 1:02d}.2021",
                f"{row % 28 + 1:02d}.{row % 12 + 1:02d}.2023", f"Result {row}", f"Remark {row}",
            ]
        )  # fmt: skip
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parse_alone(content: bytes) -> int:
    """Let openpyxl go over the cells and do nothing with them."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    return sum(len(row) for row in sheet.iter_rows(values_only=True))


def read(content: bytes) -> int:
    """Read the plan: headings, columns, tree, cells, doubts."""
    (table,) = read_matrices(content, file_name="plan.xlsx").tables
    return len(table.rows)


def apart(content: bytes) -> bytes:
    """Read the plan in a new process, which starts with nothing known."""
    call = [sys.executable, __file__, "--apart"]
    return subprocess.run(call, input=content, capture_output=True, check=True).stdout  # noqa: S603


def tell_of_this_process() -> None:
    """Read what comes in and write it as JSON; tell the seconds and the most memory."""
    content = sys.stdin.buffer.read()
    start = time.process_time()
    for _piece in json_pieces(read_matrices(content, file_name="plan.xlsx")):
        pass
    told = {
        "seconds": time.process_time() - start,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    tell_of_this_process() if "--apart" in sys.argv else main()

"""Plans made by chance, each row known by who it is, and corrections of them made by chance."""

import random
from dataclasses import dataclass, replace

from hypothesis import strategies as st

HEADINGS = ["No", "Activity", "Responsible", "Deadline"]
DEEDS = ["Repair", "Paint", "Count", "Dredge", "Measure", "Train", "Открыть", "Capacitar"]
THINGS = [
    "the pier",
    "boats of the guard",
    "gulls",
    "the river bed",
    "officers",
    "приют",
    "puertos",
]
WHEN = ["2021", "Q3 2022", "2023", "as needed", ""]
WHO = ["Coast Guard", "Harbour Office", ""]


@dataclass(frozen=True)
class Line:
    """A row as its author knows it: who it is, whatever it says."""

    who: int
    goal: int
    text: str
    by: str
    due: str


TEXTS = st.builds(
    lambda deed, thing, number: f"{deed} {thing} of district {number}",
    st.sampled_from(DEEDS),
    st.sampled_from(THINGS),
    st.integers(1, 400),
)


@st.composite
def plans(draw):
    """Give a plan of some goals with measures, each of which says something of its own."""
    texts = draw(st.lists(TEXTS, min_size=3, max_size=25, unique=True))
    chance = random.Random(draw(st.integers(0, 10_000)))  # noqa: S311  guards nothing
    goals = sorted(chance.randint(1, 3) for _text in texts)
    return [
        Line(who, goal, text, chance.choice(WHO), chance.choice(WHEN))
        for who, (goal, text) in enumerate(zip(goals, texts, strict=True))
    ]


@st.composite
def corrections(draw, lines):
    """Give the plan after a hand went over it: cells corrected, rows taken out and put in."""
    kept = []
    for line in lines:
        what = draw(st.sampled_from(["same", "same", "same", "due", "word", "gone"]))
        if what == "due":
            kept.append(replace(line, due=draw(st.sampled_from(["2029", "2030"]))))
        elif what == "word":
            kept.append(replace(line, text=f"{line.text} by hand"))
        elif what == "same":
            kept.append(line)
    new = draw(st.lists(st.integers(1, 3), max_size=3))
    for number, goal in enumerate(new):
        at = sum(line.goal < goal for line in kept)
        line = Line(1000 + number, goal, f"Write {number} new letters to ministers", "", "2031")
        kept.insert(at, line)
    return kept


def written(lines):
    """Return the rows of a plan, numbered as they stand, and the one who is in each."""
    rows: list[list[str]] = []
    names: list[int | None] = []
    for goal in sorted({line.goal for line in lines}):
        rows.append([str(goal), f"Objective {goal}: Goal of part {goal}", "", ""])
        names.append(None)
        for number, line in enumerate((one for one in lines if one.goal == goal), start=1):
            rows.append([f"{goal}.{number}", line.text, line.by, line.due])
            names.append(line.who)
    return rows, names

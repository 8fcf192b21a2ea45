"""Whatever the text, every quotation stands where it is said to stand, and nothing breaks."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.reading import read, to_html, to_json
from servanda.reading.model import Reading
from servanda.reading.tests.mangling import VARIANTS

SENTENCES = (
    "Peru and the United Nations Development Programme (UNDP) agreed to build a pier by 2021.",
    "Ada Berg, Minister of Health of Peru, met Olaf Holm in Lima on 3 June 2019.",
    "The Joint Commission on Fisheries has existed since June 2011.",
    "They signed the National Action Plan on Clean Rivers for 2011-2014 (NAP)",
    "“The parties will meet every year,” said the organization.",
    "Action 1: Repair the pier. Responsible: UNDP. Deadline: Q2 2020.",
    "DONE AT LIMA, 3 JUNE 2019",
)
PIECES = st.sampled_from(
    [*SENTENCES, "(", ")", "”", "\n\n", "\n", " ", "’s", "of the", ",", "—", "\u00a0"]
)
MANGLED = st.lists(PIECES | st.text(max_size=12), max_size=14).map(" ".join)
CUT = st.tuples(st.sampled_from(SENTENCES), st.integers(0, 60), st.integers(0, 90)).map(
    lambda cut: cut[0][cut[1] : cut[2]]
)


def items_of(reading: Reading):
    lists = (
        reading.parties,
        reading.people,
        reading.meetings,
        reading.commitments,
        reading.instruments,
        reading.bodies,
    )
    return [item for items in lists for item in items]


@pytest.mark.slow
@settings(deadline=None, max_examples=120)
@given(text=MANGLED | CUT)
def test_every_quotation_is_exact(text):
    reading = read(text, published="2019-06-14", language="en")
    for item in items_of(reading):
        assert item.quote
        assert text[item.start : item.end] == item.quote
    for date in reading.dates:
        assert text[date.start : date.end] == date.text
    for commitment in reading.commitments:
        assert commitment.meeting is None or commitment.meeting < len(reading.meetings)


@settings(deadline=None, max_examples=30)
@given(text=MANGLED)
def test_the_same_text_gives_the_same_reading(text):
    first, second = (read(text, published="2019-06-14", language="en") for _ in range(2))
    assert to_json(first) == to_json(second)
    assert to_html(first, text) == to_html(second, text)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_quotation_of_a_text_that_copying_spoilt_is_exact(variant):
    text = VARIANTS[variant]("\n\n".join(SENTENCES))
    for language in ("en", "ru", "fr", "es", "tk"):
        reading = read(text, published="2019-06-14", language=language)
        for item in items_of(reading):
            assert text[item.start : item.end] == item.quote
        for date in reading.dates:
            assert text[date.start : date.end] == date.text


@pytest.mark.slow
def test_the_same_text_gives_the_same_bytes_whatever_the_hashes(tmp_path):
    """Sets are in another order in every process; nothing of that may be seen."""
    path = tmp_path / "text.txt"
    path.write_text("\n\n".join(SENTENCES), encoding="utf-8")
    assert len({bytes_of_a_process(path, seed) for seed in (0, 1)}) == 1


def bytes_of_a_process(path: Path, seed: int) -> bytes:
    """Give what a new process, with other hashes, prints of a text."""
    program = (
        "import pathlib, sys; from servanda.reading import read, to_json;"
        "text = pathlib.Path(sys.argv[1]).read_text(encoding='utf-8');"
        "print(to_json(read(text, published='2019-06-14')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], check=True, capture_output=True,
        env={"PYTHONHASHSEED": str(seed), "PYTHONUTF8": "1"}, cwd=Path(__file__).resolve().parents[3],
    )  # fmt: skip
    assert done.stdout.strip()
    return done.stdout


def test_an_abbreviation_whose_bracket_is_never_closed_does_not_stand_in_the_quotation():
    text = "They signed the National Action Plan on Clean Rivers for 2011-2014 (NAP"
    (plan,) = read(text, published="2019-06-14", language="en").instruments
    assert plan.quote == text[plan.start : plan.end]
    assert "(" not in plan.quote


def test_reading_time_grows_with_the_length_only():
    text = "\n\n".join(SENTENCES) * 40
    assert read(text, published="2019-06-14").parties


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg, who",
        "The Committee meets every year; on 3 May it gather",
        "Action 1: Repair it. Responsible: Peru. Action E:",
        "Minister and " * 800,
        "Agreement on " + "Oak, " * 800,
        ", " * 2_000,
        "Peru and " * 2_000,
    ],
)
def test_no_text_is_too_short_or_too_long_to_be_read(text):
    assert read(text, published="2019-06-14", language="en").language == "en"


def test_a_row_of_an_action_list_has_its_own_labels_only():
    text = (
        "Action: Repair the pier.\nResponsible: UNICEF. Deadline: 10 May 2019.\n\n"
        "Action: Paint the wall.\nDeadline: 12 May 2019.\n"
    )
    rows = read(text, language="en").commitments
    assert [(row.by, row.due) for row in rows] == [
        (("UNICEF",), "../2019-05-10"),
        ((), "../2019-05-12"),
    ]

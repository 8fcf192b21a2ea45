"""EDTF to days and to words, held against the vectors of the conformance folder."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.edtf import Bounds, EdtfError, bounds, describe, is_edtf, words_add_to

VECTORS = Path(__file__).parents[3].parent / "shared" / "conformance" / "edtf"
EPOCH = date(1970, 1, 1)
MILLISECONDS_OF_A_DAY = 24 * 60 * 60 * 1000

# What the vectors hold and Servanda leaves out, by rule:
NOT_READ = {"Century", "Decade"}  # of ISO 8601-2, not of EDTF: `20XX` and `199X` say the same
# The vectors give seasons the months of quarters, and a third of a year (37) five months; ISO
# 8601-2 gives the latter four, and a season is read as people mean it.
SEASONS = re.compile(r".*-(2[1-9]|3[0-2]|3[7-9])$")
IMPOSSIBLE = {"1900-02-29", "2019-02-29"}  # the vectors check only their writing


def rows(name):
    path = VECTORS / name
    if not path.exists():
        return [pytest.param({}, marks=pytest.mark.skip(reason=f"{path} is not there"))]
    with path.open(encoding="utf-8", newline="") as source:
        lines = (line for line in source if not line.startswith("#"))
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [pytest.param(row, id=repr(row["input"])) for row in reader]


def written(name):
    return [row for row in rows(name) if row.marks or row.values[0]["type"] not in NOT_READ]


def day(milliseconds):
    """The day of a bound, or None where it is open, unknown or outside the years 1 to 9999."""
    if milliseconds in {"", "Infinity", "-Infinity"}:
        return None
    number = EPOCH.toordinal() + int(milliseconds) // MILLISECONDS_OF_A_DAY
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


@pytest.mark.parametrize(
    "row",
    [
        row
        for name in ("level0", "level1", "level2", "iso8601-2", "loc-spec")
        for row in written(f"{name}.tsv")
    ],
)
def test_a_valid_date_has_the_bounds_of_the_vectors(row):
    found = bounds(row["input"])
    if "T" in row["input"]:  # of a moment the day as written counts, not that in Greenwich
        assert found.earliest == date.fromisoformat(row["input"][:10])
    elif SEASONS.fullmatch(row["input"]):
        assert found.latest is not None
    elif not row["input"].strip("X-"):  # an unknown year says nothing
        assert found == Bounds(None, None)
    else:
        assert found == Bounds(day(row["min"]), day(row["max"]))


@pytest.mark.parametrize("row", written("edge-cases.tsv"))
def test_an_edge_case_is_valid_or_not_as_the_vectors_say(row):
    assert is_edtf(row["input"]) is (row["valid"] == "VALID" and row["input"] not in IMPOSSIBLE)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-02-17", "2021-02-17", "2021-02-17"),
        ("../2025", None, "2025-12-31"),
        ("2021-03/..", "2021-03-01", None),
        ("/2020", None, "2020-12-31"),
        ("2004-04~", "2004-04-01", "2004-04-30"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2021-XX", "2021-01-01", "2021-12-31"),
        ("2021-33", "2021-01-01", "2021-03-31"),
        ("2021-36", "2021-10-01", "2021-12-31"),
        ("2021-41", "2021-07-01", "2021-12-31"),
        ("2021-22", "2021-06-01", "2021-08-31"),
        ("2020-24", "2020-12-01", "2021-02-28"),
        ("2021-30", "2021-12-01", "2022-02-28"),
        ("2004-06~-11", "2004-06-11", "2004-06-11"),
        ("0000", None, None),
        ("9999-24", "9999-12-01", None),
        ("Y17000", None, None),
        ("[..2020,2022]", None, "2022-12-31"),
    ],
)
def test_bounds_are_the_first_and_last_day_it_may_mean(edtf, earliest, latest):
    found = bounds(edtf)
    shown = [end.isoformat() if end else None for end in (found.earliest, found.latest)]
    assert shown == [earliest, latest]


@pytest.mark.parametrize(
    ("edtf", "part_of_message"),
    [
        ("2021-02-30", "that month ends on 2021-02-28. Write that day"),
        ("2021-02-3X", "that month ends on 2021-02-28"),
        ("2021-13", "Months run from 01 to 12"),
        ("17.02.2021", "Write the year first: 2021-02-17"),
        ("17/02/2021", "Write the year first: 2021-02-17"),
        ("199", "write 199X"),
        ("2018/2016", "ends before it begins"),
        ("2016/2017/2018", "one slash"),
        ("", "is not a date"),
        ("soon", "Write it as 2021, 2021-02 or 2021-02-17"),
        ("[2020,]", "empty place"),
        ("٢٠٢١", "is not a date"),
    ],
)
def test_a_wrong_date_is_told_what_is_wrong_and_what_to_write(edtf, part_of_message):
    with pytest.raises(EdtfError, match=re.escape(part_of_message)):
        bounds(edtf)


@pytest.mark.parametrize(
    ("edtf", "english", "russian"),
    [
        ("2021-02", "February 2021", "февраль 2021 г."),
        ("2021-02-17", "17 February 2021", "17 февраля 2021 г."),
        ("2021-02-21/2021-02-28", "21–28 February 2021", "21–28 февраля 2021 г."),
        ("../2022-12-31", "by 31 December 2022", "не позднее 31 декабря 2022 г."),
        ("2020-05/..", "since May 2020", "с мая 2020 г."),
        ("2021-41/..", "since the second half of 2021", "со второго полугодия 2021 г."),
        ("2021-02-02/..", "since 2 February 2021", "со 2 февраля 2021 г."),
        ("2021-33", "first quarter of 2021", "I квартал 2021 г."),
        ("2016/2018", "2016–2018", "2016–2018 гг."),
        ("2022-05/2022-08", "May–August 2022", "май–август 2022 г."),
        ("2025-07/2025-12", "second half of 2025", "второе полугодие 2025 г."),
        ("2020-11/2021-03", "November 2020 – March 2021", "ноябрь 2020 г. – март 2021 г."),
        ("2004-04~", "about April 2004", "около апреля 2004 г."),
        ("199X", "1990s", "1990-е гг."),
        ("2021-22", "summer 2021", "лето 2021 г."),
        ("/2020", "until 2020, beginning unknown", "до 2020 г., начало неизвестно"),
    ],
)
def test_a_date_is_said_in_words(edtf, english, russian):
    said = describe(edtf, "ru").replace("\u00a0", " ")
    assert (describe(edtf), said) == (english, russian)


def test_the_short_word_for_year_never_begins_a_line_in_russian():
    assert describe("2021-02-17", "ru").endswith("2021\u00a0г.")
    assert describe("2016/2018", "ru").endswith("2018\u00a0гг.")


def test_a_date_for_which_no_words_are_kept_is_shown_as_written():
    assert describe("Y17000") == "Y17000"
    assert describe("2021-02", "xx") == "2021-02"


@given(st.text(alphabet="0123456789X-/.~?%[]{},YT:Z ", max_size=20))
def test_any_text_is_either_edtf_or_refused_with_a_sentence(text):
    if is_edtf(text):
        found = bounds(text)
        assert not (found.earliest and found.latest) or found.earliest <= found.latest
        assert describe(text)
    else:
        with pytest.raises(EdtfError, match=r"\.$"):
            bounds(text)


@given(st.dates())
def test_a_day_is_its_own_bounds(moment):
    assert bounds(moment.isoformat()) == Bounds(moment, moment)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2021-03-10/2021-03-12", "on 10-12 March 2021"),
        ("2013", "In 2013"),
        ("2016/2018", "2016-2018"),
        ("2016/2018", "2016–18"),
        ("2020-05/..", "since May 2020"),
        ("../2022-12-31", "by 31 December 2022"),
        ("2021-33", "in the first quarter of 2021"),
        ("2021-01/2021-03", "January to March 2021"),
        ("2021-01/2021-03", "с января по март 2021 года"),
        ("2020-02-05", "05.02.2020"),
        ("202X", "in the 2020s"),
        ("2020-02-18", ""),
        ("", ""),
    ],
)
def test_words_that_hold_each_year_and_day_add_nothing(edtf, words):
    assert not words_add_to(edtf, words)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2021-02-21/2021-02-28", "at the end of February"),
        ("2021-02-21/2021-02-28", "end of February 2021"),
        ("2021-02-16", "yesterday"),
        ("2020-02-18", "Feb 18"),
        ("2013/..", "Since that time"),
        ("2022-05/2022-08", "mid-2022"),
        ("../2022-12-31", "by the end of 2022"),
        ("", "every year"),
        ("soon", "in 2013"),
    ],
)
def test_words_from_which_a_date_was_reckoned_add_to_it(edtf, words):
    assert words_add_to(edtf, words)

"""Dates found in text: what span is taken, what it means, what follows for a deadline."""

import json
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.edtf import is_edtf
from servanda.reading.errors import EdtfError, ReadingError
from servanda.reading.finding.dates import distinct_dates, due_of, find_dates
from servanda.reading.finding.dates.resolving import MEANINGS
from servanda.reading.finding.dates.roles import PLACES
from servanda.reading.languages import languages, vocabulary

LANGUAGES = [code for code in languages() if vocabulary(code, "dates")]
WRITTEN_ON = "2021-02-17"  # a Wednesday
ANNOTATED = Path(__file__).parents[3].parent / "shared" / "reading" / "dev"


def told(text, *, published=WRITTEN_ON, language="en"):
    return [
        (one.text, one.edtf) for one in find_dates(text, published=published, language=language)
    ]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        # days
        ("on 17 February 2021", "2021-02-17"),
        ("on the 5th of March, 2019", "2019-03-05"),
        ("On December 10, 2024", "2024-12-10"),
        ("24.02.2024", "2024-02-24"),
        ("17/02/2021", "2021-02-17"),
        ("On 22\xa0January", "2021-01-22"),
        ("Jan. 24", "2021-01-24"),
        ("on April 2 of the current year", "2021-04-02"),
        ("on 20 June last year", "2020-06-20"),
        ("on Monday, 15 February", "2021-02-15"),
        ("Feb. 17 (Wednesday", "2021-02-17"),
        # months, quarters, halves, seasons, years, decades
        ("in February 2020", "2020-02"),
        ("in March of this year", "2021-03"),
        ("next month", "2021-03"),
        ("Q2 2023", "2023-34"),
        ("in the first quarter of 2025", "2025-33"),
        ("in the second quarter", "2021-34"),
        ("in the second half of next year", "2022-07/2022-12"),
        ("In the summer of 2021", "2021-22"),
        ("last summer", "2020-22"),
        ("in 2013", "2013"),
        ("around 2005", "2005~"),
        ("in the 1990s", "199X"),
        # parts: the policy of thirds
        ("at the end of February", "2021-02-21/2021-02-28"),
        ("in mid-April", "2021-04-11/2021-04-20"),
        ("in early May 2020", "2020-05-01/2020-05-10"),
        ("mid-2022", "2022-05/2022-08"),
        ("towards the end of the year", "2021-09/2021-12"),
        ("early in the year", "2021-01/2021-04"),
        # ranges and sets
        ("2016-2018", "2016/2018"),
        ("2024-25", "2024/2025"),
        ("October 6-8", "2020-10-06/2020-10-08"),
        ("on 10–13 May", "2021-05-10/2021-05-13"),
        ("From 5 to 8 August", "2021-08-05/2021-08-08"),
        ("between 17 and 20 May 2022", "2022-05-17/2022-05-20"),
        ("from 28 February to 2 March 2021", "2021-02-28/2021-03-02"),
        ("from 30 December to 2 January 2021", "2020-12-30/2021-01-02"),
        ("from 2014 to 2023", "2014/2023"),
        ("on 12 and 13 November 2020", "2020-11-12/2020-11-13"),
        ("on 17 and 24 May 2021", "{2021-05-17,2021-05-24}"),
        # beginnings and deadlines
        ("since May 2020", "2020-05/.."),
        ("since late 2024", "2024-09/.."),
        ("starting with the fourth quarter of 2015", "2015-10/.."),
        ("since its launch in November 2021", "2021-11/.."),
        ("by the end of 2022", "../2022-12-31"),
        ("by 2040", "../2040"),
        ("by mid-2025", "../2025-08-31"),
        ("by March 20", "../2021-03-20"),
        ("until the end of the decade", "../2029-12-31"),
        ("by the end of the first quarter of 2022", "../2022-03-31"),
        ("not later than 30 September 2025", "../2025-09-30"),
        ("before January 31, 2021", "../2021-01-30"),
        ("before 2023", "../2022"),
        ("before the end of June", "../2021-06-30"),
        ("within six months", "../2021-08-17"),
        ("within two weeks of this statement", "../2021-03-03"),
        ("within the next two years", "2021-02-17/2023-02-17"),
        # from the day of publication
        ("yesterday", "2021-02-16"),
        ("today", "2021-02-17"),
        ("on Thursday", "2021-02-11"),
        ("on Wednesday", "2021-02-17"),
        ("this week", "2021-02-15/2021-02-21"),
        ("last year", "2020"),
        ("two years ago", "2019"),
        ("a year ago", "2020-02"),
        ("On this day in 2014", "2014-02-17"),
        ("the first week of March", "2021-03-01/2021-03-07"),
        # no day
        ("every year", None),
        ("every two years", None),
        ("twice a year", None),
        ("for two years", None),
        ("within 30 days", "../2021-03-19"),
        ("at a later date", None),
        ("30 February 2021", None),
    ],
)
def test_an_english_date_is_found_whole(text, edtf):
    assert told(f"It stands {text}.")[0][1] == edtf
    assert text.split("(")[0].strip() in told(f"It stands {text}.")[0][0]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("в конце февраля", "2021-02-21/2021-02-28"),
        ("в феврале 2020 года", "2020-02"),
        ("с мая 2020 года", "2020-05/.."),
        ("с 2016 по 2018 год", "2016/2018"),
        ("на 2020–2022 годы", "2020/2022"),
        ("до конца I квартала", "../2021-03-31"),
        ("не позднее середины апреля", "../2021-04-20"),
        ("23-го числа текущего месяца", "2021-02-23"),
        ("10–13 мая", "2021-05-10/2021-05-13"),
        ("Осенью 2019 года", "2019-23"),
        ("январского", "2021-01"),
        ("в четверг", "2021-02-11"),
        ("в 1990-х годах", "199X"),
        ("раз в полгода", None),
        ("в течение трёх недель", "../2021-03-10"),
        ("17.02.2021 г.", "2021-02-17"),
    ],
)
def test_a_russian_date_is_found_whole(text, edtf):
    assert told(f"Здесь {text}", language="ru") == [(text, edtf)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It began in 2013. Since that time it went on.", ["2013", "2013/.."]),
        ("It met on 31 May 2023 and on 24 April of that year.", ["2023-05-31", "2023-04-24"]),
        ("Concluded in June 1998; fifteen years later it joined.", ["1998-06", "2013"]),
        ("Signed on 2 April 2020; six weeks later it began.", ["2020-04-02", "2020-05-14"]),
        (
            "Announced in late November 2017, in the same month.",
            ["2017-11-21/2017-11-30", "2017-11"],
        ),
        ("From 7 to 9 May 2020; on the last day", ["2020-05-07/2020-05-09", "2020-05-09"]),
        ("On 21 June 2020. The following month, on 30 July", ["2020-06-21", "2020-07-30"]),
        ("They met on 5 May and 9 June 2020.", ["2020-05-05", "2020-06-09"]),
        ("It met in March 2019 in Bangkok (10–12 March).", ["2019-03", "2019-03-10/2019-03-12"]),
    ],
)
def test_a_date_may_be_told_from_the_one_before(text, dates):
    assert [edtf for _, edtf in told(text)] == dates


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They will meet in January.", "2022-01"),
        ("They met in December.", "2020-12"),
        ("It was held on 6 October.", "2020-10-06"),
        ("The report is due in March.", "2021-03"),
        ("The Board meeting ends on Sunday.", "2021-02-21"),
    ],
)
def test_a_date_without_its_year_follows_the_tense(text, edtf):
    assert told(text)[0][1] == edtf


@pytest.mark.parametrize(
    "text",
    ["some 2000 people", "A/RES/2030/195", "for $2021", "They may march on.", "Ms. May said so."],
)
def test_what_only_looks_like_a_date_is_left_alone(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "start"),
    [("changed by yesterday's decision", "yesterday"), ("it dates from 1984", "1984")],
)
def test_a_word_that_belongs_to_another_is_not_taken_with_the_date(text, start):
    assert told(text)[0][0] == start


@pytest.mark.parametrize("text", ["yesterday", "on 6 October", "next month", "on Thursday"])
def test_a_relative_date_stays_unknown_without_a_publication_date(text):
    assert told(text, published=None) == [(text, None)]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Deadline: 10 February 2023.", "../2023-02-10"),
        ("Deadline: end of February 2023.", "../2023-02-28"),
        ("Deadline: Q2 2023.", "2023-34"),
        ("Deadline: December 2015.", "2015-12"),
        ("Deadline: continuous.", None),
        ("within two weeks of signature", None),
        ("to present it by the end of 2022", "../2022-12-31"),
        ("to meet in the second half of 2025", "2025-07/2025-12"),
        ("every quarter, starting with the fourth quarter of 2015", "2015-10/.."),
        ("once a year, the first time in the first quarter of 2026", "2026-01/.."),
        ("Reports come every year.", None),
    ],
)
def test_a_commitment_falls_due_as_its_dates_say(text, due):
    assert due_of(find_dates(text, published=WRITTEN_ON)) == due


def test_each_distinct_expression_is_kept_once():
    found = find_dates("In 2013, again in 2013, in 2014.", published=None)
    assert [one.text for one in distinct_dates(found)] == ["In 2013", "in 2014"]


def test_a_wrong_publication_date_is_refused():
    with pytest.raises(EdtfError, match="that month ends on 2021-02-28"):
        find_dates("today", published="2021-02-30")


def test_a_language_without_date_words_is_named():
    with pytest.raises(ReadingError, match="xx"):
        find_dates("today", published=None, language="xx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_meaning_in_the_words_of_a_language_is_known(language):
    source = files("servanda.reading.languages") / language / "dates.toml"
    forms = tomllib.loads(source.read_text(encoding="utf-8"))["forms"]
    meanings = {means for group in forms.values() for means in group}
    assert meanings <= MEANINGS | PLACES | {"count", "number"}


WORDS = """
in on by since from to until the end of mid - early 2021 1998 17 30 February May , . ; (
year week two later ago every next last that Q1 first quarter half 's and / 1990s
"""


@given(
    st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join),
    st.none() | st.dates().map(str),
)
def test_a_found_date_is_exactly_where_it_says(text, published):
    end = 0
    for one in find_dates(text, published=published):
        assert text[one.start : one.end] == one.text
        assert one.start >= end
        assert one.edtf is None or is_edtf(one.edtf)
        end = one.end


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_text_can_be_searched(text, language):
    for one in find_dates(text, published=date(2021, 2, 17).isoformat(), language=language):
        assert text[one.start : one.end] == one.text


@pytest.mark.slow
@pytest.mark.parametrize("text", ["1 ", "from 2020 to ", "the first half of ", "in mid-"])
def test_the_time_grows_with_the_text_and_not_faster(text):
    find_dates(text * 100, published=None)
    began = process_time()
    find_dates(text * 500, published=None)
    short = process_time() - began
    began = process_time()
    find_dates(text * 5000, published=None)
    assert process_time() - began < 10 * 4 * max(short, 0.01)


def test_the_founding_article_is_read_without_fault():
    path = ANNOTATED / "000.json"
    if not path.exists():
        pytest.skip(f"{path} is not there")
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    expected = [(d["text"], d["edtf"]) for d in json.loads(path.read_text("utf-8"))["dates"]]
    assert told(text) == expected

"""Dates in the words of plans, minutes and letters: terms, targets, quarters, blemishes of scanning."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from servanda.reading import read
from servanda.reading.edtf import bounds
from servanda.reading.finding.dates import Role, due_of, find_dates
from servanda.reading.finding.dates.policy import HALVES, LAST, THIRDS, Third

WRITTEN_ON = "2021-02-17"  # a Wednesday
SEEN = Path(__file__).parents[3].parent / "shared" / "notes" / "data" / "timeframe_strings.csv"


def told(text: str, *, language: str, published: str | None = WRITTEN_ON):
    found = find_dates(text, published=published, language=language)
    return [(one.text, one.edtf) for one in found]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        # days, in figures and in words
        ("on the fifteenth of March", "2021-03-15"),
        ("the twenty-first of June 2022", "2022-06-21"),
        ("17-Feb-2021", "2021-02-17"),
        ("on the last day of March 2021", "2021-03-31"),
        ("the second day of May", "2021-05-02"),
        # quarters and halves, Roman numerals too
        ("in the III quarter of 2022", "2022-35"),
        ("by the end of the I quarter", "../2021-03-31"),
        ("in the II half of 2022", "2022-07/2022-12"),
        ("in the first and second quarters of 2022", "2022-01/2022-06"),
        ("Q2–Q4 2023", "2023-04/2023-12"),
        ("Q1 and Q3 2023", "{2023-33,2023-35}"),
        ("by the end of Q1", "../2021-03-31"),
        ("by H2", "../2021-12-31"),
        # parts
        ("by year-end", "../2021-12-31"),
        ("by mid-year", "../2021-08-31"),
        ("by end 2022", "../2022-12-31"),
        ("by end June", "../2021-06-30"),
        ("end Q3 2022", "2022-35"),
        ("in the first ten days of March", "2021-03-01/2021-03-10"),
        ("in the second half of May 2022", "2022-05-16/2022-05-31"),
        # terms
        ("within six months of 1 May 2021", "../2021-11-01"),
        ("no later than three weeks after 1 March 2022", "../2022-03-22"),
        ("within six months of ratification", None),
        ("no later than 30 days after signature", None),
        ("within 30 calendar days", "../2021-03-19"),
        ("within ten working days", None),
        ("each March", None),
        ("semi-annually", None),
        # from the day of publication
        ("over the weekend", "2021-02-13/2021-02-14"),
        ("next weekend", "2021-02-27/2021-02-28"),
        ("earlier this month", "2021-02-01/2021-02-16"),
        ("by Friday", "../2021-02-19"),
        ("by 1 November", "../2021-11-01"),
    ],
)
def test_an_english_date_in_other_words_is_found(text, edtf):
    (found, *others) = told(f"Item: {text}", language="en")
    assert found[1] == edtf
    assert not others
    assert text.startswith(found[0])


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("23-го числа", "2021-02-23"),
        ("до 23-го числа", "../2021-02-23"),
        ("до 5-го числа", "../2021-03-05"),
        ("двадцать третьего мая", "2021-05-23"),
        ("17.02.21 г.", "2021-02-17"),
        ("в последний день марта", "2021-03-31"),
        ("до конца I квартала 2022 года", "../2022-03-31"),
        ("до конца ІІ квартала", "../2021-06-30"),
        ("III кв. 2022 г.", "2022-35"),
        ("в I и II кварталах 2022 года", "2022-01/2022-06"),
        ("I–III кварталы 2022 года", "2022-01/2022-09"),
        ("в первом и третьем кварталах 2022 года", "{2022-33,2022-35}"),
        ("во 2 полугодии 2022 года", "2022-07/2022-12"),
        ("в первой декаде марта", "2021-03-01/2021-03-10"),
        ("во второй половине мая", "2021-05-16/2021-05-31"),
        ("в двадцатых числах мая", "2021-05-21/2021-05-31"),
        ("к лету 2022 года", "../2022-08-31"),
        ("в 2022-м году", "2022"),
        ("на 2022-25 годы", "2022/2025"),
        ("в 2022/23 учебном году", "2022/2023"),
        ("к 1 сентября", "../2021-09-01"),
        ("на период до 2030 года", "../2030"),
        # terms
        ("в шестимесячный срок", "../2021-08-17"),
        ("в 30-дневный срок", "../2021-03-19"),
        ("в течение 10 календарных дней", "../2021-02-27"),
        ("в течение десяти рабочих дней", None),
        ("в течение шести месяцев со дня подписания", None),
        ("не позднее чем через два месяца после встречи", None),
        ("в течение шести месяцев после 1 мая 2021 года", "../2021-11-01"),
        ("через две недели", "2021-03-03"),
        ("год назад", "2020-02"),
        # what comes again
        ("к 15-му числу каждого месяца", None),
        ("раз в два года", None),
    ],
)
def test_a_russian_date_in_other_words_is_found(text, edtf):
    (found, *others) = told(f"Пункт: {text}", language="ru")
    assert found[1] == edtf
    assert not others
    assert text.startswith(found[0])


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The ministers will meet again in two months.", "2021-04"),
        ("The ministers trained the guards in two months.", None),
        ("The ministers will train the guards in two years.", None),
    ],
)
def test_in_so_much_time_is_a_date_where_the_text_looks_ahead(text, edtf):
    assert [one[1] for one in told(text, language="en")] == [edtf]


@pytest.mark.parametrize(
    ("text", "language", "dates", "due"),
    [
        ("by 2022 and 2025", "en", ["../2022", "../2025"], "{2022,2025}"),
        ("by March and June 2022", "en", ["../2022-03", "../2022-06"], "{2022-03,2022-06}"),
        (
            "by 15 July 2022 and 15 January 2023",
            "en",
            ["../2022-07-15", "../2023-01-15"],
            "{2022-07-15,2023-01-15}",
        ),
        ("к 2022 и 2025 годам", "ru", ["../2022", "../2025"], "{2022,2025}"),
        ("by 2022; the second by 2025", "en", ["../2022", "../2025"], "../2022"),
    ],
)
def test_two_targets_in_one_phrase_are_two_deadlines(text, language, dates, due):
    found = find_dates(text, published=WRITTEN_ON, language=language)
    assert [one.edtf for one in found] == dates
    assert {one.role for one in found} == {Role.DEADLINE}
    assert due_of(found) == due


def test_a_commitment_with_two_targets_keeps_both():
    text = "Peru undertook to build two harbours by 2022 and 2025."
    (commitment,) = read(text, published=WRITTEN_ON, language="en").commitments
    assert commitment.due == "{2022,2025}"
    assert bounds(commitment.due).latest == bounds("2025").latest


@pytest.mark.parametrize(
    ("text", "language", "edtf"),
    [
        ("l7 February 2O21", "en", "2021-02-17"),
        ("on 3O Apri1 2O2l", "en", "2021-04-30"),
        ("by 0ctober 2O22", "en", "../2022-10"),
        ("on 17 Febru-\nary 2021", "en", "2021-02-17"),
        ("by Septem-\r\n  ber 2022", "en", "../2022-09"),
        ("on 17 Feb\N{SOFT HYPHEN}ruary 2021", "en", "2021-02-17"),
        ("in the third quar-\nter of 2022", "en", "2022-35"),
        ("in 2016-\n2018", "en", "2016/2018"),
        ("on 17\N{NO-BREAK SPACE}February\n2021", "en", "2021-02-17"),
        ("17 фев-\nраля 2021 года", "ru", "2021-02-17"),
        ("17 февраля 2О21 года", "ru", "2021-02-17"),
    ],
)
def test_blemishes_of_scanning_are_read_and_quoted_as_they_stand(text, language, edtf):
    assert told(text, language=language) == [(text, edtf)]


@pytest.mark.parametrize(
    "text", ["mid-\nterm", "item l7", "H2O in lO rooms", "a well-\nknown town"]
)
def test_a_hyphen_or_a_letter_that_is_no_blemish_makes_no_date(text):
    assert told(text, language="en") == []


def test_the_parts_of_a_month_and_of_a_year_follow_each_other_without_a_gap():
    for parts in (THIRDS, HALVES):
        extents = list(parts.values())
        assert (extents[0].days[0], extents[-1].days[1]) == (1, LAST)
        assert (extents[0].months[0], extents[-1].months[1]) == (1, 12)
        for one, following in pairwise(extents):
            assert following.days[0] == one.days[1] + 1
            assert following.months[0] == one.months[1] + 1


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (("early", "mid-", "late"), "en"),
        (("в начале", "в середине", "в конце"), "ru"),
        (("au début de", "à la mi-", "à la fin de"), "fr"),
        (("a principios de", "a mediados de", "a finales de"), "es"),
    ],
)
def test_every_language_cuts_a_year_by_the_same_table(words, language):
    for part, third in zip(words, Third, strict=True):
        space = "" if part.endswith("-") else " "
        ((_, edtf),) = told(f"{part}{space}2022", language=language)
        first, last = THIRDS[third].months
        assert edtf == f"2022-{first:02d}/2022-{last:02d}"


def seen_in_plans() -> list[dict[str, str]]:
    """Give the cells of real plans that tell a day and stand in a language read here."""
    if not SEEN.exists():
        return []
    with SEEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if row["language"].split("|")[0] in {"en", "ru"}]


@pytest.mark.skipif(not SEEN.exists(), reason="the collected strings are not beside this checkout")
def test_the_time_frames_of_real_plans_are_read_to_their_last_day():
    for row in seen_in_plans():
        found = find_dates(row["raw"].split(";")[0], published=None, language=row["language"][:2])
        days = [bounds(one.edtf).latest for one in found if one.edtf]
        ends = [part.split()[0] for part in row["normalised_to"].split(";") if part.strip()]
        assert {str(day) for day in days} >= set(ends), row["raw"]
        if not ends and row["kind"] in {"continuous", "on demand", "vague"}:
            assert due_of([one for one in found if one.role is not Role.POINT]) is None

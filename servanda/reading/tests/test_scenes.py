"""When a meeting took place that is told without a date of its own."""

import pytest

from servanda.reading import read

MET = "Ada Berg, Minister of Health of Peru, met UNICEF in Lima."


def dates(text: str) -> list[str | None]:
    reading = read(text, published="2019-06-14", language="en")
    return [meeting.date for meeting in reading.meetings]


@pytest.mark.parametrize(
    "dateline", ["LIMA, Peru, June 12. ", "Lima, 12 June 2019\n\n", "LIMA, June 12 - "]
)
def test_what_the_lead_tells_happened_on_the_day_of_the_dateline(dateline):
    assert dates(dateline + MET) == ["2019-06-12"]


@pytest.mark.parametrize(
    "before",
    [
        "",
        "The plan was signed on 3 June 2019.\n\n",
        "They prepared it on 3 May 2019 and on 4 May 2019. ",
        "Work began in May 2019. ",
    ],
)
def test_no_day_told_before_is_no_date(before):
    assert dates(before + MET) == [None]


def test_the_day_of_the_sentence_before_counts_in_its_paragraph():
    text = f"Peru opened a clinic yesterday, a year after the floods of last summer. {MET}"
    assert dates(text) == ["2019-06-13"]


def test_who_goes_on_to_meet_others_does_so_on_the_same_journey():
    text = (
        "This week Ada Berg, Minister of Health of Peru, led a delegation to a conference in "
        "Quito.\n\nBerg met UNICEF.\n\nThe delegation met Juan Soto, Minister of Health of Chile."
    )
    week = "2019-06-10/2019-06-16"
    assert dates(text) == [week, week, week]


def test_another_time_told_between_ends_the_journey():
    text = (
        "Ada Berg, Minister of Health of Peru, met UNICEF in Quito on 3 June 2019.\n\n"
        "The clinic dates from 1998.\n\nThe delegation met the Government of Chile in Lima."
    )
    assert dates(text) == ["2019-06-03", None]


@pytest.mark.parametrize(("verb", "status"), [("led", "held"), ("will lead", "planned")])
def test_in_a_week_that_has_begun_the_words_say_whether_a_meeting_is_over(verb, status):
    text = (
        f"This week Ada Berg, Minister of Health of Peru, {verb} a delegation to a conference "
        "of UNICEF in Quito."
    )
    reading = read(text, published="2019-06-14", language="en")
    assert [meeting.status for meeting in reading.meetings] == [status]


def meetings(text: str) -> list[tuple[str, str | None, str | None]]:
    reading = read(text, published="2019-06-14", language="en")
    return [(meeting.status, meeting.date, meeting.place) for meeting in reading.meetings]


def test_a_heading_over_its_dateline_tells_a_meeting():
    text = (
        "MINUTES\nThird session of the Joint Board of Peru and UNICEF\nLima, 3 June 2019\n\n"
        "1. The plan was read."
    )
    assert [date for _, date, _ in meetings(text)] == ["2019-06-03"]


def test_a_meeting_of_the_heading_that_the_text_tells_again_is_told_once():
    text = (
        "Third session of the Joint Board of Peru and UNICEF\nLima, 3 June 2019\n\n"
        "Peru met UNICEF in Lima on 3 June 2019."
    )
    assert [date for _, date, _ in meetings(text)] == ["2019-06-03"]


def test_a_title_alone_tells_no_meeting():
    assert meetings("Peru hosts yearly meeting of UNICEF in Lima\n\nRain fell for days.") == []


def test_a_meeting_on_the_margins_of_another_is_a_meeting_of_its_own():
    text = (
        "Ada Berg, Minister of Health of Peru, met UNICEF in Lima on 3 June 2019 on the margins "
        "of the fifth meeting of the Joint Board, attended by Olaf Holm, Minister of Health of Chile."
    )
    assert [date for _, date, _ in meetings(text)] == ["2019-06-03", "2019-06-03"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Its ninth session is to be held in Chile, Peru and UNICEF said.",
            [("planned", None, "Chile")],
        ),
        ("Its session is useful for Peru and UNICEF in Chile.", []),
        ("The first was held in Lima on 3 June 2018.", [("held", "2018-06-03", "Lima")]),
        ("The Board of UNICEF is meeting needs.", []),
    ],
)
def test_a_numbered_meeting_is_a_meeting_without_a_date(text, told):
    assert meetings(text) == told


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("in the presence of Ada Berg, Minister of Health of Peru", ["2019-06-03"]),
        ("in Lima", ["2019-06-03"]),
        ("for five years", []),
        ("in Lima but not by Chile", []),
    ],
)
def test_a_signing_is_a_meeting_where_others_saw_it_or_in_a_town(words, dates):
    text = f"The pact of Peru and UNICEF was signed on 3 June 2019 {words}."
    assert [date for _, date, _ in meetings(text)] == dates

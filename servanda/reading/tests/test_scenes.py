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

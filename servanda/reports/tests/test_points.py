"""How points are ordered and counted, in plain Python."""

from datetime import date
from uuid import UUID, uuid5

from servanda.progress.rules import Headline
from servanda.reports.rules.brief import Term
from servanda.reports.rules.commitments import (
    Commitment,
    CommitmentRow,
    Said,
    UpdateRow,
    commitment_on,
    last_words,
)
from servanda.reports.rules.grounds import UNKNOWN_DATE, VagueDate
from servanda.reports.rules.instruments import term_of
from servanda.reports.rules.points import in_order, is_settled, measures_of

NAMESPACE = UUID(int=1)


def said(value: str, since: date) -> Said:
    return Said(1, value, since, since, "")


def commitment(text: str, headline: Headline, *, overdue=False, due=None, said=()) -> Commitment:
    columns = dict.fromkeys(CommitmentRow._fields)
    columns |= {"text": text, "uuid": uuid5(NAMESPACE, text), "instrument": 1}
    row = CommitmentRow(**{**columns, "due": "x" if due else None, "due_latest": due})
    return Commitment(row, said, headline, overdue)


def test_of_two_overdue_points_the_one_due_earlier_stands_first():
    late = commitment("late", Headline.NO_INFORMATION, overdue=True, due=date(2020, 1, 1))
    later = commitment("later", Headline.IN_PROGRESS, overdue=True, due=date(2020, 6, 1))
    assert in_order([later, late]) == (late, later)


def test_done_stands_after_partly_done_and_given_up_stands_last():
    values = [Headline.ABANDONED, Headline.DONE, Headline.PARTLY_DONE, Headline.NOT_STARTED]
    found = in_order(commitment(value, value) for value in values)
    assert [point.standing for point in found] == values[::-1]


def test_a_point_is_settled_only_when_the_last_assessor_said_so_before_the_meeting():
    words = (said("done", date(2019, 1, 1)), said("done", date(2020, 6, 1)))
    point = commitment("done", Headline.DONE, said=words)
    assert not is_settled(point, before=date(2020, 2, 29))
    assert is_settled(point, before=date(2020, 6, 1))


def test_without_an_earlier_meeting_nothing_is_settled():
    point = commitment("done", Headline.DONE, said=(said("done", date(2019, 1, 1)),))
    assert not is_settled(point, before=None)


def test_measures_are_counted_by_headline_and_overdue_beside_it():
    points = [
        commitment("one", Headline.DONE),
        commitment("two", Headline.NO_INFORMATION, overdue=True),
        commitment("three", Headline.NO_INFORMATION),
    ]
    found = measures_of(points)[1]
    assert (found.total, found.overdue) == (3, 1)
    assert dict(found.standings) == {Headline.NO_INFORMATION: 2, Headline.DONE: 1}


def test_an_instrument_ends_when_its_last_day_is_past():
    period = VagueDate("2020/2022", "", date(2020, 1, 1), date(2022, 12, 31))
    assert [
        term_of(period, on=on)
        for on in (
            date(2019, 12, 31),
            date(2021, 2, 17),
            date(2022, 1, 1),
            date(2022, 12, 31),
            date(2023, 1, 1),
        )
    ] == [Term.NOT_BEGUN, Term.IN_FORCE, Term.ENDING, Term.ENDING, Term.ENDED]


def test_an_instrument_without_a_period_does_not_end():
    assert term_of(UNKNOWN_DATE, on=date(2021, 1, 1)) is Term.UNKNOWN
    assert (
        term_of(VagueDate("2018/..", "", date(2018, 1, 1), None), on=date(2021, 1, 1))
        is Term.IN_FORCE
    )


def test_of_an_assessor_the_last_word_counts_since_it_first_said_so_again():
    days = [date(2020, month, 1) for month in range(1, 7)]
    values = ["done", "in_progress", "in_progress", "done", "done", "in_progress"]
    rows = [
        UpdateRow(7, 1, value, day, key)
        for key, (value, day) in enumerate(zip(values, days, strict=True))
    ]
    assert last_words(rows[:3])[7] == (Said(2, "in_progress", days[2], days[1], "done"),)
    assert last_words(rows[:5])[7] == (Said(4, "done", days[4], days[3], "in_progress"),)
    assert last_words(rows[:1])[7] == (Said(0, "done", days[0], days[0], ""),)


def test_each_assessor_has_a_last_word_on_each_provision():
    day = date(2020, 1, 1)
    rows = [
        UpdateRow(7, 1, "done", day, 1),
        UpdateRow(7, 2, "done", day, 2),
        UpdateRow(8, 2, "in_progress", day, 3),
    ]
    said = {key: [(one.key, one.core) for one in found] for key, found in last_words(rows).items()}
    assert said == {7: [(1, "done"), (2, "done")], 8: [(3, "in_progress")]}


def each_year_by(month_and_day: str, *, due: str = "") -> CommitmentRow:
    return commitment("Report", Headline.NO_INFORMATION).row._replace(
        due=due, yearly_by=month_and_day
    )


def test_what_is_due_each_year_is_due_on_the_next_day_and_never_overdue():
    row = each_year_by("03-01")
    for today, due in ((date(2026, 3, 1), "2026-03-01"), (date(2026, 3, 2), "2027-03-01")):
        found = commitment_on(row, (), on=today)
        assert (found.row.due_on.edtf, found.overdue) == (due, False)


def test_a_day_that_is_named_counts_before_one_that_comes_back():
    found = commitment_on(each_year_by("03-01", due="2026-06"), (), on=date(2026, 1, 1))
    assert found.row.due_on.edtf == "2026-06"

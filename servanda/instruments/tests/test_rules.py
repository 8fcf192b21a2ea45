"""The state of an instrument on a day, the gap between two of a line, and how provisions are cited."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.instruments.rules import (
    Cited,
    Gap,
    Life,
    State,
    gap_between,
    read_citation,
    spellings,
    state_on,
    whole_spellings,
)

DAY = date(2021, 6, 1)
SECOND_PLAN = Life(has_period=True, begins=date(2020, 1, 1), ends=date(2022, 12, 31))


@pytest.mark.parametrize(
    ("typed", "cited"),
    [
        ("A/RES/73/195, para. 26 (c)", Cited("A/RES/73/195", "26", ("c",))),
        ("A/RES/73/195, paragraph 26(c)", Cited("A/RES/73/195", "26", ("c",))),
        ("A/RES/73/195 26", Cited("A/RES/73/195", "26")),
        ("a/res/73/195", Cited("A/RES/73/195")),
        ("A/RES/73/195, п. 26 c)", Cited("A/RES/73/195", "26", ("c",))),
        ("A/RES/73/195, пункт 26", Cited("A/RES/73/195", "26")),
        ("A/HRC/14/11, para. 88.31", Cited("A/HRC/14/11", "88.31")),
        ("CEDAW/C/TKM/CO/5, para. 9 (c)", Cited("CEDAW/C/TKM/CO/5", "9", ("c",))),
        ("CEDAW/C/TKM/CO/5, para. 9 (c) (ii)", Cited("CEDAW/C/TKM/CO/5", "9", ("c", "ii"))),
        ("CAC/COSP/2021/3", Cited("CAC/COSP/2021/3")),
        ("CMW/C/KGZ/2", Cited("CMW/C/KGZ/2")),
        ("CP(2018)24", Cited("CP(2018)24")),
        ("A/79/590", Cited("A/79/590")),
    ],
)
def test_a_citation_of_the_united_nations_is_read(typed, cited):
    assert read_citation(typed) == cited


@pytest.mark.parametrize(
    "typed",
    ["", "GCM 10", "National plan 2020-2022", "A/RES/73/195 on migration", "26 (c)", "trafficking"],
)
def test_what_is_no_citation_is_not_taken_for_one(typed):
    assert read_citation(typed) is None


def test_a_number_is_found_however_it_is_written_before_the_provision():
    assert {"c", "(c)", "c)", "c."} <= set(spellings("c"))
    assert whole_spellings(Cited("A/1", "26", ("c",))) == ["26(c)", "26 (c)", "26c"]


def test_a_draft_stays_one_until_somebody_adopts_it():
    assert state_on(replace(SECOND_PLAN, is_draft=True), DAY) == State.DRAFT
    adopted = replace(SECOND_PLAN, is_draft=True, adopted=[date(2021, 6, 2)])
    assert state_on(adopted, DAY) == State.DRAFT
    assert state_on(adopted, date(2021, 6, 2)) == State.IN_FORCE


def test_what_was_adopted_is_in_force_from_the_first_day_told():
    life = Life(adopted=[date(2019, 12, 12)], force=[date(2021, 7, 1), date(2021, 6, 1)])
    assert state_on(life, date(2021, 5, 31)) == State.ADOPTED
    assert state_on(life, DAY) == State.IN_FORCE


def test_a_plan_is_expired_after_the_last_day_of_its_period():
    assert state_on(SECOND_PLAN, date(2022, 12, 31)) == State.IN_FORCE
    assert state_on(SECOND_PLAN, date(2023, 1, 1)) == State.EXPIRED


def test_what_another_text_replaced_before_its_end_is_replaced():
    life = replace(SECOND_PLAN, replaced=[DAY])
    assert state_on(life, date(2021, 5, 31)) == State.IN_FORCE
    assert state_on(life, DAY) == State.REPLACED


def test_of_a_text_of_which_nothing_is_known_no_state_is_told():
    assert state_on(Life(), DAY) is None


def test_a_gap_lies_between_two_plans_of_which_one_ended_before_the_next_began():
    gap = gap_between(date(2022, 12, 31), date(2025, 1, 1))
    assert gap == Gap(date(2023, 1, 1), date(2024, 12, 31))
    assert gap_between(date(2022, 12, 31), date(2023, 1, 1)) is None
    assert gap_between(None, date(2023, 1, 1)) is None


@given(days=st.lists(st.dates(date(2000, 1, 1), date(2040, 1, 1)), min_size=2, max_size=2))
def test_a_gap_and_the_two_periods_together_leave_no_day_out(days):
    ends, begins = sorted(days)
    gap = gap_between(ends, begins)
    if gap is None:
        assert (begins - ends).days <= 1
    else:
        assert (gap.first - ends).days == (begins - gap.last).days == 1
        assert gap.first <= gap.last


@given(
    life=st.builds(
        Life,
        is_draft=st.booleans(),
        adopted=st.lists(st.none() | st.dates(), max_size=2),
        force=st.lists(st.dates(), max_size=2),
        replaced=st.lists(st.dates(), max_size=2),
    ),
    days=st.lists(st.dates(), min_size=2, max_size=2),
)
def test_a_state_without_an_end_of_a_period_never_goes_back(life, days):
    begun = [State.ADOPTED, State.IN_FORCE, State.EXPIRED, State.REPLACED]
    order = [None, State.DRAFT, State.NOT_BEGUN, *begun]
    earlier, later = (order.index(state_on(life, day)) for day in sorted(days))
    assert earlier <= later

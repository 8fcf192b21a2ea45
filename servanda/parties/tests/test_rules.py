"""Which days of a time are left when others are taken."""

from datetime import date

import pytest

from servanda.parties.rules import before, days_left, in_place_of


def day(number: int) -> date:
    return date(2026, 3, number)


@pytest.mark.parametrize(
    ("wanted", "taken", "left"),
    [
        ((day(5), day(9)), [], [(day(5), day(9))]),
        ((day(5), None), [], [(day(5), None)]),
        ((day(5), day(9)), [(day(1), None)], []),
        ((day(5), day(9)), [(day(5), day(9))], []),
        ((day(5), day(9)), [(day(1), day(4)), (day(10), None)], [(day(5), day(9))]),
        ((day(5), day(9)), [(day(7), day(7))], [(day(5), day(6)), (day(8), day(9))]),
        ((day(5), None), [(day(8), day(9)), (day(1), day(6))], [(day(7), day(7)), (day(10), None)]),
        ((day(5), day(9)), [(day(1), day(7)), (day(2), day(3))], [(day(8), day(9))]),
        ((day(5), day(9)), [(day(9), None)], [(day(5), day(8))]),
    ],
)
def test_what_is_taken_already_is_left_out(wanted, taken, left):
    assert days_left(wanted, taken=taken) == left


RENAMED_THEN_DIVIDED = {1: [2], 2: [3, 4], 5: [4]}


def test_who_acts_in_the_place_of_a_party_is_found_over_all_that_became_of_it():
    assert in_place_of(1, RENAMED_THEN_DIVIDED) == [3, 4]
    assert in_place_of(4, RENAMED_THEN_DIVIDED) == [4]


def test_a_party_acts_in_the_place_of_all_before_it():
    assert before(4, RENAMED_THEN_DIVIDED) == {1, 2, 5}
    assert before(1, RENAMED_THEN_DIVIDED) == set()


def test_parties_that_would_succeed_each_other_do_not_go_on_for_ever():
    assert in_place_of(1, {1: [2], 2: [1]}) == []
    assert before(1, {1: [2], 2: [1]}) == {2}

"""Which days of a time are left when others are taken."""

from datetime import date

import pytest

from servanda.parties.rules import days_left


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

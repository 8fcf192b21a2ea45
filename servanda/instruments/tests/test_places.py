"""Places among siblings: between any two there is one more, and nothing else has to move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.instruments.rules import between, spread

DECIMALS = st.text("0123456789", max_size=6).map(lambda digits: digits.rstrip("0"))
PLACES = st.tuples(st.integers(1, 9), DECIMALS)


def test_the_first_stands_at_one_and_the_next_at_two():
    first = between(None, None)
    assert (first, between(first, None)) == ((1, ""), (2, ""))


def test_between_two_that_follow_one_another_stands_a_decimal():
    assert between((3, ""), (4, "")) == (3, "5")


def test_before_the_first_is_room_again_and_again():
    places = [(1, "")]
    for _time in range(40):
        places.insert(0, between(None, places[0]))
    assert places == sorted(set(places))


def test_a_gap_is_never_filled():
    low, high = (1, ""), (2, "")
    for _time in range(200):
        middle = between(low, high)
        assert low < middle < high
        high = middle
    assert len(high[1]) < 100


def test_what_is_not_before_has_nothing_between():
    with pytest.raises(ValueError, match="is not before"):
        between((2, ""), (2, ""))


@given(PLACES, PLACES)
def test_a_place_is_found_between_any_two(one, other):
    if one != other:
        low, high = sorted((one, other))
        assert low < between(low, high) < high
        assert not between(low, high)[1].endswith("0")


@given(st.none() | PLACES, st.none() | PLACES, st.integers(0, 30))
def test_many_are_put_between_two_in_their_order(one, other, number):
    if one and other and one >= other:
        one, other = None, one
    found = spread(one, other, number)
    assert len(found) == number
    assert found == sorted(set(found))
    assert all((not one or one < place) and (not other or place < other) for place in found)

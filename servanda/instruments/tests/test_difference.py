"""The difference of two editions: every way in which a provision is otherwise, and no more."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.instruments.rules import (
    Answers,
    DueTold,
    Line,
    Mark,
    MoneyTold,
    Piece,
    Way,
    difference,
    marked,
)


def line(key: int, place: int = 0, parent: int | None = None, **told) -> Line:
    told.setdefault("texts", {"en": f"Measure {key}"})
    values = {"code": str(key), "kind": "measure", **told}
    return Line(key=key, uuid=UUID(int=key), parent=parent, place=(place or key, ""), **values)


BEFORE = [line(1), line(2), line(3), line(4, 1, parent=3)]


def ways(after: list[Line]) -> dict[int, tuple[Way, ...]]:
    return {one.line.key: one.ways for one in difference(BEFORE, after)}


def test_two_editions_alike_differ_in_nothing():
    assert ways([replace(one) for one in reversed(BEFORE)]) == {}


@pytest.mark.parametrize(
    ("told", "way"),
    [
        ({"code": "1.1"}, Way.RENUMBERED),
        ({"kind": "goal"}, Way.OTHER_KIND),
        ({"texts": {"en": "Measure one"}}, Way.REWORDED),
        ({"texts": {"en": "Measure 1", "ru": "Мера 1"}}, Way.REWORDED),
        ({"due": DueTold("2021")}, Way.DEADLINE),
        ({"answering": (Answers(7, "lead"),)}, Way.RESPONSIBILITIES),
        ({"money": (MoneyTold(Decimal(5), "USD", 2021, "", None, ""),)}, Way.MONEY),
        ({"parent": 2}, Way.MOVED),
    ],
)
def test_each_way_is_told(told, way):
    assert ways([replace(BEFORE[0], **told), *BEFORE[1:]]) == {1: (way,)}


def test_not_covered_differs_from_a_blank():
    blank = MoneyTold(None, "", 2021, "", None, "")
    before = [line(1, money=(blank,))]
    after = [line(1, money=(replace(blank, is_covered=False),))]
    assert [one.ways for one in difference(before, after)] == [(Way.MONEY,)]


def test_the_order_of_parties_is_no_difference():
    parties = (Answers(7, "lead"), Answers(8, "partner"))
    before, after = [line(1, answering=parties)], [line(1, answering=parties[::-1])]
    assert difference(before, after) == []


def test_what_was_put_past_another_moved_and_the_other_did_not():
    after = [replace(BEFORE[1], place=(0, "5")), BEFORE[0], *BEFORE[2:]]
    assert ways(after) == {2: (Way.MOVED,)}


def test_another_place_with_the_same_neighbours_is_no_move():
    assert ways([BEFORE[0], replace(BEFORE[1], place=(2, "5")), *BEFORE[2:]]) == {}


def test_what_came_and_went_is_told_where_it_stands_and_stood():
    after = [BEFORE[0], line(9, 2), BEFORE[2], BEFORE[3]]
    found = [(one.line.key, one.ways) for one in difference(BEFORE, after)]
    assert found == [(2, (Way.WITHDRAWN,)), (9, (Way.ADDED,))]


def test_what_a_withdrawn_one_led_is_told_behind_it():
    found = [one.line.key for one in difference(BEFORE, BEFORE[:2])]
    assert found == [3, 4]


def test_words_that_went_and_came_are_marked_between_those_that_stayed():
    assert marked("Open two shelters by May.", "Open three shelters.") == [
        Piece(Mark.SAME, "Open "),
        Piece(Mark.GONE, "two"),
        Piece(Mark.NEW, "three"),
        Piece(Mark.SAME, " shelters"),
        Piece(Mark.GONE, " by May"),
        Piece(Mark.SAME, "."),
    ]


def test_russian_words_are_marked_as_whole_words():
    assert marked("Открыть приют", "Открыть приюты") == [
        Piece(Mark.SAME, "Открыть "),
        Piece(Mark.GONE, "приют"),
        Piece(Mark.NEW, "приюты"),
    ]


TEXTS = st.text("ab .;\n", max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_are_read_off_the_marks(before, after):
    pieces = marked(before, after)
    assert "".join(p.text for p in pieces if p.mark is not Mark.NEW) == before
    assert "".join(p.text for p in pieces if p.mark is not Mark.GONE) == after


def test_a_long_text_is_marked_sentence_by_sentence():
    sentences = [f"Point {number} of the text is kept. " for number in range(400)]
    before = "First words. " + "".join(sentences) + "The end"
    sentences[200] = "Another point stands here. "
    after = "Other words. " + "".join(sentences) + "An end"
    pieces = marked(before, after)
    assert "".join(p.text for p in pieces if p.mark is not Mark.GONE) == after
    assert sum(len(p.text) for p in pieces if p.mark is Mark.SAME) > 0.95 * len(after)

"""The tree of a text: moves a step at a time, many at once, and no move touches what it passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.instruments.rules import Node, NotInTree, Tree, indented, lowered, outdented, raised

PLAN = "a1 b2> c3> d4>> e5 f6"
"""Name and key; a mark for each step below."""


def tree(told: str = PLAN) -> Tree:
    nodes: list[Node] = []
    path: list[int] = []
    for number, word in enumerate(told.split(), start=1):
        depth = word.count(">")
        key = int(word.strip(">")[1:])
        path = [*path[:depth], key]
        nodes.append(Node(key, path[-2] if depth else None, (number, "")))
    return Tree(nodes)


def told(found: Tree) -> str:
    names = dict(enumerate("abcdefghij", start=1))
    return " ".join(f"{names[key]}{key}{'>' * depth}" for key, depth in found.walk())


@pytest.mark.parametrize(
    ("how", "chosen", "becomes"),
    [
        (indented, {5}, "a1 b2> c3> d4>> e5> f6"),
        (indented, {5, 6}, "a1 b2> c3> d4>> e5> f6>"),
        (indented, {1, 2}, PLAN),
        (indented, {3}, "a1 b2> c3>> d4>>> e5 f6"),
        (outdented, {3}, "a1 b2> c3 d4> e5 f6"),
        (outdented, {2, 3}, "a1 b2 c3 d4> e5 f6"),
        (outdented, {3, 4}, "a1 b2> c3 d4> e5 f6"),
        (outdented, {5}, PLAN),
        (raised, {6}, "a1 b2> c3> d4>> f6 e5"),
        (raised, {5, 6}, "e5 f6 a1 b2> c3> d4>>"),
        (raised, {1, 2}, PLAN),
        (lowered, {1}, "e5 a1 b2> c3> d4>> f6"),
        (lowered, {2, 5}, "a1 c3> d4>> b2> f6 e5"),
        (lowered, {6}, PLAN),
    ],
)
def test_the_chosen_move_a_step_with_all_they_lead(how, chosen, becomes):
    found = tree()
    how(found, chosen)
    assert told(found) == becomes


def test_a_move_gives_nothing_else_another_place():
    found = tree()
    before = dict(found.nodes)
    moved = {node.key for node in raised(found, {6})}
    assert moved == {6}
    assert all(found.nodes[key] == node for key, node in before.items() if key not in moved)


def test_nothing_stands_under_what_it_leads():
    found = tree()
    for under in (1, 3, 4):
        with pytest.raises(NotInTree):
            found.put(1, under, 0)


def test_what_stands_under_something_unknown_stands_at_the_top():
    assert told(Tree([Node(1, 99, (1, "")), Node(2, 1, (1, ""))])) == "a1 b2>"


def test_equal_places_stand_as_they_came():
    found = Tree(Node(key, None, (0, "")) for key in (3, 1, 2))
    assert told(found) == "a1 b2 c3"
    lowered(found, {1})
    assert told(found) == "b2 c3 a1"


def test_those_that_lead_one_another_round_stand_under_the_first_of_them():
    found = Tree(
        [
            Node(1, None, (1, "")),
            Node(2, 3, (2, "")),
            Node(3, 2, (1, "")),
            Node(4, 4, (1, "")),
            Node(5, 3, (1, "")),
        ]
    )
    assert told(found) == "a1 c3 e5> b2> d4"
    assert sorted(found.astray) == [3, 4]
    assert [list(found.above(key)) for key in (2, 3, 4, 5)] == [[3], [], [], [3]]


MOVES = st.lists(
    st.tuples(
        st.sampled_from([indented, outdented, raised, lowered]),
        st.sets(st.integers(1, 6), min_size=1, max_size=4),
    ),
    max_size=25,
)


@given(MOVES)
def test_no_sequence_of_moves_loses_or_doubles_anything(moves):
    found = tree()
    for how, chosen in moves:
        how(found, chosen)
        assert sorted(key for key, _depth in found.walk()) == [1, 2, 3, 4, 5, 6]
        assert told(Tree(found.nodes.values())) == told(found)

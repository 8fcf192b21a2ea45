"""Which part of a long tree a page shows."""

from servanda.instruments.rules import Node, Tree, opened, whole
from servanda.instruments.rules.opening import PORTION

LONG = Tree(
    [Node(key, None, (key, "")) for key in range(1, 121)]
    + [Node(1000 + key, 60, (key, "")) for key in range(1, 4)]
    + [Node(2001, 1002, (1, ""))]
)


def test_a_page_begins_with_the_first_portion_of_the_top():
    level = opened(LONG, None)
    assert level.keys() == list(range(1, PORTION + 1))
    assert (level.before, level.after, level.total) == (None, 2, 120)


def test_portions_follow_one_another_to_the_last():
    assert (opened(LONG, None, 2).before, opened(LONG, None, 2).after) == (1, 3)
    last = opened(LONG, None, 3)
    assert (last.keys(), last.before, last.after) == (list(range(101, 121)), 2, None)


def test_a_portion_that_is_not_there_is_the_first():
    assert opened(LONG, None, 99).keys() == opened(LONG, None).keys()


def test_the_way_down_to_a_provision_is_open_and_nothing_else():
    level = opened(LONG, 1002)
    below = next(branch for branch in level.branches if branch.key == 60)
    assert below.level is not None
    assert [branch.key for branch in below.level.branches] == [1001, 1002, 1003]
    assert level.keys()[9:14] == [60, 1001, 1002, 2001, 1003]
    assert sum(branch.level is not None for branch in level.branches) == 1


def test_a_provision_that_is_not_there_opens_nothing():
    assert opened(LONG, 777).keys() == opened(LONG, None).keys()


def test_the_whole_tree_is_all_of_it():
    assert sorted(whole(LONG).keys()) == sorted(LONG.nodes)

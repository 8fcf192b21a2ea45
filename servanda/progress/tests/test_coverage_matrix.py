"""The table of coverage as values, without a database."""

from servanda.progress.views.coverage.matrix import Gap, Objective, matrix_of


def test_an_objective_in_two_groups_counts_once_in_all():
    one = Objective(1, "u", "1", "Roads", "en")
    table = matrix_of(
        [("A", [one]), ("B", [one])],
        {1: frozenset({5, 6})},
        {5: frozenset({Gap.NEWS}), 6: frozenset()},
    )
    assert (table.total.number, table.total.lack(Gap.NEWS)) == (2, 1)
    assert [line.level_of(Gap.NEWS) for line in table.lines] == [2, 2]
    assert matrix_of([("", [one])], {}, {}).without_measure == 1

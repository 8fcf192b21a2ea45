"""What the cells of a workbook mean, and how three states of a row are compared."""

import pytest

from servanda.progress.rules.workbooks import (
    Outcome,
    WrongCell,
    amount_of,
    digest,
    merged,
    percent_of,
    plain_text,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("80", "80"), ("80 %", "80"), ("80%", "80"), ("80,0", "80"), ("100.00", "100"), ("", "")],
)
def test_a_share_is_read_as_any_program_writes_it(written, meant):
    assert percent_of(written) == meant


@pytest.mark.parametrize("written", ["0.8", "101", "-1", "most", "NaN"])
def test_what_is_no_whole_share_is_none(written):
    with pytest.raises(WrongCell):
        percent_of(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1200.50", "1200.5"),
        ("1 200,50", "1200.5"),
        ("1\u00a0200,50", "1200.5"),
        ("1,200.50", "1200.5"),
        ("1.200,50", "1200.5"),
        ("1200", "1200"),
        ("1'200.50", "1200.5"),
        ("", ""),
    ],
)
def test_an_amount_is_read_as_any_country_writes_it(written, meant):
    assert amount_of(written) == meant


@pytest.mark.parametrize("written", ["1,200", "1.200", "ten", "-5", "1.005", "Infinity"])
def test_an_amount_that_may_be_two_is_none(written):
    with pytest.raises(WrongCell):
        amount_of(written)


def test_ends_of_lines_and_spaces_at_the_end_say_nothing():
    assert plain_text("a \r\nb\u00a0 c\n\n") == "a\nb c"


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "outcome"),
    [
        ("a", "a", "a", Outcome.UNCHANGED),
        ("a", "a", "b", Outcome.UNCHANGED),
        ("a", "b", "b", Outcome.UNCHANGED),
        ("a", "b", "a", Outcome.TAKEN),
        ("a", "b", "c", Outcome.CONFLICT),
    ],
)
def test_a_row_that_is_stale_is_a_conflict(base, theirs, ours, outcome):
    assert merged(base=base, theirs=theirs, ours=ours) is outcome


def test_an_empty_cell_and_none_say_the_same():
    assert digest({"narrative": ""}) == digest({})
    assert digest({"narrative": "x"}) != digest({})

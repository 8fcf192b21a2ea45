"""The collector of circles rests while a plan is read, and goes on after it, whatever the file was."""

import gc

import pytest

from servanda.reading.errors import DocumentError
from servanda.reading.matrices import read_matrices
from servanda.reading.matrices.collecting import collecting_later


def test_the_collector_rests_within_and_goes_on_behind():
    with collecting_later():
        assert not gc.isenabled()
        with collecting_later():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_file_that_is_refused_lets_the_collector_go_on():
    with pytest.raises(DocumentError):
        read_matrices(b"PK\x03\x04 no archive", file_name="plan.xlsx")
    assert gc.isenabled()

"""The page of what was proved: rows are put in, kept, and say when a proof failed."""

from dataclasses import asdict

import pytest

from tests.proofs import PAGE, PROVED, Keeper, Proof, sentence_of, with_rows

EMPTY = "# Proofs\n\n| it holds that | cases | on SQLite | on PostgreSQL |\n|---|---|---|---|\n"


def test_the_name_of_a_test_is_read_as_a_sentence():
    assert sentence_of("test_what_is_done_holds[editor]") == "What is done holds (editor)"


def test_a_proof_stands_under_its_database():
    page = with_rows(EMPTY, [Proof("It holds", 2000, "postgresql", "2026-11-30, 7 s")])
    assert page == EMPTY + "| It holds | 2,000 |  | 2026-11-30, 7 s |\n"


def test_what_ran_on_the_other_database_stays():
    once = with_rows(EMPTY, [Proof("It holds", 10, "sqlite", "2026-11-29, 5 s")])
    twice = with_rows(once, [Proof("It holds", 10, "postgresql", "2026-11-30, 7 s")])
    assert twice.splitlines()[-1] == "| It holds | 10 | 2026-11-29, 5 s | 2026-11-30, 7 s |"


def test_a_proof_that_failed_is_not_hidden():
    once = with_rows(EMPTY, [Proof("It holds", 10, "sqlite", "2026-11-29, 5 s")])
    page = with_rows(once, [Proof("It holds", 10, "sqlite", "**failed** 2026-11-30")])
    assert "**failed** 2026-11-30" in page
    assert "2026-11-29" not in page


def test_what_was_proved_in_another_process_is_kept():
    keeper, proof = Keeper(), Proof("It holds", 10, "sqlite", "2026-11-29, 5 s")
    for when in ("setup", "call", "teardown"):  # all three bear it, as all have the properties
        report = pytest.TestReport("t", ("t", 1, "t"), {}, "passed", None, when)
        report.user_properties = [("cases", 10), (PROVED, asdict(proof))]
        keeper.pytest_runtest_logreport(report)
    assert keeper.found == [proof]


def test_the_page_reads_as_it_is_written():
    page = PAGE.read_text(encoding="utf-8")
    assert with_rows(page, []) == page


def test_nothing_on_the_page_failed():
    assert "failed" not in PAGE.read_text(encoding="utf-8").partition("|---")[2]

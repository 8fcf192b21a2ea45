"""The demonstration shows its coverage: the founding case and the fictional plan."""

import pytest

from servanda.instruments.models import Instrument, Link
from servanda.instruments.rules.frameworks import provision_name, public_name
from servanda.progress.views.coverage.asked import coverage_asked
from servanda.progress.views.coverage.matrix import Matrix
from servanda.registers.actions import desk_at
from servanda.registers.models import Register

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def coverage(register: Register) -> Matrix:
    """Return the coverage of the Compact as anyone sees it."""
    desk = desk_at(register, None)
    assert desk is not None
    found = coverage_asked(desk, {"framework": str(public_name("gcm"))})
    assert found is not None
    return found.matrix


def test_the_fictional_plan_leaves_eleven_objectives_without_a_measure(built):
    matrix = coverage(built.example)
    assert (len(matrix.lines), matrix.without_measure) == (23, 11)


def test_the_founding_case_implements_the_objective_on_trafficking(built):
    measures = {line.objective.number: line.number for line in coverage(built.founding).lines}
    assert {number: count for number, count in measures.items() if count} == {"10": 3}


def test_the_outline_is_tied_to_the_library(built):
    ties = Link.objects.filter(register=built.founding, kind="same_as")
    assert ties.count() == 23
    tenth = ties.get(to_provision__uuid=provision_name("gcm", "26"))
    assert tenth.from_provision.label == tenth.to_provision.label


def test_the_library_is_there_once(built):
    frameworks = Instrument.objects.filter(register__is_library=True, kind="framework")
    assert sorted(frameworks.values_list("uuid", flat=True)) == sorted(
        [public_name("gcm"), public_name("palermo")]
    )

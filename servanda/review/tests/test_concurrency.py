"""Two people, two connections, one moment: what is decided once stays decided once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from servanda.parties.models import Party
from servanda.registers.actions import mandate_for
from servanda.registers.tests.factories import make_register, person
from servanda.review.actions import AlreadyDecided, accept_proposal
from servanda.review.tests.factories import TALKS, make_run, the

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def together(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment, each on a connection of its own."""
    barrier = Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        try:
            barrier.wait(timeout=10)
            return act()
        except AlreadyDecided as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def test_two_who_accept_one_proposal_accept_it_once():
    register = make_register()
    people = [mandate_for(register, person(register, "editor")) for _n in range(2)]
    run = make_run(people[0])
    seen = [the(run, "commitment") for _n in range(2)]
    done = together(
        *(
            lambda m=mandate, p=proposal: accept_proposal(m, proposal=p, revision=1)
            for mandate, proposal in zip(people, seen, strict=True)
        )
    )
    assert sum(isinstance(one, AlreadyDecided) for one in done) == 1
    assert Party.objects.count() == 2


def test_two_documents_that_name_one_party_make_it_once():
    register = make_register()
    people = [mandate_for(register, person(register, "editor")) for _n in range(2)]
    runs = [make_run(people[0]), make_run(people[0], f"Again: {TALKS}")]
    seen = [the(run, "party") for run in runs]
    together(
        *(
            lambda m=mandate, p=proposal: accept_proposal(m, proposal=p, revision=1)
            for mandate, proposal in zip(people, seen, strict=True)
        )
    )
    assert Party.objects.count() == 1

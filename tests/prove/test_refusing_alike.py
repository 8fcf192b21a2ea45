"""What is elsewhere and what never was are refused in the same time: no clock tells them apart.

Both are asked for in turns, so that what else the machine does falls on both. The lower quartiles of the
times are held against each other, for what else the machine does only ever adds time; where they differ by
more than a tenth, more is asked: chance goes away, what the program does differently stays.
"""

import gc
from collections.abc import Callable, Iterator
from statistics import quantiles
from time import perf_counter

import pytest
from django.test import Client

from servanda.registers.actions import operator
from tests.addresses import addresses, path_of
from tests.test_authorization import client_of, methods_of, people_of, world_that_never_was
from tests.world import World, make_world

pytestmark = [pytest.mark.prove, pytest.mark.django_db, pytest.mark.timeout(3600)]

AT_MOST = 0.10
ROUNDS = (20, 100, 400)
"""How often both are asked for, and how often again where their times seem to differ."""


@pytest.fixture
def worlds() -> tuple[World, World]:
    """Give a register, and another that nobody but its own people may see."""
    return make_world("r", is_public=True), make_world("other")


@pytest.mark.parametrize("role", ["stranger", "administrator", "operator"])
def test_an_entry_of_another_register_is_refused_in_the_time_of_one_that_never_was(
    role: str, worlds: tuple[World, World], record_property: Callable[[str, object], None]
):
    world, other = worlds
    client = client_of(operator() if role == "operator" else people_of(world)[role])
    pairs = [
        (path_of(name, world, entries=other), path_of(name, world, entries=world_that_never_was()))
        for name, arguments in addresses().items()
        if "uuid" in arguments and "GET" in methods_of(name)
    ]
    record_property("cases", len(pairs))
    assert list(told_apart(client, pairs)) == []


def test_a_closed_register_is_refused_in_the_time_of_one_that_never_was(
    worlds: tuple[World, World], record_property: Callable[[str, object], None]
):
    _world, other = worlds
    pairs = [
        (path_of(name, other), path_of(name, other).replace("/r/other/", "/r/never/"))
        for name, arguments in addresses().items()
        if set(arguments) == {"slug"} and "GET" in methods_of(name)
    ]
    record_property("cases", len(pairs))
    assert list(told_apart(Client(), pairs)) == []


def told_apart(client: Client, pairs: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the addresses of which one is answered in another time than the other."""
    for here, nowhere in pairs:
        for path in (here, nowhere):
            assert client.get(path).status_code in {302, 403, 404}, path
        ratios = []
        for rounds in ROUNDS:
            ratios.append(ratio_of_times(client, (here, nowhere), rounds))
            if abs(ratios[-1] - 1) <= AT_MOST:
                break
        else:
            yield f"{here}: {ratios}"


def ratio_of_times(client: Client, pair: tuple[str, str], rounds: int) -> float:
    """Return how many times as long the first address takes, by the lower quartiles of so many rounds."""
    taken: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    gc.disable()
    try:
        for turn in range(rounds):
            for which in (0, 1) if turn % 2 else (1, 0):
                start = perf_counter()
                client.get(pair[which])
                taken[which].append(perf_counter() - start)
    finally:
        gc.enable()
    here, nowhere = (quantiles(times, n=4)[0] for times in taken)
    return here / nowhere

"""Doing several things at the same moment, each on a connection of its own (PostgreSQL only)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def together(*acts: Callable[[], object]) -> list[object]:
    """Do several things at once; return what each gave, or the error it ended with."""
    barrier = Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        try:
            barrier.wait(timeout=10)
            return act()
        except Exception as error:  # noqa: BLE001  the test looks at it
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))

"""A whole register of a size, generated into the database in use, and its index of words written."""

import hashlib
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection, transaction

from generator.agreements import add_agreements
from generator.encounters import add_encounters
from generator.filling import reset_sequences
from generator.ground import Ground, lay_ground, slug_of
from generator.papers import add_papers
from generator.parties import add_actors
from generator.progress import add_progress
from generator.sizes import Size
from servanda.registers.actions import count_found, index_register
from servanda.registers.models import Register

SEED = 20210217
Made = TypeVar("Made")


@dataclass(frozen=True)
class Built:
    """What was generated: the register, how many rows of each kind, and one digest of them all."""

    register: Register
    counts: dict[str, int]
    fingerprint: str


def is_built(size: Size) -> bool:
    """Tell whether the database holds the generated register of a size already."""
    return Register.objects.filter(slug=slug_of(size)).exists()


def build(size: Size, *, password: str | None = None, with_files: bool = True) -> Built:
    """Generate a register and write its index; the same seed writes the same rows."""
    with _in_bulk():
        ground = lay_ground(size, seed=SEED, password=password)
        actors = _told("parties and persons", lambda: add_actors(ground))
        papers = _told("documents", lambda: add_papers(ground, with_files=with_files))
        made = _told("instruments", lambda: add_agreements(ground, actors, papers))
        _told("meetings", lambda: add_encounters(ground, actors, made))
        _told("updates", lambda: add_progress(ground, actors, made, papers))
        reset_sequences(list(ground.models))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    _told("index", lambda: _write_index(ground.register))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as every server does by itself within minutes
    return Built(ground.register, ground.counts, _fingerprint(ground))


def _told(what: str, work: Callable[[], Made]) -> Made:
    """Do one part in a transaction of its own, and tell how long it took."""
    start = time.perf_counter()
    with transaction.atomic():
        made = work()
    sys.stderr.write(f"{what}: {time.perf_counter() - start:.1f} s\n")
    return made


@contextmanager
def _in_bulk() -> Iterator[None]:
    """Write without syncing and check keys at the end: a file that breaks off is made anew."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA cache_size=-400000")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        loose = cursor.fetchall()
        assert not loose, loose[:5]
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("ANALYZE")


def _write_index(register: Register) -> None:
    whole, done = count_found(register), 0
    for count in index_register(register):
        done += count
        sys.stderr.write(f"\rindex: {done:,} of {whole:,}")
    sys.stderr.write("\n")


def _fingerprint(ground: Ground) -> str:
    told = "".join(f"{name} {digest}\n" for name, digest in sorted(ground.digests.items()))
    return hashlib.sha256(told.encode()).hexdigest()

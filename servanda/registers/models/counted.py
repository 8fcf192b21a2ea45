"""What was counted in a register, kept in memory until something changes there."""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import caches
from django.db.models import OuterRef, QuerySet, Subquery

from servanda.history.models import Chain
from servanda.registers.models.registers import Desk, Register

Counted = TypeVar("Counted")


def kept_until_changed(desk: Desk, name: str, count: Callable[[], Counted]) -> Counted:
    """Return what a count gives for what a person sees today; counted anew when the history has grown.

    Every change of an entry is a record of the history, so the end of the chain tells whether there
    was one. Numbers and keys alone are kept, no words: a word that is taken out is nowhere left.
    """
    seen = (desk.register.uuid, desk.role, desk.side_id, desk.today)
    key = sha256(repr((name, seen, _end_of(desk.register))).encode()).hexdigest()
    kept: Counted | None = caches["counted"].get(key)
    if kept is None:
        kept = count()
        caches["counted"].set(key, kept)
    return kept


def with_end(registers: QuerySet[Register]) -> QuerySet[Register]:
    """Read with each register the end of its history, so that what is kept costs no query."""
    chain = Chain.objects.filter(register=OuterRef("uuid"))
    return registers.annotate(chain_end=Subquery(chain.values("digest")[:1]))


def _end_of(register: Register) -> str:
    """Return where the history of a register ends: as it was read with it, else as it is now."""
    if hasattr(register, "chain_end"):
        end = register.chain_end
    else:
        chain = Chain.objects.filter(register=register.uuid)
        end = chain.values_list("digest", flat=True).first()
    return bytes(end).hex() if end else ""

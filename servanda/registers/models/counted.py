"""What was counted in a register, kept in memory until something changes there."""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import caches

from servanda.history.models import Chain
from servanda.registers.models.registers import Desk

Counted = TypeVar("Counted")


def kept_until_changed(desk: Desk, name: str, count: Callable[[], Counted]) -> Counted:
    """Return what a count gives for what a person sees today; counted anew when the history has grown.

    Every change of an entry is a record of the history, so the end of the chain tells whether there
    was one. Numbers and keys alone are kept, no words: a word that is taken out is nowhere left.
    """
    chain = Chain.objects.filter(register=desk.register.uuid).values_list("sequence", "digest")
    found = chain.first()
    end = (found[0], bytes(found[1]).hex()) if found else None
    seen = (desk.register.uuid, desk.role, desk.side_id, desk.today)
    key = sha256(repr((name, seen, end)).encode()).hexdigest()
    kept: Counted | None = caches["counted"].get(key)
    if kept is None:
        kept = count()
        caches["counted"].set(key, kept)
    return kept

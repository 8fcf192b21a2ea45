"""Until when entries are kept back, against what they hang on: it follows, so the history has it not."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q

from servanda.commands.verification.tables import Disagreement
from servanda.registers.actions import kind_at, parents_of
from servanda.registers.models import Entry, Register
from servanda.registers.rules import latest_embargo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet


def wrong_embargoes(register: Register) -> Iterator[Disagreement]:
    """Yield the entries of a register that are kept back for longer or shorter than they should be."""
    for model in apps.get_models():
        if issubclass(model, Entry):
            for entry in _kept_back(model, register).iterator(1_000):
                above = [parent.effective_embargo for parent in parents_of(entry)]
                due = latest_embargo([entry.embargo_until, *above])
                if due != entry.effective_embargo:
                    told = [str(day) if day else "none" for day in (due, entry.effective_embargo)]
                    yield Disagreement(entry.KIND, entry.uuid, "effective_embargo", *told)


def _kept_back(model: type[Entry], register: Register) -> QuerySet[Entry]:
    """Return the entries that are under embargo, or should be."""
    columns = ["embargo_until", "effective_embargo"]
    columns += [f"{path}__effective_embargo" for path in model.PARENTS]
    asked = reduce(or_, (Q(**{f"{column}__isnull": False}) for column in columns))
    for holder in apps.get_models():
        if issubclass(holder, Entry):
            for name in holder.HOLDS:
                if kind_at(holder, name) is model:
                    held = holder._default_manager.exclude(effective_embargo=None)
                    asked |= Q(pk__in=held.exclude(**{name: None}).values(name))
    return model._default_manager.filter(asked, register=register).select_related(*model.PARENTS)

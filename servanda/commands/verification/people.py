"""Accounts, registers, sides and roles against what the history of the installation says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.commands.verification.tables import Disagreement, bare, words
from servanda.history.models import Change
from servanda.registers.models import Account, Assignment, Invitation, Register, Side

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from django.db import models

    from servanda.history.rules import JsonValue

TABLES: dict[str, type[models.Model]] = {
    "account": Account,
    "register": Register,
    "side": Side,
    "assignment": Assignment,
    "invitation": Invitation,
}
Person = Account | Register | Side | Assignment | Invitation
SECRET = frozenset({"password", "email"})
"""Fields of which the history says that they were set, and not to what."""


def people_disagreements() -> Iterator[Disagreement]:
    """Yield what these tables and the history disagree on: a role given past it, an account gone.

    The chain of the installation tells of most of it, that of a register of what was handed over.
    """
    rows = Change.objects.filter(salt__isnull=False)
    last: dict[str, dict[UUID, dict[str, JsonValue]]] = {kind: {} for kind in TABLES}
    for change in rows.filter(kind__in=TABLES).order_by("id"):
        last[change.kind].setdefault(change.entry, {})[change.field] = change.after
    for kind, table in TABLES.items():
        yield from _of_table(kind, table, last[kind])


def _of_table(
    kind: str, table: type[models.Model], last: dict[UUID, dict[str, JsonValue]]
) -> Iterator[Disagreement]:
    there = {row.uuid: row for row in _rows(table)}
    for uuid in there.keys() - last.keys():
        yield Disagreement(kind, uuid, "", "nothing", "a row")
    for uuid, told in last.items():
        row = there.get(uuid)
        is_removed = all(value is None for value in told.values())
        if row is None and not is_removed:
            yield Disagreement(kind, uuid, "", "a row", "nothing")
        for name, value in told.items() if row is not None else ():
            now = bare(_plain(getattr(row, name, None)))
            if name not in SECRET and now != bare(value):
                yield Disagreement(kind, uuid, name, words(bare(value)), words(now))


def _rows(table: type[models.Model]) -> Iterator[Person]:
    links = [field.name for field in table._meta.concrete_fields if field.is_relation]
    for row in table._default_manager.select_related(*links):
        if isinstance(row, Person):
            yield row


def _plain(value: object) -> JsonValue:
    if isinstance(value, Account | Register | Side):
        return str(value.uuid)
    return value if isinstance(value, str | int | bool | None) else str(value)

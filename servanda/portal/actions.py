"""Changes of many entries as pages ask for them: at once, or by the worker where they are very many."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Field
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.portal.lists import ENTRY_LISTS
from servanda.registers.actions import (
    BulkChange,
    Changeable,
    Mandate,
    NewValue,
    NotAllowed,
    change_in_bulk,
    mandate_for,
    protections,
    seal,
)
from servanda.registers.actions.bulk import Seen
from servanda.registers.lists import ListQuery, selected
from servanda.registers.models import Account, Entry, Register
from servanda.registers.rules import Ability
from servanda.review.actions import protect
from servanda.sources.actions import DOCUMENT_CHANGES
from servanda.sources.models import Document
from servanda.tasks.actions import ask_for
from servanda.tasks.models import Task, TaskState

CHANGE_TASK: Final = "servanda.portal.actions.change_in_bulk_task"
MOST_AT_ONCE: Final = 200
"""So many entries are changed while a person waits for the page; more are changed by the worker."""
_OF_ANY_KIND: Final = protections(protect)
_OF_KIND: Final[Mapping[str, tuple[Changeable, ...]]] = {Document.KIND: DOCUMENT_CHANGES}


def changeable(kind: str, name: str) -> Changeable | None:
    """Return how a field of many entries of a kind is changed, None where it may not be."""
    offered = (*_OF_KIND.get(kind, ()), *_OF_ANY_KIND)
    return next((one for one in offered if one.name == name), None)


def ask_for_change(mandate: Mandate, *, model: type[Entry], seen: Seen, wanted: BulkChange) -> Task:
    """Ask the worker to change many entries as a person saw them; asked twice it is done once."""
    desk = mandate.desk
    if not desk.may(Ability.EDIT):
        raise NotAllowed(_("Your role in this register does not allow this."))
    told = {"field": wanted.of.name, "value": _written(wanted.value), "entries": seal(seen)}
    whole = json.dumps([str(desk.register.uuid), str(desk.actor), model.KIND, told])
    key = f"bulk:{hashlib.sha256(whole.encode()).hexdigest()}:"
    tasks = Task.objects.filter(key__startswith=key)
    failed = tasks.filter(state=TaskState.FAILED).count()
    return ask_for(
        CHANGE_TASK,
        key=f"{key}{failed + 1}",
        arguments={
            "register": str(desk.register.uuid),
            "account": str(desk.actor or ""),
            "reason": mandate.reason,
            "kind": model.KIND,
            "field": wanted.of.name,
            "value": _written(wanted.value),
            "seen": json.dumps({str(entry): revision for entry, revision in seen.items()}),
        },
        at=timezone.now(),
        register=desk.register.uuid,
    )


def change_in_bulk_task(arguments: dict[str, str]) -> Callable[[], object]:
    """Return the step that does what `ask_for_change` asked for, in the name of who asked."""
    register = Register.objects.get(uuid=arguments["register"])
    account = Account.objects.get(uuid=arguments["account"])
    mandate = mandate_for(register, account, reason=arguments["reason"])
    listed = ENTRY_LISTS[arguments["kind"]]
    found = changeable(listed.kind, arguments["field"])
    if found is None:
        raise ValidationError(_("This field is not changed for many entries at once."))
    wanted = BulkChange(found, _read(listed.model, found.name, arguments["value"]))
    seen = {UUID(entry): revision for entry, revision in json.loads(arguments["seen"]).items()}
    among = selected(mandate.desk, listed, ListQuery(listed.kind))
    return partial(change_in_bulk, mandate, among=among, seen=seen, wanted=wanted)


@dataclass(frozen=True)
class BulkTask:
    """A change that the worker makes: of which field of how many entries of a kind."""

    task: Task
    account: str
    kind: str
    field: str
    number: int

    def why_for(self, account: UUID | None) -> str:
        """Why it failed, which may name an entry: told to who asked for it and saw that entry."""
        return self.task.why if account is not None and str(account) == self.account else ""


def bulk_task(register: Register, uuid: UUID) -> BulkTask | None:
    """Return a change that somebody asked the worker for in a register."""
    task = Task.objects.filter(name=CHANGE_TASK, register=register.uuid, uuid=uuid).first()
    if task is None:
        return None
    told = task.arguments
    number = len(json.loads(told["seen"]))
    return BulkTask(task, told["account"], told["kind"], told["field"], number)


def _written(value: NewValue) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def _read(model: type[Entry], name: str, told: str) -> NewValue:
    column = model._meta.get_field(name)
    assert isinstance(column, Field)  # noqa: S101  a column of the table
    value: NewValue = column.to_python(told) if told or not column.null else None
    return value

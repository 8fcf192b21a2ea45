"""Erasing words from the history, as the law may say: the digests stay, the chain verifies."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from servanda.history.actions.appending import Deed, append_record
from servanda.history.models import Change, Record
from servanda.history.rules import ERASED, REASON, FieldChange, JsonValue

KIND = "erasure"


@dataclass(frozen=True)
class Erasure:
    """What is erased: in which chain, of whom (the public name of the entry), by whom, and when.

    `entries` are the rows whose fields go (a person and their names, an account), `reasons` the
    numbers of the records whose reason names them.
    """

    register: UUID
    subject: UUID
    entries: tuple[UUID, ...]
    at: datetime
    actor: UUID | None
    reasons: tuple[int, ...] = ()


def erase_words(erasure: Erasure) -> int:
    """Remove what the history tells of these entries, values and salts; return how many fields.

    A record of the erasure names each place, never what stood there: `verify` takes a place that
    is empty and stands in no such record for tampering. What was erased before is passed over.
    """
    with transaction.atomic():
        changes = Change.objects.filter(
            record__register=erasure.register, entry__in=erasure.entries, salt__isnull=False
        ).exclude(kind=KIND)
        reasons = Record.objects.filter(
            register=erasure.register, sequence__in=erasure.reasons, reason_salt__isnull=False
        )
        places: list[JsonValue] = [
            [number, kind, str(entry), field]
            for number, kind, entry, field in changes.order_by("id").values_list(
                "record__sequence", "kind", "entry", "field"
            )
        ]
        places += [
            [number, REASON, "", ""] for number in reasons.values_list("sequence", flat=True)
        ]
        if not places:
            return 0
        changes.update(before=None, after=None, salt=None)
        reasons.update(reason="", reason_salt=None)
        deed = Deed(erasure.register, erasure.at, erasure.actor, "erase_words")
        append_record(deed, [FieldChange(KIND, erasure.subject, ERASED, None, places)])
        return len(places)

"""What `servanda verify` looks at, and the sentences in which it says what it found."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from servanda.commands.errors import CommandError
from servanda.commands.verification.chains import ChainFound, verify_chain
from servanda.commands.verification.embargoes import wrong_embargoes
from servanda.commands.verification.files import damaged_files
from servanda.commands.verification.people import people_disagreements
from servanda.commands.verification.tables import Disagreement, disagreements
from servanda.history.actions import signing_key
from servanda.history.models import Record
from servanda.history.rules import (
    INSTALLATION,
    CheckpointError,
    CheckpointFacts,
    Fault,
    FaultKind,
    opened,
)
from servanda.registers.models import Register

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from uuid import UUID

SHOWN = 20
"""So many disagreements of one register are told one by one; the rest are counted."""

FAULTS = {
    FaultKind.MISSING: "records are missing before it: record {where} should stand there",
    FaultKind.CHANGE: "a change in it was altered: {where}",
    FaultKind.REASON: "its reason was altered",
    FaultKind.RECORD: "its moment, person, deed, place or number of changes was altered",
    FaultKind.EMPTIED: "words in it were removed, and no record tells of an erasure: {where}",
    FaultKind.ROOT: "up to here the records are not those that a checkpoint was signed for {where}",
    FaultKind.END: "the chain does not end where it did: records were cut off or added past it",
}


def verify(*, slug: str | None, notes: Sequence[tuple[Path, str]]) -> bool:
    """Verify one register, or all of them and the installation; tell whether all fits."""
    outside = [_opened(place, note) for place, note in notes]
    registers = list(Register.objects.filter(**({"slug": slug} if slug else {})).order_by("slug"))
    if slug and not registers:
        raise CommandError(f"There is no register “{slug}” here: check its short name.")
    fits = [_verified(register, outside) for register in registers]
    if not slug:
        fits.append(_told_chain("the installation", INSTALLATION, outside))
        fits.append(_told_differences("the installation", people_disagreements()))
    return all(fits)


def _opened(place: Path, note: str) -> CheckpointFacts:
    try:
        return opened(note, signing_key().public_key())
    except CheckpointError as error:
        raise CommandError(f"{place}: {error}") from error


def _verified(register: Register, outside: Sequence[CheckpointFacts]) -> bool:
    name = f"register {register.slug}"
    chain_fits = _told_chain(name, register.uuid, outside)
    tables_fit = _told_differences(name, disagreements(register))
    embargoes_fit = _told_differences(name, wrong_embargoes(register), than="what it hangs on has")
    damaged = [f"{version}: {what}" for version, what in damaged_files(register)]
    for line in damaged:
        print(f"{name}: {line}")
    return chain_fits and tables_fit and embargoes_fit and not damaged


def _told_chain(name: str, register: UUID, outside: Iterable[CheckpointFacts]) -> bool:
    found = verify_chain(register, outside=outside)
    print(f"{name}: {_sentence(found)}")
    return found.fault is None


def _sentence(found: ChainFound) -> str:
    if found.fault is None:
        fit = "checkpoint fits" if found.checkpoints == 1 else "checkpoints fit"
        records = "record" if found.size == 1 else "records"
        return (
            f"{found.size} {records}, none altered; {found.checkpoints} {fit}; "
            f"root {found.root.hex()}"
        )
    fault = found.fault
    what = FAULTS[fault.kind].format(where=fault.where).strip()
    return f"record {fault.sequence}{_deed(found.register, fault)}: {what}"


def _deed(register: UUID, fault: Fault) -> str:
    record = Record.objects.of_register(register).filter(sequence=fault.sequence).first()
    return f" ({record.action}, {record.recorded_at:%Y-%m-%d %H:%M} UTC)" if record else ""


def _told_differences(
    name: str, found: Iterable[Disagreement], *, than: str = "the history has"
) -> bool:
    rest = iter(found)
    first = list(islice(rest, SHOWN))
    for one in first:
        where = f"{one.kind} {one.entry} {one.field}".strip()
        print(f"{name}: {where}: {than} {one.in_history}, the table {one.in_table}")
    more = sum(1 for _ in rest)
    if more:
        print(f"{name}: {more} more disagreements of history and tables")
    return not first

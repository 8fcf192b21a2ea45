"""A plan into a register by command, and out of it again: what is asked for, done, and told in lines."""

import argparse
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from servanda.commands.errors import CommandError
from servanda.commands.ingesting import sentences
from servanda.commands.read import content_of
from servanda.history.models import Record
from servanda.instruments.importing import (
    IMPORTED,
    Choice,
    Imported,
    PlanOrder,
    Preview,
    import_plan,
    preview_plan,
)
from servanda.instruments.rules import counted
from servanda.parties.models import Party
from servanda.portal.views.entries import entry_links
from servanda.portal.views.parts import owners_of
from servanda.reading.errors import ReadingError
from servanda.registers.actions import BuiltSince, StandsInTheWay, lots, mandate_for, undo
from servanda.registers.models import Account, Desk, Register
from servanda.sources.actions import Upload

MOST_TOLD = 100
"""So many lines of one kind are printed; the others are counted."""


def bring_in(options: argparse.Namespace, account: Account) -> str:
    """Bring a plan in, or look at what would be; return the lines that tell it.

    Raises CommandError with the sentence why not; nothing is stored then.
    """
    register = Register.objects.filter(slug=options.register).first()
    if register is None:
        raise CommandError(f"There is no register “{options.register}”: check the name.")
    mandate = mandate_for(register, account)
    try:
        name, content = content_of(options.path)
        upload, order = Upload(content, name), _order(options, mandate.desk)
        if options.dry_run:
            preview = preview_plan(mandate.desk, upload=upload, order=order)
            return "\n".join([*_told(preview), "nothing was stored: this was a dry run"])
        done = import_plan(mandate, upload=upload, order=order)
    except ValidationError as error:
        raise CommandError(f"{options.path}: {sentences(error)}") from error
    except (PermissionDenied, ReadingError) as error:
        raise CommandError(str(error)) from error
    return "\n".join([*_told(done.preview), *_brought(done)])


def take_back(options: argparse.Namespace, account: Account) -> str:
    """Take back one import as a whole; CommandError with what was built on it since."""
    record = _import_named(options.record)
    mandate = mandate_for(Register.objects.get(uuid=record.register), account)
    try:
        undo(mandate, record=record)
    except StandsInTheWay as error:
        named = _standing(mandate.desk, error.built)
        raise CommandError("\n".join([*error.messages, *named])) from error
    except PermissionDenied as error:
        raise CommandError(str(error)) from error
    return f"taken back: all that import {record.uuid} brought in; the history keeps both"


def _standing(desk: Desk, built: Sequence[BuiltSince]) -> Iterator[str]:
    """Name what was built since as far as the person sees it; of the rest not even the number."""
    seen: set[UUID] = set()
    for lot in lots(built):
        owners = owners_of(desk, ((one.kind, one.uuid) for one in lot))
        links = entry_links(desk, owners.values())
        seen |= {uuid for uuid, (_kind, owner) in owners.items() if owner in links}
    named = [one for one in built if one.uuid in seen]
    yield from _listed("built since", [f"{one.kind} {one.label}" for one in named])


def _import_named(given: str) -> Record:
    try:
        record = Record.objects.filter(uuid=UUID(given), action=IMPORTED).first()
    except ValueError as error:
        raise CommandError(
            f"“{given}” names no import: copy the number that “servanda plan import” printed."
        ) from error
    if record is None:
        raise CommandError(f"There is no import {given} here: check its number, or --data.")
    return record


def _order(options: argparse.Namespace, desk: Desk) -> PlanOrder:
    return PlanOrder(
        title=options.title,
        period=options.period,
        sheet=options.sheet,
        currency=options.currency.strip().upper(),
        parties=dict(_chosen(desk, one) for one in options.party),
    )


def _chosen(desk: Desk, given: str) -> tuple[str, Party]:
    """Return the words of a plan and the one party that a person says they mean."""
    words, _equals, name = given.partition("=")
    found = list(Party.objects.visible_to(desk).named(name.strip())) if name.strip() else []
    if len(found) != 1 or not words.strip():
        raise CommandError(
            f"--party {given}: write the words as the plan has them, =, and the name of one party"
            f" of the register; {len(found)} bear this name."
        )
    return words.strip(), found[0]


def _told(preview: Preview) -> Iterator[str]:
    """Tell what a plan holds, then all that a person should look at, each with its cell."""
    kinds = ", ".join(f"{n} {kind}" for kind, n in counted(preview.points.points).items())
    yield f"points: {len(preview.points.points)} ({kinds}); {preview.binding} bind someone"
    if preview.points.preface:
        yield f"rows above the headings, kept in the document: {len(preview.points.preface)}"
    yield from _listed("doubts", list(_doubts(preview)))
    unread = [cell for told in preview.meant for cell in told.unread]
    lines = [f"{cell.address}: “{cell.words[:80]}” ({cell.column.field})" for cell in unread]
    yield from _listed("cells not read, whose words are kept", lines)
    bare = [cell for told in preview.meant for cell in told.without_currency]
    lines = [f"{cell.address}: “{cell.words[:80]}”" for cell in bare]
    yield from _listed(
        "amounts kept as words, for want of a currency: name it by --currency", lines
    )
    several = [f"{_named(one)}: {_all(one.parties)}" for one in preview.matching.several]
    yield from _listed("names that fit several parties: choose by --party", several)
    unknown = [_named(one) for one in preview.matching.unknown]
    yield from _listed(
        "names that fit no party: add the party or name it by --party; the words are kept", unknown
    )


def _doubts(preview: Preview) -> Iterator[str]:
    for table in preview.reading.tables:
        yield from map(str, table.doubts)
        yield from (
            str(doubt) if doubt.cell else f"row {row.number}: {doubt}"
            for row in table.rows
            for doubt in row.doubts
        )


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"{title}: {len(lines)}"
    yield from (f"  {line}" for line in lines[:MOST_TOLD])
    if len(lines) > MOST_TOLD:
        yield f"  … and {len(lines) - MOST_TOLD} more"


def _named(choice: Choice) -> str:
    return f"{choice.cell}: “{choice.name}”, {choice.times} times"


def _all(parties: Sequence[Party]) -> str:
    return "; ".join(party.label for party in parties)


def _brought(done: Imported) -> Iterator[str]:
    if done.uncited:
        yield f"cells whose words were not found again in the text of the document: {done.uncited}"
    slug = done.instrument.register.slug
    yield f"brought in: “{done.instrument.label}”"
    yield f"  {reverse('instrument', kwargs={'slug': slug, 'uuid': done.instrument.uuid})}"
    yield f"  {reverse('document', kwargs={'slug': slug, 'uuid': done.document.uuid})}"
    yield f"import {done.record.uuid}: take it back by “servanda plan undo {done.record.uuid}”"

"""A plan into a register by command, and out of it again: what is asked for, done, and told in lines."""

import argparse
import re
from collections.abc import Iterator, Sequence
from shlex import quote
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from servanda.commands.errors import CommandError
from servanda.commands.ingesting import sentences
from servanda.commands.plan_orders import headings_told, order_of
from servanda.commands.read import content_of
from servanda.commands.telling_plans import comparison_lines, listed, not_read, row_named
from servanda.history.models import Record
from servanda.instruments.actions import save_mapping
from servanda.instruments.importing import (
    IMPORTS,
    Choice,
    Correction,
    Imported,
    PlanOrder,
    Preview,
    import_plan,
    kept_rows,
    preview_plan,
)
from servanda.instruments.models import Instrument
from servanda.instruments.rules import Meant, PlanRow, counted
from servanda.parties.models import Party
from servanda.portal.views.entries import entry_links
from servanda.portal.views.parts import owners_of
from servanda.reading.errors import ReadingError
from servanda.registers.actions import (
    BuiltSince,
    Mandate,
    StandsInTheWay,
    lots,
    mandate_for,
    sees,
    undo,
)
from servanda.registers.models import Account, Desk, Register
from servanda.sources.actions import Upload

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ASPECTS = {
    "code": "number",
    "kind": "kind",
    "text": "words",
    "due": "when",
    "by": "who",
    "money": "how much",
    "under": "place",
}
"""What is told of a row, as it is named to a person."""


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
        upload, order = Upload(content, name), order_of(options, mandate.desk)
        if options.dry_run:
            preview = preview_plan(mandate.desk, upload=upload, order=order)
            return "\n".join([*_told(preview, order), "nothing was stored: this was a dry run"])
        done = import_plan(mandate, upload=upload, order=order)
        saved = list(_saved(mandate, options.save_mapping, order))
    except ValidationError as error:
        raise CommandError(f"{options.path}: {sentences(error)}") from error
    except (PermissionDenied, ReadingError) as error:
        raise CommandError(str(error)) from error
    return "\n".join([*_told(done.preview, order), *_brought(done), *saved])


def _saved(mandate: Mandate, name: str | None, order: PlanOrder) -> Iterator[str]:
    """Keep which field each column is under a name, where a person asks for it."""
    if name is not None:
        kept = save_mapping(mandate, name=name, fields=order.fields)
        yield f"mapping “{kept.name}” saved: {len(kept.columns)} columns; use it by --mapping"


def rows_in_register(named: str, account: Account) -> list[PlanRow]:
    """Return the rows of a plan of a register as it was brought in last, as far as a person sees it."""
    found = _UUID.search(named)
    plan = Instrument.objects.filter(uuid=found[0]).first() if found else None
    desk = mandate_for(plan.register, account).desk if plan else None
    if plan is None or desk is None or not sees(desk, plan):
        raise CommandError(
            f"There is no file and no plan {named}: give a path, or the address of a plan."
        )
    return [one.row for one in kept_rows(plan, seen_from=desk) if one.stands]


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
    yield from listed("built since", [f"{one.kind} {one.label}" for one in named])


def _import_named(given: str) -> Record:
    try:
        record = Record.objects.filter(uuid=UUID(given), action__in=IMPORTS).first()
    except ValueError as error:
        raise CommandError(
            f"“{given}” names no import: copy the number that “servanda plan import” printed."
        ) from error
    if record is None:
        raise CommandError(f"There is no import {given} here: check its number, or --data.")
    return record


def _told(preview: Preview, order: PlanOrder) -> Iterator[str]:
    """Tell what a plan holds, then all that a person should look at, each with its cell."""
    kinds = ", ".join(f"{n} {kind}" for kind, n in counted(preview.points.points).items())
    yield f"points: {len(preview.points.points)} ({kinds}); {preview.binding} bind someone"
    yield from headings_told(preview, order.fields)
    if preview.correction is not None:
        yield from _corrections(preview, preview.correction, withdraw=order.withdraw)
        return
    if preview.points.preface:
        yield f"rows above the headings, kept in the document: {len(preview.points.preface)}"
    yield from listed("doubts", list(_doubts(preview)))
    yield from not_read(preview.meant)
    yield from _names(preview, preview.meant)


def _corrections(preview: Preview, found: Correction, *, withdraw: bool) -> Iterator[str]:
    """Tell what a file says otherwise than the plan that is there, and what is done about it."""
    yield f"the plan “{found.instrument.label}” is in the register already"
    yield from comparison_lines(found.comparison)
    if found.period:
        yield f"period: {found.instrument.period or 'none'} → {found.period}"
    yield from listed(
        "left as they stand here, where somebody changed them since", list(_left(found))
    )
    rows = found.comparison.new
    yield from listed(
        "not brought in, for what they stand under is doubtful or was withdrawn",
        [row_named(rows[at]) for at in found.waiting],
    )
    yield from listed(
        "doubtful rows are left as they are: say which they are by one of these",
        list(_choices(found)),
    )
    yield from listed(
        "no longer in the file, and left as they stand: withdraw them by --withdraw",
        [row_named(one.row) for one in found.gone] if not withdraw else [],
    )
    touched = [*(one.change.new for one in found.touched), *found.added]
    meant = [preview.meant[at] for at in sorted(touched)]
    yield from not_read(meant)
    yield from _names(preview, meant)


def _left(found: Correction) -> Iterator[str]:
    for one in found.touched:
        if one.left:
            row = row_named(found.comparison.new[one.change.new])
            yield f"{row}: {', '.join(_ASPECTS[name] for name in one.left)}"


def _choices(found: Correction) -> Iterator[str]:
    """Give what a person may answer of each doubtful row."""
    for at, formers in found.comparison.pairing.doubtful.items():
        place = found.comparison.new[at].place
        for former in formers:
            kept = found.kept[former]
            told = quote(f"{place}={kept.provision.uuid}")
            yield f"--pair {told} for {row_named(kept.row)}"
        yield f"--pair {quote(f'{place}=new')}"


def _names(preview: Preview, meant: Sequence[Meant]) -> Iterator[str]:
    """List the names in some rows that fit several parties, or none."""
    names = {named.name for told in meant for named in told.named}
    asked = [one for one in preview.matching.choices if one.name in names]
    several = [f"{_named(one)}: {_all(one.parties)}" for one in asked if one.parties]
    yield from listed("names that fit several parties: choose by --party", several)
    unknown = [_named(one) for one in asked if not one.parties]
    yield from listed(
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


def _named(choice: Choice) -> str:
    told = f"{choice.cell}: “{choice.name}”"
    return f"{told}, {choice.times} times" if choice.times > 1 else told


def _all(parties: Sequence[Party]) -> str:
    return "; ".join(party.label for party in parties)


def _brought(done: Imported) -> Iterator[str]:
    correction = done.preview.correction
    if done.record is None or done.document is None:
        yield "nothing of it is otherwise in the file: nothing was changed"
        return
    if done.uncited:
        yield f"cells whose words were not found again in the text of the document: {done.uncited}"
    slug = done.instrument.register.slug
    did = "brought in" if correction is None else "corrected"
    yield f"{did}: “{done.instrument.label}”"
    yield f"  {reverse('instrument', kwargs={'slug': slug, 'uuid': done.instrument.uuid})}"
    yield f"  {reverse('document', kwargs={'slug': slug, 'uuid': done.document.uuid})}"
    yield f"import {done.record.uuid}: take it back by “servanda plan undo {done.record.uuid}”"

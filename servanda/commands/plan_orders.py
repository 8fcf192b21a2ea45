"""What a person says of a plan on the command line: parties, pairs of rows, and which field a column is."""

import argparse
from collections.abc import Iterator, Mapping

from servanda.commands.errors import CommandError
from servanda.commands.telling_plans import listed
from servanda.instruments.importing import PlanOrder, Preview
from servanda.instruments.models import ColumnMapping
from servanda.parties.models import Party
from servanda.reading.matrices.model import Column, Field
from servanda.reading.matrices.words import folded
from servanda.registers.models import Desk


def order_of(options: argparse.Namespace, desk: Desk) -> PlanOrder:
    """Return what a person says of a plan; CommandError for what is not written as it is asked for."""
    fields = {**_mapping(desk, options.mapping), **dict(map(_column, options.column))}
    if options.save_mapping is not None and not (options.save_mapping.strip() and fields):
        raise CommandError(
            "--save-mapping: give it a name, and say by --column or --mapping which field a column is."
        )
    return PlanOrder(
        title=options.title,
        period=options.period,
        sheet=options.sheet,
        currency=options.currency.strip().upper(),
        parties=dict(_party(desk, one) for one in options.party),
        pairs=dict(map(_pair, options.pair)),
        fields=fields,
        withdraw=options.withdraw,
    )


def headings_told(preview: Preview, fields: Mapping[str, Field]) -> Iterator[str]:
    """List the headings that a mapping does not know, and those of it that the file does not have."""
    if not fields:
        return
    known = {folded(heading) for heading in fields}
    columns = [column for table in preview.reading.tables for column in table.columns]
    strange = dict.fromkeys(
        f"“{column.heading}”: {column.field}"
        for column in columns
        if column.heading and known.isdisjoint(_spellings(column))
    )
    yield from listed("headings that the mapping does not know, read by their words", list(strange))
    there = {spelling for column in columns for spelling in _spellings(column)}
    missed = [f"“{heading}”" for heading in fields if folded(heading) not in there]
    yield from listed("headings of the mapping that the file does not have", missed)


def _spellings(column: Column) -> set[str]:
    """Return a heading as it is compared: as a whole, and without the group that it stands in."""
    told = folded(column.heading)
    return {told, told.rpartition(" / ")[2]}


def _mapping(desk: Desk, name: str | None) -> Mapping[str, Field]:
    if name is None:
        return {}
    mappings = ColumnMapping.objects.used_at(desk)
    found = mappings.filter(name=name.strip()).first()
    if found is None:
        names = ", ".join(f"“{one}”" for one in mappings.order_by("name")[:10]) or "none"
        raise CommandError(
            f"The register has no mapping “{name}”: save one by --save-mapping. It has: {names}."
        )
    return found.told


def _column(given: str) -> tuple[str, Field]:
    """Return a heading and the field that a person says its column is."""
    heading, _equals, field = given.rpartition("=")
    if not heading.strip() or field.strip() not in list(Field):
        raise CommandError(
            f"--column {given}: write the heading as the plan has it, =, and one of"
            f" {', '.join(Field)}."
        )
    return heading.strip(), Field(field.strip())


def _pair(given: str) -> tuple[str, str]:
    """Return the place of a row and the provision that it is, none for a new one."""
    place, equals, name = given.rpartition("=")
    if not equals or not place:
        raise CommandError(
            f"--pair {given}: write it as “servanda plan import --dry-run” prints it."
        )
    return place, "" if name == "new" else name


def _party(desk: Desk, given: str) -> tuple[str, Party]:
    """Return the words of a plan and the one party that a person says they mean."""
    words, _equals, name = given.partition("=")
    found = list(Party.objects.visible_to(desk).named(name.strip())) if name.strip() else []
    if len(found) != 1 or not words.strip():
        raise CommandError(
            f"--party {given}: write the words as the plan has them, =, and the name of one party"
            f" of the register; {len(found)} bear this name."
        )
    return words.strip(), found[0]

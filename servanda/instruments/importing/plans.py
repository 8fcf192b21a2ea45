"""A plan brought into a register: its file kept, its rows made provisions that cite their cells."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from servanda.history.models import Record
from servanda.history.rules import JsonValue
from servanda.instruments.actions import (
    Answering,
    NewInstrument,
    NewProvision,
    Planted,
    create_instrument,
    hold_text,
    plant_provisions,
)
from servanda.instruments.importing.matching import Matching, match_parties
from servanda.instruments.models import (
    HeldPart,
    Instrument,
    InstrumentKind,
    Provision,
    ProvisionKind,
)
from servanda.instruments.rules import Locator, Meant, Point, Points, meant_by, points_of
from servanda.parties.models import Party
from servanda.reading.matrices import MatrixReading, read_matrices
from servanda.reading.matrices.model import Field
from servanda.reading.matrices.opening.as_text import open_plan_text
from servanda.registers.actions import Mandate, NotAllowed, change
from servanda.registers.models import Desk, check_date
from servanda.registers.rules import Ability
from servanda.sources.actions import DocumentFacts, Place, Upload, cite_all, ingest
from servanda.sources.models import Document, DocumentKind, Version

IMPORTED = "import_plan"
"""What the history calls it."""

CITED_AS: Mapping[Field, str] = {
    Field.TITLE: "text",
    Field.CODE: "code",
    Field.TIMING: "due",
    Field.RESPONSIBLE: "by",
    Field.PARTNERS: "by",
}
"""Fields of a provision that stand on the cells of columns; other cells are cited by their column."""
_BINDING = frozenset({ProvisionKind.MEASURE, ProvisionKind.ACTIVITY})
_LONGEST_TITLE = 500
_CURRENCY = re.compile(r"[A-Z]{3}")


class PlanKnown(ValidationError):
    """The register has this plan already; `instrument` is the plan that is there."""

    def __init__(self, instrument: Instrument) -> None:
        super().__init__(
            _("The plan “%(title)s” is in the register already: it was not brought in again.")
            % {"title": instrument.label}
        )
        self.instrument = instrument


@dataclass(frozen=True)
class PlanOrder:
    """What a person says of a plan: `currency` is that of amounts that name none, `period` EDTF.

    `parties` tells of names in the plan which party they mean.
    """

    title: str = ""
    period: str = ""
    sheet: str | None = None
    currency: str = ""
    parties: Mapping[str, Party] = field(default_factory=dict)


@dataclass(frozen=True)
class Preview:
    """What would be brought in: nothing of it is in the register yet."""

    reading: MatrixReading
    points: Points
    meant: Sequence[Meant]
    matching: Matching

    @property
    def binding(self) -> int:
        """How many points bind someone."""
        return sum(map(_binds, self.points.points, self.meant))


@dataclass(frozen=True)
class Imported:
    """A plan as it was brought in, with the record that takes it back as a whole."""

    preview: Preview
    instrument: Instrument
    document: Document
    record: Record
    uncited: int


def preview_plan(desk: Desk, *, upload: Upload, order: PlanOrder) -> Preview:
    """Read a plan and match the names in it with the parties of a register; change nothing.

    Raises all that the import would: NotAllowed without the right to bring it in, DocumentError for
    a file that cannot be read, ValidationError for one without rows and for a period or a currency
    that is none, PlanKnown for a plan that is there.
    """
    if not desk.may(Ability.EDIT):
        raise NotAllowed(_("Your role in this register does not allow this."))
    _require_sound(order)
    reading = read_matrices(upload.content, file_name=upload.file_name, sheet=order.sheet)
    points = points_of(reading)
    if not points.points:
        raise ValidationError(
            _("%(file)s has no rows of a plan: look at it with “servanda plan read”.")
            % {"file": upload.file_name}
        )
    sha256 = hashlib.sha256(upload.content).hexdigest()
    _require_new(desk, sha256, _title(order, points))
    meant = [meant_by(point, currency=order.currency) for point in points.points]
    return Preview(reading, points, meant, match_parties(desk, meant, order.parties))


def import_plan(mandate: Mandate, *, upload: Upload, order: PlanOrder) -> Imported:
    """Bring a plan into a register as an instrument, all as one action and one record.

    Raises PlanKnown where the file, or a plan of its title, is there already; NotAllowed,
    DocumentError and ValidationError as the actions do that it joins. Nothing is stored then.
    """
    desk = mandate.desk
    preview = preview_plan(desk, upload=upload, order=order)
    text = open_plan_text(
        upload.content, file_name=upload.file_name, limit_bytes=settings.UPLOAD_LIMIT_BYTES
    )
    with transaction.atomic():
        with change(mandate, "import_plan", Ability.EDIT):
            instrument, document, uncited = _brought_in(
                mandate,
                preview=preview,
                order=order,
                upload=Upload(upload.content, upload.file_name, text),
            )
        record = Record.objects.filter(register=desk.register.uuid).latest("sequence")
    return Imported(preview, instrument, document, record, uncited)


def _require_sound(order: PlanOrder) -> None:
    """Refuse a period and a currency that are none, before anything is read."""
    if order.period:
        check_date(order.period)
    if order.currency and not _CURRENCY.fullmatch(order.currency):
        raise ValidationError(
            _("“%(currency)s” is no currency: give its three letters, such as USD.")
            % {"currency": order.currency}
        )


def _title(order: PlanOrder, points: Points) -> str:
    return order.title.strip() or points.title[:_LONGEST_TITLE]


def _brought_in(
    mandate: Mandate, *, preview: Preview, order: PlanOrder, upload: Upload
) -> tuple[Instrument, Document, int]:
    """Keep the file and make the instrument; return both, and how many cells are not cited."""
    named = _title(order, preview.points)
    facts = DocumentFacts(kind=DocumentKind.PLAN.value, title=named)
    kept = ingest(mandate, upload=upload, facts=facts)
    document = kept.document
    title = named or document.title
    _require_new(mandate.desk, kept.version.sha256, title)
    new = NewInstrument(
        title=title,
        kind=InstrumentKind.ACTION_PLAN,
        period=order.period or None,
        language=document.language,
        visibility=document.visibility,
        made_from=document,
    )
    instrument = create_instrument(mandate, new=new)
    hold_text(mandate, instrument=instrument, document=document, part=HeldPart.TEXT)
    planted = list(_planted(preview, language=document.language, like=instrument))
    made = plant_provisions(mandate, instrument=instrument, planted=planted)
    return instrument, document, _cite(mandate, kept.version, preview.points.points, made)


def _require_new(desk: Desk, sha256: str, title: str) -> None:
    """Refuse a plan that is there: the same file, or one of the same title."""
    plans = Instrument.objects.visible_to(desk).filter(kind=InstrumentKind.ACTION_PLAN)
    holding = plans.filter(
        held_texts__document__versions__sha256=sha256, held_texts__part=HeldPart.TEXT
    )
    known = holding.first() or (plans.named(title).first() if title else None)
    if known is not None:
        raise PlanKnown(known)


def _planted(preview: Preview, *, language: str, like: Instrument) -> Iterator[Planted]:
    for point, meant in zip(preview.points.points, preview.meant, strict=True):
        new = NewProvision(
            text=point.text,
            kind=ProvisionKind(point.kind.value),
            language=language or like.register.language,
            code=point.code,
            strength="planned",
            due=meant.due.due or None,
            due_words=meant.due.words,
            recurrence=meant.due.recurrence,
            beside=tuple(_answering(meant, preview.matching)),
            money=meant.money,
            binds=_binds(point, meant),
            visibility=like.visibility,
            cells=cells_kept(point),
        )
        yield Planted(new, point.under)


def _binds(point: Point, meant: Meant) -> bool:
    """Tell whether a point binds someone: what is to be done, and whatever somebody answers for."""
    return point.kind.value in _BINDING or bool(meant.named)


def _answering(meant: Meant, matching: Matching) -> Iterator[Answering]:
    """Give the parties that answer for a point, each once in a role, with the words that name it."""
    seen: set[tuple[int, str]] = set()
    for named in meant.named:
        party = matching.parties.get(named.name)
        if party is not None and (party.pk, named.role) not in seen:
            seen.add((party.pk, named.role))
            yield Answering(party, named.role, named.by_consent, named.name[:300])


def cells_kept(point: Point) -> dict[str, JsonValue]:
    """Return the cells of a point as its wording keeps them: every one as it stands, with its column."""
    kept: list[JsonValue] = [
        {
            "place": f"{cell.sheet}!{cell.address}",
            "column": cell.column.index,
            "heading": cell.column.heading,
            "field": cell.column.field.value,
            "raw": cell.raw,
        }
        for cell in point.cells
    ]
    return {"cells": kept}


def _cite(
    mandate: Mandate, version: Version, points: Sequence[Point], made: Sequence[Provision]
) -> int:
    """Let each provision stand on its cells; return of how many cells the words were not found."""
    locator, places, uncited = Locator(version.text, version.anchors), [], 0
    for point, provision in zip(points, made, strict=True):
        for cell, span in zip(point.cells, locator.spans_of(point), strict=True):
            if span is None:
                uncited += 1
                continue
            cited = CITED_AS.get(cell.column.field, f"cells.{cell.column.index}")
            places.append((provision, Place(cited, *span)))
    cite_all(mandate, version=version, places=places)
    return uncited

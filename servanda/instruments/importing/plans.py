"""A plan brought into a register: its file kept, its rows made provisions that cite their cells.

A plan that is there is corrected by its file: what that says otherwise is put, and nothing else.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from uuid_utils.compat import uuid7

from servanda.history.models import Record
from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    Planted,
    create_instrument,
    hold_text,
    plant_provisions,
)
from servanda.instruments.importing.applying import CORRECTED, apply_correction
from servanda.instruments.importing.correcting import Correction, PlanRead, correction_of
from servanda.instruments.importing.matching import Matching, match_parties
from servanda.instruments.importing.rows import Citing, binds, cells_kept, new_provision, read_of
from servanda.instruments.models import HeldPart, Instrument, InstrumentKind, Provision
from servanda.instruments.rules import Meant, Points, meant_by, points_of
from servanda.parties.models import Party
from servanda.reading.matrices import MatrixReading, read_matrices
from servanda.reading.matrices.model import Field
from servanda.reading.matrices.opening.as_text import open_plan_text
from servanda.registers.actions import Mandate, NotAllowed, change
from servanda.registers.models import Desk, check_date
from servanda.registers.rules import Ability
from servanda.sources.actions import DocumentFacts, Upload, ingest
from servanda.sources.models import Document, DocumentKind

BROUGHT_IN = "import_plan"
IMPORTS = (BROUGHT_IN, CORRECTED)
"""What the history calls the bringing in of a plan, and of its corrections."""
_LONGEST_TITLE = 500
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class PlanOrder:
    """What a person says of a plan: `currency` is that of amounts that name none, `period` EDTF.

    `parties` tells of names in the plan which party they mean, `fields` of headings which field
    their columns are. Of a plan that is there, `pairs` tells
    which provision a row of the file is, by public names and places (none for a new row), and
    `withdraw` that what the file does not have any more is to be withdrawn.
    """

    title: str = ""
    period: str = ""
    sheet: str | None = None
    currency: str = ""
    parties: Mapping[str, Party] = field(default_factory=dict)
    pairs: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=dict)
    withdraw: bool = False


@dataclass(frozen=True)
class Preview:
    """What would be brought in, or what it would correct: nothing of it is in the register yet."""

    reading: MatrixReading
    points: Points
    meant: Sequence[Meant]
    matching: Matching
    correction: Correction | None = None

    @property
    def binding(self) -> int:
        """How many points bind someone."""
        return sum(map(binds, self.points.points, self.meant))


@dataclass(frozen=True)
class Imported:
    """A plan as it was brought in, with the record that takes it back as a whole.

    There is no record, and no document, where the file changed nothing.
    """

    preview: Preview
    instrument: Instrument
    document: Document | None = None
    record: Record | None = None
    uncited: int = 0


def preview_plan(desk: Desk, *, upload: Upload, order: PlanOrder) -> Preview:
    """Read a plan, match its names with the parties of a register, compare it with what is there.

    Changes nothing. Raises all that the import would: NotAllowed without the right to bring it in,
    DocumentError for a file that cannot be read, ValidationError for one without rows, for a period
    or a currency that is none, and for a file of another plan than that of its title.
    """
    if not desk.may(Ability.EDIT):
        raise NotAllowed(_("Your role in this register does not allow this."))
    _require_sound(order)
    reading = read_matrices(
        upload.content, file_name=upload.file_name, sheet=order.sheet, fields=order.fields
    )
    points = points_of(reading)
    if not points.points:
        raise ValidationError(
            _("%(file)s has no rows of a plan: look at it with “servanda plan read”.")
            % {"file": upload.file_name}
        )
    meant = [meant_by(point, currency=order.currency) for point in points.points]
    preview = Preview(reading, points, meant, match_parties(desk, meant, order.parties))
    known = known_plan(desk, upload=upload, title=title_of(order, points))
    if known is None:
        return preview
    plan = _plan_read(preview, like=known, language=_language(known), pairs=order.pairs)
    correction = correction_of(desk, instrument=known, plan=plan, period=order.period)
    return replace(preview, correction=correction)


def import_plan(mandate: Mandate, *, upload: Upload, order: PlanOrder) -> Imported:
    """Bring a plan into a register as an instrument, or correct the one that is there.

    All is one action and one record; where nothing is to be done, nothing is stored. Raises all
    that the actions do that it joins; nothing is stored then.
    """
    preview = preview_plan(mandate.desk, upload=upload, order=order)
    correction = preview.correction
    if correction is not None and _is_idle(correction, order):
        return Imported(preview, correction.instrument)
    text = open_plan_text(
        upload.content, file_name=upload.file_name, limit_bytes=settings.UPLOAD_LIMIT_BYTES
    )
    upload = replace(upload, opened=text)
    with transaction.atomic():
        if correction is None:
            done = _brought_in(mandate, preview=preview, order=order, upload=upload)
        else:
            done = _corrected(mandate, preview=preview, order=order, upload=upload)
        record = Record.objects.filter(register=mandate.desk.register.uuid).latest("sequence")
    return replace(done, record=record)


def title_of(order: PlanOrder, points: Points) -> str:
    """Return the title that a plan gets: what a person says, else its heading as far as a title is long."""
    return order.title.strip() or points.title[:_LONGEST_TITLE].strip()


def known_plan(desk: Desk, *, upload: Upload, title: str) -> Instrument | None:
    """Return the plan of a register that has this very file, else the one of its title.

    Raises ValidationError where several are called so.
    """
    plans = Instrument.objects.visible_to(desk).filter(kind=InstrumentKind.ACTION_PLAN)
    sha256 = hashlib.sha256(upload.content).hexdigest()
    holding = plans.filter(
        held_texts__document__versions__sha256=sha256, held_texts__part=HeldPart.TEXT
    )
    called = list(plans.named(title)[:2]) if title else []
    known = holding.first()
    if known is None and len(called) > 1:
        raise ValidationError(
            _("Several plans are called “%(title)s”: give this one another title.")
            % {"title": title}
        )
    return known or next(iter(called), None)


def _is_idle(correction: Correction, order: PlanOrder) -> bool:
    return correction.is_empty and not (order.withdraw and correction.gone)


def _require_sound(order: PlanOrder) -> None:
    """Refuse a period and a currency that are none, before anything is read."""
    if order.period:
        check_date(order.period)
    if order.currency and not _CURRENCY.fullmatch(order.currency):
        raise ValidationError(
            _("“%(currency)s” is no currency: give its three letters, such as USD.")
            % {"currency": order.currency}
        )


def _language(known: Instrument) -> str:
    return known.made_from.language if known.made_from else ""


def _plan_read(
    preview: Preview, *, like: Instrument, language: str, pairs: Mapping[str, str] | None = None
) -> PlanRead:
    told = zip(preview.points.points, preview.meant, strict=True)
    news = [
        new_provision(point, meant, preview.matching, like=like, language=language)
        for point, meant in told
    ]
    return PlanRead(preview.points.points, news, pairs or {})


def _brought_in(
    mandate: Mandate, *, preview: Preview, order: PlanOrder, upload: Upload
) -> Imported:
    """Keep the file and make the instrument, each row of it a provision."""
    with change(mandate, "import_plan", Ability.EDIT):
        named = title_of(order, preview.points)
        facts = DocumentFacts(kind=DocumentKind.PLAN.value, title=named)
        kept = ingest(mandate, upload=upload, facts=facts)
        document = kept.document
        _require_new(mandate.desk, upload, named or document.title)
        new = NewInstrument(
            title=named or document.title,
            kind=InstrumentKind.ACTION_PLAN,
            period=order.period or None,
            language=document.language,
            visibility=document.visibility,
            made_from=document,
        )
        instrument = create_instrument(mandate, new=new)
        hold_text(mandate, instrument=instrument, document=document, part=HeldPart.TEXT)
        plan = _plan_read(preview, like=instrument, language=document.language)
        made = _planted(mandate, instrument, plan)
        citing = Citing(kept.version)
        for point, provision in zip(plan.points, made, strict=True):
            citing.add(point, provision, cells=None)
        citing.cite(mandate)
        return Imported(preview, instrument, document, uncited=citing.uncited)


def _corrected(mandate: Mandate, *, preview: Preview, order: PlanOrder, upload: Upload) -> Imported:
    """Let the plan that is there say what its file says otherwise."""
    correction = preview.correction
    assert correction is not None  # noqa: S101  asked before
    known = correction.instrument
    done = apply_correction(
        mandate,
        correction=correction,
        plan=_plan_read(preview, like=known, language=_language(known)),
        upload=upload,
        withdraw=order.withdraw,
    )
    return Imported(preview, known, done.document, uncited=done.uncited)


def _require_new(desk: Desk, upload: Upload, title: str) -> None:
    """Refuse a plan that somebody brought in meanwhile."""
    known = known_plan(desk, upload=upload, title=title)
    if known is not None:
        raise ValidationError(
            _("The plan “%(title)s” is in the register by now: bring the file in again.")
            % {"title": known.label}
        )


def _planted(mandate: Mandate, instrument: Instrument, plan: PlanRead) -> list[Provision]:
    names = [uuid7() for _point in plan.points]
    planted = [
        Planted(_with_cells(plan, at, names), point.under) for at, point in enumerate(plan.points)
    ]
    return plant_provisions(mandate, instrument=instrument, planted=planted)


def _with_cells(plan: PlanRead, at: int, names: Sequence[UUID]) -> NewProvision:
    """Return what a point becomes under its name, with the row that it keeps."""
    under = plan.points[at].under
    read = read_of(plan.news[at], under=None if under is None else names[under])
    return replace(plan.news[at], uuid=names[at], cells=cells_kept(plan.points[at], read))

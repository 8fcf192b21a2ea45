"""The scales of a register: its own, those that come with Servanda, and which of them an instrument has."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from servanda.instruments.models import Instrument
from servanda.progress.models import Core, InstrumentScale, Scale, ScaleKind, ScaleValue
from servanda.progress.rules.scales import ShippedScale, shipped_scale
from servanda.registers.actions import Changes, Mandate, change
from servanda.registers.rules import Ability

PROGRESS = "progress"


def ensure_scale(mandate: Mandate) -> Scale:
    """Return the register's scale of progress; made, with the core as its values, at first use."""
    with change(mandate, "create_scale", Ability.ASSESS) as changes, override("en"):
        found = Scale.objects.filter(register=mandate.desk.register, code=PROGRESS).first()
        if found is not None:
            return found
        scale = changes.create(Scale(code=PROGRESS, title="Progress"))
        values = [
            ScaleValue(scale=scale, code=core.value, label=str(core.label), core=core, order=order)
            for order, core in enumerate(Core)
        ]
        changes.create_all(values)
    return scale


def choose_scales(
    mandate: Mandate, *, instrument: Instrument, chosen: Mapping[str, str]
) -> list[Scale]:
    """Say on which scales updates on an instrument are given: a code for each kind, or none.

    Without a scale of status the register's own counts. What was said on another scale before stays
    as it was said. Raises ValidationError for a scale that there is not, or is of another kind.
    """
    with change(mandate, "choose_scales", Ability.EDIT) as changes:
        wanted = [
            _scale_of(changes, kind, chosen[kind]) for kind in ScaleKind.values if chosen.get(kind)
        ]
        present = list(InstrumentScale.objects.filter(instrument=instrument).order_by("pk"))
        keys = {scale.pk for scale in wanted}
        changes.remove_all([one for one in present if one.scale_id not in keys])
        there = {one.scale_id for one in present}
        changes.create_all(
            [
                InstrumentScale(instrument=instrument, scale=scale)
                for scale in wanted
                if scale.pk not in there
            ]
        )
    return wanted


def scales_of(instrument: Instrument) -> list[Scale]:
    """Return the scales of an instrument, that of status first; without the register's own."""
    kinds = list(ScaleKind.values)
    found = Scale.objects.filter(instruments__instrument=instrument).prefetch_related("values")
    return sorted(found, key=lambda scale: kinds.index(scale.kind))


def value_named(mandate: Mandate, instrument: Instrument, code: str) -> ScaleValue:
    """Return the value that a code names: of the scale of status, or `scale:value` of another.

    A value of the core counts for every instrument, for what is told in words alone. Raises
    ValidationError for a code of none.
    """
    scales = scales_of(instrument)
    if not any(scale.kind == ScaleKind.STATUS for scale in scales):
        scales.insert(0, ensure_scale(mandate))
    named = {value_code(scale, one): one for scale in scales for one in scale.values.all()}
    if code in named:
        return named[code]
    if code in Core.values:
        return ensure_scale(mandate).values.get(code=code)
    raise ValidationError(
        {
            "value": _("%(code)s is no value of this scale; it has: %(known)s.")
            % {"code": code, "known": ", ".join(named)}
        }
    )


def value_code(scale: Scale, value: ScaleValue) -> str:
    """Return by which code a value is named in a new update."""
    return value.code if scale.kind == ScaleKind.STATUS else f"{scale.code}:{value.code}"


def _scale_of(changes: Changes, kind: str, code: str) -> Scale:
    """Return a scale of a kind, of the register or made from one that comes with Servanda."""
    register = changes.mandate.desk.register
    found = Scale.objects.filter(register=register, code=code, kind=kind).first()
    if found is not None:
        return found
    shipped = shipped_scale(code)
    if shipped is None or shipped.kind != kind:
        raise ValidationError(
            {kind: _("There is no such scale of this kind: %(code)s.") % {"code": code}}
        )
    return _make(changes, shipped)


def _make(changes: Changes, shipped: ShippedScale) -> Scale:
    scale = changes.create(Scale(code=shipped.code, title=shipped.title, kind=shipped.kind))
    values = [
        ScaleValue(
            scale=scale,
            code=value.code,
            label=value.label,
            kind=shipped.kind,
            core=value.core,
            order=order,
        )
        for order, value in enumerate(shipped.values)
    ]
    changes.create_all(values)
    return scale

"""What a person may type about the progress of a provision."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models import Instrument, Provision
from servanda.parties.models import Party
from servanda.progress.actions import (
    PROGRESS,
    NewAnswer,
    NewEvidence,
    NewUpdate,
    Told,
    scales_of,
    value_code,
)
from servanda.progress.forms.sourcing import SourcedForm
from servanda.progress.forms.telling import ToldForm
from servanda.progress.models import Core, ScaleKind, ScaleValue, Update, UpdateQuerySet
from servanda.reading.edtf import describe
from servanda.registers.models import Desk
from servanda.registers.models.entries import VISIBILITY_CHOICES
from servanda.registers.rules import Visibility, visible_kinds

if TYPE_CHECKING:
    _UpdateChoice = forms.ModelChoiceField[Update]
else:
    _UpdateChoice = forms.ModelChoiceField

Choice = tuple[str, str | list[tuple[str, str]]]
SAID = ("assessor", "value", "narrative", "stated_on", "as_of")
EVIDENCE = ("document", "quotation", "file", "address", "seen_on", "corrects", "visibility")
"""The fields of the second half of the form."""


class EarlierUpdate(_UpdateChoice):
    """A choice among updates: who said what, and when."""

    @override
    def label_from_instance(self, obj: Update) -> str:
        day = describe(obj.stated_on.isoformat(), get_language() or "en")
        return f"{obj.assessor}: {obj.value}, {day}"


class UpdateForm(ToldForm, SourcedForm):
    """What one assessor says of a provision, and what it stands on."""

    assessor = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Who says so"),
        empty_label=_("Choose a party"),
        queryset=Party.objects.none(),
        help_text=_("The party whose statement this is, not the person who types it."),
    )
    value = forms.ChoiceField(label=_("How it stands"), widget=forms.RadioSelect)
    stated_on = forms.DateField(
        label=_("Stated on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The day it was said or written."),
    )
    corrects = EarlierUpdate(
        to_field_name="uuid",
        label=_("Corrects an earlier update"),
        empty_label=_("Corrects nothing"),
        required=False,
        queryset=Update.objects.none(),
        help_text=_("The earlier update stays in view, marked as corrected."),
    )
    visibility = forms.ChoiceField(label=_("Visible to"), widget=forms.RadioSelect)

    def __init__(self, *args: object, desk: Desk, provision: Provision, **kwargs: object) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        assessors = cast("forms.ModelChoiceField[Party]", self.fields["assessor"])
        assessors.queryset = Party.objects.visible_to(desk).spoken_for_at(desk).order_by("label")
        corrected = cast("forms.ModelChoiceField[Update]", self.fields["corrects"])
        corrected.queryset = _correctable(desk, provision)
        self._offer("value", value_choices(desk, provision.instrument))
        self._offer("visibility", visibility_choices(desk))

    @property
    def said(self) -> list[forms.BoundField]:
        """The fields that tell what is said."""
        return [self[name] for name in SAID]

    @property
    def evidence(self) -> list[forms.BoundField]:
        """The fields that tell what it stands on, and who sees it."""
        return [self[name] for name in EVIDENCE]

    def clean_stated_on(self) -> date:
        day: date = self.cleaned_data["stated_on"]
        if day > self.desk.today:
            raise ValidationError(_("This day has not come yet: give the day it was said."))
        return day

    def new_update(self) -> NewUpdate:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        told: dict[str, Any] = self.told_facts()
        return NewUpdate(
            assessor=said["assessor"],
            value=said["value"],
            stated_on=said["stated_on"],
            corrects=said["corrects"],
            visibility=said["visibility"],
            addresses=self.addresses(self.desk.today),
            **told,
        )

    def new_answer(self) -> NewAnswer:
        """Return what was typed, as it waits to be accepted."""
        said = self.cleaned_data
        told: dict[str, Any] = self.told_facts()
        addresses = self.addresses(self.desk.today)
        return NewAnswer(
            Told(**told),
            value=said["value"],
            visibility=said["visibility"],
            address=addresses[0] if addresses else None,
            evidence=self.new_evidence(),
            corrects=said["corrects"],
            stated_on=said["stated_on"],
        )

    def new_evidence(self) -> NewEvidence:
        """Return the passage found and the files, as the action takes them."""
        if self.source is None:
            return NewEvidence(uploads=self.uploads())
        return NewEvidence(self.source.version, self.source.start, self.source.end, self.uploads())

    def _offer(self, name: str, choices: Sequence[Choice]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices


def _correctable(desk: Desk, provision: Provision) -> UpdateQuerySet:
    """Return the updates that a correction may name: of an assessor the person may see."""
    parties = Party.objects.visible_to(desk)
    updates = Update.objects.visible_to(desk).filter(provision=provision, assessor__in=parties)
    return updates.latest_first().select_related("assessor", "value")


def value_choices(desk: Desk, instrument: Instrument) -> list[Choice]:
    """Return the values of the instrument's scales; where it has several, each under its kind.

    Without a scale of status of its own, those of the register count: the core before first use.
    """
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    scales = scales_of(instrument)
    for scale in scales:
        values = [(value_code(scale, value), value.told) for value in scale.values.all()]
        groups.append((ScaleKind(scale.kind).label.capitalize(), values))
    if not any(scale.kind == ScaleKind.STATUS for scale in scales):
        groups.insert(0, (ScaleKind.STATUS.label.capitalize(), _own_values(desk)))
    return list(groups) if len(groups) > 1 else list(groups[0][1])


def _own_values(desk: Desk) -> list[tuple[str, str]]:
    values = ScaleValue.objects.filter(register=desk.register, scale__code=PROGRESS)
    core = [(value.value, str(value.label).capitalize()) for value in Core]
    return [(value.code, value.told) for value in values] or core


def visibility_choices(desk: Desk) -> list[tuple[str, str]]:
    """Return the visibilities under which the person still sees what they wrote."""
    seen = set(visible_kinds(desk.role))
    if desk.side_id is not None:
        seen.add(Visibility.OWN_SIDE)
    return [(kind, str(label)) for kind, label in VISIBILITY_CHOICES if kind in seen]

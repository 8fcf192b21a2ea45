"""What a person may type about the progress of a provision."""

from datetime import date
from typing import TYPE_CHECKING, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models import Provision
from servanda.parties.models import Party
from servanda.progress.actions import PROGRESS, NewEvidence, NewUpdate
from servanda.progress.forms.sourcing import LONGEST, MEANT_AS_DATE, SourcedForm
from servanda.progress.models import Core, ScaleValue, Update, UpdateQuerySet
from servanda.reading.edtf import describe
from servanda.registers.models import Desk, check_date
from servanda.registers.models.entries import VISIBILITY_CHOICES
from servanda.registers.rules import Visibility, visible_kinds
from servanda.sources.actions import Upload

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    _UpdateChoice = forms.ModelChoiceField[Update]
else:
    _UpdateChoice = forms.ModelChoiceField

EVIDENCE = ("document", "quotation", "file", "corrects", "visibility")
"""The fields of the second half of the form."""


class EarlierUpdate(_UpdateChoice):
    """A choice among updates: who said what, and when."""

    @override
    def label_from_instance(self, obj: Update) -> str:
        day = describe(obj.stated_on.isoformat(), get_language() or "en")
        return f"{obj.assessor}: {obj.value}, {day}"


class UpdateForm(SourcedForm):
    """What one assessor says of a provision, and what it stands on."""

    assessor = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Who says so"),
        empty_label=_("Choose a party"),
        queryset=Party.objects.none(),
        help_text=_("The party whose statement this is, not the person who types it."),
    )
    value = forms.ChoiceField(label=_("How it stands"), widget=forms.RadioSelect)
    narrative = forms.CharField(
        label=_("What was done"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("No names of victims or migrants: counts only."),
    )
    reason_for_delay = forms.CharField(
        label=_("Reason for delay"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    stated_on = forms.DateField(
        label=_("Stated on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The day it was said or written."),
    )
    as_of = forms.CharField(
        label=_("Speaks of the state on"),
        required=False,
        max_length=200,
        help_text=_("A day, month or year (2021-02-17, 2021-02, 2021), or words of the source."),
    )
    file = forms.FileField(
        label=_("A file as evidence"),
        required=False,
        help_text=_(
            "Any file that Servanda reads, as Word, Excel or PDF; "
            "it becomes a document of the register."
        ),
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
        self._offer("value", value_choices(desk))
        self._offer("visibility", visibility_choices(desk))

    @property
    def said(self) -> list[forms.BoundField]:
        """The fields that tell what is said."""
        return [field for field in self if field.name not in EVIDENCE]

    @property
    def evidence(self) -> list[forms.BoundField]:
        """The fields that tell what it stands on, and who sees it."""
        return [field for field in self if field.name in EVIDENCE]

    def clean_stated_on(self) -> date:
        day: date = self.cleaned_data["stated_on"]
        if day > self.desk.today:
            raise ValidationError(_("This day has not come yet: give the day it was said."))
        return day

    def clean_as_of(self) -> str:
        told: str = self.cleaned_data["as_of"].strip()
        if MEANT_AS_DATE.fullmatch(told):
            check_date(told)
        return told

    def new_update(self) -> NewUpdate:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        as_of = said["as_of"]
        is_date = bool(MEANT_AS_DATE.fullmatch(as_of))
        return NewUpdate(
            assessor=said["assessor"],
            value=said["value"],
            stated_on=said["stated_on"],
            narrative=said["narrative"].strip(),
            reason_for_delay=said["reason_for_delay"].strip(),
            as_of=as_of if is_date else None,
            as_of_words="" if is_date else as_of,
            corrects=said["corrects"],
            visibility=said["visibility"],
        )

    def new_evidence(self) -> NewEvidence:
        """Return the passage found and the file, as the action takes them."""
        file: UploadedFile[bytes] | None = self.cleaned_data.get("file")
        upload = Upload(file.read(), file.name or "") if file else None
        if self.source is None:
            return NewEvidence(upload=upload)
        return NewEvidence(self.source.version, self.source.start, self.source.end, upload)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices


def _correctable(desk: Desk, provision: Provision) -> UpdateQuerySet:
    """Return the updates that a correction may name: of an assessor the person may see."""
    parties = Party.objects.visible_to(desk)
    updates = Update.objects.visible_to(desk).filter(provision=provision, assessor__in=parties)
    return updates.latest_first().select_related("assessor", "value")


def value_choices(desk: Desk) -> list[tuple[str, str]]:
    """Return the values of the register's scale of progress, those of the core before first use."""
    values = ScaleValue.objects.filter(register=desk.register, scale__code=PROGRESS)
    core = [(value.value, str(value.label).capitalize()) for value in Core]
    return [(value.code, value.told) for value in values] or core


def visibility_choices(desk: Desk) -> list[tuple[str, str]]:
    """Return the visibilities under which the person still sees what they wrote."""
    seen = set(visible_kinds(desk.role))
    if desk.side_id is not None:
        seen.add(Visibility.OWN_SIDE)
    return [(kind, str(label)) for kind, label in VISIBILITY_CHOICES if kind in seen]

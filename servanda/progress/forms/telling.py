"""What a person may type of a provision beside its value: how far, why late, what next, what it cost."""

from datetime import date
from typing import TYPE_CHECKING, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.progress.actions.telling import Address
from servanda.progress.forms.sourcing import LONGEST, MEANT_AS_DATE, When, WhenField
from servanda.progress.models import DelayReason, Said
from servanda.registers.models import check_date
from servanda.sources.actions import Upload

if TYPE_CHECKING:
    from decimal import Decimal

    from django.core.files.uploadedfile import UploadedFile

LONG = {"rows": 3, "dir": "auto"}
MORE = (
    "percent",
    "period",
    "challenges",
    "delay",
    "reason_for_delay",
    "way_forward",
    "next_step",
    "next_step_by",
    "spent",
    "currency",
)
"""The fields that are filled where there is more to say."""


def long_text(label: object, help_text: object = "") -> forms.CharField:
    """Return the field of a text that a person writes."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # a lazy text is one
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs=LONG),
        help_text=help_text,  # type: ignore[arg-type]
    )


class FilesInput(forms.ClearableFileInput):
    """A control that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none."""

    widget = FilesInput

    @override
    def clean(self, data: object, initial: object = None) -> "list[UploadedFile[bytes]]":
        listed = data if isinstance(data, list | tuple) else [data] if data else []
        one_by_one = super().clean
        return [one_by_one(one, initial) for one in listed]


class ToldForm(forms.Form):
    """What is said beside the value, and on which addresses and files it stands."""

    narrative = forms.CharField(
        label=_("What was done"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("No names of victims or migrants: counts only."),
    )
    as_of = forms.CharField(
        label=_("Speaks of the state on"),
        required=False,
        max_length=200,
        help_text=_("A day, month or year (2021-02-17, 2021-02, 2021), or words of the source."),
    )
    percent = forms.IntegerField(
        label=_("Per cent done"), required=False, min_value=0, max_value=100
    )
    period = WhenField(
        label=_("Period it speaks of"), help_text=_("2026-01/2026-06, 2026, or words.")
    )
    challenges = long_text(_("What stood in the way"))
    delay = forms.ChoiceField(
        label=_("Kind of reason for delay"),
        required=False,
        choices=[("", _("Not late, or not told")), *DelayReason.choices],
    )
    reason_for_delay = long_text(_("Reason for delay"))
    way_forward = long_text(_("Way forward"))
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=500)
    next_step_by = WhenField(label=_("Next step by"))
    spent = forms.DecimalField(
        label=_("Money spent"), required=False, max_digits=15, decimal_places=2, min_value=0
    )
    currency = forms.CharField(
        label=_("Currency"), required=False, max_length=3, help_text=_("Three letters, as USD.")
    )
    file = FilesField(
        label=_("Files as evidence"),
        required=False,
        help_text=_(
            "Any file that Servanda reads, as Word, Excel or PDF; "
            "it becomes a document of the register."
        ),
    )
    address = forms.URLField(
        label=_("An address as evidence"), required=False, max_length=500, assume_scheme="https"
    )
    seen_on = forms.DateField(
        label=_("Seen there on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Today, where you name no day."),
    )

    @property
    def more(self) -> list[forms.BoundField]:
        """The fields that are filled where there is more to say."""
        return [self[name] for name in MORE]

    @property
    def has_more(self) -> bool:
        """Tell whether one of these fields has something in it, or something wrong."""
        return any(self[name].value() or self[name].errors for name in MORE)

    def clean_as_of(self) -> str:
        told: str = self.cleaned_data["as_of"].strip()
        if MEANT_AS_DATE.fullmatch(told):
            check_date(told)
        return told

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).strip().upper()

    def told_facts(self) -> dict[str, object]:
        """Return what was typed, as `Told` takes it."""
        said = self.cleaned_data
        as_of: str = said["as_of"]
        is_date = bool(MEANT_AS_DATE.fullmatch(as_of))
        texts = ("narrative", "challenges", "way_forward", "reason_for_delay", "next_step")
        told: dict[str, object] = {name: str(said[name]).strip() for name in texts}
        for name in ("period", "next_step_by"):
            when: When = said[name]
            told |= {name: when.edtf or None, f"{name}_words": when.words}
        return told | {
            "as_of": as_of if is_date else None,
            "as_of_words": "" if is_date else as_of,
            "delay": said["delay"],
            "percent": cast("int | None", said["percent"]),
            "spent": cast("Decimal | None", said["spent"]),
            "currency": said["currency"] if said["spent"] is not None else "",
        }

    def uploads(self) -> tuple[Upload, ...]:
        """Return the files that were brought."""
        files: list[UploadedFile[bytes]] = self.cleaned_data.get("file") or []
        return tuple(Upload(file.read(), file.name or "") for file in files)

    def addresses(self, today: date) -> tuple[Address, ...]:
        """Return the address that was named, seen today where no day was."""
        url = self.cleaned_data["address"]
        return (Address(url, self.cleaned_data["seen_on"] or today),) if url else ()


def told_initial(said: Said) -> dict[str, object]:
    """Return what an update or an answer says, as the form begins with it."""
    plain = (
        "narrative", "percent", "challenges", "delay", "reason_for_delay", "way_forward",
        "next_step", "spent", "currency",
    )  # fmt: skip
    initial: dict[str, object] = {name: getattr(said, name) for name in plain}
    initial["as_of"] = said.as_of or said.as_of_words
    for name in ("period", "next_step_by"):
        initial[name] = When(getattr(said, name), getattr(said, f"{name}_words"))
    return initial

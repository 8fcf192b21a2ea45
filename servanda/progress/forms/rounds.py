"""What a person may type about a round of reporting: opening it, answering, handing on, judging."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from servanda.instruments.models import Instrument, Provision
from servanda.parties.models import Party
from servanda.progress.actions import NewAnswer, NewEvidence, NewRound, Told
from servanda.progress.forms.sourcing import LONGEST, When, WhenField
from servanda.progress.forms.telling import ToldForm
from servanda.progress.forms.updating import value_choices
from servanda.registers.models import Account, Desk
from servanda.registers.models.entries import VISIBILITY_CHOICES
from servanda.registers.rules import RoleKind, Visibility, visible_kinds

SAYING = tuple(kind.value for kind in RoleKind if kind != RoleKind.READER)


class RoundForm(forms.Form):
    """What a round asks, of whom and by when."""

    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        help_text=_("As its people will read it: “First half of 2026”."),
    )
    period = WhenField(label=_("Period"), help_text=_("2026-01/2026-06, 2026-03 or 2026."))
    due = forms.DateField(
        label=_("Answers are due on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    words = forms.CharField(
        label=_("What to tell who is asked"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    under = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Which commitments"),
        required=False,
        empty_label=_("All of the instrument"),
        queryset=Provision.objects.none(),
        help_text=_("Or those that stand under one heading."),
    )
    parties = forms.ModelMultipleChoiceField(
        to_field_name="uuid",
        label=_("Who is asked"),
        required=False,
        queryset=Party.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose nobody to ask all who answer for one of these commitments."),
    )

    def __init__(self, *args: object, desk: Desk, instrument: Instrument, **kwargs: object) -> None:
        # What Django takes is passed on as it came.
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        here = Provision.objects.visible_to(desk).filter(instrument=instrument)
        under = cast("forms.ModelChoiceField[Provision]", self.fields["under"])
        under.queryset = here.filter(binds=False).order_by("pk")
        answering = Party.objects.visible_to(desk).filter(
            responsibilities__wording__provision__instrument=instrument
        )
        parties = cast("forms.ModelMultipleChoiceField[Party]", self.fields["parties"])
        parties.queryset = answering.distinct().order_by("label")

    def clean_period(self) -> str:
        period: When = self.cleaned_data["period"]
        if not period.edtf:
            raise ValidationError(_("Give the period as a date: 2026-01/2026-06, 2026-03 or 2026."))
        return period.edtf

    def new_round(self) -> NewRound:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        return NewRound(
            said["title"],
            said["period"],
            said["due"],
            words=said["words"],
            parties=list(said["parties"]) or None,
            under=said["under"],
        )


class AnswerForm(ToldForm):
    """What a focal point answers; a draft may be empty."""

    value = forms.ChoiceField(label=_("How it stands"), widget=forms.RadioSelect, required=False)
    visibility = forms.ChoiceField(label=_("Visible to"), widget=forms.RadioSelect)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, desk: Desk, instrument: Instrument, **kwargs: object) -> None:
        # What Django takes is passed on as it came.
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.desk = desk
        value = cast("forms.ChoiceField", self.fields["value"])
        value.choices = value_choices(desk, instrument)
        visibility = cast("forms.ChoiceField", self.fields["visibility"])
        visibility.choices = answer_visibilities(desk)
        self.fields["period"].widget.attrs["readonly"] = True

    @property
    def said(self) -> list[forms.BoundField]:
        """The fields that everybody fills."""
        return [self[name] for name in ("value", "narrative", "as_of")]

    @property
    def stands_on(self) -> list[forms.BoundField]:
        """The fields that tell what it stands on, and who sees it."""
        return [self[name] for name in ("file", "address", "seen_on", "visibility")]

    def new_answer(self) -> NewAnswer:
        """Return what was typed, as the action takes it."""
        facts: dict[str, Any] = self.told_facts()
        said = self.cleaned_data
        addresses = self.addresses(self.desk.today)
        return NewAnswer(
            Told(**facts),
            value=said["value"],
            visibility=said["visibility"],
            address=addresses[0] if addresses else None,
            evidence=NewEvidence(uploads=self.uploads()),
            revision=said["revision"],
        )


def answer_visibilities(desk: Desk) -> list[tuple[str, str]]:
    """Return who may see what becomes of an answer: the secretariat reads it in any case."""
    seen = visible_kinds(desk.role) - {Visibility.OWN_SIDE}
    return [(kind, str(label)) for kind, label in VISIBILITY_CHOICES if kind in seen]


class DelegateForm(forms.Form):
    """To which colleague a question is handed."""

    to = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Who answers it"),
        required=False,
        empty_label=_("Whoever speaks for the party"),
        queryset=Account.objects.none(),
        help_text=_("Somebody who works in this register and may add updates."),
    )

    def __init__(self, *args: object, desk: Desk, **kwargs: object) -> None:
        # What Django takes is passed on as it came.
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        to = cast("forms.ModelChoiceField[Account]", self.fields["to"])
        to.queryset = Account.objects.filter(
            is_active=True,
            assignments__register=desk.register,
            assignments__is_suspended=False,
            assignments__role__in=SAYING,
        ).order_by("name", "username")


class JudgementForm(forms.Form):
    """Why an answer is sent back; nothing is asked for where it is accepted."""

    reason = forms.CharField(
        label=_("Why it is sent back"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

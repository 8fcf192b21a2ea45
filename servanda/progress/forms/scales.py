"""What a person may choose and say about scales, and about whether what is done is adequate."""

from collections.abc import Iterable
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.parties.models import Party
from servanda.progress.actions import NewVerification
from servanda.progress.forms.sourcing import LONGEST
from servanda.progress.models import Scale, ScaleKind, Update
from servanda.progress.models.scale_words import told_label
from servanda.progress.rules.scales import shipped_scales
from servanda.registers.models import Desk


class ScalesForm(forms.Form):
    """On which scale of each kind updates on an instrument are given."""

    status = forms.ChoiceField(label=_("How it stands"), required=False)
    acceptance = forms.ChoiceField(label=_("How it was received"), required=False)
    rating = forms.ChoiceField(label=_("How others rate it"), required=False)

    def __init__(self, *args: object, desk: Desk, **kwargs: object) -> None:
        # What Django takes is passed on as it came.
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        own = list(Scale.objects.filter(register=desk.register).exclude(code="progress"))
        for kind in ScaleKind.values:
            none = _("The scale of the register") if kind == ScaleKind.STATUS else _("No scale")
            choices = [("", str(none)), *_scales_to_choose(own, kind)]
            cast("forms.ChoiceField", self.fields[kind]).choices = choices

    def chosen(self) -> dict[str, str]:
        """Return the code chosen for each kind, empty for none."""
        return {kind: str(self.cleaned_data[kind]) for kind in ScaleKind.values}


def _scales_to_choose(own: Iterable[Scale], kind: str) -> list[tuple[str, str]]:
    shipped = {one.code: told_label(one.title) for one in shipped_scales() if one.kind == kind}
    return list((shipped | {one.code: one.told for one in own if one.kind == kind}).items())


class VerificationForm(forms.Form):
    """Whether what an update tells as done is adequate, who says so and why."""

    verifier = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Who verified it"),
        empty_label=_("Choose a party"),
        queryset=Party.objects.none(),
        help_text=_("Another party than the one that said so."),
    )
    is_adequate = forms.ChoiceField(
        label=_("Is what was done adequate?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes, it is adequate")), ("no", _("No, something is lacking"))],
    )
    words = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("What was looked at; what is lacking."),
    )

    def __init__(self, *args: object, desk: Desk, update: Update, **kwargs: object) -> None:
        # What Django takes is passed on as it came.
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        parties = Party.objects.visible_to(desk).spoken_for_at(desk).order_by("label")
        verifier = cast("forms.ModelChoiceField[Party]", self.fields["verifier"])
        verifier.queryset = parties.exclude(pk=update.assessor_id)

    def new_verification(self) -> NewVerification:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        return NewVerification(
            said["verifier"], is_adequate=said["is_adequate"] == "yes", words=said["words"].strip()
        )

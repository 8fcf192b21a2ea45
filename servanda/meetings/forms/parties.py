"""What a person may type about what became of a party, and who presides over a body."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.parties.actions import NewChair, NewSuccession
from servanda.parties.models import Party, SuccessionKind
from servanda.progress.forms import SourcedForm, WhenField
from servanda.registers.models import Desk


class SuccessionForm(SourcedForm):
    """What became of a party, and who acts in its place."""

    kind = forms.ChoiceField(
        label=_("What became of it"), choices=SuccessionKind.choices, widget=forms.RadioSelect
    )
    successor = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Who acts in its place"),
        required=False,
        empty_label=_("Nobody"),
        queryset=Party.objects.none(),
        help_text=_("Of a party that was divided, save each of its successors by itself."),
    )
    date = WhenField(label=_("From when"))
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)

    def __init__(self, *args: object, desk: Desk, found: Party, **kwargs: object) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        others = Party.objects.visible_to(desk).exclude(pk=found.pk).order_by("label")
        cast("forms.ModelChoiceField[Party]", self.fields["successor"]).queryset = others

    def new(self) -> NewSuccession:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        return NewSuccession(said["kind"], said["date"].edtf, said["date"].words, said["reason"])


class ChairForm(SourcedForm):
    """Who presides over a body, and from which day."""

    chair = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Who presides"),
        empty_label=_("Choose a party"),
        queryset=Party.objects.none(),
    )
    since = WhenField(label=_("From when"))

    def __init__(self, *args: object, desk: Desk, found: Party, **kwargs: object) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        others = Party.objects.visible_to(desk).exclude(pk=found.pk).order_by("label")
        cast("forms.ModelChoiceField[Party]", self.fields["chair"]).queryset = others

    def new(self) -> NewChair:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        return NewChair(said["chair"], said["since"].edtf, said["since"].words)

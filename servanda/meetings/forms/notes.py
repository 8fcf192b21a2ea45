"""What a person may type in a note of their side."""

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.registers.models.notes import NoteKind


class NoteForm(forms.Form):
    """A note that one's own side alone sees."""

    kind = forms.ChoiceField(
        label=_("What it is for"),
        choices=NoteKind.choices,
        widget=forms.RadioSelect,
        initial=NoteKind.POSITION,
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("It stands in the internal brief and never in the one to share."),
    )

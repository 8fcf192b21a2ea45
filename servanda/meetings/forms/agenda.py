"""What a person may type on the agenda of a meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AgendaItemForm(forms.Form):
    """A point to be added to the end of an agenda."""

    title = forms.CharField(
        label=_("A further point"), max_length=500, widget=forms.TextInput(attrs={"dir": "auto"})
    )

"""What a person says when two entries become one, or when something is taken back."""

from itertools import pairwise
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why something is done; kept in the history."""

    reason = forms.CharField(label=_("Why?"), max_length=500)


class MergeForm(ReasonForm):
    """Why two entries are one, and which states of both the person saw."""

    twin_revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    into_revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class RestoreForm(ReasonForm):
    """Why an entry goes back to a former state, and which state of it the person saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class TwinsForm(forms.Form):
    """The addresses of two entries of one kind, as the pages have them."""

    twin = forms.CharField(label=_("Address of the entry that will lead to the other"))
    into = forms.CharField(label=_("Address of the entry that stays"))

    def clean_twin(self) -> tuple[str, UUID]:
        return self._entry("twin")

    def clean_into(self) -> tuple[str, UUID]:
        return self._entry("into")

    def _entry(self, name: str) -> tuple[str, UUID]:
        """Return kind and public name from an address, as in /r/office/party/0199f6c0-…/."""
        parts = [part for part in str(self.cleaned_data[name]).split("/") if part]
        for kind, uuid in pairwise(parts):
            try:
                return kind, UUID(uuid)
            except ValueError:
                continue
        raise ValidationError(_("This is no address of an entry: copy it from the entry's page."))

"""What a person says when two entries become one, or when something is taken back."""

from itertools import pairwise
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from servanda.registers.models.entries import VISIBILITY_CHOICES


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


class AccessForm(ReasonForm):
    """Who sees an entry, from when, and how its papers are marked; which state the person saw."""

    visibility = forms.ChoiceField(label=_("Visible to"), choices=VISIBILITY_CHOICES)
    embargo_until = forms.DateField(
        label=_("Embargo until"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no day of the calendar. Write it as 2021-02-17.")},
        help_text=_("Before this day only those who may change entries see it."),
    )
    handling = forms.CharField(
        label=_("Handling marking"),
        max_length=100,
        required=False,
        help_text=_("Printed on each page and paper that shows it; it hides nothing."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    field_order = ("visibility", "embargo_until", "handling", "reason", "revision")


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

"""A workbook that comes back: the file, or the same file once its difference was looked at."""

import base64
import binascii

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class WorkbookForm(forms.Form):
    """A file, or `kept`: the file that was shown already, which the page carries until it is taken.

    Nothing lies on the server between the two, and what is taken is compared once more.
    """

    file = forms.FileField(
        label=_("Workbook"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_(
            "The one that you took from here, filled in. Nothing is stored before you saw it."
        ),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    @property
    def is_confirmed(self) -> bool:
        """Whether the difference was looked at already."""
        return bool(self.cleaned_data.get("kept"))

    def clean_kept(self) -> bytes:
        """Return the file that the page carried."""
        try:
            return base64.b64decode(self.cleaned_data["kept"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise ValidationError(
                _("The file did not come back whole: choose it again.")
            ) from error

    @override
    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        if not self.errors and not said.get("file") and not said.get("kept"):
            self.add_error("file", _("Choose the workbook that you filled in."))
        return said

    def book(self) -> tuple[bytes, str]:
        """Return the content of the workbook and its name."""
        said = self.cleaned_data
        if self.is_confirmed:
            return said["kept"], said["name"] or "answers.xlsx"
        said["file"].seek(0)
        return said["file"].read(), said["file"].name

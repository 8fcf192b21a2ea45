"""What a person saw when they opened a form, so that the second of two overwrites nothing."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SEEN = "servanda.portal.forms.seen"


class SeenForm(forms.Form):
    """A form that tells what the person saw when they opened it, so that two do not overwrite."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=5000)

    def clean_seen(self) -> dict[str, object]:
        try:
            seen: dict[str, object] = signing.loads(self.cleaned_data["seen"], salt=SEEN)
        except signing.BadSignature as error:
            raise ValidationError(_("This page is not whole: open it again.")) from error
        return seen


def sealed(seen: dict[str, object]) -> str:
    """Return what a person sees, as a form takes it along and brings it back."""
    return signing.dumps(seen, salt=SEEN)

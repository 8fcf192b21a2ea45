"""What a person types who keeps a list under a name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.registers.models.saved_views import LONGEST_NAME


class ViewForm(forms.Form):
    """The name of a view, and for whom it is kept."""

    name = forms.CharField(label=_("Name of the view"), max_length=LONGEST_NAME)
    is_shared = forms.BooleanField(
        label=_("Share it with the people of the register"), required=False
    )

    def __init__(self, *args: object, may_share: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as forms.Form takes them
        if not may_share:
            del self.fields["is_shared"]


class ViewNameForm(forms.Form):
    """Another name of a view; `seen` is the one that the person saw."""

    name = forms.CharField(label=_("Name of the view"), max_length=LONGEST_NAME)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_NAME)

"""What a person types about their own account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.portal.forms.people import page_languages
from servanda.registers.actions import AccountFacts


class AccountForm(forms.Form):
    """Name, e-mail and language of an account."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As others read it in the history."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("A lost password is set anew by a letter to this address."),
    )
    language = forms.ChoiceField(
        label=_("Language of pages and letters"), required=False, choices=page_languages
    )

    def facts(self) -> AccountFacts:
        """Return what was typed, as the action takes it."""
        return AccountFacts(**self.cleaned_data)

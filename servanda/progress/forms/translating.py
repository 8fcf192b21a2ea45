"""What a person may type in a translation, and which languages are authoritative."""

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.progress.forms.comments import PlainTextForm
from servanda.progress.forms.sourcing import LONGEST
from servanda.sources.forms import language_choices


class TranslationForm(PlainTextForm):
    """What a provision says in another language."""

    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("As exactly as the original: it is read beside it."),
    )
    beside = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)


class AuthoritativeForm(forms.Form):
    """The languages in which a text is authoritative."""

    languages = forms.MultipleChoiceField(choices=lambda: language_choices()[1:])

"""What a person may type beside a provision: consent, a tie, plain language, a comment."""

from typing import TYPE_CHECKING, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from servanda.instruments.actions import Rendering, mark_of
from servanda.instruments.models import Consent, LinkKind, Provision, provisions_meant
from servanda.progress.forms.sourcing import LONGEST, SourcedForm
from servanda.registers.actions import library_desks
from servanda.registers.models import Desk
from servanda.registers.models.entries import VISIBILITY_CHOICES
from servanda.registers.rules import Visibility
from servanda.sources.forms import language_choices

if TYPE_CHECKING:
    from django.http import QueryDict

AMONG_PEOPLE = (Visibility.REGISTER, Visibility.OWN_SIDE)
"""Who a comment is for: the people of the register, or one's own side."""


class ConsentForm(SourcedForm):
    """How far a provision is agreed, and where that is told."""

    consent = forms.ChoiceField(
        label=_("How far it is agreed"), choices=Consent.choices, widget=forms.RadioSelect
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class LinkForm(SourcedForm):
    """How a provision stands to another one, wherever that stands."""

    kind = forms.ChoiceField(
        label=_("This provision"), choices=LinkKind.choices, widget=forms.RadioSelect
    )
    other = forms.CharField(
        label=_("The other provision"),
        max_length=500,
        help_text=_(
            "The address of its page, or how papers cite it: A/RES/73/195, para. 26 (c); GCM 10."
        ),
    )
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)

    def clean_other(self) -> Provision:
        """Find the one provision that is meant, among those the person sees."""
        desks = [self.desk, *library_desks(self.desk.account)]
        found = list(provisions_meant(desks, self.cleaned_data["other"])[:2])
        if not found:
            raise ValidationError(
                _("No provision that you may see is meant by this: copy the address of its page.")
            )
        if len(found) > 1:
            raise ValidationError(
                _("Several provisions are meant by this: copy the address of the page of one.")
            )
        return found[0]


class PlainTextForm(forms.Form):
    """What a provision says in plain language."""

    language = forms.ChoiceField(label=_("Language"))
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("Short sentences, plain words, present tense. It binds nobody."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    read = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as it came
        cast("forms.ChoiceField", self.fields["language"]).choices = language_choices()[1:]

    def rendering(self) -> Rendering:
        """Return what was typed and what the person had before them, as the actions take it."""
        return Rendering(
            **{name: self.cleaned_data[name] for name in ("language", "text", "seen", "read")}
        )

    def read_anew(self, words: str) -> None:
        """Say that the provision reads otherwise by now; saving again is beside these words."""
        sent = cast("QueryDict", self.data).copy()
        sent["read"] = mark_of(words)
        self.data = sent
        told = _(
            "The provision reads otherwise by now: “%(words)s” Save again if your text says that."
        )
        self.add_error("text", told % {"words": words})


class CommentForm(forms.Form):
    """A comment on a provision."""

    text = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("No names of victims or migrants: counts only."),
    )
    visibility = forms.ChoiceField(label=_("Visible to"), widget=forms.RadioSelect)

    def __init__(self, *args: object, desk: Desk, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as it came
        kinds = AMONG_PEOPLE if desk.side_id is not None else AMONG_PEOPLE[:1]
        choices = [(kind, label) for kind, label in VISIBILITY_CHOICES if kind in kinds]
        field = cast("forms.ChoiceField", self.fields["visibility"])
        field.choices, field.initial = choices, Visibility.REGISTER

"""What a person says when a field of many entries is changed at once."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.portal.forms.entries import AccessForm, ReasonForm
from servanda.sources.forms import DocumentFactsForm, language_choices
from servanda.sources.models import Document

_OF_KIND: Final[Mapping[str, Mapping[str, forms.Field]]] = {
    Document.KIND: DocumentFactsForm.base_fields
}
_HELP: Final[Mapping[str, str | Promise]] = {
    "embargo_until": _("Before this day only those who may change entries see them. Empty: none."),
    "handling": _("Printed on each page and paper that shows them; it hides nothing. Empty: none."),
}
MOST_TOLD = 20_000
"""So many letters of what was seen are taken back; a page gives less."""


class ValueForm(forms.Form):
    """The value that one field of many entries is to have: asked for as on the page of one."""

    field = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, asked: QueryDict | None = None, *, kind: str, name: str) -> None:
        super().__init__(asked, initial={"field": name}, auto_id=f"id_{name}_%s")
        fields = {**_OF_KIND.get(kind, {}), **AccessForm.base_fields}
        self.name, self.fields["value"] = name, deepcopy(fields[name])
        if name == "language" and isinstance(value := self.fields["value"], forms.ChoiceField):
            value.choices = [("", _("not known")), *language_choices()[1:]]
        if name in _HELP:
            self.fields["value"].help_text = str(_HELP[name])


class ChangeForm(ReasonForm):
    """Why many entries are changed, and how they were when the person looked at them.

    `seal` is the fingerprint of all, `seen` the revision of each where they are few.
    """

    seal = forms.CharField(widget=forms.HiddenInput, max_length=64)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=MOST_TOLD)

    def clean_seen(self) -> dict[UUID, int]:
        try:
            pairs = [told.split(":") for told in self.cleaned_data["seen"].split()]
            return {UUID(entry): int(revision) for entry, revision in pairs}
        except ValueError as error:
            raise ValidationError(_("This page is not whole: open it again.")) from error


def told_seen(seen: Mapping[UUID, int]) -> str:
    """Return what a person sees, as the form takes it along."""
    return " ".join(f"{entry}:{revision}" for entry, revision in seen.items())

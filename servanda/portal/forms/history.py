"""Which records of the history a person wants to read."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.registers.models import Account, Desk

if TYPE_CHECKING:
    from django.utils.functional import Promise, _StrPromise

    _AccountChoice = forms.ModelChoiceField[Account]
else:
    _AccountChoice = forms.ModelChoiceField

Labels = Mapping[str, "str | Promise"]


def _day(label: "_StrPromise") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no day of the calendar. Write it as 2021-02-17.")},
    )


class HistoryForm(forms.Form):
    """A choice of records, sent as a plain address: by kind of entry, person, deed and days.

    Who does not work in the register is told no person, and cannot choose one.
    """

    kind = forms.ChoiceField(label=_("Kind of entry"), required=False)
    who = _AccountChoice(Account.objects.none(), label=_("Who"), required=False)
    deed = forms.ChoiceField(label=_("What was done"), required=False)
    first = _day(_("First day"))
    last = _day(_("Last day"))

    def __init__(
        self, asked: Mapping[str, str], *, desk: Desk, kinds: Labels, deeds: Labels
    ) -> None:
        super().__init__(asked, auto_id="history-%s")
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind of entry"), required=False, choices=[("", _("any")), *kinds.items()]
        )
        in_order = sorted(deeds.items(), key=lambda deed: str(deed[1]))
        self.fields["deed"] = forms.ChoiceField(
            label=_("What was done"), required=False, choices=[("", _("anything")), *in_order]
        )
        if desk.role is None:
            del self.fields["who"]
        else:
            self.fields["who"] = _AccountChoice(
                Account.objects.filter(assignments__register=desk.register).order_by("name", "pk"),
                label=_("Who"),
                required=False,
                to_field_name="uuid",
                empty_label=_("anyone"),
            )

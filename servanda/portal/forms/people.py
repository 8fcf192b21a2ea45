"""What an administrator types about the people of a register, and the register itself."""

from datetime import date
from typing import TYPE_CHECKING, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.parties.actions import NewRepresentation
from servanda.parties.models import Party
from servanda.portal.forms.seen import SeenForm
from servanda.registers.actions import NewInvitation, NewPerson, Place
from servanda.registers.models import Assignment, Desk, Register, Side
from servanda.registers.models.people import ROLE_CHOICES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    _AssignmentChoice = forms.ModelChoiceField[Assignment]
else:
    _AssignmentChoice = forms.ModelChoiceField

SIGNS_OF_A_NAME = r"^[\w.@+-]+$"


def page_languages() -> list[tuple[str, str]]:
    """Return the languages that the pages are in, each under its own name, or as the browser asks."""
    return [("", str(_("as the browser asks"))), *_named_languages()]


def letter_languages() -> list[tuple[str, str]]:
    """Return the languages of letters: without a choice, that of the page."""
    return [("", str(_("as this page"))), *_named_languages()]


def _named_languages() -> list[tuple[str, str]]:
    return [
        (code, str(get_language_info(code)["name_local"])) for code, _name in settings.LANGUAGES
    ]


def _day(
    label: "_StrPromise", *, required: bool = True, help_text: "_StrPromise | str" = ""
) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class _OfRegister(forms.Form):
    """A form that offers what belongs to one register."""

    def __init__(self, *args: object, desk: Desk, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as it came to Django
        if "side" in self.fields:
            sides = cast("forms.ModelChoiceField[Side]", self.fields["side"])
            sides.queryset = Side.objects.filter(register=desk.register).order_by("title")
        if "party" in self.fields:
            parties = cast("forms.ModelChoiceField[Party]", self.fields["party"])
            parties.queryset = Party.objects.visible_to(desk).order_by("label")


class RoleForm(_OfRegister):
    """What a person is in a register, and on whose side."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLE_CHOICES)
    side = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Side"),
        required=False,
        empty_label=_("On no side"),
        queryset=Side.objects.none(),
        help_text=_("Who is on a side sees its notes; the other side never does."),
    )


class PlaceForm(RoleForm, SeenForm):
    """Another role or side for a person of the register."""

    def wanted(self) -> Place:
        return Place(self.cleaned_data["role"], self.cleaned_data["side"])

    def seen_place(self, register: Register) -> Place:
        """Return role and side as the person saw them."""
        seen = self.cleaned_data["seen"]
        side = Side.objects.filter(register=register, pk=seen["side"]).first()
        return Place(str(seen["role"]), side)


class InvitationForm(RoleForm):
    """Who is asked into the register."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Without one, print the invitation and hand it over."),
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        required=False,
        choices=letter_languages,
        help_text=_("Of the sheet too, and of the pages once they have joined."),
    )

    party = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Party"),
        required=False,
        empty_label=_("No party yet"),
        queryset=Party.objects.none(),
        help_text=_("For a focal point: they speak for it once they have joined."),
    )
    since = _day(_("First day"), required=False, help_text=_("Empty: from the day they join."))
    until = _day(_("Last day"), required=False, help_text=_("Empty: until further notice."))

    field_order = ("name", "email", "role", "side", "party", "since", "until", "language")

    @override
    def clean(self) -> None:
        said = self.cleaned_data
        days = said.get("since") or said.get("until")
        if days and not said.get("party") and "party" not in self.errors:
            self.add_error("party", _("Choose the party for which these days count."))

    def invitation(self) -> NewInvitation:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        return NewInvitation(
            name=said["name"],
            role=said["role"],
            side=said["side"],
            email=said["email"],
            language=said["language"],
        )

    def representing(self) -> NewRepresentation | None:
        """Return for which party the person will speak, if for any."""
        said = self.cleaned_data
        if said["party"] is None:
            return None
        return NewRepresentation(said["party"], said["since"], said["until"])


class RepresentationForm(_OfRegister):
    """For which party a person speaks, and on which days."""

    party = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Party"),
        empty_label=_("Choose a party"),
        queryset=Party.objects.none(),
    )
    since = _day(_("First day"))
    until = _day(_("Last day"), required=False, help_text=_("Empty: until further notice."))


class EndForm(forms.Form):
    """The last day on which a person speaks for a party."""

    until = _day(_("Last day"))

    def last_day(self) -> date:
        day: date = self.cleaned_data["until"]
        return day


class Successor(_AssignmentChoice):
    """A choice among the people of a register."""

    @override
    def label_from_instance(self, obj: Assignment) -> str:
        return f"{obj.account} ({obj.get_role_display()})"


class HandOverForm(forms.Form):
    """Who takes over, and why."""

    successor = Successor(
        to_field_name="uuid",
        label=_("Who takes over"),
        empty_label=_("Choose a person"),
        queryset=Assignment.objects.none(),
        help_text=_("Somebody who is in the register already: invite them first."),
    )
    reason = forms.CharField(label=_("Why?"), max_length=500)

    def __init__(self, *args: object, source: Assignment, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as it came to Django
        others = Assignment.objects.filter(register=source.register).at_work()
        choices = cast("forms.ModelChoiceField[Assignment]", self.fields["successor"])
        choices.queryset = others.exclude(pk=source.pk).select_related("account")


class CodeForm(forms.Form):
    """The code of an invitation, as it is printed."""

    code = forms.CharField(
        label=_("Code"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("As it stands in the letter or on the sheet, in five groups."),
    )


class JoinForm(forms.Form):
    """The account that an invited person makes."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=200)
    username = forms.RegexField(
        SIGNS_OF_A_NAME,
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        help_text=_("Letters, digits and the signs . @ + - _; you sign in with it."),
        error_messages={"invalid": _("Only letters, digits and the signs . @ + - _ are allowed.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As others read it in the history."),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("A phrase of several words is easily kept and hard to guess."),
    )
    again = forms.CharField(
        label=_("Password, once more"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if self.cleaned_data.get("password") not in (None, again):
            raise ValidationError(_("The two passwords differ."))
        return again

    def person(self) -> NewPerson:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        return NewPerson(said["username"], said["password"], said["name"])

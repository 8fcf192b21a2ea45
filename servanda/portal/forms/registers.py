"""What a person types about a register itself: its settings, its sides, a new one."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from servanda.portal.forms.seen import SeenForm
from servanda.registers.actions import NewRegister, RegisterFacts
from servanda.registers.models import Register, Side
from servanda.sources.forms import language_choices

SHORT_NAME = r"^[a-z0-9-]+$"


def register_languages() -> list[tuple[str, str]]:
    """Return the languages that a register may be kept in."""
    return [(code, name) for code, name in language_choices() if code]


class SettingsForm(SeenForm):
    """What an administrator may change of a register."""

    title = forms.CharField(label=_("Title"), max_length=300)
    language = forms.ChoiceField(label=_("Main language"), choices=register_languages)
    is_public = forms.BooleanField(
        label=_("Anyone may read what is public in it"),
        required=False,
        help_text=_("Otherwise only the people of the register see that it exists."),
    )
    waits_for_acceptance = forms.BooleanField(
        label=_("What focal points say waits to be accepted"),
        required=False,
        help_text=_("Otherwise it counts as soon as they submit it."),
    )
    handling = forms.CharField(
        label=_("Handling marking"),
        required=False,
        max_length=100,
        help_text=_("Printed on every page and paper; it hides nothing by itself."),
    )

    def facts(self) -> RegisterFacts:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        return RegisterFacts(
            said["title"],
            said["language"],
            is_public=said["is_public"],
            handling=said["handling"],
            waits_for_acceptance=said["waits_for_acceptance"],
        )

    def seen_facts(self) -> RegisterFacts:
        """Return the facts as the person saw them."""
        return RegisterFacts(**self.cleaned_data["seen"])


class NewRegisterForm(forms.Form):
    """What a register begins with."""

    title = forms.CharField(label=_("Title"), max_length=300)
    slug = forms.RegexField(
        SHORT_NAME,
        label=_("Short name in addresses"),
        max_length=60,
        help_text=_("Small letters, digits and dashes, as in /r/cooperation/. It stays for good."),
        error_messages={
            "invalid": _("Only small letters (a to z), digits and dashes are allowed.")
        },
    )
    language = forms.ChoiceField(label=_("Main language"), choices=register_languages)
    is_public = forms.BooleanField(label=_("Anyone may read what is public in it"), required=False)
    is_fictional = forms.BooleanField(
        label=_("Everything in it is invented"),
        required=False,
        help_text=_("For training: every page says so."),
    )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if Register.objects.filter(slug=slug).exists():
            raise ValidationError(_("There is already a register of this short name."))
        return slug

    def register(self) -> NewRegister:
        """Return what was typed, as the action takes it."""
        return NewRegister(**self.cleaned_data)


class SideForm(forms.Form):
    """A new side of a register."""

    title = forms.CharField(label=_("Name of the side"), max_length=200)

    def __init__(self, sent: QueryDict | None = None) -> None:
        super().__init__(sent, auto_id="side-%s")  # it stands beside the title of the register

    def key(self, register: Register) -> str:
        """Return a short name of the side that no other side of the register has."""
        plain = slugify(self.cleaned_data["title"])[:50] or "side"
        taken = set(Side.objects.filter(register=register).values_list("key", flat=True))
        numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
        return next(key for key in (plain, *numbered) if key not in taken)

"""What a reader of the brief chooses: the series, the day, for whom, and in which form."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.meetings.models import MeetingSeries
from servanda.registers.models import Desk
from servanda.reports.rules.brief import Variant

FORMATS = [
    ("", _("on this page")),
    ("docx", _("Word file")),
    ("pdf", _("PDF")),
    ("html", _("web page as a file")),
    ("md", _("Markdown")),
    ("json", _("JSON")),
    ("text", _("plain text")),
]


class BriefForm(forms.Form):
    """The choice of a brief, sent as a plain address. What an address leaves out is the usual brief."""

    series = forms.ChoiceField(label=_("Series"), required=False)
    on = forms.DateField(
        label=_("As of"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no day of the calendar. Write it as 2021-02-17.")},
    )
    known = forms.DateField(
        label=_("As known on"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no day of the calendar. Write it as 2021-02-17.")},
        help_text=_("Empty: with all that is known today."),
    )
    variant = forms.ChoiceField(label=_("Made for"))
    format = forms.ChoiceField(label=_("Form"), required=False, choices=FORMATS)

    def __init__(
        self, asked: dict[str, str], *, desk: Desk, series: Iterable[MeetingSeries]
    ) -> None:
        super().__init__(asked, auto_id="brief-%s")
        choices = [(str(one.uuid), one.label) for one in series]
        self.only_choice = len(choices) < 2
        self.fields["series"] = forms.ChoiceField(
            label=_("Series"),
            required=bool(choices),
            choices=choices or [("", "")],
            error_messages={
                "invalid_choice": _("This series is not known here. Choose one from the list.")
            },
        )
        self.fields["variant"] = forms.ChoiceField(
            label=_("Made for"),
            choices=variants_for(desk),
            error_messages={
                "invalid_choice": _(
                    "There is no such brief for you. Sign in for that of your own side, or choose "
                    "one from the list."
                )
            },
        )


def variants_for(desk: Desk) -> list[tuple[str, object]]:
    """Return the variants a person may ask for; who works not in the register, only to share."""
    share = (Variant.SHARE.value, _("To share"))
    if desk.role is None:
        return [share]
    return [(Variant.INTERNAL.value, _("Own side only")), share]


def day_told(text: str) -> date | None:
    """Return the day that an address names, None for none; what is wrong with it the form says."""
    field = BriefForm.base_fields["known"]
    try:
        day: date | None = field.clean(text)
    except forms.ValidationError:
        return None
    return day

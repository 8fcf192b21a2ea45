"""What a person may type about a deadline that is counted from a meeting."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.instruments.models import CountedFrom, Unit
from servanda.instruments.rules import DueTold
from servanda.meetings.models import Meeting
from servanda.progress.forms.deadlines import AFTER, BEFORE, LONGEST
from servanda.registers.models import Desk


class FromMeetingForm(forms.Form):
    """From which meeting, and how long before or after it; `stands` is what is known of the deadline."""

    seen = forms.CharField(widget=forms.HiddenInput)
    meeting = forms.ModelChoiceField(
        queryset=Meeting.objects.none(), label=_("Meeting"), to_field_name="uuid"
    )
    number = forms.IntegerField(label=_("How long"), min_value=0, max_value=LONGEST)
    unit = forms.ChoiceField(label=_("Days, weeks, months or years"), choices=Unit.choices)
    side = forms.ChoiceField(
        label=_("After or before"), choices=[(AFTER, _("after")), (BEFORE, _("before"))]
    )
    relative_to = forms.CharField(
        label=_("The meeting, as the source has it"), required=False, max_length=300
    )
    words = forms.CharField(label=_("Due, as the source has it"), required=False, max_length=300)

    def __init__(
        self, *args: object, desk: Desk, stands: DueTold, seen: str, **kwargs: object
    ) -> None:
        number = stands.number or 0
        is_of_meeting = stands.relative_kind == CountedFrom.MEETING
        initial = {
            **vars(replace(stands, number=abs(number) if stands.is_counted else None)),
            "side": BEFORE if number < 0 else AFTER,
            "meeting": stands.relative_entry if is_of_meeting else None,
            "seen": seen,
        }
        # What Django takes is passed on as it came.
        super().__init__(*args, initial=initial, **kwargs)  # type: ignore[arg-type,misc]
        meetings = self.fields["meeting"]
        if isinstance(meetings, forms.ModelChoiceField):
            meetings.queryset = Meeting.objects.visible_to(desk).latest_first()
        self.stands = stands

    def due_told(self) -> DueTold:
        """Return how long before or after the meeting a valid form says that it is due."""
        told = self.cleaned_data
        return replace(
            self.stands,
            words=told["words"],
            number=-told["number"] if told["side"] == BEFORE else told["number"],
            unit=told["unit"],
            relative_to=told["relative_to"],
        )

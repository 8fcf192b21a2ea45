"""What a person may type about a meeting: when, where, who hosts, where it stands."""

from collections.abc import Mapping
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.meetings.actions import MeetingFacts, NewMeeting
from servanda.meetings.forms.series import visible_or
from servanda.meetings.models import (
    Meeting,
    MeetingFormat,
    MeetingSeries,
    MeetingStatus,
    OnlineLink,
)
from servanda.parties.models import Party
from servanda.progress.forms import SourcedForm, When, WhenField, visibility_choices
from servanda.registers.models import Desk
from servanda.registers.rules import Visibility


class MeetingForm(SourcedForm):
    """The facts of a meeting."""

    label = forms.CharField(label=_("Name"), max_length=300)
    series = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Series"),
        required=False,
        empty_label=_("No series"),
        queryset=MeetingSeries.objects.none(),
    )
    number = forms.IntegerField(
        label=_("Number in the series"), required=False, min_value=1, max_value=100_000
    )
    status = forms.ChoiceField(
        label=_("Status"), choices=MeetingStatus.choices, initial=MeetingStatus.PLANNED
    )
    date = WhenField(label=_("When"))
    place = forms.CharField(label=_("Where"), required=False, max_length=200)
    host = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Host"),
        required=False,
        empty_label=_("No host is named"),
        queryset=Party.objects.none(),
    )
    format = forms.ChoiceField(
        label=_("Format"), required=False, choices=[("", _("not known")), *MeetingFormat.choices]
    )
    online = forms.URLField(
        label=_("Online link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Only those who work in the register see it."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: object, desk: Desk, found: Meeting | None = None, **kwargs: object
    ) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        self.stands = MeetingFacts.of(found) if found else None
        series = MeetingSeries.objects.visible_to(desk).order_by("label")
        hosts = Party.objects.visible_to(desk).order_by("label")
        cast("forms.ModelChoiceField[MeetingSeries]", self.fields["series"]).queryset = series
        cast("forms.ModelChoiceField[Party]", self.fields["host"]).queryset = hosts
        if found is not None and not self._may_see_link(found):
            del self.fields["online"]

    @classmethod
    def told_of(cls, facts: MeetingFacts) -> dict[str, object]:
        """Return the facts as the form shows them; the online link is told by itself."""
        return {
            **vars(facts),
            "date": When(facts.date or "", facts.date_words),
            "series": facts.series.uuid if facts.series else None,
            "host": facts.host.uuid if facts.host else None,
        }

    def facts(self) -> MeetingFacts:
        """Return what was typed, as the action takes it."""
        said, stands = self.cleaned_data, self.stands
        series = visible_or(said["series"], stands and stands.series, self.fields["series"])
        host = visible_or(said["host"], stands and stands.host, self.fields["host"])
        return MeetingFacts(
            label=said["label"],
            status=said["status"],
            date=said["date"].edtf or None,
            date_words=said["date"].words,
            place=said["place"],
            format=said["format"],
            series=cast("MeetingSeries | None", series),
            number=said["number"],
            host=cast("Party | None", host),
            online=said.get("online"),
        )

    def _may_see_link(self, found: Meeting) -> bool:
        links = OnlineLink.objects.filter(meeting=found)
        return not links.exists() or bool(link_seen(self.desk, found))


class NewMeetingForm(MeetingForm):
    """The facts of a new meeting, and who sees it."""

    visibility = forms.ChoiceField(
        label=_("Visible to"), widget=forms.RadioSelect, initial=Visibility.REGISTER
    )

    def __init__(self, *args: object, desk: Desk, initial: Mapping[str, object]) -> None:
        super().__init__(*args, desk=desk, initial=initial)
        visibility = cast("forms.ChoiceField", self.fields["visibility"])
        visibility.choices = visibility_choices(desk)

    def new(self) -> NewMeeting:
        """Return what was typed, as the action takes it."""
        return NewMeeting(**vars(self.facts()), visibility=self.cleaned_data["visibility"])


def link_seen(desk: Desk, found: Meeting) -> str:
    """Return where a meeting is joined online, as far as the person may know; empty: nowhere."""
    link = OnlineLink.objects.visible_to(desk).filter(meeting=found).first()
    return link.address if link else ""

"""What a person may type about a series: whose it is, how often it meets, who hosts in turn."""

from typing import cast

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.meetings.actions import NewSeries, SeriesFacts
from servanda.meetings.models import MeetingSeries
from servanda.meetings.rules.rhythm import YEAR, Rhythm, rhythm_of
from servanda.parties.models import Party
from servanda.progress.forms import SourcedForm, When, WhenField, visibility_choices
from servanda.reading.edtf import month_name
from servanda.registers.models import Desk
from servanda.registers.rules import Visibility

MONTHS, YEARS = "months", "years"


def month_choices() -> list[tuple[str, str]]:
    """Return the months of the year in the reader's language."""
    language = get_language() or "en"
    return [(str(number), month_name(number, language)) for number in range(1, YEAR + 1)]


def visible_or(chosen: object, stands: object, offered: forms.Field) -> object:
    """Return what was chosen; where nothing was, what stands and the person does not see.

    What a form cannot offer, it does not take away.
    """
    if chosen is not None or stands is None:
        return chosen
    choices = cast("forms.ModelChoiceField[Party]", offered).queryset
    is_offered = choices is not None and choices.filter(pk=getattr(stands, "pk", 0)).exists()
    return None if is_offered else stands


class SeriesForm(SourcedForm):
    """The facts of a series."""

    label = forms.CharField(label=_("Name"), max_length=300)
    parties = forms.ModelMultipleChoiceField(
        to_field_name="uuid",
        label=_("Parties"),
        required=False,
        queryset=Party.objects.none(),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    level = forms.CharField(
        label=_("Level"),
        required=False,
        max_length=500,
        help_text=_("The posts that meet: minister and head of office."),
    )
    follows = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Takes up what is open in"),
        required=False,
        empty_label=_("No other series"),
        queryset=MeetingSeries.objects.none(),
        help_text=_("A commission takes up what its working group left open."),
    )
    every = forms.IntegerField(label=_("Meets every"), required=False, min_value=1, max_value=99)
    unit = forms.ChoiceField(
        label=_("Years or months"),
        choices=[(YEARS, _("years")), (MONTHS, _("months"))],
        initial=YEARS,
    )
    months = forms.MultipleChoiceField(
        label=_("In the months"),
        required=False,
        choices=month_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Where the months are known; else leave all of them open."),
    )
    rhythm_words = forms.CharField(
        label=_("Rhythm, in the words of the source"), required=False, max_length=300
    )
    counted_from = WhenField(
        label=_("Counted from"),
        help_text=_("When the first meeting in this rhythm was due; empty: from the first known."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: object, desk: Desk, found: MeetingSeries | None = None, **kwargs: object
    ) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        self.stands = SeriesFacts.of(found) if found else None
        seen = Party.objects.visible_to(desk)
        others = MeetingSeries.objects.visible_to(desk).exclude(pk=found.pk if found else 0)
        self._offer("parties").queryset = seen.order_by("label")
        self._offer("follows").queryset = others.order_by("label")  # type: ignore[assignment]  # series
        parties = self.stands.parties if self.stands else ()
        self.shown = list(seen.filter(pk__in=[party.pk for party in parties]).order_by("label"))
        for party in self.shown:
            self.fields[f"turn-{party.uuid}"] = forms.IntegerField(
                label=format_lazy("{turn}: {party}", turn=_("Turn as host"), party=party.label),
                required=False,
                min_value=1,
                max_value=99,
                initial=self._turn(party),
            )

    @classmethod
    def told_of(cls, facts: SeriesFacts) -> dict[str, object]:
        """Return the facts as the form shows them."""
        rhythm = rhythm_of(facts.rhythm, facts.rhythm_words)
        return {
            "label": facts.label,
            "parties": [party.uuid for party in facts.parties],
            "level": facts.level,
            "follows": facts.follows.uuid if facts.follows else None,
            "every": rhythm.number if rhythm else None,
            "unit": MONTHS if rhythm and not rhythm.is_of_years else YEARS,
            "months": [str(one) for one in rhythm.months] if rhythm else [],
            "rhythm_words": facts.rhythm_words or ("" if rhythm else facts.rhythm),
            "counted_from": When(facts.counted_from, facts.counted_from_words),
        }

    @override
    def clean(self) -> dict[str, object]:
        """Refuse months of a rhythm that does not count in years."""
        said = super().clean()
        if said.get("months") and (said.get("unit") == MONTHS or not said.get("every")):
            told = _("Months belong to a rhythm of years: say every how many years it meets.")
            self.add_error("months", told)
        return said

    def facts(self) -> SeriesFacts:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        return SeriesFacts(
            label=said["label"],
            parties=self._parties(),
            rhythm=self._rhythm(),
            rhythm_words=said["rhythm_words"],
            level=said["level"],
            hosts=self._hosts(),
            follows=self._follows(),
            counted_from=said["counted_from"].edtf,
            counted_from_words=said["counted_from"].words,
        )

    def _rhythm(self) -> str:
        said = self.cleaned_data
        if not said["every"]:
            return ""
        every = said["every"] * (YEAR if said["unit"] == YEARS else 1)
        return Rhythm(every, tuple(sorted(map(int, said["months"])))).written()

    def _parties(self) -> tuple[Party, ...]:
        """Return the parties chosen, after those that the person does not see."""
        shown = {party.pk for party in self.shown}
        stands = self.stands.parties if self.stands else ()
        hidden = [party for party in stands if party.pk not in shown]
        return (*hidden, *self.cleaned_data["parties"])

    def _hosts(self) -> tuple[Party, ...]:
        """Return who hosts in turn: as typed, then those that the person does not see."""
        chosen = {party.pk for party in self._parties()}
        turns = {party: self.cleaned_data.get(f"turn-{party.uuid}") for party in self.shown}
        hosts = sorted(
            (turn, party.pk, party) for party, turn in turns.items() if turn and party.pk in chosen
        )
        shown = {party.pk for party in self.shown}
        before = self.stands.hosts if self.stands else ()
        hidden = [party for party in before if party.pk not in shown]
        return (*(party for _turn, _key, party in hosts), *hidden)

    def _follows(self) -> MeetingSeries | None:
        stands = self.stands.follows if self.stands else None
        found = visible_or(self.cleaned_data["follows"], stands, self.fields["follows"])
        return cast("MeetingSeries | None", found)

    def _turn(self, party: Party) -> int | None:
        hosts = [host.pk for host in self.stands.hosts] if self.stands else []
        return hosts.index(party.pk) + 1 if party.pk in hosts else None

    def _offer(self, name: str) -> "forms.ModelChoiceField[Party]":
        return cast("forms.ModelChoiceField[Party]", self.fields[name])


class NewSeriesForm(SeriesForm):
    """The facts of a new series, and who sees it."""

    visibility = forms.ChoiceField(
        label=_("Visible to"), widget=forms.RadioSelect, initial=Visibility.REGISTER
    )

    def __init__(self, *args: object, desk: Desk) -> None:
        super().__init__(*args, desk=desk)
        visibility = cast("forms.ChoiceField", self.fields["visibility"])
        visibility.choices = visibility_choices(desk)

    def new(self) -> NewSeries:
        """Return what was typed, as the action takes it."""
        return NewSeries(**vars(self.facts()), visibility=self.cleaned_data["visibility"])

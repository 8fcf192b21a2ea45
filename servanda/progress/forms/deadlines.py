"""What a person may type about when a provision is due: a day, one each year, one beside another day."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from servanda.instruments.models import CountedFrom, Unit
from servanda.instruments.rules import DueTold

LONGEST = 999
AFTER, BEFORE = "after", "before"


class DueForm(forms.Form):
    """When a provision is due; `stands` is what is known of it.

    A meeting that it is counted from is chosen elsewhere: its day is shown here and stays.
    """

    due = forms.CharField(
        label=_("Due"),
        required=False,
        max_length=60,
        help_text=_("As exactly as the source says it: 2021-02-17, 2021-02 or 2021."),
    )
    due_words = forms.CharField(
        label=_("Due, as the source has it"), required=False, max_length=300
    )
    recurrence = forms.CharField(label=_("Recurs"), required=False, max_length=100)
    yearly_by = forms.CharField(
        label=_("Each year by"),
        required=False,
        max_length=5,
        help_text=_("Month and day, with two digits each: 03-01 is 1 March."),
    )
    number = forms.IntegerField(
        label=_("Or so long"),
        required=False,
        min_value=0,
        max_value=LONGEST,
        help_text=_("The day follows as soon as the day that it is counted from is known."),
    )
    unit = forms.ChoiceField(
        label=_("Days, weeks, months or years"),
        required=False,
        choices=[("", "—"), *Unit.choices],
    )
    side = forms.ChoiceField(
        label=_("After or before"),
        required=False,
        choices=[(AFTER, _("after")), (BEFORE, _("before"))],
    )
    relative_to = forms.CharField(label=_("Counted from"), required=False, max_length=300)
    relative_kind = forms.ChoiceField(
        label=_("What that is"), required=False, choices=[("", "—"), *CountedFrom.choices]
    )
    relative_day = forms.CharField(
        label=_("Its day, where it is known"),
        required=False,
        max_length=60,
        help_text=_("As exactly as the source says it: 2021-02-17, 2021-02 or 2021."),
    )

    def __init__(self, *args: object, stands: DueTold, **kwargs: object) -> None:
        # What Django takes is passed on as it came.
        super().__init__(*args, initial=_shown(stands), **kwargs)  # type: ignore[arg-type,misc]
        self.stands = stands
        if stands.relative_entry is not None:
            self.fields["relative_day"].disabled = True

    def told(self) -> DueTold:
        """Return when a valid form says that it is due."""
        told = self.cleaned_data
        number = told["number"]
        is_of_entry = told["relative_kind"] == CountedFrom.MEETING
        entry = self.stands.relative_entry if is_of_entry else None
        return DueTold(
            due=told["due"],
            words=told["due_words"],
            recurrence=told["recurrence"],
            relative_to=told["relative_to"],
            relative_kind=told["relative_kind"],
            relative_entry=entry,
            relative_day=told["relative_day"],
            number=-number if number is not None and told["side"] == BEFORE else number,
            unit=told["unit"] if number is not None else "",
            yearly_by=told["yearly_by"],
        )


def _shown(stands: DueTold) -> dict[str, object]:
    """Return what the form shows of what is known."""
    number = stands.number
    shown = vars(replace(stands, number=None if number is None else abs(number)))
    side = BEFORE if number is not None and number < 0 else AFTER
    return {**shown, "due_words": stands.words, "side": side}

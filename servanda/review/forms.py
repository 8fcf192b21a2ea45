"""What a person may type about a proposal: its fields, another entry it is about, a reason."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models import InstrumentKind, Strength
from servanda.meetings.models import MeetingFormat, MeetingStatus
from servanda.parties.models import BodyKind, PartyKind
from servanda.registers.models import check_date
from servanda.review.actions import Decision, Permission
from servanda.review.models import Proposal
from servanda.review.rules import DATE_FIELDS, FIELDS, LIST_FIELDS, several, words
from servanda.sources.rules import pattern_of

Choices = Sequence[tuple[str, str | Promise]]

AS_NEW = "new"
STANDS = "stands"
RECURRING: tuple[str, str | Promise] = ("recurring", _("held regularly"))

LABELS = {
    "name": _("Name"),
    "kind": _("Kind"),
    "aliases": _("Other names"),
    "since": _("Since"),
    "post": _("Post"),
    "organization": _("Organization"),
    "abbreviation": _("Abbreviation"),
    "period": _("Period"),
    "status": _("Status"),
    "date": _("Date"),
    "place": _("Place"),
    "format": _("Format"),
    "parties": _("Parties"),
    "people": _("Persons"),
    "text": _("What was agreed"),
    "by": _("By"),
    "due": _("Due"),
    "meeting": _("Agreed at"),
    "speaker": _("Told by"),
}

HELP = {
    "aliases": _("One a line."),
    "parties": _("One a line."),
    "people": _("One a line."),
    "by": _("One a line."),
    "speaker": _("What is told as done or going on becomes the first update of this party."),
}

CHOICES: Mapping[tuple[str, str], Choices] = {
    ("party", "kind"): PartyKind.choices,
    ("body", "kind"): BodyKind.choices,
    ("instrument", "kind"): [
        choice
        for choice in InstrumentKind.choices
        if choice[0] not in (InstrumentKind.RECORD, InstrumentKind.STATEMENT)
    ],
    ("meeting", "status"): [*MeetingStatus.choices, RECURRING],
    ("meeting", "format"): [("", _("not known")), *MeetingFormat.choices],
    ("commitment", "status"): Strength.choices,
}

REQUIRED = frozenset({"name", "text", "kind", "status"})
LONGEST: Mapping[str, int] = {"name": 500, "post": 300, "place": 200, "text": 20_000}


def choice_label(kind: str, field: str, value: str) -> str:
    """Return how a value of a field is told; an unknown value stands for itself."""
    return str(dict(CHOICES.get((kind, field), ())).get(value, value))


class VagueDateField(forms.CharField):
    """A date as vague as its source: EDTF, checked here so that the sentence stands at the field."""

    @override
    def clean(self, value: object) -> str:
        typed = str(super().clean(value))
        if typed:
            check_date(typed)
        return typed


class LinesField(forms.CharField):
    """Several texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    @override
    def prepare_value(self, value: object) -> object:
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    @override
    def clean(self, value: object) -> list[str]:
        lines = (line.strip() for line in str(super().clean(value)).splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class ChangeForm(forms.Form):
    """The fields of one proposal, and the entry it is about. `meetings` are those of the reading.

    `entries` are what it may be the same as; `likely` is the one that is chosen unless the person
    chooses another.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        posted: Mapping[str, object] | None = None,
        *,
        proposal: Proposal,
        meetings: Choices,
        entries: Choices,
        likely: UUID | None,
    ) -> None:
        initial = {name: proposal.found.get(name) for name in FIELDS[proposal.kind]}
        initial |= {"match": str(likely or AS_NEW), "revision": proposal.revision}
        super().__init__(posted, initial=initial, auto_id="change-%s")
        self.proposal = proposal
        for name in FIELDS[proposal.kind]:
            self.fields[name] = _field(proposal.kind, name, meetings)
        self.fields["match"] = forms.ChoiceField(
            label=_("The register holds it as"),
            choices=[(AS_NEW, _("a new entry")), *entries],
            help_text=_("Choose the entry that is the same thing: it then has one source more."),
        )
        next(iter(self.visible_fields())).field.widget.attrs["autofocus"] = True

    def decision(self) -> Decision:
        """Return what the person made of the proposal."""
        told = {name: self._told(name) for name in FIELDS[self.proposal.kind]}
        found = self.proposal.found
        changed = {name: value for name, value in told.items() if not _same(value, found.get(name))}
        chosen = self.cleaned_data["match"]
        if chosen == AS_NEW:
            return Decision(changed=changed, as_new=True)
        return Decision(changed=changed, match=UUID(chosen))

    def _told(self, name: str) -> object:
        value = self.cleaned_data[name]
        if name in LIST_FIELDS:
            return value
        if name == "meeting":
            return int(value) if value else None
        return value or None


class AcceptForm(forms.Form):
    """Accepting as found: the revision that was seen, and the entry where one was offered."""

    revision = forms.IntegerField(min_value=1)
    match = forms.CharField(required=False, max_length=40)

    def clean_match(self) -> str:
        """Return what was chosen: nothing, a new entry, or the public name of one."""
        chosen = str(self.cleaned_data["match"])
        if chosen not in ("", AS_NEW):
            try:
                return str(UUID(chosen))
            except ValueError as error:
                raise ValidationError(_("Choose one of the entries offered.")) from error
        return chosen

    def decision(self) -> Decision:
        """Return the decision: what was found stands, in the entry that was chosen."""
        chosen = self.cleaned_data["match"]
        match = UUID(chosen) if chosen not in ("", AS_NEW) else None
        return Decision(match=match, as_new=chosen == AS_NEW)


class RejectForm(forms.Form):
    """Rejecting, with the reason."""

    revision = forms.IntegerField(min_value=1)
    reason = forms.CharField(
        max_length=500, error_messages={"required": _("Say why the proposal is rejected.")}
    )


class ReopenForm(forms.Form):
    """Opening a rejected proposal again."""

    revision = forms.IntegerField(min_value=1)


class PermissionForm(forms.Form):
    """That a text may go to the host that is named, once for this document."""

    host = forms.CharField(max_length=255)
    agree = forms.BooleanField(
        error_messages={"required": _("Tick that the text may be sent: nothing was sent.")}
    )
    even_narrow = forms.BooleanField(required=False)

    def permission(self) -> Permission:
        """Return what a valid form allows."""
        told = self.cleaned_data
        return Permission(told["host"], even_narrow=told["even_narrow"])


class SettleForm(forms.Form):
    """Which of the values that sources tell stands, and why."""

    choice = forms.CharField(
        error_messages={"required": _("Choose which value stands.")},
    )
    reason = forms.CharField(
        max_length=500, error_messages={"required": _("Say why this value stands.")}
    )
    revision = forms.IntegerField()

    def clean_choice(self) -> UUID | None:
        """Return the difference that was chosen, None for what stands already."""
        told = self.cleaned_data["choice"]
        try:
            return None if told == STANDS else UUID(told)
        except ValueError as error:
            raise ValidationError(_("Choose which value stands.")) from error

    def chosen(self) -> UUID | None:
        """Return what a valid form chose."""
        chosen: UUID | None = self.cleaned_data["choice"]
        return chosen


def sentences(form: forms.Form) -> str:
    """Return what is wrong in a form that has no place on the page to stand at."""
    return " ".join(str(message) for those in form.errors.values() for message in those)


def _field(kind: str, name: str, meetings: Choices) -> forms.Field:
    label, required = LABELS[name], name in REQUIRED
    if (kind, name) in CHOICES:
        return forms.ChoiceField(label=label, choices=CHOICES[kind, name], required=required)
    if name == "meeting":
        choices = [("", _("no meeting: it stands as a statement of the document")), *meetings]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    if name in DATE_FIELDS:
        told = _("As exactly as the source says it: 2021-02-17, 2021-02, 2021 or 2016/2018.")
        return VagueDateField(label=label, required=False, max_length=60, help_text=told)
    if name in LIST_FIELDS:
        return LinesField(label=label, required=False, max_length=5000, help_text=HELP[name])
    widget = forms.Textarea(attrs={"rows": 4}) if name == "text" else forms.TextInput()
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST.get(name, 300),
        widget=widget,
        help_text=HELP.get(name, ""),
    )


def _same(told: object, found: object) -> bool:
    """Tell whether a field was left as it was found; empty and unknown are one."""
    return told == found or (told in (None, []) and found in (None, "", []))


def meeting_choices(proposals: Iterable[Proposal]) -> Choices:
    """Return the meetings of a reading, by their number there, that a point may be agreed at."""
    return [
        (str(p.order), f"{words(p.found, 'date') or '?'}: {', '.join(several(p.found, 'parties'))}")
        for p in proposals
        if p.kind == "meeting" and words(p.found, "status") != RECURRING[0]
    ]


class RedactForm(forms.Form):
    """Which words are taken out of a document, and why; the reason is kept, so it names them not."""

    words = forms.CharField(
        label=_("Words"),
        max_length=500,
        help_text=_("As they are written there; they are taken out wherever they stand."),
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=500,
        help_text=_("Kept in the history: do not repeat the words here."),
    )

    @override
    def clean(self) -> dict[str, str]:
        told: dict[str, str] = self.cleaned_data
        pattern = pattern_of(told.get("words", ""))
        if pattern and pattern.search(told.get("reason", "")):
            self.add_error(
                "reason", _("Do not repeat the words here: the history would keep them.")
            )
        return told

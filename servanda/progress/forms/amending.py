"""What a person may type about what a provision says: text, number, kind, time, who, money."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.actions import Amendment, Answering
from servanda.instruments.models import ProvisionKind, ResponsibilityRole
from servanda.instruments.rules import DueTold, MoneyTold
from servanda.parties.models import Party
from servanda.progress.forms.deadlines import DueForm
from servanda.registers.models import Desk
from servanda.sources.forms import language_choices

TEXT = "text-"
LONGEST_NAME = 500
COVERED = {"": None, "yes": True, "no": False}


class AmendForm(forms.Form):
    """What a provision says; `texts` are those it has, by language, and another may be added."""

    seen = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(label=_("Official number"), required=False, max_length=40)
    kind = forms.ChoiceField(label=_("Kind"), choices=ProvisionKind.choices)
    new_language = forms.ChoiceField(label=_("Language of a further text"), required=False)
    new_text = forms.CharField(
        label=_("Further text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: object, texts: Mapping[str, str], **kwargs: object) -> None:
        # What Django takes is passed on as it came.
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.languages, named = list(texts), dict(language_choices())
        for language, text in texts.items():
            widget = forms.Textarea(attrs={"rows": 4, "dir": "auto", "lang": language})
            label = _("Text, %(language)s") % {"language": named.get(language, language)}
            self.fields[f"{TEXT}{language}"] = forms.CharField(
                label=label, initial=text, widget=widget, max_length=200_000
            )
        others = self.fields["new_language"]
        if isinstance(others, forms.ChoiceField):
            known = set(texts)
            others.choices = [
                ("", "—"),
                *(choice for choice in language_choices() if choice[0] and choice[0] not in known),
            ]
        self.order_fields([f"{TEXT}{language}" for language in texts])

    @override
    def clean(self) -> dict[str, object]:
        """Ask for the language of a text that is added."""
        told = self.cleaned_data
        if told.get("new_text") and not told.get("new_language"):
            self.add_error("new_language", _("Say in which language the further text is."))
        return told

    def texts(self) -> dict[str, str]:
        """Return the texts that a valid form has, by language."""
        told = self.cleaned_data
        found = {language: str(told[f"{TEXT}{language}"]) for language in self.languages}
        if told.get("new_text"):
            found[told["new_language"]] = told["new_text"]
        return found


class RewordForm(AmendForm):
    """The words that a provision has, its number and kind: what a row of the tree shows of them."""

    def __init__(self, *args: object, stands: Amendment, seen: str, **kwargs: object) -> None:
        initial = {"seen": seen, "code": stands.code, "kind": stands.kind}
        # What Django takes is passed on as it came.
        super().__init__(*args, texts=stands.texts or {}, initial=initial, **kwargs)
        self.stands = stands
        del self.fields["new_language"], self.fields["new_text"]

    def amendment(self) -> Amendment:
        """Return what a valid form asks for: what it does not show stays as it is."""
        told = self.cleaned_data
        return Amendment(texts=self.texts(), code=told["code"], kind=told["kind"])

    def wanted(self) -> Amendment:
        """Return what stands with what was typed, even where not all of it can be taken."""
        asked = self.amendment() if self.is_valid() else None
        typed = {one: str(self.data.get(f"{TEXT}{one}", "")) for one in self.languages}
        return replace(
            self.stands,
            texts=asked.texts if asked else typed,
            code=asked.code if asked else str(self.data.get("code", "")),
            kind=asked.kind if asked else self.stands.kind,
        )


class PartyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # a form's field at runtime
    """A choice among parties of one name: each with what it is, what it is part of, its names.

    `above` has the labels of the parties of which they are part, as far as the person sees those.
    """

    above: Mapping[int, str] = {}

    @override
    def label_from_instance(self, obj: Party) -> str:
        names = [name.text for name in obj.names.all() if name.text != obj.label]
        above = self.above.get(obj.parent_id or 0, "")
        return ", ".join(filter(None, [obj.label, str(obj.get_kind_display()), above, *names]))


class AnswersForm(forms.Form):
    """A party that answers for a provision; an empty name is nobody, one of several is asked about."""

    party = forms.CharField(label=_("Party"), required=False, max_length=LONGEST_NAME)
    role = forms.ChoiceField(
        label=_("Role"), choices=ResponsibilityRole.choices, initial=ResponsibilityRole.LEAD
    )
    by_consent = forms.BooleanField(label=_("By consent"), required=False)
    alternative = forms.IntegerField(
        label=_("Or: same number, one is enough"), required=False, min_value=1, max_value=99
    )
    condition = forms.CharField(label=_("On condition"), required=False, max_length=300)
    words = forms.CharField(label=_("As the source has it"), required=False, max_length=300)
    stood = forms.UUIDField(required=False, widget=forms.HiddenInput)
    which = PartyChoice(
        queryset=Party.objects.none(),
        label=_("Which of them"),
        to_field_name="uuid",
        required=False,
        empty_label=_("not chosen yet"),
    )

    def __init__(self, *args: object, desk: Desk, **kwargs: object) -> None:
        # What Django takes is passed on as it came.
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        name = str(self.data.get(self.add_prefix("party"), ""))[:LONGEST_NAME].strip()
        seen = Party.objects.visible_to(desk)
        self.called = list(seen.named(name).order_by("id")) if name else []
        which = self.fields["which"]
        if len(self.called) > 1 and isinstance(which, PartyChoice):
            keys = [one.pk for one in self.called]
            which.queryset = seen.filter(pk__in=keys).prefetch_related("names").order_by("id")
            parents = [one.parent_id for one in self.called if one.parent_id]
            which.above = dict(seen.filter(pk__in=parents).values_list("pk", "label"))
        else:
            del self.fields["which"]

    @override
    def clean(self) -> dict[str, object]:
        """Find the party of the name; an unknown one is told by its name, several are asked about."""
        told = self.cleaned_data
        name = str(told.get("party") or "").strip()
        stood = next((one for one in self.called if one.uuid == told.get("stood")), None)
        told["party"] = told.get("which") or stood or next(iter(self.called), None)
        if name and not self.called:
            unknown = _("No party of the register is called %(name)s.") % {"name": name}
            self.add_error("party", unknown)
        elif name and len(self.called) > 1 and not (told.get("which") or stood):
            several = _("Several parties are called %(name)s: choose which is meant.")
            self.add_error("which", several % {"name": name})
        return told

    def answering(self) -> Answering | None:
        """Return who answers as what; None where nobody is named."""
        told = self.cleaned_data
        if not told.get("party"):
            return None
        return Answering(
            told["party"],
            told["role"],
            by_consent=told["by_consent"],
            words=told["words"],
            alternative=told["alternative"],
            condition=told["condition"],
        )


class MoneyForm(forms.Form):
    """A line of money; one that says nothing is none. Not covered is another thing than a blank."""

    amount = forms.DecimalField(
        label=_("Amount"), required=False, max_digits=15, decimal_places=2, min_value=Decimal(0)
    )
    currency = forms.CharField(label=_("Currency"), required=False, max_length=3)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1900, max_value=2200)
    source = forms.CharField(label=_("Who pays"), required=False, max_length=300)
    is_covered = forms.ChoiceField(
        label=_("Covered"),
        required=False,
        choices=[("", _("not said")), ("yes", _("covered")), ("no", _("not covered"))],
    )
    words = forms.CharField(label=_("As the source has it"), required=False, max_length=300)

    @override
    def clean(self) -> dict[str, object]:
        """Ask for the currency of an amount."""
        if self.cleaned_data.get("amount") is not None and not self.cleaned_data.get("currency"):
            self.add_error("currency", _("An amount needs its currency."))
        return self.cleaned_data

    def money(self) -> MoneyTold | None:
        """Return the line; None where it says nothing."""
        told = self.cleaned_data
        line = MoneyTold(
            amount=told.get("amount"),
            currency=str(told.get("currency", "")).upper(),
            year=told.get("year"),
            source=told.get("source", ""),
            is_covered=COVERED[told.get("is_covered", "")],
            words=told.get("words", ""),
        )
        return line if line != MoneyTold() else None


class AmendForms:
    """The page's forms together: what a provision says, who answers for it, its money."""

    def __init__(
        self, data: QueryDict | None = None, *, desk: Desk, stands: Amendment, seen: str = ""
    ) -> None:
        initial = {"seen": seen, "code": stands.code, "kind": stands.kind}
        answers = forms.formset_factory(AnswersForm, extra=2, max_num=100)
        money = forms.formset_factory(MoneyForm, extra=2, max_num=100)
        self.said = AmendForm(data, texts=stands.texts or {}, initial=initial)
        self.due = DueForm(data, stands=stands.due or DueTold())
        self.who = answers(
            data,
            prefix="who",
            initial=[
                {**vars(one), "party": one.party.label, "stood": one.party.uuid}
                for one in stands.answering or ()
            ],
            form_kwargs={"desk": desk},
        )
        self.money = money(
            data,
            prefix="money",
            initial=[
                vars(one) | {"is_covered": {True: "yes", False: "no", None: ""}[one.is_covered]}
                for one in stands.money or ()
            ],
        )

    def is_valid(self) -> bool:
        """Tell whether all that was typed can be taken; all of it is looked at."""
        valid = [form.is_valid() for form in (self.said, self.due, self.who, self.money)]
        return all(valid)

    def tell(self, error: ValidationError) -> None:
        """Say what an action refused: beside its field where the forms have it, else above them."""
        for name, told in _by_field(error).items():
            is_of_due = name in self.due.fields
            form, field = (self.due, name) if is_of_due else (self.said, None)
            form.add_error(field, told)

    def amendment(self) -> Amendment:
        """Return what valid forms ask for."""
        answering = (form.answering() for form in self.who)
        money = (form.money() for form in self.money)
        return Amendment(
            texts=self.said.texts(),
            code=self.said.cleaned_data["code"],
            kind=self.said.cleaned_data["kind"],
            due=self.due.told(),
            answering=tuple(one for one in answering if one is not None),
            money=tuple(one for one in money if one is not None),
        )

    def typed(self, stands: Amendment) -> Amendment:
        """Return what stands with texts and number as they were typed, where not all can be taken."""
        data = self.said.data
        texts = {one: str(data.get(f"{TEXT}{one}", "")) for one in self.said.languages}
        return replace(stands, texts=texts, code=str(data.get("code", "")))


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def typed_beside(stands: Amendment, posted: QueryDict) -> QueryDict:
    """Return what was typed before others changed the provision, for the languages it has by now."""
    data, texts = posted.copy(), stands.texts or {}
    added = data.get("new_language", "")
    if added in texts:
        data[f"{TEXT}{added}"] = data.get("new_text", "")
        data["new_language"] = data["new_text"] = ""
    for language, text in texts.items():
        data.setdefault(f"{TEXT}{language}", text)
    return data

"""What a person may type about an instrument: its facts, who adopted it, what it stands to."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.actions import (
    AdoptionFacts,
    InstrumentFacts,
    NewInstrument,
    NewRelation,
)
from servanda.instruments.models import (
    HeldPart,
    Instrument,
    InstrumentKind,
    Qualification,
    RelationKind,
)
from servanda.parties.models import Party, Person, Post
from servanda.progress.forms.sourcing import SourcedForm, When, WhenField
from servanda.progress.forms.updating import visibility_choices
from servanda.registers.models import Desk
from servanda.registers.models.entries import NameKind
from servanda.registers.rules import Visibility
from servanda.sources.forms import language_choices
from servanda.sources.models import Document

KINDS = [choice for choice in InstrumentKind.choices if choice[0] != InstrumentKind.STATEMENT]
"""A statement is made from a document only, so nobody chooses it."""
NAMED = (NameKind.FULL, NameKind.SHORT, NameKind.ABBREVIATION, NameKind.ALIAS, NameKind.FORMER)


class PostChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # a form's field at runtime
    """A choice among posts: the title and whose post it is."""

    @override
    def label_from_instance(self, obj: Post) -> str:
        return f"{obj.label}, {obj.organization}" if obj.organization else obj.label


class InstrumentForm(SourcedForm):
    """The facts of an instrument."""

    title = forms.CharField(label=_("Title"), max_length=500)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, initial=InstrumentKind.AGREEMENT)
    symbol = forms.CharField(
        label=_("Number or symbol"),
        required=False,
        max_length=100,
        help_text=_("As papers cite it: A/RES/73/195."),
    )
    period = WhenField(label=_("Period"), help_text=_("2020/2022, 2020-05-04/.. or in words."))
    is_draft = forms.BooleanField(
        label=_("Still a draft"),
        required=False,
        help_text=_("It stays one until somebody adopts it."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, desk: Desk, **kwargs: object) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        stands = self.initial.get("kind")
        if stands == InstrumentKind.STATEMENT:
            choices = [(stands, InstrumentKind.STATEMENT.label), *KINDS]
            cast("forms.ChoiceField", self.fields["kind"]).choices = choices

    @classmethod
    def shown(cls, facts: InstrumentFacts) -> dict[str, object]:
        """Return the facts as the form shows them."""
        told = {**vars(facts), "period": When(facts.period, facts.period_words)}
        del told["period_words"]
        return told

    def facts(self) -> InstrumentFacts:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        return InstrumentFacts(
            title=said["title"],
            kind=said["kind"],
            symbol=said["symbol"],
            period=said["period"].edtf,
            period_words=said["period"].words,
            is_draft=said["is_draft"],
        )


class NewInstrumentForm(InstrumentForm):
    """The facts of a new instrument, with its language and who sees it."""

    language = forms.ChoiceField(
        label=_("Language of the title"), required=False, choices=language_choices
    )
    visibility = forms.ChoiceField(
        label=_("Visible to"), widget=forms.RadioSelect, initial=Visibility.REGISTER
    )

    def __init__(self, *args: object, desk: Desk, **kwargs: object) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        visibility = cast("forms.ChoiceField", self.fields["visibility"])
        visibility.choices = visibility_choices(desk)

    def new(self) -> NewInstrument:
        """Return what was typed, as the action takes it."""
        said, facts = self.cleaned_data, self.facts()
        return NewInstrument(
            title=facts.title,
            kind=facts.kind,
            symbol=facts.symbol,
            period=facts.period or None,
            period_words=facts.period_words,
            is_draft=facts.is_draft,
            language=said["language"],
            visibility=said["visibility"],
        )


class AdoptionForm(SourcedForm):
    """How a party adopted an instrument; the party is asked for only where it is new."""

    party = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Party"),
        empty_label=_("Choose a party"),
        queryset=Party.objects.none(),
    )
    date = WhenField(label=_("Adopted or signed on"))
    signatory = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Signed by"),
        required=False,
        empty_label=_("Nobody is named"),
        queryset=Person.objects.none(),
    )
    post = PostChoice(
        to_field_name="uuid",
        label=_("In the post of"),
        required=False,
        empty_label=_("No post is named"),
        queryset=Post.objects.none(),
        help_text=_("The post that the person held on that day."),
    )
    qualified = forms.ChoiceField(
        label=_("How"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _("adopted without a reserve")), *Qualification.choices],
    )
    qualification = forms.CharField(
        label=_("Words of the reserve"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    force = WhenField(label=_("In force from"))
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, desk: Desk, is_new: bool, **kwargs: object) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        if not is_new:
            del self.fields["party"]
        offered = {
            "party": Party.objects.visible_to(desk).order_by("label"),
            "signatory": Person.objects.visible_to(desk).order_by("label"),
            "post": Post.objects.visible_to(desk)
            .select_related("organization")
            .order_by("label", "id"),
        }
        for name, entries in offered.items():
            if name in self.fields:
                choice = cast("forms.ModelChoiceField[Party]", self.fields[name])
                choice.queryset = entries  # type: ignore[assignment]  # of its own kind

    @classmethod
    def shown(cls, facts: AdoptionFacts) -> dict[str, object]:
        """Return the facts as the form shows them."""
        return {
            "date": When(facts.date, facts.date_words),
            "signatory": facts.signatory.uuid if facts.signatory else None,
            "post": facts.post.uuid if facts.post else None,
            "qualified": facts.qualified,
            "qualification": facts.qualification,
            "force": When(facts.force, facts.force_words),
        }

    def facts(self) -> AdoptionFacts:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        return AdoptionFacts(
            date=said["date"].edtf,
            date_words=said["date"].words,
            signatory=said["signatory"],
            post=said["post"],
            qualified=said["qualified"],
            qualification=said["qualification"].strip(),
            force=said["force"].edtf,
            force_words=said["force"].words,
        )


class RelationForm(SourcedForm):
    """How an instrument stands to another one."""

    kind = forms.ChoiceField(
        label=_("This instrument"), choices=RelationKind.choices, widget=forms.RadioSelect
    )
    other = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("The other instrument"),
        empty_label=_("Choose an instrument"),
        queryset=Instrument.objects.none(),
    )
    date = WhenField(label=_("From when"))
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)

    def __init__(self, *args: object, desk: Desk, found: Instrument, **kwargs: object) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        others = Instrument.objects.visible_to(desk).exclude(pk=found.pk).order_by("label", "id")
        cast("forms.ModelChoiceField[Instrument]", self.fields["other"]).queryset = others

    def new(self) -> NewRelation:
        """Return what was typed, as the action takes it."""
        said = self.cleaned_data
        return NewRelation(said["kind"], said["reason"], said["date"].edtf, said["date"].words)


class HeldTextForm(forms.Form):
    """A document that holds the text of an instrument, or a part of it."""

    document = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Document"),
        empty_label=_("Choose a document"),
        queryset=Document.objects.none(),
    )
    part = forms.ChoiceField(
        label=_("What it holds"),
        choices=HeldPart.choices,
        widget=forms.RadioSelect,
        initial=HeldPart.TEXT,
    )

    def __init__(self, *args: object, desk: Desk, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as it came
        documents = cast("forms.ModelChoiceField[Document]", self.fields["document"])
        documents.queryset = Document.objects.visible_to(desk).newest_first()


class TitleForm(forms.Form):
    """One more title of an instrument, in a language."""

    text = forms.CharField(
        label=_("Title"), max_length=500, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    language = forms.ChoiceField(
        label=_("Language of the title"), required=False, choices=language_choices
    )
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[(kind.value, kind.label) for kind in NAMED],
        initial=NameKind.FULL,
    )

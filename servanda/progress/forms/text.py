"""What a person may type about a text: new provisions, their numbers, an edition and its day."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from servanda.instruments.actions import NewEdition, NewProvision
from servanda.instruments.models import Provision, ProvisionKind
from servanda.registers.models import Desk
from servanda.sources.forms import language_choices
from servanda.sources.models import Document

MOST_ADDED = 200
CODE_LENGTH = 40
UNDER, BEHIND = "under", "behind"


class NewProvisionsForm(forms.Form):
    """Provisions to be added, one a line, and where they stand."""

    texts = forms.CharField(
        label=_("Text"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_(
            "Each line is one provision. Where a line has a tab sign, what stands before it is "
            "the official number."
        ),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=ProvisionKind.choices, initial=ProvisionKind.MEASURE
    )
    language = forms.ChoiceField(label=_("Language"))
    binds = forms.BooleanField(label=_("They bind someone"), required=False, initial=True)
    where = forms.ChoiceField(label=_("Where"), widget=forms.RadioSelect, initial=BEHIND)

    def __init__(self, *args: object, desk: Desk, beside: str = "", **kwargs: object) -> None:
        # What Django takes is passed on as it came.
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        languages, where = self.fields["language"], self.fields["where"]
        if isinstance(languages, forms.ChoiceField):
            languages.choices = [choice for choice in language_choices() if choice[0]]
        languages.initial = desk.register.language
        if isinstance(where, forms.ChoiceField):
            where.choices = [
                (BEHIND, _("behind “%(text)s”") % {"text": beside}),
                (UNDER, _("under “%(text)s”, at the end") % {"text": beside}),
            ]
        if not beside:
            del self.fields["where"]

    def clean_texts(self) -> list[tuple[str, str]]:
        """Return number and text of each line that is not empty."""
        lines = [line for line in str(self.cleaned_data["texts"]).splitlines() if line.strip()]
        parted = [line.rpartition("\t") for line in lines]
        found = [(code.strip(), text.strip()) for code, _tab, text in parted]
        if len(found) > MOST_ADDED:
            told = _("At most %(most)s provisions are added at once.") % {"most": MOST_ADDED}
            raise ValidationError(told)
        if any(len(code) > CODE_LENGTH for code, _text in found):
            told = _("A number has at most %(most)s signs.") % {"most": CODE_LENGTH}
            raise ValidationError(told)
        return found

    def news(self, visibility: str) -> list[NewProvision]:
        """Return the provisions that a valid form tells of."""
        told = self.cleaned_data
        return [
            NewProvision(
                text=text,
                kind=told["kind"],
                language=told["language"],
                code=code,
                binds=told["binds"],
                visibility=visibility,
            )
            for code, text in told["texts"]
        ]


class NumbersForm(forms.Form):
    """The official numbers of some provisions."""

    def __init__(
        self, *args: object, provisions: Iterable[tuple[Provision, str]], **kwargs: object
    ) -> None:
        # What Django takes is passed on as it came.
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for provision, code in provisions:
            self.fields[str(provision.uuid)] = forms.CharField(
                label=provision.label, required=False, max_length=CODE_LENGTH, initial=code
            )


class EditionForm(forms.Form):
    """Why an edition is made, from when it is to be in force, and the document it stands on."""

    reason = forms.CharField(label=_("Why it is made"), max_length=500)
    date = forms.CharField(
        label=_("In force from"),
        required=False,
        max_length=60,
        help_text=_("As exactly as the source says it: 2021-02-17, 2021-02 or 2021."),
    )
    date_words = forms.CharField(label=_("As the source has it"), required=False, max_length=200)
    made_from = forms.ModelChoiceField(
        queryset=Document.objects.none(),
        label=_("Document it stands on"),
        to_field_name="uuid",
        required=False,
        empty_label=_("No document"),
    )

    def __init__(self, *args: object, desk: Desk, **kwargs: object) -> None:
        # What Django takes is passed on as it came.
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        documents = self.fields["made_from"]
        if isinstance(documents, forms.ModelChoiceField):
            documents.queryset = Document.objects.visible_to(desk).newest_first()

    def new(self) -> NewEdition:
        """Return the edition that a valid form tells of."""
        return NewEdition(**self.cleaned_data)


class InForceForm(forms.Form):
    """From when an edition is in force; which state of it the person saw."""

    date = forms.CharField(
        label=_("In force from"),
        max_length=60,
        help_text=_("As exactly as the source says it: 2021-02-17, 2021-02 or 2021."),
    )
    date_words = forms.CharField(label=_("As the source has it"), required=False, max_length=200)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

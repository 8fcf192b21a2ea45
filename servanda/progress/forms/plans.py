"""What a person may say of a plan that is brought in: its file, its title, and how it is to be read."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.importing import PlanOrder
from servanda.instruments.models import ColumnMapping
from servanda.reading.matrices.model import Field
from servanda.reading.matrices.opening import MATRIX_SUFFIXES
from servanda.registers.models import Desk
from servanda.sources.forms import WORDS, WordsForm

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

FIELDS: Final[Mapping[Field, str | Promise]] = {
    Field.CODE: _("number of the row"),
    Field.TITLE: _("text of the measure"),
    Field.KIND: _("kind of row"),
    Field.TIMING: _("when"),
    Field.RESPONSIBLE: _("who is responsible"),
    Field.PARTNERS: _("partners"),
    Field.INDICATOR: _("indicator"),
    Field.BASELINE: _("baseline"),
    Field.TARGET: _("target"),
    Field.VERIFICATION: _("means of verification"),
    Field.MONEY: _("money"),
    Field.SOURCE: _("source of money"),
    Field.FRAMEWORK: _("objective of a framework"),
    Field.STATUS: _("status"),
    Field.COMMENT: _("comment"),
    Field.OTHER: _("kept as it is"),
}
"""What a column may hold, as a person chooses it."""


class PlanFactsForm(forms.Form):
    """What is said of a plan beside its file; empty where the file itself tells it."""

    title = forms.CharField(
        label=_("Title of the plan"),
        required=False,
        max_length=500,
        help_text=_(
            "Taken from the file when left empty. A plan of this title that is there is corrected."
        ),
    )
    period = forms.CharField(
        label=_("Years for which it runs"),
        required=False,
        max_length=60,
        help_text=_("First and last year: 2021/2025."),
    )
    currency = forms.CharField(
        label=_("Currency of amounts that name none"),
        required=False,
        max_length=3,
        help_text=_("Three letters: USD, EUR."),
    )

    def order(self) -> PlanOrder:
        """Return what a valid form says, without what is told of columns, parties and rows."""
        told = self.cleaned_data
        return PlanOrder(
            title=told["title"], period=told["period"], currency=told["currency"].strip().upper()
        )


class PlanFileForm(WordsForm, PlanFactsForm):
    """The file of a plan, or its cells pasted, and what is known of the plan."""

    taken = _("Excel, OpenDocument, Word, CSV, HTML, text or PDF; %(limit)s MB at most.")
    field_order = ("file", "text", "title", "period", "currency", "mapping")
    mapping = forms.ModelChoiceField(
        label=_("Columns as they were saved"),
        queryset=ColumnMapping.objects.none(),
        to_field_name="name",
        required=False,
        empty_label=_("Found by their headings"),
        help_text=_("For plans that come in the same form each time."),
    )

    def __init__(
        self,
        asked: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        desk: Desk,
    ) -> None:
        super().__init__(asked, files)
        self.tell_limit()
        file, text = self.fields["file"], self.fields["text"]
        file.widget.attrs["accept"] = ",".join(MATRIX_SUFFIXES)
        text.label = _("Cells, pasted")
        text.help_text = _("Copied from a table with its row of headings.")
        text.widget.attrs["rows"] = 6
        mapping = self.fields["mapping"]
        if isinstance(mapping, forms.ModelChoiceField):
            mapping.queryset = ColumnMapping.objects.used_at(desk).order_by("name")

    @override
    def order(self) -> PlanOrder:
        """Return what a valid form says, with the columns as they were saved under a name."""
        mapping = self.cleaned_data["mapping"]
        return replace(super().order(), fields=mapping.told if mapping else {})

    def facts(self) -> list[forms.BoundField]:
        """Return the fields beside the file."""
        return [self[name] for name in self.fields if name not in WORDS and self._is_offered(name)]

    def _is_offered(self, name: str) -> bool:
        """Tell whether there is anything to choose: a register without mappings offers none."""
        field = self.fields[name]
        if not isinstance(field, forms.ModelChoiceField):
            return True
        return field.queryset is not None and field.queryset.exists()


class PlanReadForm(PlanFactsForm):
    """How a plan that was read is to be read, and whether it is to be brought in now."""

    held = forms.CharField(widget=forms.HiddenInput)
    sheet = forms.ChoiceField(label=_("Sheet or table"), required=False)
    save_as = forms.CharField(
        label=_("Save what the columns are under a name"),
        required=False,
        max_length=100,
        help_text=_("For the next plan that comes in the same form."),
    )
    withdraw = forms.BooleanField(
        label=_("Withdraw what the file does not have any more"), required=False
    )

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        self.offer_sheets(asked.getlist("sheets"))

    def offer_sheets(self, names: Iterable[str]) -> None:
        """Let a person choose among the sheets of the file; all of them are read else."""
        choices = [("", _("All of them")), *((name, name) for name in dict.fromkeys(names))]
        field = self.fields["sheet"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @override
    def order(self) -> PlanOrder:
        """Return what a valid form says: of the file, one sheet or all; withdraw what is gone or not."""
        told = self.cleaned_data
        return replace(super().order(), sheet=told["sheet"] or None, withdraw=told["withdraw"])

    def facts(self) -> list[forms.BoundField]:
        """Return the fields on how the plan is called and read."""
        names = ["title", "period", "currency"]
        sheets = getattr(self.fields["sheet"], "choices", ())
        return [self[name] for name in (*names, *(["sheet"] if len(sheets) > 2 else []))]

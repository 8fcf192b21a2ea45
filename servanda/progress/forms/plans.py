"""What a person may say of a plan that is brought in: its file, its title, and how it is to be read."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.template.defaultfilters import floatformat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.instruments.importing import PlanOrder
from servanda.instruments.models import ColumnMapping
from servanda.reading.matrices.model import Field
from servanda.reading.matrices.opening import MATRIX_SUFFIXES
from servanda.registers.models import Desk
from servanda.sources.forms import MEGABYTE, WordsForm

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
        mappings = ColumnMapping.objects.used_at(desk).order_by("name")
        field = self.fields["mapping"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = mappings

    def order(self) -> PlanOrder:
        """Return what a valid form says, without what is told of columns, parties and rows."""
        told = self.cleaned_data
        return PlanOrder(
            title=told["title"],
            period=told["period"],
            currency=told["currency"].strip().upper(),
            sheet=told.get("sheet") or None,
            fields=told["mapping"].told if told["mapping"] else {},
        )


class PlanFileForm(WordsForm, PlanFactsForm):
    """The file of a plan, or its cells pasted, and what is known of the plan."""

    field_order = ("file", "text", "title", "period", "currency", "mapping")

    def __init__(
        self,
        asked: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        desk: Desk,
    ) -> None:
        super().__init__(asked, files, desk=desk)
        limit = floatformat(settings.UPLOAD_LIMIT_BYTES / MEGABYTE)
        file, text = self.fields["file"], self.fields["text"]
        file.widget.attrs["accept"] = ",".join(MATRIX_SUFFIXES)
        file.help_text = _(
            "Excel, OpenDocument, Word, CSV, HTML, text or PDF; %(limit)s MB at most."
        ) % {"limit": limit}
        text.label = _("Cells, pasted")
        text.help_text = _("Copied from a table with its row of headings.")
        text.widget.attrs["rows"] = 6

    def facts(self) -> list[forms.BoundField]:
        """Return the fields beside the file."""
        return [self[name] for name in PlanFactsForm.base_fields if self._is_offered(name)]

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

    def __init__(self, asked: QueryDict, *, desk: Desk) -> None:
        super().__init__(asked, desk=desk)
        self.offer_sheets(asked.getlist("sheets"))

    def offer_sheets(self, names: Iterable[str]) -> None:
        """Let a person choose among the sheets of the file; all of them are read else."""
        choices = [("", _("All of them")), *((name, name) for name in dict.fromkeys(names))]
        field = self.fields["sheet"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def facts(self) -> list[forms.BoundField]:
        """Return the fields on how the plan is called and read."""
        names = ["title", "period", "currency"]
        sheets = getattr(self.fields["sheet"], "choices", ())
        return [self[name] for name in (*names, *(["sheet"] if len(sheets) > 2 else []))]

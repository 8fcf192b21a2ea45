"""What a person may type about a document."""

from dataclasses import fields
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template.defaultfilters import floatformat
from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.reading.formats import ACCEPTED_SUFFIXES
from servanda.registers.models import Desk
from servanda.registers.models.entries import VISIBILITY_CHOICES
from servanda.registers.rules import Visibility, visible_kinds
from servanda.sources.actions import PASTED, DocumentFacts, Upload
from servanda.sources.models import DocumentKind

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

MEGABYTE = 1024 * 1024
WORDS = ("file", "text")
RARE = ("sender", "recipient", "own_reference", "foreign_reference", "handling")


def language_choices() -> list[tuple[str, str]]:
    """Return the languages without regional ones, under their names, in alphabetical order."""
    codes = [code for code in LANG_INFO if len(code) == 2]
    named = [(code, str(get_language_info(code)["name_translated"])) for code in codes]
    return [("", str(_("Found in the text"))), *sorted(named, key=lambda choice: choice[1])]


class DocumentFactsForm(forms.Form):
    """The facts of a document; `desk` says who may be let see it."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=DocumentKind.choices, initial=DocumentKind.PRESS
    )
    title = forms.CharField(label=_("Title"), max_length=500)
    published = forms.CharField(
        label=_("Published on"),
        required=False,
        max_length=60,
        help_text=_("As exactly as the source says it: 2021-02-17, 2021-02 or 2021."),
    )
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=300)
    url = forms.URLField(label=_("Address"), required=False, max_length=1000, assume_scheme="https")
    sender = forms.CharField(label=_("From"), required=False, max_length=300)
    recipient = forms.CharField(label=_("To"), required=False, max_length=300)
    own_reference = forms.CharField(label=_("Our reference"), required=False, max_length=100)
    foreign_reference = forms.CharField(label=_("Their reference"), required=False, max_length=100)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)
    visibility = forms.ChoiceField(label=_("Visible to"))
    handling = forms.CharField(
        label=_("Handling marking"),
        required=False,
        max_length=100,
        help_text=_("Printed on every page that shows the document. It hides nothing."),
    )

    def __init__(
        self,
        asked: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        desk: Desk,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(asked, files, initial=initial)
        seen: set[str] = {kind.value for kind in visible_kinds(desk.role)}
        if desk.side_id is not None:
            seen.add(Visibility.OWN_SIDE.value)
        visibility = self.fields["visibility"]
        if isinstance(visibility, forms.ChoiceField):
            visibility.choices = [choice for choice in VISIBILITY_CHOICES if choice[0] in seen]
        visibility.initial = Visibility.REGISTER.value

    def usual(self) -> list[forms.BoundField]:
        """Return the fields that most documents have, hidden ones with them."""
        return [field for field in self if field.name not in (*RARE, *WORDS)]

    def rare(self) -> list[forms.BoundField]:
        """Return the fields that letters and marked papers have."""
        return [self[name] for name in RARE]

    def has_rare(self) -> bool:
        """Tell whether something stands in a rare field, or is wrong with it."""
        return any(field.value() or field.errors for field in self.rare())

    def shown(self, name: str, value: str | None) -> str:
        """Return the value of a fact in the words the form offers for it."""
        choices = getattr(self.fields[name], "choices", ())
        return next((str(words) for code, words in choices if code == value), value or "")

    def facts(self) -> DocumentFacts:
        """Return what a valid form says."""
        return DocumentFacts(
            **{field.name: self.cleaned_data[field.name] for field in fields(DocumentFacts)}
        )


class WordsForm(forms.Form):
    """The words of a document, as a file or pasted; `taken` says which files, with a place for the limit."""

    taken: str | Promise = _(
        "Text, Markdown, HTML, Word, OpenDocument, Excel, a letter (.eml) or PDF; "
        "%(limit)s MB at most."
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,  # the reading library says what is wrong, with the file's name
        widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED_SUFFIXES)}),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    @override
    def clean(self) -> None:
        super().clean()
        if self.errors.get("file"):
            return
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text", "").strip()
        if file and text:
            raise ValidationError(_("Choose a file or paste a text: not both in one document."))
        if file is None and not text:
            raise ValidationError(_("Choose a file, or paste the text of the document."))

    def words(self) -> list[forms.BoundField]:
        """Return the fields for the words of the document, of which one is needed."""
        return [self[name] for name in WORDS]

    def upload(self) -> Upload:
        """Return the file, or the pasted text as one."""
        file = self.cleaned_data["file"]
        if file is not None:
            return Upload(file.read(), file.name)
        return Upload(self.cleaned_data["text"].encode(), PASTED)

    def tell_limit(self) -> None:
        """Say at the file which kinds are taken, and how large."""
        limit = floatformat(settings.UPLOAD_LIMIT_BYTES / MEGABYTE)
        self.fields["file"].help_text = str(self.taken) % {"limit": limit}


class NewDocumentForm(WordsForm, DocumentFactsForm):
    """A new document: its words as a file or pasted, and its facts."""

    field_order = WORDS

    def __init__(
        self,
        asked: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        desk: Desk,
    ) -> None:
        super().__init__(asked, files, desk=desk)
        self.tell_limit()
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Taken from the document when left empty.")


class NewVersionForm(WordsForm):
    """A newer version of a document that is there: its words only."""

    def __init__(
        self,
        asked: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
    ) -> None:
        super().__init__(asked, files)
        self.tell_limit()


class EditDocumentForm(DocumentFactsForm):
    """The facts of a document that is there, with the revision the person saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

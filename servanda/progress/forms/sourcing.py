"""What forms about instruments and provisions have in common: a vague date, words of a document."""

import re
from dataclasses import dataclass
from typing import cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.reading.finding.dates import find_dates
from servanda.registers.models import Desk, check_date
from servanda.sources.actions import Words
from servanda.sources.models import Document

MEANT_AS_DATE = re.compile(r"[\d\s./\-~?%X\[\]{},]+")
"""What is written with the signs of a date is meant as one, and an error in it is told."""

LONGEST = 20_000
"""Signs of a text that a person types."""


@dataclass(frozen=True)
class When:
    """A date as it was typed: EDTF, empty where none follows, and the words where it was words."""

    edtf: str = ""
    words: str = ""


class WhenField(forms.CharField):
    """A date in EDTF, or in words: what these mean is read as in a document."""

    def __init__(self, *, label: object, help_text: object = "") -> None:
        super().__init__(
            label=label,  # type: ignore[arg-type]  # a lazy text is one
            required=False,
            max_length=200,
            help_text=help_text  # type: ignore[arg-type]
            or _("2021-02-17, 2021-02, 2021, 2020/2022, or words of the source."),
        )

    @override
    def clean(self, value: object) -> When:
        typed = str(super().clean(value)).strip()
        if not typed:
            return When()
        if MEANT_AS_DATE.fullmatch(typed):
            check_date(typed)
            return When(typed)
        return When(_meant(typed), typed)

    @override
    def prepare_value(self, value: object) -> object:
        return (value.words or value.edtf) if isinstance(value, When) else value


class SourcedForm(forms.Form):
    """A form whose values may stand on words of a document, copied from it."""

    document = forms.ModelChoiceField(
        to_field_name="uuid",
        label=_("Document that says so"),
        required=False,
        empty_label=_("No document"),
        queryset=Document.objects.none(),
    )
    quotation = forms.CharField(
        label=_("Its words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Copy them from the document: they are looked up in its text."),
    )

    def __init__(self, *args: object, desk: Desk, **kwargs: object) -> None:
        # What Django takes is passed on as it came.
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.desk = desk
        self.source: Words | None = None
        documents = cast("forms.ModelChoiceField[Document]", self.fields["document"])
        documents.queryset = Document.objects.visible_to(desk).newest_first()

    @property
    def told(self) -> list[forms.BoundField]:
        """The fields that tell what is so."""
        return [field for field in self if field.name not in ("document", "quotation")]

    @property
    def stands_on(self) -> list[forms.BoundField]:
        """The fields that tell what it stands on."""
        return [self["document"], self["quotation"]]

    @override
    def clean(self) -> dict[str, object]:
        """Find the quotation in the text of the document, exactly and in one place."""
        document, words = self.cleaned_data.get("document"), self.cleaned_data.get("quotation")
        if words and document is None and "document" not in self.errors:
            self.add_error("document", _("Choose the document that has these words."))
        elif document is not None and not words:
            self.add_error("quotation", _("Copy here the words of the document that say so."))
        elif document is not None and words:
            self._find(document, words)
        return self.cleaned_data

    def _find(self, document: Document, words: str) -> None:
        version = document.versions.order_by("number").last()
        places = places_of(words, version.text) if version else []
        told = {"document": document.title, "number": len(places)}
        if version is None or not places:
            self.add_error(
                "quotation",
                _(
                    "These words do not stand in “%(document)s”. Copy them from the text of the "
                    "document, letter by letter."
                )
                % told,
            )
        elif len(places) > 1:
            self.add_error(
                "quotation",
                _(
                    "These words stand in “%(document)s” in %(number)s places. Copy some words "
                    "before or after them as well, so that one place is meant."
                )
                % told,
            )
        else:
            self.source = Words(version, *places[0])


def places_of(words: str, text: str) -> list[tuple[int, int]]:
    """Return where words stand in a text, letter by letter; only white space may differ."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return []
    return [match.span() for match in re.finditer(r"\s+".join(parts), text)]


def _meant(words: str) -> str:
    """Return the one date that words mean, as EDTF; empty where they mean none or several."""
    language = (get_language() or "en").partition("-")[0]
    found = {one.edtf for one in find_dates(words, published=None, language=language) if one.edtf}
    return found.pop() if len(found) == 1 else ""

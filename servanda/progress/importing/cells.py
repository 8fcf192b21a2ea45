"""What the cells of a row mean that comes back, and each that means nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from servanda.instruments.models import Instrument
from servanda.progress.importing.making import delay_labels, value_labels
from servanda.progress.importing.reading import CellFound, RowFound
from servanda.progress.rules.workbooks import WrongCell, amount_of, percent_of


@dataclass(frozen=True)
class Fault:
    """What could not be taken: the cell or the row, and the sentence why."""

    place: str
    why: str


@dataclass(frozen=True)
class Labels:
    """Which words of any language of the pages mean which code."""

    values: Mapping[str, str]
    reasons: Mapping[str, str]
    shown: Mapping[str, Mapping[str, str]]
    """By column, what each code is called in the language that is active."""

    def told(self, column: str, words: str) -> str:
        """Return what a cell says as people read it."""
        return self.shown.get(column, {}).get(words, words)

    @classmethod
    def of(cls, instrument: Instrument) -> "Labels":
        values: dict[str, str] = {}
        reasons: dict[str, str] = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                values |= {label.casefold(): c for c, label in value_labels(instrument).items()}
                reasons |= {label.casefold(): c for c, label in delay_labels().items()}
        values |= {code.casefold(): code for code in values.values()}
        shown = {"value": value_labels(instrument), "delay": delay_labels()}
        return cls(values, reasons | {code: code for code in reasons.values()}, shown)


def cells_read(row: RowFound, labels: Labels) -> tuple[dict[str, str], list[Fault]]:
    """Return what the cells of a row mean, and each that means nothing."""
    read: dict[str, str] = {}
    faults: list[Fault] = []
    for name, cell in row.cells.items():
        if cell.is_formula:
            faults.append(Fault(cell.address, _("it holds a formula: write the value itself.")))
            continue
        try:
            read[name] = _meant(name, cell, labels)
        except WrongCell:
            faults.append(Fault(cell.address, _wrong(name) % {"words": cell.words[:60]}))
    return {name: words for name, words in read.items() if words}, faults


def _meant(name: str, cell: CellFound, labels: Labels) -> str:
    if name in {"value", "delay"}:
        known = labels.values if name == "value" else labels.reasons
        if cell.words.casefold() not in known:
            raise WrongCell(cell.words)
        return known[cell.words.casefold()]
    if name == "percent":
        return percent_of(cell.words)
    if name == "spent":
        return amount_of(cell.words)
    return cell.words.upper() if name == "currency" else cell.words


def _wrong(name: str) -> str:
    told = {
        "value": _("“%(words)s” is none of the values to choose from."),
        "delay": _("“%(words)s” is none of the reasons to choose from."),
        "percent": _("“%(words)s” is no whole number from 0 to 100."),
    }
    return told.get(name, _("“%(words)s” is no clear amount: write it as 1200 or 1200.50."))
